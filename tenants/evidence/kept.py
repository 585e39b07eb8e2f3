"""Objects and rows agree: what was stored in a transaction that came to nothing is discarded again."""

import logging

from sqlalchemy import event
from sqlalchemy.orm import Session, SessionTransaction

from runtut.database import db
from runtut.errors import Problem
from runtut.storage import Stored, discard

log = logging.getLogger(__name__)
PENDING = "stored objects"


def keep_if_committed(stored: Stored) -> None:
    """Call right after storing: the object goes again unless this transaction commits."""
    db.session().info.setdefault(PENDING, []).append(stored)


@event.listens_for(Session, "after_commit")
def settle(session: Session) -> None:
    session.info.pop(PENDING, None)


@event.listens_for(Session, "after_transaction_end")
def undo(session: Session, transaction: SessionTransaction) -> None:
    """Best effort: an object without a row harms nobody, a row without an object is never written."""
    if transaction.parent is not None:
        return
    for stored in session.info.pop(PENDING, []):
        try:
            discard(stored.key, stored.version)
        except Problem as failed:
            log.warning("object %s of a transaction that was undone is still there: %s", stored.key, failed.detail)
