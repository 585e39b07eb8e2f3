"""Telling those whose turn it is with a version."""

from uuid import UUID

from runtut.permissions import here
from tenants.notices.service import Message, notify
from tenants.people.seats import seat_rows, today_at
from tenants.sops.models import Sop, SopVersion


def holders(opd_id: UUID, permission: str) -> list[UUID]:
    """Who may do it in the OPD today, by their seats there."""
    found = [
        seat.official.id
        for seat in seat_rows(today_at(here()), opd_id)
        if seat.official and any(permission in role.permissions for role in seat.roles)
    ]
    return list(dict.fromkeys(found))


def tell(sop: Sop, version: SopVersion, kind: str, said: str, officials: list[UUID]) -> None:
    """Once for each deed with a version."""
    place = here()
    path = f"/{place.pemda_code}/{place.opd.slug}/sop/{sop.slug}?versi={version.number}"
    for official in officials:
        if official != place.standing.official_id:
            notify(
                official,
                sop.opd_id,
                Message(kind, said, path),
                f"sop:{version.id}:{version.submitted_at}:{kind}:{version.reviewed_at}:{official}",
            )
