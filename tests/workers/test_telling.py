"""Whose turn it is, and who is late: told once to whoever holds the position today."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select, text

from runtut.database import db
from runtut.events import Event, Seal
from runtut.jobs import JobName, Outbox
from runtut.jobs.running import handler_of
from runtut.permissions import Here
from runtut.tenancy import Pass, enter
from tenants.cycles import service
from tenants.cycles.models import Cycle, Share, Task
from tenants.notices.models import Notice
from workers.cycles import sweep
from workers.events import seal
from workers.notices import notify

OPD = "dishub.63.11"


@pytest.fixture
def cycle(context: Flask, at: Callable[..., Here], monkeypatch: pytest.MonkeyPatch) -> Cycle:
    del context
    monkeypatch.setattr(service, "missing_tools", lambda _: None)
    at(f"sekretaris@{OPD}")
    opened = service.open_cycle("monev-kinerja", "2025-TW1")
    db.session.flush()
    return opened


def asked(cycle: Cycle) -> list[dict[str, Any]]:
    rows = select(Outbox.payload).where(Outbox.job == JobName.NOTIFY.value).order_by(Outbox.id)
    return [payload for payload in db.session.scalars(rows) if payload["cycle"] == str(cycle.id)]


def step(cycle: Cycle, no: int) -> Task:
    return db.session.scalars(select(Task).where(Task.cycle_id == cycle.id, Task.no == no)).one()


def told(login: str, at: Callable[..., Here]) -> list[Notice]:
    db.session.flush()
    mine = at(f"{login}@{OPD}").standing.official_id
    return list(db.session.scalars(select(Notice).where(Notice.official_id == mine).order_by(Notice.at, Notice.id)))


def turn(cycle: Cycle, task: Task, reason: str | None = None) -> dict[str, Any]:
    return {"cycle": str(cycle.id), "step": task.step_id, "round": task.round, "reason": reason}


def test_every_job_name_leads_to_its_handler() -> None:
    assert {handler_of(name.value).__name__ for name in JobName} == {
        "render", "notify", "sweep", "seal", "tidy", "care", "read", "tell_of_template", "tell_of_answer",
    }  # fmt: skip


def test_opening_a_cycle_tells_whoever_has_the_first_step(cycle: Cycle, at: Callable[..., Here]) -> None:
    (payload,) = asked(cycle)
    notify(payload)
    (notice,) = told("sekretaris", at)
    assert notice.text.startswith("Langkah 1 Triwulan I 2025, “Menyusun format isian")
    assert "menjadi giliran Anda; batas " in notice.text
    assert notice.path == "/63.11/dishub/siklus/monev-kinerja/2025-TW1/langkah/1"
    assert (notice.kind, notice.read_at) == ("turn", None)


def test_a_repeated_job_tells_nobody_twice_and_leaves_one_event(cycle: Cycle, at: Callable[..., Here]) -> None:
    for _ in range(3):
        notify(asked(cycle)[0])
    (notice,) = told("sekretaris", at)
    mine = select(func.count()).select_from(Event).where(Event.subject == f"notice:{notice.id}")
    assert db.session.scalar(mine) == 1


def test_everybody_with_a_part_is_told_what_his_part_is(cycle: Cycle, at: Callable[..., Here]) -> None:
    task = step(cycle, 9)
    notify(turn(cycle, task))
    assert "Anda pimpin" in told("kadis", at)[0].text
    assert "memberi masukan" in told("kasi.rekayasa", at)[0].text
    notify(turn(cycle, step(cycle, 12)))
    assert "Anda menandatangani setelah naskahnya siap" in told("kadis", at)[1].text


def test_a_return_is_told_with_its_reason(cycle: Cycle, at: Callable[..., Here]) -> None:
    notify(turn(cycle, step(cycle, 10), " angka IKU-3 belum cocok "))
    (notice,) = told("kasubag.program", at)
    assert notice.kind == "returned"
    assert notice.text.startswith("Pekerjaan dikembalikan ke langkah 10 Triwulan I 2025, “")
    assert "dengan alasan: angka IKU-3 belum cocok. Langkah ini menjadi giliran Anda; batas " in notice.text


def test_of_a_cancelled_cycle_nobody_is_told_anything(cycle: Cycle, at: Callable[..., Here]) -> None:
    cycle.status = "cancelled"
    db.session.flush()
    notify(asked(cycle)[0])
    assert told("sekretaris", at) == []


def late(cycle: Cycle, no: int) -> Task:
    task = step(cycle, no)
    task.status, task.due_at = "started", datetime.now(UTC) - timedelta(hours=1)
    db.session.flush()
    return task


def test_a_late_step_is_told_once_a_round_to_those_who_owe_it(cycle: Cycle, at: Callable[..., Here]) -> None:
    task = late(cycle, 2)
    for _ in range(3):
        sweep({})
    assert [notice.kind for notice in told("kabid.lalin", at)] == ["overdue"]
    assert "Langkah 2" in told("kabid.angkutan", at)[0].text
    assert "terlambat: batasnya " in told("kabid.angkutan", at)[0].text
    assert told("kasi.rekayasa", at) == []  # whoever joins owes nothing
    task.round = 2
    shares = db.session.scalars(select(Share).where(Share.task_id == task.id, Share.round == 1)).all()
    db.session.add_all(
        Share(opd_id=old.opd_id, task_id=task.id, round=2, actor=old.actor, part=old.part, position_id=old.position_id)
        for old in shares
    )
    sweep({})
    assert len(told("kabid.lalin", at)) == 2


def test_whoever_has_handed_in_is_not_called_late(cycle: Cycle, at: Callable[..., Here]) -> None:
    task = late(cycle, 2)
    first = db.session.scalars(select(Share).where(Share.task_id == task.id, Share.part == "does").order_by(Share.id)).first()
    assert first is not None
    first.status = "done"
    sweep({})
    assert len(told("kabid.lalin", at)) + len(told("kabid.angkutan", at)) == 1


def test_a_step_in_time_and_a_step_that_waits_are_not_late(cycle: Cycle, at: Callable[..., Here]) -> None:
    assert step(cycle, 1).status == "open"
    sweep({})
    assert told("sekretaris", at) == told("kasubag.program", at) == []


def test_a_seal_is_left_to_whoever_is_sealing_already(cycle: Cycle, owner: Any) -> None:
    pemda = cycle.pemda_id
    enter(Pass.whole(pemda))
    seals = select(func.count()).select_from(Seal).where(Seal.pemda_id == pemda)
    before = db.session.scalar(seals)
    with owner.transaction():
        owner.execute("select pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"seal:{pemda}"])
        seal({})
        assert db.session.scalar(seals) == before
    seal({})
    assert db.session.scalar(seals) == (before or 0) + 1
    assert db.session.scalar(text("select count(*) from sealed_leaf")) == db.session.scalar(
        select(func.count()).select_from(Event)
    )
