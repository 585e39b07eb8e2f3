"""What nobody needs any more is forgotten; what is unfinished, dead or young stays."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

from sqlalchemy import select, update

from runtut.auth.models import AccountSession
from runtut.database import db, new_id
from runtut.idempotency import IdempotentAnswer, begin
from runtut.jobs import JobName, Outbox, later
from runtut.jobs.running import handler_of
from runtut.tenancy import Pass, enter

LONG_AGO = datetime.now(UTC) - timedelta(days=8)


def test_sessions_that_ran_out_over_a_month_ago_are_forgotten(at: Callable[..., Any]) -> None:
    place, now = at("admin@setda.13.01"), datetime.now(UTC)
    ends = {"long ago": now - timedelta(days=31), "lately": now - timedelta(days=29), "later": now + timedelta(hours=1)}
    rows = {
        name: AccountSession(
            id=new_id(), account_id=place.account_id, token_hash=name.encode(), kind="bearer", epoch=1, expires_at=end
        )
        for name, end in ends.items()
    }
    enter(Pass.whole(place.pemda_id))
    db.session.add_all(rows.values())
    db.session.flush()
    handler_of(JobName.TIDY.value)({})
    left = set(db.session.scalars(select(AccountSession.token_hash).where(AccountSession.account_id == place.account_id)))
    assert left >= {b"lately", b"later"}
    assert b"long ago" not in left


def test_done_work_and_old_answers_are_forgotten_after_a_week(at: Callable[..., Any]) -> None:
    place = at("admin@setda.13.01")
    enter(Pass.whole(place.pemda_id))
    for name in ("old", "young", "dead", "open"):
        later(JobName.SEAL, {}, None, f"tidy:{name}")
    mine = Outbox.dedup.in_([f"tidy:{name}" for name in ("old", "young", "dead", "open")])
    db.session.execute(update(Outbox).where(Outbox.dedup == "tidy:old").values(done_at=LONG_AGO))
    db.session.execute(update(Outbox).where(Outbox.dedup == "tidy:young").values(done_at=datetime.now(UTC)))
    db.session.execute(update(Outbox).where(Outbox.dedup == "tidy:dead").values(dead_at=LONG_AGO))
    kept = begin(place.account_id, uuid4().hex, b"now")
    old = begin(place.account_id, uuid4().hex, b"then")
    db.session.execute(update(IdempotentAnswer).where(IdempotentAnswer.id == old.row_id).values(created_at=LONG_AGO))
    handler_of(JobName.TIDY.value)({})
    left = set(db.session.scalars(select(Outbox.dedup).where(mine)))
    assert left == {"tidy:young", "tidy:dead", "tidy:open"}
    answers = set(db.session.scalars(select(IdempotentAnswer.id)))
    assert kept.row_id in answers
    assert old.row_id not in answers
