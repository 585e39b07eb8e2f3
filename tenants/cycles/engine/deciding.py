"""Answers a command with events, or refuses it with a reason."""

from datetime import datetime
from typing import assert_never

from tenants.cycles.engine.applying import replay
from tenants.cycles.engine.commands import (
    CancelCycle,
    CloseTask,
    Command,
    CompleteShare,
    Official,
    OpenCycle,
    ReopenShare,
    ReturnTask,
    StartTask,
    TaskCommand,
)
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
from tenants.cycles.engine.readiness import lacking
from tenants.cycles.engine.refusals import AlreadyOpened, NotReady, NotRunning, ReasonMissing
from tenants.cycles.engine.rules import Desk
from tenants.cycles.engine.state import CycleState, CycleStatus, ShareState

Events = tuple[Event, ...]


def decide(state: CycleState, command: Command) -> Events:
    """The events that the command causes, in order; raises one of `refusals`. The caller applies and records them."""
    match command:
        case OpenCycle():
            return _open(state, command)
        case CancelCycle():
            return _cancel(state, command)
        case StartTask():
            return _start(_desk(state, command), command)
        case CompleteShare():
            return _complete(_desk(state, command), command)
        case ReopenShare():
            return _reopen(_desk(state, command), command)
        case CloseTask():
            return _close(_desk(state, command), command)
        case ReturnTask():
            return _return(_desk(state, command), command)
        case _:
            assert_never(command)


def _open(state: CycleState, command: OpenCycle) -> Events:
    if state.status is not CycleStatus.PLANNED:
        raise AlreadyOpened
    if found := lacking(state.plan):
        raise NotReady(found)
    first = state.plan.steps[0]
    return CycleOpened(command.by.id, command.at), TaskOpened(first.id, 1, command.at)


def _cancel(state: CycleState, command: CancelCycle) -> Events:
    _require_running(state)
    return (CycleCancelled(_reason(command.reason), command.by.id, command.at),)


def _require_running(state: CycleState) -> None:
    if state.status is not CycleStatus.RUNNING:
        raise NotRunning(state.status)


def _reason(text: str) -> str:
    if not text.strip():
        raise ReasonMissing
    return text.strip()


def _desk(state: CycleState, command: TaskCommand) -> Desk:
    _require_running(state)
    return Desk(state, state.plan.step(command.step), state.task(command.step), command.by, command.version)


def _start(desk: Desk, command: StartTask) -> Events:
    desk.require_open()
    desk.require_a_share()
    desk.require_exact_version()
    return (TaskStarted(command.step, desk.task.round, command.by.id, command.at),)


def _complete(desk: Desk, command: CompleteShare) -> Events:
    desk.require_started()
    share = desk.own_share(command.share)
    desk.require_not_done(share)
    desk.require_not_for_closing(share)
    desk.require_current(share)
    desk.require_unsealed(share)
    if share.part.is_last:
        desk.require_work_in()
    return _handed_in(desk, share, command.by, command.at)


def _close(desk: Desk, command: CloseTask) -> Events:
    desk.require_started()
    share = desk.chair_share()
    desk.require_not_done(share)
    desk.require_exact_version()
    return _handed_in(desk, share, command.by, command.at)


def _reopen(desk: Desk, command: ReopenShare) -> Events:
    desk.require_started()
    share = desk.own_share(command.share)
    desk.require_done(share)
    desk.require_work(share)
    desk.require_current(share)
    desk.require_unsealed(share)
    return (ShareReopened(command.step, desk.task.round, share.id, command.by.id, command.at),)


def _return(desk: Desk, command: ReturnTask) -> Events:
    desk.require_started()
    desk.require_decider()
    target = desk.way_back(command.to)
    reason = _reason(command.reason)
    desk.require_exact_version()
    plan, task = desk.state.plan, desk.task
    again = tuple(step.id for step in plan.stretch(target, command.step))
    returned = TaskReturned(command.step, task.round, target, again, reason, command.by.id, command.at)
    return returned, TaskOpened(target, desk.state.task(target).round + 1, command.at)


def _handed_in(desk: Desk, share: ShareState, by: Official, at: datetime) -> Events:
    """The share, and what follows when it was the last one: the step is done and the next opens, or the cycle ends."""
    step, round_ = desk.step, desk.task.round
    handed_in = ShareCompleted(step.id, round_, share.id, by.id, at)
    if not replay(desk.state, [handed_in]).task(step.id).is_complete(step.closes):
        return (handed_in,)
    done = TaskCompleted(step.id, round_, by.id, at)
    if step.next is None:
        return handed_in, done, CycleClosed(by.id, at)
    return handed_in, done, TaskOpened(step.next, desk.state.task(step.next).round, at)
