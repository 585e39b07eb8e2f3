"""What happens by the clock: rows in the outbox of every pemda, one for each moment that is due."""

import logging
import time
from collections.abc import Callable
from datetime import UTC, datetime
from uuid import UUID

from sqlalchemy.exc import SQLAlchemyError

from runtut.database import db
from runtut.jobs.names import JobName
from runtut.jobs.outbox import later
from runtut.tenancy import Pass, enter, leave

EVERY = {JobName.SEAL: 300, JobName.SWEEP: 300, JobName.CARE: 3_600, JobName.TIDY: 86_400}
"""Seconds between two runs in one pemda. The log is sealed every five minutes at most."""

log = logging.getLogger(__name__)


def moment_of(name: JobName, now: datetime) -> str:
    """The slot that `now` falls into; its name makes a second row for the same slot impossible."""
    seconds = int(now.timestamp())
    return datetime.fromtimestamp(seconds - seconds % EVERY[name], UTC).isoformat()


def plan(pemda: UUID, now: datetime) -> None:
    """Write what is due now in one pemda, in a transaction of its own."""
    enter(Pass.whole(pemda))
    for name in EVERY:
        later(name, {}, None, f"{name.value}:{moment_of(name, now)}")
    db.session.commit()


def schedule(pemdas: Callable[[], list[UUID]], going_on: Callable[[], bool] = lambda: True, pause: float = 5) -> None:
    """Plan for every pemda until `going_on` says no."""
    while going_on():
        try:
            for pemda in pemdas():
                plan(pemda, datetime.now(UTC))
        except SQLAlchemyError as lost:
            db.session.rollback()
            log.warning("the schedule waits: %s", type(lost).__name__)
        finally:
            leave()
            db.session.remove()
        time.sleep(pause)
