"""The entry of the queue: one row done once, and a failure that tells the queue nothing but its kind."""

from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask import Flask
from rq.serializers import JSONSerializer
from sqlalchemy import select

import workers
from runtut.database import db
from runtut.errors import Conflict
from runtut.jobs import JobName, Outbox, job, later
from runtut.jobs.running import handler_of
from runtut.tenancy import Pass, enter
from workers import JobFailed, commands, run


@pytest.fixture
def row(context: Flask, at: Callable[[str], Any], monkeypatch: pytest.MonkeyPatch) -> Outbox:
    """A row that waits, in the app of this test."""
    monkeypatch.setattr(workers, "application", lambda: context)
    place = at("kadis@diskopnaker.13.01")
    later(JobName.SWEEP, {}, place.opd.id, f"test:{uuid4()}")
    db.session.commit()
    enter(Pass(place.pemda_id))
    return db.session.scalars(select(Outbox).where(Outbox.dedup.startswith("test:"))).one()


@pytest.fixture
def failing() -> Iterator[None]:
    kept = handler_of(JobName.SWEEP.value)

    def refuse(_payload: object) -> None:
        raise Conflict("Rahasia 4711 belum siap.")

    job(JobName.SWEEP)(refuse)
    yield
    job(JobName.SWEEP)(kept)


def again(pemda: UUID, row_id: UUID) -> Outbox:
    enter(Pass(pemda))
    mine = select(Outbox).where(Outbox.id == row_id).execution_options(populate_existing=True)
    return db.session.scalars(mine).one()


def test_a_row_is_done_once(row: Outbox) -> None:
    pemda, row_id = row.pemda_id, row.id
    assert run(str(pemda), str(row_id)) is True
    assert run(str(pemda), str(row_id)) is False
    assert again(pemda, row_id).done_at is not None


def test_a_row_that_is_not_there_is_nobodys_work(row: Outbox) -> None:
    assert run(str(row.pemda_id), str(uuid4())) is False


def test_a_failure_reaches_the_queue_as_its_kind_alone(row: Outbox, failing: None) -> None:
    del failing
    pemda, row_id = row.pemda_id, row.id
    with pytest.raises(JobFailed) as failed:
        run(str(pemda), str(row_id))
    assert str(failed.value) == "Conflict"
    assert failed.value.__suppress_context__
    kept = again(pemda, row_id)
    assert (kept.done_at, kept.last_error) == (None, "Rahasia 4711 belum siap.")


def test_a_worker_listens_to_one_queue_and_reads_no_pickle(row: Outbox) -> None:
    del row
    built = commands.worker()
    assert [queue.name for queue in built.queues] == ["runtut"]
    assert built.serializer is JSONSerializer
    assert (built.worker_ttl, built.maintenance_interval) == (25, 5)
    built.connection.close()
