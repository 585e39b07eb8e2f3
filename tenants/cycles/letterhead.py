"""Letterhead and signatories of the papers that come out of a cycle."""

from typing import cast

from sqlalchemy import select

from runtut.database import db
from runtut.permissions import Here
from tenants.cycles.work import Work
from tenants.institutions.models import Opd
from tenants.people.models import Official
from tenants.reports.shapes import Capacity, Office, Signatory


def office_of(place: Here) -> Office:
    """The OPD of the address; its name without the pemda, which stands on a line of its own."""
    seat = db.session.scalars(select(Opd.seat).where(Opd.id == place.opd.id)).one()
    return Office(place.pemda_name, place.opd.name.removesuffix(f" {place.pemda_name}"), seat)


def signatory_of(work: Work) -> Signatory:
    """Who works at the share, in the capacity in which he does it."""
    official = db.session.scalars(select(Official).where(Official.id == work.official_id)).one()
    capacity = cast(Capacity, work.seat.capacity)
    return Signatory(work.seat.title, official.name, official.nip, official.rank, capacity)
