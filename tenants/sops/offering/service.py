"""Offering what was improved here to the library: written down, looked at by the operator, accepted or declined."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from uuid import UUID

from sqlalchemy import select

from runtut.database import db
from runtut.errors import Conflict, Invalid, NotFound
from runtut.events import record
from runtut.library.models import Template
from runtut.library.service import publish, template_by_slug
from runtut.permissions import here
from runtut.procedures import Sop as Procedure
from runtut.procedures import from_json, to_json
from runtut.procedures.filling import emptied
from runtut.procedures.merging import THEIRS, Merge, apply, merge, take_all
from tenants.notices.service import Message, notify
from tenants.sops import service
from tenants.sops.filling import institution_of
from tenants.sops.models import Sop, SopVersion
from tenants.sops.offering.models import SopOffer
from tenants.sops.upgrading.service import template_by_id, upgrade_of


@dataclass(frozen=True)
class Proposal:
    """`merge` lays what is offered over the template: each of its changes is what the library would gain."""

    sop: Sop
    version: SopVersion
    template: Template
    content: Procedure
    merge: Merge
    waiting: bool
    """Changes of the library wait to be decided first."""


def proposal_of(sop: Sop) -> Proposal:
    """What the version in force, or the newest, would add to its template; NotFound for an SOP that is no clone."""
    version = service.shown_version(sop)
    found = upgrade_of(sop, version=version)
    own = emptied(from_json(version.content), institution_of(sop.opd_id, here().pemda_name), found.followed.kind)
    told = from_json(found.followed.content)
    content = _like(own, told)
    return Proposal(sop, version, found.followed, content, merge(told, told, content), found.followed.id != found.newest.id)


def _like(own: Procedure, told: Procedure) -> Procedure:
    """Without the identity: the title and the signer of a template are the library's."""
    return replace(own, identity=told.identity, kind=told.kind)


def offer(found: Proposal, note: str, keys: Sequence[str]) -> SopOffer:
    """Offer the changes of these keys, one offer at a time."""
    if not found.merge.questions:
        raise Conflict("Isi SOP ini sama dengan templatnya, jadi belum ada yang dapat diusulkan.")
    if found.waiting:
        raise Conflict("Pustaka sudah terbit versi baru; ambil atau tolak dahulu perubahannya, lalu usulkan.")
    if any(one.state == "open" for one in offers_of(found.sop)):
        raise Conflict("Usulan sebelumnya masih diperiksa; tunggu jawabannya, atau tarik dahulu.")
    if not keys or set(keys) - {change.key for change in found.merge.questions}:
        raise Invalid("Pilih perubahan yang diusulkan.", {"changes": ["Pilih sedikitnya satu dari daftar."]})
    content = apply(found.merge, dict.fromkeys(keys, THEIRS))
    row = SopOffer(
        opd_id=found.sop.opd_id, sop_id=found.sop.id, version_id=found.version.id, template_id=found.template.id,
        content=to_json(content), note=note, official_id=here().standing.official_id,
    )  # fmt: skip
    db.session.add(row)
    db.session.flush()
    said = {"template": found.template.slug, "template_version": found.template.version, "version": found.version.number}
    record("sop.offered", f"sop:{found.sop.id}", found.sop.opd_id, said)
    return row


def withdraw(row: SopOffer) -> None:
    _answer(row, "withdrawn", None)
    record("sop.offer_withdrawn", f"sop:{row.sop_id}", row.opd_id, {"offer": str(row.id)})


def offers_of(sop: Sop) -> list[SopOffer]:
    """The newest first."""
    return list(db.session.scalars(select(SopOffer).where(SopOffer.sop_id == sop.id).order_by(SopOffer.at.desc(), SopOffer.id)))


def offer_by_id(offer_id: UUID) -> SopOffer:
    found = db.session.scalar(select(SopOffer).where(SopOffer.id == offer_id).with_for_update())
    if found is None:
        raise NotFound("Usulan ini tidak ada.")
    return found


def open_offers() -> Sequence[SopOffer]:
    """Those of the pemda that is bound, the oldest first."""
    return db.session.scalars(select(SopOffer).where(SopOffer.state == "open").order_by(SopOffer.at, SopOffer.id)).all()


def laid_over(row: SopOffer) -> Merge:
    """What is offered over the newest version of its template."""
    compared = template_by_id(row.template_id)
    newest = template_by_slug(compared.slug)
    return merge(from_json(compared.content), from_json(newest.content), from_json(row.content))


def accept(row: SopOffer, path: str) -> Template:
    """It becomes the next version of the template; needs an operator's pass in the pemda. `path` leads to the offer."""
    _require_waiting(row)
    newest, found = template_by_slug(template_by_id(row.template_id).slug), laid_over(row)
    if found.conflicts:
        raise Conflict(
            "Pustaka sudah berubah di tempat yang sama; tolak usulan ini dan minta OPD mengambil versi terbaru dahulu."
        )
    if not publish(newest.slug, newest.kind, to_json(apply(found, take_all(found))), row.note):
        raise Conflict("Usulan ini tidak lagi mengubah apa pun; tolak dengan alasan itu.")
    result = template_by_slug(newest.slug)
    _answer(row, "accepted", None)
    row.result_id = result.id
    _told(row, f"Usulan Anda untuk templat “{result.title}” diterima menjadi versi {result.version}. Terima kasih.", path)
    record("sop.offer_accepted", f"sop:{row.sop_id}", row.opd_id, {"offer": str(row.id), "template_version": result.version})
    return result


def decline(row: SopOffer, reason: str, path: str) -> None:
    if not reason.strip():
        raise Invalid("Tulis alasan penolakannya.", {"reason": ["Tulis alasannya, agar OPD tahu apa yang perlu diperbaiki."]})
    _answer(row, "declined", reason.strip())
    _told(row, f"Usulan Anda ke pustaka belum diterima: {reason.strip()}", path)
    record("sop.offer_declined", f"sop:{row.sop_id}", row.opd_id, {"offer": str(row.id), "reason": reason.strip()})


def _answer(row: SopOffer, state: str, answer: str | None) -> None:
    _require_waiting(row)
    row.state, row.answer, row.answered_at = state, answer, datetime.now(UTC)
    db.session.flush()


def _require_waiting(row: SopOffer) -> None:
    if row.state != "open":
        raise Conflict("Usulan ini sudah dijawab atau ditarik.")


def _told(row: SopOffer, said: str, path: str) -> None:
    notify(row.official_id, row.opd_id, Message("library", said, path), f"offer:{row.id}")
