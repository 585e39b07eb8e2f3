"""Fills a template for one institution; the same template and institution always give the same SOP."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from runtut.procedures.filling.terms import KINDS, translated
from runtut.procedures.model import Approver, Identity, Sop, StandardTime, Step

PLACEHOLDERS: Final = {
    "opd": "nama lengkap perangkat daerah", "opd singkat": "nama singkatnya", "pemda": "nama pemda",
    "jenis": "Dinas, Badan, Kecamatan, …", "pimpinan": "Kepala Dinas, Camat, …", "sekretaris": "Sekretaris Dinas, …",
    "kepala unit": "Kepala Bidang, Kepala Bagian, …", "unit": "Bidang, Bagian, Seksi, …",
    "kepala subunit": "Kepala Seksi, Kepala Subbagian, …", "subunit": "Seksi, Subbagian, …",
}  # fmt: skip
"""What may stand in braces in a template: `Menyampaikan laporan kepada {pimpinan}`."""
BRACES = re.compile(r"\{([a-z ]+)\}")
HEAVIEST = ("chairs", "signs", "does", "receives", "joins")
"""Where two actors become one, he keeps the part that binds him most."""
Say = Callable[[str], str]


@dataclass(frozen=True)
class Institution:
    """`kind` is one of dinas, badan, sekretariat_daerah, sekretariat_dprd, inspektorat, kecamatan."""

    kind: str
    name: str
    short_name: str
    pemda: str

    def values(self) -> Mapping[str, str]:
        terms = KINDS[self.kind]
        return {
            "opd": self.name, "opd singkat": self.short_name, "pemda": self.pemda, "jenis": terms.office,
            "pimpinan": terms.leader, "sekretaris": terms.secretary, "kepala unit": terms.head, "unit": terms.unit,
            "kepala subunit": terms.subhead, "subunit": terms.subunit,
        }  # fmt: skip


def fill(sop: Sop, written_for: str, institution: Institution) -> Sop:
    """The template, written for one kind of institution, in the words of this one. Titles of regulations stay."""
    values = institution.values()

    def filled(text: str) -> str:
        return BRACES.sub(lambda found: values.get(found[1], found[0]), text)

    def said(text: str) -> str:
        return filled(translated(text, written_for, institution.kind))

    return reworded(sop, said, filled)


def reworded(sop: Sop, said: Say, cited: Say) -> Sop:
    """Every text through `said`, titles of regulations through `cited`; actors who get the same name become one."""
    names = ("qualifications", "related", "equipment", "warnings", "records")
    lists: dict[str, Any] = {key: tuple(map(said, getattr(sop, key))) for key in names}
    identity = replace(
        sop.identity, title=_maybe(sop.identity.title, said), approved_by=_approver(sop.identity.approved_by, said)
    )
    return replace(
        sop, identity=identity, legal_basis=tuple(map(cited, sop.legal_basis)), actors=_unique(map(said, sop.actors)),
        steps=tuple(_step(step, said) for step in sop.steps),
        **lists,
    )  # fmt: skip


def emptied(sop: Sop, institution: Institution, written_for: str) -> Sop:
    """The way back: names of the institution as placeholders, its words those of the kind that the template is written for,
    and nothing of its identity but the title and the position that approves."""
    names = (*_own_officials(institution), (institution.name, "{opd}"), (institution.pemda, "{pemda}"))

    def masked(text: str) -> str:
        for name, placeholder in names:
            text = re.sub(rf"\b{re.escape(name)}\b", placeholder, text, flags=re.IGNORECASE) if name else text
        return text

    def said(text: str) -> str:
        return translated(masked(text), institution.kind, written_for)

    approver = sop.identity.approved_by
    identity = Identity(title=sop.identity.title, approved_by=approver and Approver(position=approver.position))
    return reworded(replace(sop, identity=identity, sources={}, findings=()), said, masked)


def _own_officials(institution: Institution) -> Iterable[tuple[str, str]]:
    """`Camat Lengayang` is this Camat, and so the leader of whoever takes the template."""
    terms = KINDS[institution.kind]
    rest = institution.name.removeprefix(f"{terms.office} ")
    return ((f"{one} {rest}", one) for one in (terms.leader, terms.secretary) if rest != institution.name)


def _maybe(text: str | None, said: Say) -> str | None:
    return None if text is None else said(text)


def _unique(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(texts))


def _approver(approver: Approver | None, said: Say) -> Approver | None:
    return approver and replace(approver, position=_maybe(approver.position, said))


def _step(step: Step, said: Say) -> Step:
    texts: dict[str, Any] = {key: _maybe(getattr(step, key), said) for key in ("text", "requirement", "output", "note")}
    return replace(
        step, **texts, actors=_unique(map(said, step.actors)), parts=_parts(step.parts, said), time=_time(step.time, said)
    )


def _parts(parts: Mapping[str, str] | None, said: Say) -> Mapping[str, str] | None:
    if parts is None:
        return None
    found: dict[str, str] = {}
    for actor, part in parts.items():
        found[said(actor)] = min(part, found.get(said(actor), part), key=HEAVIEST.index)
    return found


def _time(time: StandardTime | None, said: Say) -> StandardTime | None:
    return time and replace(time, raw=said(time.raw))
