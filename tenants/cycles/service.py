"""Opening, moving and cancelling cycles: the engine decides, the rows follow, one event tells it."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import orjson
from sqlalchemy import select

from runtut.calendar import Period, WorkCalendar, indonesian
from runtut.database import db, new_id
from runtut.errors import Conflict, Invalid, NotFound
from runtut.events import record
from runtut.jobs import JobName, later
from runtut.permissions import Here, here
from tenants.cycles.activity import missing_tools
from tenants.cycles.engine.applying import replay
from tenants.cycles.engine.commands import CancelCycle, Command, Official, OpenCycle
from tenants.cycles.engine.deciding import decide
from tenants.cycles.engine.events import Event, TaskCompleted, TaskOpened, TaskReturned
from tenants.cycles.engine.plan import Plan, Seat
from tenants.cycles.engine.reading import plan_from
from tenants.cycles.engine.state import CycleState, planned
from tenants.cycles.models import Cycle, Task
from tenants.cycles.store import seats_to_json, sop_of, state_of, write
from tenants.documents.service import papers_of
from tenants.indicators import forms
from tenants.people.service import positions_with_role
from tenants.sops.models import Sop, SopVersion
from tenants.sops.service import actor_roles, sop_by_slug, version_in_force


def me(place: Here) -> Official:
    """Who acts: the person with all positions that count here today."""
    return Official(place.standing.official_id, frozenset(seat.position_id for seat in place.seats))


def calendar_here(place: Here) -> WorkCalendar:
    return indonesian(place.zone)


def seats_behind(version: SopVersion) -> dict[str, list[Seat]]:
    """The positions behind each actor, through the role that the OPD mapped to it.

    A revision keeps the mapping of an actor that it took out of the flow; that one has nothing to do.
    """
    mapped = actor_roles(version.id)
    return {
        actor: [Seat(position.id, position.unit_id) for position in positions_with_role(mapped[actor], version.opd_id)]
        for actor in version.content["actors"]
        if actor in mapped
    }


def open_cycle(slug: str, period: str) -> Cycle:
    """Open the cycle of an SOP for a period.

    Raises NotFound for an SOP that is not there, Conflict when nothing is in force or the period has its cycle already,
    Invalid when an actor has no seat or a step no working tool.
    """
    place, sop = here(), sop_by_slug(slug)
    version, span = version_in_force(sop.id), period_of(period)
    if version is None:
        raise Conflict(f"SOP “{sop.title}” belum berlaku; mintalah pimpinan memberlakukannya lebih dahulu.")
    if cycle_of(sop, str(span)) is not None:
        raise Conflict(f"Siklus {span.label} untuk SOP ini sudah dibuka.")
    seats = seats_behind(version)
    cycle = Cycle(
        id=new_id(), opd_id=sop.opd_id, sop_id=sop.id, version_id=version.id, period=str(span),
        seats=seats_to_json(seats), opened_by=place.standing.official_id,
    )  # fmt: skip
    plan = plan_from(sop_of(cycle), seats)
    start = planned(cycle.id, plan)
    events = decide(start, OpenCycle(me(place), datetime.now(UTC)))
    missing_tools(plan)
    db.session.add(cycle)
    db.session.flush()
    write(cycle, None, replay(start, events), calendar_here(place), {})
    tell(cycle, plan, f"cycle:{cycle.id}", events, {"period": period, "sop": slug})
    return cycle


def period_of(text: str) -> Period:
    """Raises Invalid for what is not a quarter."""
    try:
        return Period.parse(text)
    except ValueError as wrong:
        raise Invalid(str(wrong), {"period": [str(wrong)]}) from wrong


def move(
    cycle: Cycle, command: Command, said: dict[str, Any] | None = None, before: CycleState | None = None
) -> CycleState:  # fmt: skip
    """Let the engine decide a command on a locked cycle; raises its refusals. One command, one event.

    `before` is the state as this transaction left it, where the cycle is locked already.
    """
    before = before or state_of(locked(cycle))
    events = decide(before, command)
    after = replay(before, events)
    write(cycle, before, after, calendar_here(here()), reasons_of(events))
    tell(cycle, after.plan, subject_of(cycle, command), events, said or {})
    return after


def reasons_of(events: Sequence[Event]) -> dict[str, str | None]:
    """The reason stands at the step that the work came back to, until that step is done again."""
    reasons: dict[str, str | None] = {}
    for event in events:
        if isinstance(event, TaskReturned):
            reasons |= {**dict.fromkeys(event.again), event.to: event.reason}
        elif isinstance(event, TaskCompleted):
            reasons[event.step] = None
    return reasons


def locked(cycle: Cycle) -> Cycle:
    """The transitions of one cycle come one after the other; others read on undisturbed."""
    held = select(Cycle).where(Cycle.id == cycle.id).with_for_update().execution_options(populate_existing=True)
    return db.session.scalars(held).one()


def subject_of(cycle: Cycle, command: Command) -> str:
    step = getattr(command, "step", None)
    task_id = step and db.session.scalar(select(Task.id).where(Task.cycle_id == cycle.id, Task.step_id == step))
    return f"task:{task_id}" if task_id else f"cycle:{cycle.id}"


def tell(cycle: Cycle, plan: Plan, subject: str, events: Sequence[Event], said: dict[str, Any]) -> None:
    """One row in the event log, and notices for whoever has something to do now or receives what was done."""
    last = events[-1] if not isinstance(events[-1], TaskOpened) or len(events) == 1 else events[-2]
    told = [{"kind": event.kind, **orjson.loads(orjson.dumps(event))} for event in events]
    logged = record(last.kind, subject, cycle.opd_id, {"cycle": str(cycle.id), "events": told, **said})
    reason = next((event.reason for event in events if isinstance(event, TaskReturned)), None)
    for event in events:
        if isinstance(event, TaskCompleted) and plan.step(event.step).told:
            later(JobName.NOTIFY, {"cycle": str(cycle.id), "step": event.step, "done": True}, cycle.opd_id, f"told:{logged.id}")
        if isinstance(event, TaskOpened):
            payload = {"cycle": str(cycle.id), "step": event.step, "round": event.round, "reason": reason}
            later(JobName.NOTIFY, payload, cycle.opd_id, f"notify:{logged.id}")


def cancel(cycle: Cycle, reason: str) -> None:
    """Its figures are official no longer; Conflict once the report is signed: what is official stays."""
    locked(cycle)
    if any(paper.frozen_at for paper in papers_of(f"cycle:{cycle.id}")):
        raise Conflict(
            "Laporan siklus ini sudah ditandatangani, jadi siklusnya tidak dapat dibatalkan lagi; selesaikan pengarsipannya."
        )
    move(cycle, CancelCycle(reason, me(here()), datetime.now(UTC)), {"reason": reason})
    forms.void(f"cycle:{cycle.id}")


def cycle_of(sop: Sop, period: str) -> Cycle | None:
    mine = Cycle.sop_id == sop.id, Cycle.period == period, Cycle.status != "cancelled"
    return db.session.scalar(select(Cycle).where(*mine))


def find_cycle(slug: str, period: str, cycle_id: UUID | None = None) -> Cycle:
    """The cycle of an address; `cycle_id` names one of several, since a cancelled one leaves its period to another.

    NotFound when there is none.
    """
    sop = sop_by_slug(slug)
    mine = Cycle.sop_id == sop.id, Cycle.period == period, Cycle.id == cycle_id
    found = db.session.scalar(select(Cycle).where(*mine)) if cycle_id else cycle_of(sop, period)
    if found is None:
        raise NotFound(f"Siklus {period} untuk SOP ini belum dibuka.")
    return found


def find_task(cycle: Cycle, no: int) -> Task:
    found = db.session.scalar(select(Task).where(Task.cycle_id == cycle.id, Task.no == no))
    if found is None:
        raise NotFound(f"Siklus ini tidak memiliki langkah {no}.")
    return found


def cycles_here() -> list[tuple[Cycle, Sop]]:
    """The cycles of this OPD, newest period first."""
    rows = db.session.execute(select(Cycle, Sop).join(Sop, Sop.id == Cycle.sop_id).order_by(Cycle.period.desc(), Sop.title))
    return [(cycle, sop) for cycle, sop in rows]


def cycle_by_id(cycle_id: UUID) -> Cycle:
    return db.session.scalars(select(Cycle).where(Cycle.id == cycle_id)).one()


def today_here(place: Here) -> date:
    return datetime.now(ZoneInfo(place.zone)).date()
