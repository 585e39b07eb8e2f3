"""What an official is on a day: seats held, their capacity, and the permissions of their roles."""

from collections import defaultdict
from datetime import date
from uuid import UUID

from sqlalchemy import select

from runtut.database import db
from runtut.permissions import Seat, Standing
from tenants.people.models import Holding, Official, Position, PositionRole, Role


def standing(official_id: UUID, today: date) -> Standing | None:
    """One statement: read anew at every request, so that a change of role or holding counts from the next one on.

    Seats of his own come before those he acts for.
    """
    rows = db.session.execute(
        select(Official.name, Holding.capacity, Holding.letter, Position, Role)
        .join_from(Official, Holding, (Holding.official_id == Official.id) & Holding.period.contains(today), isouter=True)
        .join(Position, Position.id == Holding.position_id, isouter=True)
        .join(PositionRole, PositionRole.position_id == Position.id, isouter=True)
        .join(Role, Role.id == PositionRole.role_id, isouter=True)
        .where(Official.id == official_id)
        .order_by(Holding.capacity != "definitif", Position.title, Position.id)
    ).all()
    if not rows:
        return None
    seats: dict[UUID, Seat] = {}
    grants: dict[UUID, set[str]] = defaultdict(set)
    wide: set[UUID] = set()
    for _, capacity, letter, position, role in rows:
        if position is None:
            continue
        if role is not None:
            grants[position.id].update(role.permissions)
            if role.whole_pemda:
                wide.add(position.id)
        seats[position.id] = Seat(
            position.id, position.institution_id, position.unit_id, position.title, capacity, letter, frozenset()
        )
    full = tuple(
        Seat(s.position_id, s.opd_id, s.unit_id, s.title, s.capacity, s.letter, frozenset(grants[key]), key in wide)
        for key, s in seats.items()
    )
    return Standing(official_id, rows[0].name, full)
