"""What an official is on a day: seats held, their capacity, and the permissions of their roles."""

from collections import defaultdict
from datetime import date
from uuid import UUID

from sqlalchemy import Date, bindparam, select

from runtut.database import db
from runtut.permissions import Seat, Standing
from tenants.people.models import Holding, Official, Position, PositionRole, Role

TODAY = Holding.period.contains(bindparam("today", type_=Date()))
SEATS = (
    select(
        Official.name, Holding.capacity, Holding.letter, Role.permissions, Role.whole_pemda,
        Position.id, Position.institution_id, Position.unit_id, Position.title,
    )
    .join_from(Official, Holding, (Holding.official_id == Official.id) & TODAY, isouter=True)
    .join(Position, Position.id == Holding.position_id, isouter=True)
    .join(PositionRole, PositionRole.position_id == Position.id, isouter=True)
    .join(Role, Role.id == PositionRole.role_id, isouter=True)
    .where(Official.id == bindparam("official"))
    .order_by(Holding.capacity != "definitif", Position.title, Position.id)
)  # fmt: skip


def standing(official_id: UUID, today: date) -> Standing | None:
    """One statement: read anew at every request, so that a change of role or holding counts from the next one on.

    Seats of his own come before those he acts for.
    """
    rows = db.session.execute(SEATS, {"official": official_id, "today": today}).all()
    if not rows:
        return None
    grants: dict[UUID, set[str]] = defaultdict(set)
    for row in rows:
        grants[row.id].update(row.permissions or ())
    wide = {row.id for row in rows if row.whole_pemda}
    seats = {
        row.id: Seat(
            row.id,
            row.institution_id,
            row.unit_id,
            row.title,
            row.capacity,
            row.letter,
            permissions=frozenset(grants[row.id]),
            whole_pemda=row.id in wide,
        )
        for row in rows
        if row.id is not None
    }
    return Standing(official_id, rows[0].name, tuple(seats.values()))
