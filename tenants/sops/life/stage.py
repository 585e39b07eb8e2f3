"""Where a version stands and what the person who looks at it may do with it now."""

from dataclasses import dataclass

from runtut.permissions import here
from tenants.people.service import official_names
from tenants.sops.life.discarding import why_not_back
from tenants.sops.life.service import hands
from tenants.sops.models import SopVersion
from tenants.sops.permissions import APPROVE, EDIT, REVIEW

STEPS = (
    ("draft", "Draf"),
    ("review", "Reviu"),
    ("approval", "Pengesahan"),
    ("approved", "Menunggu tanggal"),
    ("effective", "Berlaku"),
)


@dataclass(frozen=True)
class Stage:
    """`at` is one of STEPS, or how it ended; `lacking` says why a deed that belongs to the person is not open to him."""

    at: str
    deeds: frozenset[str]
    lacking: str = ""
    people: tuple[tuple[str, str], ...] = ()


def stage(version: SopVersion) -> Stage:
    place = here()
    at = "approval" if version.state == "review" and version.reviewed_at else version.state
    may = {key: place.may(key) for key in (EDIT, REVIEW, APPROVE)}
    own = place.standing.official_id in (version.submitted_by,) or hands(version) == {place.standing.official_id}
    deeds: set[str] = set()
    lacking = ""
    if at == "draft" and may[EDIT]:
        deeds |= {"edit", "submit", "discard"}
    if at == "discarded" and may[EDIT]:
        lacking = why_not_back(version)
        deeds |= set() if lacking else {"restore"}
    if at == "review" and may[EDIT]:
        deeds.add("withdraw")
    turn = {"review": REVIEW, "approval": APPROVE}.get(at)
    if turn and may[turn]:
        deeds |= set() if own else {"pass" if at == "review" else "approve"}
        deeds.add("return")
        lacking = "Anda menulis atau mengajukan versi ini, jadi orang lain yang memutuskannya." if own else ""
    if at in ("effective", "approved") and may[APPROVE]:
        deeds.add("revoke")
    return Stage(at, frozenset(deeds), lacking, people(version))


def people(version: SopVersion) -> tuple[tuple[str, str], ...]:
    """Who did what so far."""
    did = (
        ("Diajukan oleh", version.submitted_by), ("Direviu oleh", version.reviewed_by), ("Disahkan oleh", version.approved_by),
        ("Dibuang oleh", version.discarded_by),
    )  # fmt: skip
    names = official_names([official for _, official in did if official])
    written = official_names(sorted(hands(version)))
    found = [("Ditulis oleh", ", ".join(sorted(written.values())))] if written else []
    return tuple(found + [(said, names[official]) for said, official in did if official])
