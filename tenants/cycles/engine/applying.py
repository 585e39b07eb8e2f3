"""Folds events into the state; an event is a fact and is never refused."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime
from functools import reduce
from typing import Any, assert_never
from uuid import UUID

from tenants.cycles.engine.events import (
    CycleCancelled,
    CycleClosed,
    CycleOpened,
    Event,
    ShareCompleted,
    ShareReopened,
    TaskCompleted,
    TaskOpened,
    TaskReturned,
    TaskStarted,
)
from tenants.cycles.engine.state import CycleState, CycleStatus, TaskState, TaskStatus, fresh


def apply(state: CycleState, event: Event) -> CycleState:
    match event:
        case CycleOpened(at=at):
            return replace(state, status=CycleStatus.RUNNING, opened_at=at)
        case CycleClosed(at=at):
            return replace(state, status=CycleStatus.CLOSED, ended_at=at)
        case CycleCancelled(at=at):
            return replace(state, status=CycleStatus.CANCELLED, ended_at=at)
        case TaskOpened(at=at):
            return _moved(state, event.step, status=TaskStatus.OPEN, opened_at=at)
        case TaskStarted(at=at):
            return _moved(state, event.step, status=TaskStatus.STARTED, started_at=at)
        case TaskCompleted(at=at):
            return _moved(state, event.step, status=TaskStatus.DONE, done_at=at)
        case ShareCompleted(at=at, by=by):
            return _touched(state, event, by, at)
        case ShareReopened():
            return _touched(state, event, None, None)
        case TaskReturned(again=again, at=at):
            return _changed(state, again, lambda task: _again(state, task, at))
        case _:
            assert_never(event)


def replay(state: CycleState, events: Iterable[Event]) -> CycleState:
    return reduce(apply, events, state)


def _changed(state: CycleState, steps: Iterable[str], change: Callable[[TaskState], TaskState]) -> CycleState:
    named = set(steps)
    return replace(state, tasks=tuple(change(task) if task.step in named else task for task in state.tasks))


def _moved(state: CycleState, step: str, **facts: Any) -> CycleState:
    return _changed(state, (step,), lambda task: replace(task, version=task.version + 1, **facts))


def _touched(state: CycleState, event: ShareCompleted | ShareReopened, by: UUID | None, at: datetime | None) -> CycleState:
    version = state.task(event.step).version + 1
    shares = tuple(
        replace(share, version=version, done_by=by, done_at=at) if share.id == event.share else share
        for share in state.task(event.step).shares
    )
    return _moved(state, event.step, shares=shares)


def _again(state: CycleState, task: TaskState, at: datetime) -> TaskState:
    """The same task in a new round: the same seats, nothing handed in; the time that went into it is not forgotten."""
    number, version = task.round + 1, task.version + 1
    seats = (share.planned for share in task.shares)
    spent = ((task.opened_at, task.done_at or at),) if task.opened_at else ()
    shares = fresh(state.id, task.step, number, seats, version)
    return TaskState(task.step, shares, round=number, version=version, earlier=(*task.earlier, *spent))
