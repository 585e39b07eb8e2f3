"""Objects and rows agree: what was stored in a transaction that came to nothing is discarded again, and the other way round."""

import logging

from sqlalchemy import event
from sqlalchemy.orm import Session, SessionTransaction

from runtut.database import db
from runtut.errors import Problem
from runtut.storage import Stored, discard

log = logging.getLogger(__name__)
PENDING, PARTING = "stored objects", "objects to part with"


def keep_if_committed(stored: Stored) -> None:
    """Call right after storing: the object goes again unless this transaction commits."""
    db.session().info.setdefault(PENDING, []).append(stored)


def drop_if_committed(stored: Stored) -> None:
    """The object goes once this transaction commits."""
    db.session().info.setdefault(PARTING, []).append(stored)


@event.listens_for(Session, "after_commit")
def settle(session: Session) -> None:
    """Of a transaction that stands, what was to go takes the place of what was to go had it come to nothing."""
    session.info[PENDING] = session.info.pop(PARTING, [])


@event.listens_for(Session, "after_transaction_end")
def undo(session: Session, transaction: SessionTransaction) -> None:
    """Best effort: an object without a row harms nobody, a row without an object is never written."""
    if transaction.parent is not None:
        return
    session.info.pop(PARTING, None)
    for stored in session.info.pop(PENDING, []):
        try:
            discard(stored.key, stored.version)
        except Problem as failed:
            log.warning("object %s that was to go is still there: %s", stored.key, failed.detail)
