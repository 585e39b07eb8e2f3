"""Writing to the outbox."""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import delete, func
from sqlalchemy.dialects.postgresql import insert

from runtut.database import db, new_id
from runtut.jobs.models import Outbox
from runtut.jobs.names import JobName


def later(job: JobName, payload: Mapping[str, Any], opd_id: UUID | None, dedup: str) -> None:
    """Have `job` done once this transaction commits; a second call with the same `dedup` in the pemda adds nothing.

    The job enters the pemda with `opd_id`, or with the whole pemda when None. `payload` must be JSON.
    """
    row = {
        "id": new_id(), "opds": [str(opd_id)] if opd_id else ["*"], "job": job.value, "payload": dict(payload),
        "dedup": dedup,
    }  # fmt: skip
    db.session.execute(insert(Outbox).values(row).on_conflict_do_nothing(index_elements=["pemda_id", "dedup"]))


def send(pemdas: Iterable[UUID], job: JobName, payload: Mapping[str, Any], dedup: str) -> None:
    """Have `job` done in each of these pemda once this transaction commits; needs an operator's pass, which may add to
    every outbox and read none."""
    same = {"opds": ["*"], "job": job.value, "payload": dict(payload), "dedup": dedup}
    rows = [{"pemda_id": pemda, "id": new_id(), **same} for pemda in pemdas]
    if rows:
        db.session.execute(insert(Outbox).values(rows).on_conflict_do_nothing())


def prune(kept_days: int = 7) -> None:
    """Forget what was done more than `kept_days` ago in the pemda that is bound; what is dead stays until somebody looks."""
    old = Outbox.done_at < func.now() - timedelta(days=kept_days)
    db.session.execute(delete(Outbox).where(old).execution_options(synchronize_session=False))
