"""Running a row of the outbox: failures are counted, and what can never succeed is buried."""

from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
import redis
from rq import Queue
from rq.serializers import JSONSerializer
from sqlalchemy import select, text, update
from sqlalchemy.exc import DBAPIError

from runtut.app.standing_in import stand_in
from runtut.config import settings
from runtut.database import db
from runtut.errors import Conflict
from runtut.jobs import JobName, Outbox, job, later, run, send
from runtut.jobs import relay as relaying
from runtut.jobs.relay import CAP, FIRST, claim, relay, turn
from runtut.jobs.running import MOST_ATTEMPTS, handler_of
from runtut.jobs.schedule import schedule
from runtut.tenancy import Pass, enter


@pytest.fixture
def row(at: Callable[[str], Any]) -> tuple[UUID, UUID]:
    """Pemda and id of a row that waits."""
    place = at("kadis@diskopnaker.13.01")
    later(JobName.SWEEP, {}, place.opd.id, f"outbox:{uuid4()}")
    db.session.commit()
    enter(Pass(place.pemda_id))
    found = db.session.scalars(select(Outbox).where(Outbox.dedup.startswith("outbox:"))).one()
    return found.pemda_id, found.id


@pytest.fixture
def failing() -> Iterator[None]:
    kept = handler_of(JobName.SWEEP.value)

    def refuse(_payload: object) -> None:
        raise Conflict("Belum siap.")

    job(JobName.SWEEP)(refuse)
    yield
    job(JobName.SWEEP)(kept)


def seen(pemda: UUID, row_id: UUID) -> Outbox:
    enter(Pass(pemda))
    mine = select(Outbox).where(Outbox.id == row_id).execution_options(populate_existing=True)
    return db.session.scalars(mine).one()


def attempted(pemda: UUID, row_id: UUID, times: int) -> None:
    enter(Pass(pemda))
    db.session.execute(update(Outbox).where(Outbox.id == row_id).values(attempts=times))
    db.session.commit()


def test_a_row_is_done_once(row: tuple[UUID, UUID]) -> None:
    assert run(*row) is True
    assert run(*row) is False
    assert seen(*row).done_at is not None


@pytest.mark.usefixtures("failing")
def test_a_failure_is_noted_in_our_own_words_and_tried_again(row: tuple[UUID, UUID]) -> None:
    with pytest.raises(Conflict):
        run(*row)
    assert (seen(*row).last_error, seen(*row).dead_at) == ("Belum siap.", None)


@pytest.mark.usefixtures("failing")
def test_after_the_last_attempt_the_row_is_dead(row: tuple[UUID, UUID]) -> None:
    attempted(*row, MOST_ATTEMPTS - 1)
    with pytest.raises(Conflict):
        run(*row)
    assert seen(*row).dead_at is not None
    assert run(*row) is False


def test_a_row_whose_workers_were_lost_each_time_is_buried_unread(row: tuple[UUID, UUID]) -> None:
    attempted(*row, MOST_ATTEMPTS)
    assert run(*row) is False
    assert (seen(*row).last_error, seen(*row).done_at) == ("the worker was lost each time", None)


def test_a_start_is_counted_even_when_the_process_ends_in_it(row: tuple[UUID, UUID], monkeypatch: pytest.MonkeyPatch) -> None:
    def end(_name: str) -> None:
        raise SystemExit  # no failure that could be noted

    monkeypatch.setattr("runtut.jobs.running.handler_of", end)
    with pytest.raises(SystemExit):
        run(*row)
    assert (seen(*row).attempts, seen(*row).last_error) == (1, None)


def test_handing_over_counts_for_nothing_however_often(owner: psycopg.Connection[Any]) -> None:
    mine = uuid4()
    with owner.transaction(force_rollback=True):
        owner.execute(
            "insert into outbox (pemda_id, id, opds, job, payload, dedup, next_at)"
            " select id, %s, array['*'], 'none', '{}', 'handed', now() - interval '9 days' from pemda order by id limit 1",
            [mine],
        )
        for _ in range(MOST_ATTEMPTS + 2):
            assert mine in [row_id for _, row_id in claim(owner, CAP, FIRST, lease=0)]
            owner.execute("update outbox set next_at = now() - interval '9 days' where id = %s", [mine])
        assert owner.execute("select attempts from outbox where id = %s", [mine]).fetchone() == (0,)


