"""Holding a version while something is done with it: until the transaction ends nobody else changes it.

Two are always held in the same order, the later version before the one in force, so that nobody waits in a circle.
"""

from uuid import UUID

from sqlalchemy import select

from runtut.database import db
from tenants.sops.models import SopVersion


def hold(version: SopVersion) -> None:
    """What is read of it from now on is what is there."""
    db.session.refresh(version, with_for_update=True)


def hold_effective(sop_id: UUID) -> SopVersion | None:
    """The version whose state says that it is in force, as whoever changed it last has left it."""
    mine = SopVersion.sop_id == sop_id, SopVersion.state == "effective"
    return db.session.scalar(select(SopVersion).where(*mine).with_for_update().execution_options(populate_existing=True))
