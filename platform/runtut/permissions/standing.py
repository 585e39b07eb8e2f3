"""What a person is today: the positions held, in which capacity, and what they permit."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class Seat:
    """A position held today. `capacity` is definitif, plt, plh or pj; `letter` the number of its letter."""

    position_id: UUID
    opd_id: UUID
    unit_id: UUID | None
    title: str
    capacity: str
    letter: str | None
    permissions: frozenset[str]
    whole_pemda: bool = False


@dataclass(frozen=True)
class Standing:
    """An official with the seats of today; an official without a seat may do nothing."""

    official_id: UUID
    name: str
    seats: tuple[Seat, ...]

    @property
    def opds(self) -> tuple[str, ...]:
        """What the pass may name: ("*",) for a seat that serves the whole pemda."""
        if any(seat.whole_pemda for seat in self.seats):
            return ("*",)
        return tuple(sorted({str(seat.opd_id) for seat in self.seats}))

    def reaches(self, opd_id: UUID) -> bool:
        """Whether any seat sees the OPD at all."""
        return any(seat.whole_pemda or seat.opd_id == opd_id for seat in self.seats)

    def may(self, permission: str, opd_id: UUID | None = None) -> bool:
        """Whether a seat permits it: in `opd_id`, or in any OPD when None."""
        return any(permission in seat.permissions for seat in self.seats_in(opd_id))

    def seats_in(self, opd_id: UUID | None) -> tuple[Seat, ...]:
        """The seats that count in `opd_id`; all of them when None."""
        return tuple(s for s in self.seats if opd_id is None or s.whole_pemda or s.opd_id == opd_id)
