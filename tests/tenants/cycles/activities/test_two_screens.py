"""Two people, or two screens of one, at the same step: nothing is decided by what was read before the other was done."""

from typing import Any

import pytest
from sqlalchemy import text

from runtut.database import db
from runtut.errors import Conflict
from tenants.cycles import handing
from tenants.cycles.store import shares_of

KOPERASI, NAKER = "kabid.koperasi", "kabid.naker"


def elsewhere(sql: str, **values: Any) -> None:
    """What another transaction did while this one waited; objects read before know nothing of it."""
    db.session.flush()
    db.session.execute(text(sql), values)


@pytest.fixture
def figures(course: Any) -> Any:
    """At the figures, with what the Kepala Bidang Naker would hand in."""
    opened = course([1, 2])
    opened.hand_in("sekretaris", 1, {**opened.desk("sekretaris", 1)["start"], "columns": []})
    return opened


def rows(figures: Any, who: str) -> dict[str, Any]:
    asked = figures.desk(who, 2)["rows"]
    return {"rows": [{"indicator_id": row["id"], "value": "1"} for row in asked]}


def test_a_step_that_another_began_meanwhile_takes_the_hand_in(figures: Any) -> None:
    data, work = rows(figures, NAKER), figures.work(NAKER, 2)
    seen = work.task.version
    elsewhere("update task set status = 'started', started_at = now(), version = version + 1 where id = :id", id=work.task.id)
    assert handing.hand_in(work, seen + 1, data).content["mode"] == "figures"


def test_the_last_of_two_hand_ins_ends_the_step(figures: Any) -> None:
    data, work = rows(figures, NAKER), figures.work(NAKER, 2)
    assert work.tasks and shares_of(work.tasks)
    elsewhere("update task set status = 'started', started_at = now(), version = version + 2 where id = :id", id=work.task.id)
    elsewhere(
        "update share set status = 'done', done_by = :by, done_at = now(), version = 3 "
        "where task_id = :task and part = 'does' and id <> :mine",
        by=work.official_id, task=work.task.id, mine=work.share.id,
    )  # fmt: skip
    handing.hand_in(work, work.task.version + 2, data)
    assert figures.work(NAKER, 2).task.status == "done"


def test_nothing_is_kept_in_a_share_that_was_handed_in_meanwhile(figures: Any) -> None:
    work = figures.work(NAKER, 2)
    done = "update share set status = 'done', done_by = :by, done_at = now() where id = :id"
    elsewhere(done, by=work.official_id, id=work.share.id)
    with pytest.raises(Conflict, match="tidak sedang dikerjakan"):
        handing.save(work, work.task.version, {})
