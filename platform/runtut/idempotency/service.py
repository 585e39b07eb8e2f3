"""Beginning and keeping an idempotent request, inside the request's own transaction."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from sqlalchemy import delete, func, select
from sqlalchemy.dialects.postgresql import insert

from runtut.database import db, new_id
from runtut.errors import Conflict, Invalid
from runtut.idempotency.models import IdempotentAnswer

LONGEST_KEY = 255


@dataclass(frozen=True)
class Attempt:
    """`answer` is what to give again, None for a first attempt; `row_id` where to keep the answer."""

    row_id: UUID
    answer: IdempotentAnswer | None


def begin(account_id: UUID, key: str, fingerprint: bytes) -> Attempt:
    """Claim `key`: waits for a request with the same key that is under way, then gives its answer again.

    Raises Invalid for a key that is too long, Conflict when the key was used for another request. A failed request rolls
    its key back with everything else, so it may be tried again.
    """
    if not 1 <= len(key) <= LONGEST_KEY:
        raise Invalid(f"Idempotency-Key harus 1 sampai {LONGEST_KEY} huruf.")
    row = {"id": new_id(), "account_id": account_id, "key": key, "fingerprint": fingerprint}
    fresh = insert(IdempotentAnswer).values(row).on_conflict_do_nothing().returning(IdempotentAnswer.id)
    row_id = db.session.scalar(fresh)
    if row_id is not None:
        return Attempt(row_id, None)
    return _again(account_id, key, fingerprint)


def _again(account_id: UUID, key: str, fingerprint: bytes) -> Attempt:
    mine = select(IdempotentAnswer).where(IdempotentAnswer.account_id == account_id, IdempotentAnswer.key == key)
    kept = db.session.scalars(mine).one()
    if kept.fingerprint != fingerprint:
        raise Conflict("Idempotency-Key ini sudah dipakai untuk permintaan lain; pakailah kunci baru.")
    return Attempt(kept.id, kept)


def keep(attempt: Attempt, status: int, media_type: str, location: str | None, body: bytes) -> None:
    """Keep the answer of a first attempt with its effect."""
    row = db.session.scalars(select(IdempotentAnswer).where(IdempotentAnswer.id == attempt.row_id)).one()
    row.status, row.media_type, row.location, row.body = status, media_type, location, body


def prune(kept_days: int = 7) -> None:
    """Forget the answers of more than `kept_days` ago in the pemda that is bound (at least 24 hours are promised)."""
    old = IdempotentAnswer.created_at < func.now() - timedelta(days=kept_days)
    db.session.execute(delete(IdempotentAnswer).where(old).execution_options(synchronize_session=False))
