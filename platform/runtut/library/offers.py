"""Offers to the library: handed over by an OPD, withdrawn by it, accepted or declined by the operator."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from runtut.database import db
from runtut.errors import Conflict, Invalid, NotFound
from runtut.jobs import JobName, send
from runtut.library.announcing import announce
from runtut.library.models import LibraryOffer, Template
from runtut.library.service import one_at_a_time, publish, template_by_id, template_by_slug
from runtut.procedures import from_json, to_json
from runtut.procedures.merging import Merge, apply, merge, take_all

MOST = 50
"""How many of the offers that were answered a list shows."""


@dataclass(frozen=True)
class Giver:
    """Who hands it over, as far as the platform is told: the id of the SOP, and the names that the OPD gives."""

    subject: UUID
    office: str
    title: str


def hand_over(giver: Giver, template: Template, content: dict[str, Any], note: str) -> LibraryOffer:
    """An offer of the pemda that is bound; one that waits for each subject (the database sees to it)."""
    offer = LibraryOffer(
        subject=giver.subject, office=giver.office, title=giver.title, template_id=template.id, content=content, note=note
    )
    db.session.add(offer)
    db.session.flush()
    return offer


def offers_about(subject: UUID) -> list[LibraryOffer]:
    """What was offered of one SOP, the newest first."""
    mine = select(LibraryOffer).where(LibraryOffer.subject == subject)
    return list(db.session.scalars(mine.order_by(LibraryOffer.at.desc(), LibraryOffer.id)))


def waiting_offers() -> list[LibraryOffer]:
    """Those that wait for an answer, the oldest first; of every pemda with an operator's pass."""
    waiting = select(LibraryOffer).where(LibraryOffer.state == "open")
    return list(db.session.scalars(waiting.order_by(LibraryOffer.at, LibraryOffer.id)))


def waiting_offers_count() -> int:
    return db.session.scalar(select(func.count()).select_from(LibraryOffer).where(LibraryOffer.state == "open")) or 0


def answered_offers() -> list[LibraryOffer]:
    """The newest answers first."""
    done = select(LibraryOffer).where(LibraryOffer.state.in_(("accepted", "declined")))
    return list(db.session.scalars(done.order_by(LibraryOffer.answered_at.desc(), LibraryOffer.id).limit(MOST)))


def origins_of(slug: str) -> dict[UUID, LibraryOffer]:
    """The offers that became versions of a template, by the id of that version."""
    rows = select(LibraryOffer).join(Template, Template.id == LibraryOffer.result_id).where(Template.slug == slug)
    return {offer.result_id: offer for offer in db.session.scalars(rows) if offer.result_id}


def offer_by_id(offer_id: UUID) -> LibraryOffer:
    """Held until the transaction ends: two answers at once are given one after the other."""
    mine = select(LibraryOffer).where(LibraryOffer.id == offer_id).with_for_update()
    found = db.session.scalar(mine.execution_options(populate_existing=True))
    if found is None:
        raise NotFound("Usulan ini tidak ada.")
    return found


def laid_over(offer: LibraryOffer) -> Merge:
    """What is offered over the newest version of its template: mine is the library, theirs the offer."""
    compared = template_by_id(offer.template_id)
    newest = template_by_slug(compared.slug)
    return merge(from_json(compared.content), from_json(newest.content), from_json(offer.content))


def withdraw(offer: LibraryOffer) -> None:
    _answer(offer, "withdrawn", None, None)


def accept(offer: LibraryOffer, note: str, by: UUID | None = None) -> Template:
    """It becomes the next version of the template with `note` for the owners of its clones; needs an operator's pass.
    What was accepted already stays as it is. `by` is the operator's account."""
    if offer.state == "accepted" and offer.result_id:
        return template_by_id(offer.result_id)
    slug = template_by_id(offer.template_id).slug
    one_at_a_time(slug)
    _require_waiting(offer)
    newest, found = template_by_slug(slug), laid_over(offer)
    if found.conflicts:
        raise Conflict(
            "Pustaka sudah berubah di tempat yang sama; tolak usulan ini dan minta OPD mengambil versi terbaru dahulu."
        )
    if not publish(slug, newest.kind, to_json(apply(found, take_all(found))), note):
        raise Conflict("Usulan ini tidak lagi mengubah apa pun; tolak dengan alasan itu.")
    offer.result_id = template_by_slug(slug).id
    _answer(offer, "accepted", None, by)
    announce(template_by_slug(slug))
    return template_by_slug(slug)


def decline(offer: LibraryOffer, reason: str, by: UUID | None = None) -> None:
    """With the reason that the OPD reads; the same answer twice is one answer."""
    reason = reason.strip()
    if not reason:
        raise Invalid("Tulis alasan penolakannya.", {"reason": ["Tulis alasannya, agar OPD tahu apa yang perlu diperbaiki."]})
    if (offer.state, offer.answer) != ("declined", reason):
        _answer(offer, "declined", reason, by)


def _answer(offer: LibraryOffer, state: str, answer: str | None, by: UUID | None) -> None:
    """An operator's answer travels home as a letter; the OPD's own withdrawal needs none."""
    _require_waiting(offer)
    offer.state, offer.answer, offer.answered_at, offer.answered_by = state, answer, datetime.now(UTC), by
    db.session.flush()
    if state != "withdrawn":
        send([offer.pemda_id], JobName.ANSWER, {"offer": str(offer.id)}, f"offer:{offer.id}")


def _require_waiting(offer: LibraryOffer) -> None:
    if offer.state != "open":
        raise Conflict("Usulan ini sudah dijawab atau ditarik.")