def test_what_another_worker_began_meanwhile_is_left_to_it(row: tuple[UUID, UUID], monkeypatch: pytest.MonkeyPatch) -> None:
    assert run(*row) is True
    monkeypatch.setattr("runtut.jobs.running._begin", lambda *_: True)
    assert run(*row) is False


def test_a_failure_of_a_row_that_is_gone_changes_nothing(row: tuple[UUID, UUID], monkeypatch: pytest.MonkeyPatch) -> None:
    def lost(*_: object) -> bool:
        raise Conflict("Hilang.")

    monkeypatch.setattr("runtut.jobs.running._attempt", lost)
    with pytest.raises(Conflict):
        run(row[0], uuid4())
    assert seen(*row).last_error is None


def twice() -> Callable[[], bool]:
    """Going on once, then no more."""
    answers = iter([True, False])
    return lambda: next(answers, False)


def test_the_schedule_goes_on_when_the_database_is_away(at: Callable[[str], Any]) -> None:
    assert at("kadis@diskopnaker.13.01")

    def away() -> list[UUID]:
        try:
            db.session.execute(text("select 1 / 0"))
        except DBAPIError:
            db.session.rollback()
            raise
        return []

    schedule(away, twice(), pause=0)


@pytest.mark.usefixtures("loaded")
def test_the_schedule_writes_each_moment_once(at: Callable[[str], Any]) -> None:
    place = at("kadis@diskopnaker.13.01")
    for _ in range(2):
        schedule(lambda: [place.pemda_id], twice(), pause=0)
    enter(Pass(place.pemda_id))
    rows = db.session.scalars(select(Outbox.job).where(Outbox.dedup.startswith("workers."))).all()
    assert sorted(set(rows)) == ["workers.cycles.sweep", "workers.events.seal", "workers.sops.care", "workers.tidying.tidy"]
    assert len(rows) <= 2 * len(set(rows))  # two only where a slot ended meanwhile


@pytest.mark.usefixtures("loaded")
def test_the_relay_waits_for_a_database_that_is_away(monkeypatch: pytest.MonkeyPatch) -> None:
    waited: list[float] = []
    monkeypatch.setattr("runtut.jobs.relay.time.sleep", waited.append)
    relay("postgresql://nobody@127.0.0.1:1/none", settings().redis_url, twice())
    assert waited == [1]


def test_a_full_conveyor_takes_nothing_more(owner: psycopg.Connection[Any]) -> None:
    valkey = redis.Redis.from_url(settings().redis_url)
    queue = Queue(f"full-{uuid4()}", connection=valkey, serializer=JSONSerializer)
    for number in range(CAP):
        queue.enqueue("workers.run", str(number), "none")
    assert turn(owner, queue, FIRST) == (0, FIRST)
    queue.delete(delete_jobs=True)
    valkey.close()


def test_a_job_for_no_pemda_is_written_nowhere(row: tuple[UUID, UUID]) -> None:
    send((), JobName.SWEEP, {}, "outbox:nobody")
    assert [found.id for found in db.session.scalars(select(Outbox).where(Outbox.dedup.startswith("outbox:")))] == [row[1]]


def test_the_relay_hands_over_by_id_alone_what_waits_and_leases_it(house: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(relaying, "QUEUE", "uji-estafet")  # nobody works on this one
    with house.app.app_context():
        place = stand_in("kadis@diskopnaker.13.01", "diskopnaker")
        later(JobName.SWEEP, {"rahasia": "tidak ikut"}, place.opd.id, "estafet")
        db.session.commit()
    beats = iter([True] * 9)
    relay(settings().database_relay_url, settings().redis_url, lambda: next(beats, False), (0.01, 0.02))
    queue = Queue("uji-estafet", connection=redis.Redis.from_url(settings().redis_url), serializer=JSONSerializer)
    leased = house.owner.execute(b"select pemda_id, id from outbox where done_at is null and next_at > now()").fetchall()
    assert sorted(map(tuple, (job.args for job in queue.jobs))) == sorted((str(pemda), str(row)) for pemda, row in leased) != []
    queue.delete()
