"""Rows of a cycle and the engine's state: read as one, written back where they differ."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import case, select, update

from runtut.calendar import WorkCalendar
from runtut.database import db
from runtut.errors import Conflict
from runtut.procedures import Sop, from_json
from tenants.cycles.engine.plan import Part, Plan, PlannedShare, Seat
from tenants.cycles.engine.reading import plan_from
from tenants.cycles.engine.state import CycleState, CycleStatus, Round, ShareState, TaskState, TaskStatus
from tenants.cycles.models import Cycle, Share, Task
from tenants.sops.models import SopVersion


@lru_cache(maxsize=256)
def sop_of_version(_sha256: str, version_id: UUID) -> Sop:
    """Versions never change, so each is read once a process. Ask only for what the pass of this transaction shows."""
    return from_json(db.session.scalars(select(SopVersion).where(SopVersion.id == version_id)).one().content)


def sop_of(cycle: Cycle) -> Sop:
    sha256 = db.session.scalars(select(SopVersion.sha256).where(SopVersion.id == cycle.version_id)).one()
    return sop_of_version(sha256, cycle.version_id)


def seats_of(cycle: Cycle) -> dict[str, list[Seat]]:
    return {
        actor: [Seat(UUID(position), UUID(unit) if unit else None) for position, unit in seats]
        for actor, seats in cycle.seats.items()
    }


def seats_to_json(seats: Mapping[str, list[Seat]]) -> dict[str, Any]:
    return {
        actor: [[str(seat.position_id), str(seat.unit_id) if seat.unit_id else None] for seat in found]
        for actor, found in seats.items()
    }


def plan_of(cycle: Cycle) -> Plan:
    return plan_from(sop_of(cycle), seats_of(cycle))


IN_TURN = case({"does": 0, "chairs": 0, "decides": 1, "signs": 2}, value=Share.part, else_=3)
"""The order in which one person with several seats in a step comes to them: work, then decisions, signatures, notes."""


def tasks_of(cycle_id: UUID) -> list[Task]:
    """As they stand now, even where this transaction read them before it waited for the cycle's lock."""
    chosen = select(Task).where(Task.cycle_id == cycle_id).order_by(Task.no)
    return list(db.session.scalars(chosen.execution_options(populate_existing=True)))


def shares_of(tasks: Sequence[Task]) -> list[Share]:
    """The shares of the tasks' current rounds, as they stand now.

    They are asked by ids, so that the index serves whatever the planner knows.
    """
    rounds = {task.id: task.round for task in tasks}
    chosen = select(Share).where(Share.task_id.in_(rounds)).order_by(Share.id)
    found = db.session.scalars(chosen.execution_options(populate_existing=True))
    return [share for share in found if share.round == rounds[share.task_id]]


def state_of(cycle: Cycle) -> CycleState:
    """The engine's view of what the rows say."""
    tasks = tasks_of(cycle.id)
    shares = shares_of(tasks)
    found = tuple(_task_state(task, [share for share in shares if share.task_id == task.id]) for task in tasks)
    status = CycleStatus(cycle.status)
    return CycleState(cycle.id, plan_of(cycle), found, status, cycle.opened_at, cycle.closed_at)


def _task_state(task: Task, shares: list[Share]) -> TaskState:
    return TaskState(
        task.step_id, tuple(_share_state(share) for share in shares), TaskStatus(task.status), task.round, task.version,
        task.opened_at, task.started_at, task.done_at, _rounds(task.earlier),
    )  # fmt: skip


def _rounds(rows: Sequence[Sequence[str]]) -> tuple[Round, ...]:
    return tuple((datetime.fromisoformat(opened), datetime.fromisoformat(ended)) for opened, ended in rows)


def _share_state(share: Share) -> ShareState:
    planned = PlannedShare(share.actor, Part(share.part), Seat(share.position_id, share.unit_id))
    return ShareState(share.id, planned, share.version, share.done_by, share.done_at)


def write(
    cycle: Cycle, before: CycleState | None, after: CycleState, calendar: WorkCalendar, reasons: Mapping[str, str | None]
) -> None:  # fmt: skip
    """Write what changed; a task is compared and set by its version, so that of two writers one is refused.

    `reasons` are the new reasons for which work came back, by step, of steps that changed.
    """
    cycle.status, cycle.closed_at = after.status.value, after.ended_at
    for place, task in enumerate(after.tasks):
        if before is None:
            _insert_task(cycle, after, task, calendar)
        elif before.tasks[place] != task:
            reason = {"return_reason": reasons[task.step]} if task.step in reasons else {}
            _update_task(cycle, before.tasks[place], task, {**_columns(after, task, calendar), **reason})
    db.session.flush()


def _insert_task(cycle: Cycle, state: CycleState, task: TaskState, calendar: WorkCalendar) -> None:
    step = state.plan.step(task.step)
    row = Task(
        opd_id=cycle.opd_id, cycle_id=cycle.id, step_id=step.id, no=step.no, activity=step.activity,
        minutes=step.standard_minutes, **_columns(state, task, calendar),
    )  # fmt: skip
    db.session.add(row)
    db.session.flush()
    _insert_shares(cycle.opd_id, row.id, task)


def _insert_shares(opd_id: UUID, task_id: UUID, task: TaskState) -> None:
    for share in task.shares:
        planned = share.planned
        db.session.add(
            Share(
                id=share.id, opd_id=opd_id, task_id=task_id, round=task.round, actor=planned.actor, part=planned.part.value,
                position_id=planned.seat.position_id, unit_id=planned.seat.unit_id, version=share.version,
            )
        )  # fmt: skip


def _update_task(cycle: Cycle, old: TaskState, task: TaskState, columns: Mapping[str, Any]) -> None:
    same = Task.cycle_id == cycle.id, Task.step_id == task.step, Task.version == old.version
    changed = update(Task).where(*same).values(**columns).returning(Task.id)
    task_id = db.session.scalar(changed.execution_options(synchronize_session="fetch"))
    if task_id is None:
        raise Conflict("Langkah ini baru saja berubah; muat ulang halaman, lalu ulangi.")
    if task.round != old.round:
        db.session.execute(update(Share).where(Share.task_id == task_id, Share.status == "open").values(status="superseded"))
        _insert_shares(cycle.opd_id, task_id, task)
    else:
        _update_shares(old, task)


def _update_shares(old: TaskState, task: TaskState) -> None:
    for was, share in zip(old.shares, task.shares, strict=True):
        if was != share:
            values = {
                "status": "done" if share.done else "open", "version": share.version,
                "done_by": share.done_by, "done_at": share.done_at,
            }  # fmt: skip
            db.session.execute(update(Share).where(Share.id == share.id).values(**values))


def _columns(state: CycleState, task: TaskState, calendar: WorkCalendar) -> dict[str, Any]:
    minutes = state.plan.step(task.step).standard_minutes
    return {
        "status": task.status.value, "round": task.round, "version": task.version, "opened_at": task.opened_at,
        "started_at": task.started_at, "done_at": task.done_at,
        "earlier": [[moment.isoformat() for moment in round_] for round_ in task.earlier],
        "due_at": calendar.due(task.opened_at, minutes) if task.opened_at else None,
    }  # fmt: skip
