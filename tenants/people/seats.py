"""Who sits where: positions with their OPD, unit, holder of a day and roles, read in two statements."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import select

from runtut.database import db
from runtut.errors import NotFound
from runtut.permissions import Here
from tenants.institutions.models import Opd, Unit
from tenants.people.models import SHORT, Holding, Official, Position, PositionRole, Role


@dataclass(frozen=True)
class SeatRow:
    """A position; `holding` and `official` are None while nobody holds it."""

    position: Position
    opd: Opd
    unit: Unit | None
    holding: Holding | None
    official: Official | None
    roles: tuple[Role, ...] = ()

    @property
    def holder(self) -> str | None:
        """`Plt. Nama` as it is printed; None when vacant."""
        if self.holding is None or self.official is None:
            return None
        return f"{SHORT[self.holding.capacity]} {self.official.name}".strip()


def today_at(place: Here) -> date:
    """The day on the clocks of the pemda."""
    return datetime.now(ZoneInfo(place.zone)).date()


def seat_rows(today: date, opd_id: UUID | None = None, position_id: UUID | None = None) -> list[SeatRow]:
    """The positions of the pemda or of one OPD: heads of the OPD first, then unit by unit."""
    today_only = (Holding.position_id == Position.id) & Holding.period.contains(today)
    chosen = (
        select(Position, Opd, Unit, Holding, Official)
        .join(Opd, Opd.id == Position.institution_id)
        .outerjoin(Unit, Unit.id == Position.unit_id)
        .outerjoin(Holding, today_only)
        .outerjoin(Official, Official.id == Holding.official_id)
        .order_by(Opd.name, Unit.name.nulls_first(), Position.title)
    )
    if opd_id is not None:
        chosen = chosen.where(Position.institution_id == opd_id)
    if position_id is not None:
        chosen = chosen.where(Position.id == position_id)
    rows = db.session.execute(chosen).all()
    roles = roles_by_position([row.Position.id for row in rows])
    return [SeatRow(*row, roles.get(row.Position.id, ())) for row in rows]


def seat_row(position_id: UUID, today: date) -> SeatRow:
    found = seat_rows(today, position_id=position_id)
    if not found:
        raise NotFound("Jabatan ini tidak ada.")
    return found[0]


def roles_by_position(position_ids: Sequence[UUID]) -> dict[UUID, tuple[Role, ...]]:
    chosen = select(PositionRole.position_id, Role).join(Role, Role.id == PositionRole.role_id)
    found: dict[UUID, list[Role]] = defaultdict(list)
    for position_id, role in db.session.execute(chosen.where(PositionRole.position_id.in_(position_ids)).order_by(Role.name)):
        found[position_id].append(role)
    return {position_id: tuple(roles) for position_id, roles in found.items()}


def history(position_id: UUID) -> list[tuple[Holding, Official]]:
    """Who held a position, the latest first."""
    chosen = select(Holding, Official).join(Official, Official.id == Holding.official_id)
    rows = db.session.execute(chosen.where(Holding.position_id == position_id).order_by(Holding.period.desc()))
    return [(holding, official) for holding, official in rows]


def seats_with_role(role_id: UUID, today: date) -> list[SeatRow]:
    """The positions of the pemda on which a role hangs."""
    return [row for row in seat_rows(today) if any(role.id == role_id for role in row.roles)]


def officials_page(page: int, size: int, opd_id: UUID | None = None, words: str = "") -> list[Official]:
    """Officials by name, `size` to a page; of one OPD those who ever held a position there."""
    chosen = select(Official)
    if opd_id is not None:
        held = select(Holding.official_id).join(Position, Position.id == Holding.position_id)
        chosen = chosen.where(Official.id.in_(held.where(Position.institution_id == opd_id)))
    if words:
        chosen = chosen.where(Official.name.icontains(words, autoescape=True))
    return list(db.session.scalars(chosen.order_by(Official.name, Official.id).limit(size).offset((page - 1) * size)))


def official_by_nip(nip: str) -> Official | None:
    return db.session.scalar(select(Official).where(Official.nip == "".join(nip.split())))
