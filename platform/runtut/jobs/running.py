"""Running one outbox row: its effect and its done mark are one transaction, so it acts exactly once."""

import importlib
import logging
from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from runtut.database import db
from runtut.errors import Problem
from runtut.jobs.models import Outbox
from runtut.jobs.names import JobName
from runtut.tenancy import Pass, enter, leave

MOST_ATTEMPTS = 5
Handler = Callable[[Mapping[str, Any]], None]
_handlers: dict[str, Handler] = {}
log = logging.getLogger(__name__)


def job(name: JobName) -> Callable[[Handler], Handler]:
    """Register the handler of `name`. It runs inside the pemda and OPDs of its outbox row and must not commit."""

    def mark(handler: Handler) -> Handler:
        _handlers[name.value] = handler
        return handler

    return mark


def handler_of(name: str) -> Handler:
    importlib.import_module(JobName(name).value.rpartition(".")[0])
    return _handlers[name]


def run(pemda: UUID, row_id: UUID) -> bool:
    """Do the row's work unless it is done, dead or in another worker's hands; tells whether it did."""
    try:
        done = _attempt(pemda, row_id)
        db.session.commit()
        return done
    except Exception as failure:
        db.session.rollback()
        _note_failure(pemda, row_id, failure)
        raise
    finally:
        leave()
        db.session.remove()


def _attempt(pemda: UUID, row_id: UUID) -> bool:
    if not _begin(pemda, row_id):
        return False
    row = _hold(pemda, row_id)
    if row is None:  # handed over twice, and the other was quicker
        return False
    enter(Pass(pemda, tuple(row.opds)))
    handler_of(row.job)(row.payload)
    row.done_at = func.now()
    return True


def _begin(pemda: UUID, row_id: UUID) -> bool:
    """Count the start in a transaction of its own, so that it is known of even when this process is lost."""
    row = _hold(pemda, row_id)
    if row is None:
        return False
    may = row.attempts < MOST_ATTEMPTS
    if may:
        row.attempts += 1
    else:  # it ended its own process each time, so that no failure could be noted
        _bury(row, "the worker was lost each time")
    db.session.commit()
    return may


def _hold(pemda: UUID, row_id: UUID) -> Outbox | None:
    """The row, locked, unless it is done, dead or in another worker's hands."""
    enter(Pass(pemda))
    waiting = select(Outbox).where(Outbox.id == row_id, Outbox.done_at.is_(None), Outbox.dead_at.is_(None))
    return db.session.scalar(waiting.with_for_update(skip_locked=True).execution_options(populate_existing=True))


def _note_failure(pemda: UUID, row_id: UUID, failure: Exception) -> None:
    """Keep why it failed (our own sentence or the kind of error: driver texts may hold data) and bury it after five."""
    enter(Pass(pemda))
    row = db.session.scalar(select(Outbox).where(Outbox.id == row_id).with_for_update(skip_locked=True))
    if row is not None and row.done_at is None:
        row.last_error = failure.detail if isinstance(failure, Problem) else type(failure).__name__
        if row.attempts >= MOST_ATTEMPTS:
            _bury(row, row.last_error)
    db.session.commit()


def _bury(row: Outbox, why: str) -> None:
    row.last_error, row.dead_at = why, func.now()
    log.error("job %s of pemda %s is dead: %s", row.job, row.pemda_id, why)
