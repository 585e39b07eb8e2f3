"""Sealing the event log of a pemda."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import func, select

from runtut.database import db
from runtut.events.sealer import seal as seal_log
from runtut.jobs import JobName, job
from runtut.tenancy import bound


@job(JobName.SEAL)
def seal(payload: Mapping[str, Any]) -> None:  # noqa: ARG001
    """Whoever comes while another seals leaves it to him: what is fresh then is sealed next time."""
    lock = func.pg_try_advisory_xact_lock(func.hashtextextended(f"seal:{bound().pemda}", 0))
    if db.session.scalar(select(lock)):
        seal_log()
