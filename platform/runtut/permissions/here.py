"""Where a request is and who makes it: set once by the app, read by every room."""

from dataclasses import dataclass
from uuid import UUID

from flask import g

from runtut.errors import NotFound
from runtut.permissions.standing import Seat, Standing


@dataclass(frozen=True)
class Office:
    """The OPD in the address."""

    id: UUID
    slug: str
    name: str
    short_name: str


@dataclass(frozen=True)
class Here:
    """The pemda in the address, the OPD where there is one, and the standing of who asks."""

    pemda_id: UUID
    pemda_code: str
    pemda_name: str
    zone: str
    account_id: UUID
    standing: Standing
    office: Office | None = None

    @property
    def opd(self) -> Office:
        """The OPD; a view outside an OPD that asks for one is answered 404."""
        if self.office is None:
            raise NotFound("Alamat ini tidak menyebut perangkat daerah.")
        return self.office

    def may(self, permission: str) -> bool:
        """Whether who asks may do it here: in the OPD of the address, else anywhere in the pemda."""
        return self.standing.may(permission, self.office.id if self.office else None)

    @property
    def seats(self) -> tuple[Seat, ...]:
        return self.standing.seats_in(self.office.id if self.office else None)


def here() -> Here:
    """The place of this request; NotFound outside a pemda."""
    place: Here | None = g.get("here")
    if place is None:
        raise NotFound("Alamat ini tidak menyebut pemda.")
    return place
