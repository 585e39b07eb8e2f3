"""When each step should begin and end: as planned at the opening, and as things stand now."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from runtut.calendar import WorkCalendar
from tenants.cycles.engine.plan import Plan, PlannedStep
from tenants.cycles.engine.state import CycleState, TaskState


@dataclass(frozen=True)
class Span:
    starts: datetime
    ends: datetime


@dataclass(frozen=True)
class StepForecast:
    """`planned` follows from the opening and the standard times alone; None beside the straight way.

    `starts` and `ends` are facts where they lie behind, else expected; None where the step is not ahead.
    `due` is the deadline that counts from the start. `actual_minutes` are working minutes from opening to done, or now, of this
    round and of those before it.
    """

    step: str
    standard_minutes: int
    planned: Span | None
    starts: datetime | None
    due: datetime | None
    ends: datetime | None
    actual_minutes: int | None
    late: bool


@dataclass(frozen=True)
class Forecast:
    """`standard_minutes` is the critical path: the sum along the straight way."""

    steps: tuple[StepForecast, ...]
    standard_minutes: int
    actual_minutes: int
    planned_end: datetime | None
    ends: datetime | None

    def step(self, step_id: str) -> StepForecast:
        return next(found for found in self.steps if found.step == step_id)


def forecast(state: CycleState, calendar: WorkCalendar, now: datetime) -> Forecast:
    """Of a cycle that is not open yet: as if it were opened now. A cycle that has ended is seen from its end."""
    moment = state.ended_at or now
    planned = _planned(state.plan, calendar, state.opened_at or moment)
    expected = dict(_expected(state, calendar, moment))
    steps = tuple(
        _step(step, state.task(step.id), calendar, moment, planned.get(step.id), expected.get(step.id))
        for step in state.plan.steps
    )
    return Forecast(
        steps=steps,
        standard_minutes=state.plan.standard_minutes,
        actual_minutes=sum(step.actual_minutes or 0 for step in steps),
        planned_end=max((span.ends for span in planned.values()), default=None),
        ends=max((step.ends for step in steps if step.ends), default=None),
    )


def _planned(plan: Plan, calendar: WorkCalendar, opened_at: datetime) -> dict[str, Span]:
    spans, at = {}, opened_at
    for step in plan.straight:
        spans[step.id] = Span(at, calendar.due(at, step.standard_minutes))
        at = spans[step.id].ends
    return spans


def _expected(state: CycleState, calendar: WorkCalendar, now: datetime) -> Iterator[tuple[str, Span]]:
    """From the step that is open now, or from the first one of a cycle not yet opened, to the end."""
    if state.ended_at is not None or not state.plan.steps:
        return
    active = state.active
    at = (active and active.opened_at) or now
    for step in state.plan.walk(active.step if active else state.plan.steps[0].id):
        span = Span(at, max(calendar.due(at, step.standard_minutes), now))
        yield step.id, span
        at = span.ends


def _step(
    step: PlannedStep,
    task: TaskState,
    calendar: WorkCalendar,
    now: datetime,
    planned: Span | None,
    expected: Span | None,
) -> StepForecast:
    opened, reached = task.opened_at, task.done_at or now
    starts = opened or (expected.starts if expected else None)
    due = calendar.due(starts, step.standard_minutes) if starts else None
    rounds = (*task.earlier, *([(opened, reached)] if opened else []))
    return StepForecast(
        step=step.id,
        standard_minutes=step.standard_minutes,
        planned=planned,
        starts=starts,
        due=due,
        ends=task.done_at or (expected.ends if expected else None),
        actual_minutes=sum(calendar.minutes_between(*round_) for round_ in rounds) if rounds else None,
        late=bool(opened and due and reached > due),
    )
