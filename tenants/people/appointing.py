"""Appointing by a person who may: within his reach, never himself, and ended early where the time was shorter."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import Range

from runtut.database import db
from runtut.errors import Forbidden, Invalid, NotFound
from runtut.events import record
from runtut.permissions import Standing
from tenants.people.models import Holding, Official, Position
from tenants.people.permissions import APPOINT
from tenants.people.service import appoint


@dataclass(frozen=True)
class Appointment:
    """Who shall hold which position from when until when (both days included; no end: open)."""

    position_id: UUID
    official_id: UUID
    since: date
    until: date | None = None
    capacity: str = "definitif"
    letter: str | None = None


def designate(by: Standing, wish: Appointment) -> Holding:
    """Appoint as `by`. Invalid names the field that is wrong; Forbidden outside his OPD, and for himself."""
    position = db.session.scalar(select(Position).where(Position.id == wish.position_id))
    official = db.session.scalar(select(Official).where(Official.id == wish.official_id))
    if position is None:
        raise Invalid("Jabatan yang dipilih tidak ada.", {"position_id": ["Pilih jabatan yang ada di pemda ini."]})
    if official is None:
        raise Invalid("Pejabat yang dipilih tidak ada.", {"official_id": ["Pilih pejabat yang ada di pemda ini."]})
    _check_reach(by, position)
    if official.id == by.official_id:
        raise Forbidden("Anda tidak dapat menetapkan diri sendiri; mintalah pejabat lain yang berwenang.")
    return appoint(
        position, official, wish.since, until=wish.until, capacity=wish.capacity, letter=wish.letter
    )  # fmt: skip


def end_holding(by: Standing, holding_id: UUID, until: date) -> Holding:
    """Let a holding end on `until`; who stepped aside for it is back from the next day on."""
    holding = db.session.scalar(select(Holding).where(Holding.id == holding_id).with_for_update())
    if holding is None:
        raise NotFound("Masa jabatan ini tidak ada.")
    position = db.session.scalars(select(Position).where(Position.id == holding.position_id)).one()
    _check_reach(by, position)
    _check_within(holding, until)
    after, held_to = until + timedelta(days=1), holding.period.upper
    holding.period = Range(holding.period.lower, after)
    db.session.flush()
    if held_to is not None:
        _come_back(holding, held_to, after)
    said = {"holding": str(holding.id), "official": str(holding.official_id), "until": until.isoformat()}
    record("people.ended", f"position:{position.id}", position.institution_id, said)
    return holding


def _check_reach(by: Standing, position: Position) -> None:
    if not by.may(APPOINT, position.institution_id):
        raise Forbidden("Anda hanya dapat menetapkan pemangku jabatan di perangkat daerah yang menjadi wewenang Anda.")


def _check_within(holding: Holding, until: date) -> None:
    if (holding.since and until < holding.since) or (holding.until and until > holding.until):
        said = "Tanggal akhir harus berada di dalam masa jabatan yang sedang berjalan."
        raise Invalid(said, {"until": [said]})


def _come_back(ended: Holding, was_until: date, now_from: date) -> None:
    """The definitive holder who would have come back on `was_until` comes back on `now_from`."""
    at = Holding.position_id == ended.position_id, Holding.capacity == "definitif"
    for row in db.session.scalars(select(Holding).where(*at)).all():
        if ended.capacity != "definitif" and row.period.lower == was_until and _held_before(ended, row.official_id):
            row.period = Range(now_from, row.period.upper)
            db.session.flush()


def _held_before(ended: Holding, official_id: UUID) -> bool:
    before = Holding.position_id == ended.position_id, Holding.official_id == official_id
    rows = db.session.scalars(select(Holding).where(*before)).all()
    return any(row.period.upper == ended.period.lower for row in rows)
