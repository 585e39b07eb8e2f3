"""Who approved a version, in which capacity, under which number and dates: on the version and in its identity block."""

from datetime import date

from sqlalchemy import select

from runtut.database import db
from runtut.permissions import here
from runtut.procedures import sha256
from tenants.people.models import SHORT, Official
from tenants.sops.models import SopVersion
from tenants.sops.permissions import APPROVE


def sign(version: SopVersion, number: str | None, approved_on: date, effective_on: date) -> None:
    """Number, dates and signer with his capacity, on the version and in its identity block."""
    place = here()
    seat = next(seat for seat in place.seats if APPROVE in seat.permissions)
    official = db.session.scalars(select(Official).where(Official.id == place.standing.official_id)).one()
    version.approved_by, version.approved_capacity = official.id, f"{seat.capacity}: {seat.title}"
    version.approved_on, version.effective_on = approved_on, effective_on
    identity = dict(version.content["identity"])
    identity.update(
        number=number or identity.get("number"), approved_on=approved_on.isoformat(), effective_on=effective_on.isoformat(),
        approved_by={
            "position": f"{SHORT[seat.capacity]} {seat.title}".strip(), "name": official.name, "rank": official.rank,
            "nip": official.nip,
        },
    )  # fmt: skip
    version.content = {**version.content, "identity": identity}
    version.sha256 = sha256(version.content)
