"""How a cycle stands, step by step: who has it, until when, standard against actual time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select

from runtut.calendar import WorkCalendar
from runtut.database import db
from runtut.events import Event, EventPayload
from runtut.permissions import here
from tenants.cycles.activity import registered
from tenants.cycles.engine.forecast import forecast
from tenants.cycles.models import Cycle, HandIn, Share, Task
from tenants.cycles.store import shares_of, sop_of, state_of, tasks_of
from tenants.institutions.service import unit_names
from tenants.people.models import SHORT
from tenants.people.seats import today_at
from tenants.people.service import holders, official_names


@dataclass(frozen=True)
class Person:
    """A seat in a step: its part, who holds it today, and whether his share is in."""

    actor: str
    part: str
    name: str
    unit: str | None
    done: bool
    done_at: datetime | None


@dataclass(frozen=True)
class StepProgress:
    """`actual_minutes` and `standard_minutes` are working minutes. `state`: done, current, late, returned or waiting."""

    no: int
    step_id: str
    text: str
    activity: str
    activity_label: str
    status: str
    state: str
    round: int
    version: int
    people: tuple[Person, ...]
    standard_minutes: int
    actual_minutes: int | None
    starts: datetime | None
    due: datetime | None
    ends: datetime | None
    late: bool
    decision: bool
    requirement: str
    output: str
    return_reason: str | None


@dataclass(frozen=True)
class CycleProgress:
    cycle: Cycle
    steps: tuple[StepProgress, ...]
    standard_minutes: int
    actual_minutes: int
    planned_end: datetime | None
    ends: datetime | None

    @property
    def done(self) -> int:
        return sum(step.status == "done" for step in self.steps)

    @property
    def current(self) -> StepProgress | None:
        return next((step for step in self.steps if step.status in ("open", "started")), None)

    @property
    def states(self) -> dict[str, str]:
        """For the drawing: state by step id."""
        return {step.step_id: step.state for step in self.steps}


def progress(cycle: Cycle, calendar: WorkCalendar) -> CycleProgress:
    state, sop = state_of(cycle), sop_of(cycle)
    seen = forecast(state, calendar, datetime.now(UTC))
    people = people_by_task(cycle)
    steps = tuple(
        _step(
            task, next(step for step in sop.steps if step.id == task.step_id), seen.step(task.step_id), people.get(task.id, ())
        )
        for task in tasks_of(cycle.id)
    )
    return CycleProgress(cycle, steps, seen.standard_minutes, seen.actual_minutes, seen.planned_end, seen.ends)


def _step(task: Task, step: Any, seen: Any, people: tuple[Person, ...]) -> StepProgress:
    activity = registered().get(task.activity)
    return StepProgress(
        no=task.no, step_id=task.step_id, text=step.text, activity=task.activity,
        activity_label=activity.label if activity else task.activity, status=task.status, state=_state(task, seen.late),
        round=task.round, version=task.version, people=people, standard_minutes=seen.standard_minutes,
        actual_minutes=seen.actual_minutes, starts=seen.starts, due=seen.due, ends=seen.ends, late=seen.late,
        decision=step.shape == "decision", requirement=step.requirement or "", output=step.output or "",
        return_reason=task.return_reason,
    )  # fmt: skip


def _state(task: Task, late: bool) -> str:
    if task.status == "done":
        return "done"
    if task.status == "waiting":
        return "returned" if task.round > 1 else "waiting"
    return "late" if late else "current"


def people_by_task(cycle: Cycle) -> dict[UUID, tuple[Person, ...]]:
    shares, units = shares_of(tasks_of(cycle.id)), unit_names(cycle.opd_id)
    held = holders([share.position_id for share in shares], today_at(here()))
    signed = official_names([share.done_by for share in shares if share.done_by])
    found: dict[UUID, list[Person]] = {}
    for share in shares:
        found.setdefault(share.task_id, []).append(_person(share, held, signed, units))
    return {task: tuple(people) for task, people in found.items()}


def _person(share: Share, held: Mapping[UUID, Any], signed: Mapping[UUID, str], units: Mapping[UUID, str]) -> Person:
    unit = units.get(share.unit_id) if share.unit_id else None
    if share.done_by:
        name = signed.get(share.done_by, share.actor)
    elif share.position_id in held:
        official, holding = held[share.position_id]
        name = f"{SHORT[holding.capacity]} {official.name}".strip()
    else:
        name = "jabatan kosong"
    return Person(share.actor, share.part, name, unit, share.status == "done", share.done_at)


@dataclass(frozen=True)
class LogLine:
    """One event of a cycle, in words."""

    at: datetime
    kind: str
    who: str
    capacity: str
    what: str
    sha256: str | None
    task_no: int | None


WORDS = {
    "cycle.opened": "Siklus dibuka", "task.started": "Langkah {no} mulai dikerjakan",
    "share.completed": "Bagian langkah {no} diserahkan", "task.completed": "Langkah {no} selesai",
    "task.returned": "Langkah {no} mengembalikan pekerjaan", "cycle.closed": "Siklus selesai",
    "cycle.cancelled": "Siklus dibatalkan", "share.reopened": "Penyerahan langkah {no} ditarik kembali",
    "worksheet.saved": "Isian langkah {no} disimpan sementara",
}  # fmt: skip


def log_of(cycle: Cycle, kinds: Sequence[str] | None = None) -> list[LogLine]:
    """What happened in a cycle, oldest first."""
    tasks = {f"task:{task.id}": task.no for task in tasks_of(cycle.id)}
    subjects = [f"cycle:{cycle.id}", *tasks]
    chosen = select(Event, EventPayload.content).join(EventPayload, EventPayload.id == Event.id, isouter=True)
    rows = db.session.execute(chosen.where(Event.subject.in_(subjects)).order_by(Event.at, Event.id)).all()
    names = official_names([event.official_id for event, _ in rows if event.official_id])
    return [_line(event, content or {}, tasks, names) for event, content in rows if kinds is None or event.kind in kinds]


def _line(event: Event, said: Mapping[str, Any], tasks: Mapping[str, int], names: Mapping[UUID, str]) -> LogLine:
    no = tasks.get(event.subject)
    what = WORDS.get(event.kind, event.kind).format(no=no)
    more = said.get("summary") or said.get("reason")
    who = names.get(event.official_id, "—") if event.official_id else "Sistem"
    return LogLine(
        event.at, event.kind, who, (event.capacity or "").partition(": ")[2], f"{what}: {more}" if more else what,
        said.get("sha256"), no,
    )  # fmt: skip


def hand_ins_of(task: Task) -> list[tuple[HandIn, str]]:
    """Everything that was handed in at a step, in every round, with the name of who did it."""
    rows = list(db.session.scalars(select(HandIn).where(HandIn.task_id == task.id).order_by(HandIn.at)))
    names = official_names([row.official_id for row in rows])
    return [(row, names[row.official_id]) for row in rows]
