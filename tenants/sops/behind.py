"""Who stands behind the actors of a version: role, positions of the OPD, and who holds them today."""

from dataclasses import dataclass
from uuid import UUID

from runtut.permissions import here
from tenants.people.models import Role
from tenants.people.seats import SeatRow, seat_rows, today_at
from tenants.people.service import roles
from tenants.sops.models import SopVersion
from tenants.sops.permissions import APPROVE
from tenants.sops.service import actor_roles, suggested_roles


@dataclass(frozen=True)
class ActorRow:
    """`role` is the one that is mapped, else the one that suggests itself; `mapped` tells which."""

    actor: str
    role: Role | None
    mapped: bool
    seats: tuple[SeatRow, ...]

    @property
    def words(self) -> str:
        return ", ".join(words_of(seat) for seat in self.seats)


def words_of(seat: SeatRow) -> str:
    return f"{seat.holder or 'kosong'} ({seat.position.title})"


@dataclass(frozen=True)
class RoleChoice:
    """A role with the seats of this OPD on which it hangs."""

    role: Role
    seats: tuple[SeatRow, ...]


def actors(version: SopVersion) -> list[ActorRow]:
    """In the order of the flow table."""
    seats, mapped = seats_by_role(version.opd_id), actor_roles(version.id)
    return [
        ActorRow(actor, role, actor in mapped, seats.get(role.id, ()) if role else ())
        for actor, role in suggested_roles(version).items()
    ]


def choices(opd_id: UUID) -> list[RoleChoice]:
    """The roles that hang on a seat of the OPD; no other can be an actor."""
    seats = seats_by_role(opd_id)
    return [RoleChoice(role, seats[role.id]) for role in roles() if role.id in seats]


def seats_by_role(opd_id: UUID) -> dict[UUID, tuple[SeatRow, ...]]:
    found: dict[UUID, tuple[SeatRow, ...]] = {}
    for seat in seat_rows(today_at(here()), opd_id):
        for role in seat.roles:
            found[role.id] = (*found.get(role.id, ()), seat)
    return found


def approvers(opd_id: UUID) -> list[SeatRow]:
    """The seats of the OPD that may put an SOP into force."""
    seats = seat_rows(today_at(here()), opd_id)
    return [seat for seat in seats if any(APPROVE in role.permissions for role in seat.roles)]
