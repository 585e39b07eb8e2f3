"""Entry points of the queue: one row of the outbox at a time, in a process of its own; the rules stay in the rooms."""

import logging
from functools import cache
from uuid import UUID

from flask import Flask

from runtut import jobs
from runtut.app import create_app

log = logging.getLogger(__name__)


class JobFailed(Exception):  # noqa: N818
    """What the queue gets to know of a failure: its kind. Driver texts may hold data, and the queue is no place for it."""


@cache
def application() -> Flask:
    """The app of this worker, made before it forks; its children open their own connections."""
    return create_app(pool=2, statement_ms=60_000, idle_ms=30_000)


def run(pemda: str, row_id: str) -> bool:
    """Do the work of one outbox row; tells whether this call did it."""
    with application().app_context():
        try:
            return jobs.run(UUID(pemda), UUID(row_id))
        except Exception as failure:  # noqa: BLE001  # said again below, without what drivers put into it
            log.error("job %s failed: %s", row_id, type(failure).__name__)
            raise JobFailed(type(failure).__name__) from None
