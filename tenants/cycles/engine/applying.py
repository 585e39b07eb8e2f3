"""Folds events into the state; an event is a fact and is never refused."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import reduce
from typing import assert_never

from tenants.cycles.engine.events import (
    CycleCancelled,
    CycleClosed,
    CycleOpened,
    Event,
    ShareCompleted,
    ShareReopened,
    TaskCompleted,
    TaskEvent,
    TaskOpened,
    TaskReturned,
    TaskStarted,
)
from tenants.cycles.engine.state import CycleState, CycleStatus, ShareState, TaskState, TaskStatus, fresh


def apply(state: CycleState, event: Event) -> CycleState:
    match event:
        case CycleOpened(at=at):
            return replace(state, status=CycleStatus.RUNNING, opened_at=at)
        case CycleClosed(at=at):
            return replace(state, status=CycleStatus.CLOSED, ended_at=at)
        case CycleCancelled(at=at):
            return replace(state, status=CycleStatus.CANCELLED, ended_at=at)
        case TaskReturned(again=again):
            return _changed(state, again, lambda task: _again(state, task))
        case TaskOpened() | TaskStarted() | ShareCompleted() | ShareReopened() | TaskCompleted():
            return _changed(state, (event.step,), lambda task: _moved(task, event))
        case _:
            assert_never(event)


def replay(state: CycleState, events: Iterable[Event]) -> CycleState:
    return reduce(apply, events, state)


def _changed(state: CycleState, steps: Iterable[str], change: Callable[[TaskState], TaskState]) -> CycleState:
    named = set(steps)
    return replace(state, tasks=tuple(change(task) if task.step in named else task for task in state.tasks))


def _moved(task: TaskState, event: TaskEvent) -> TaskState:
    moved = replace(task, version=task.version + 1)
    match event:
        case TaskOpened(at=at):
            return replace(moved, status=TaskStatus.OPEN, opened_at=at)
        case TaskStarted(at=at):
            return replace(moved, status=TaskStatus.STARTED, started_at=at)
        case TaskCompleted(at=at):
            return replace(moved, status=TaskStatus.DONE, done_at=at)
        case ShareCompleted() | ShareReopened():
            return replace(moved, shares=tuple(_touched(share, event, moved.version) for share in moved.shares))
        case _:
            assert_never(event)


def _touched(share: ShareState, event: ShareCompleted | ShareReopened, version: int) -> ShareState:
    if share.id != event.share:
        return share
    if isinstance(event, ShareCompleted):
        return replace(share, version=version, done_by=event.by, done_at=event.at)
    return replace(share, version=version, done_by=None, done_at=None)


def _again(state: CycleState, task: TaskState) -> TaskState:
    """The same task in a new round: the same seats, nothing handed in."""
    number, version = task.round + 1, task.version + 1
    seats = (share.planned for share in task.shares)
    return TaskState(task.step, fresh(state.id, task.step, number, seats, version), round=number, version=version)
