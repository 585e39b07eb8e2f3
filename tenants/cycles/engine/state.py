"""Where a cycle stands: its tasks, their rounds, and the shares of each round."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TypeAlias
from uuid import UUID, uuid5

from tenants.cycles.engine.plan import Closes, Part, Plan, PlannedShare
from tenants.cycles.engine.refusals import NoSuchStep


class CycleStatus(StrEnum):
    PLANNED = "planned"
    RUNNING = "running"
    CLOSED = "closed"
    CANCELLED = "cancelled"


class TaskStatus(StrEnum):
    WAITING = "waiting"
    OPEN = "open"
    STARTED = "started"
    DONE = "done"


Round: TypeAlias = tuple[datetime, datetime]


@dataclass(frozen=True)
class ShareState:
    """`version` is the task's version when this share last changed."""

    id: UUID
    planned: PlannedShare
    version: int = 1
    done_by: UUID | None = None
    done_at: datetime | None = None

    @property
    def part(self) -> Part:
        return self.planned.part

    @property
    def done(self) -> bool:
        return self.done_by is not None


@dataclass(frozen=True)
class TaskState:
    """One step in its current round; `version` grows with every event and is compared before a command.

    `earlier` are the rounds before this one, from opening until done or sent back.
    """

    step: str
    shares: tuple[ShareState, ...]
    status: TaskStatus = TaskStatus.WAITING
    round: int = 1
    version: int = 1
    opened_at: datetime | None = None
    started_at: datetime | None = None
    done_at: datetime | None = None
    earlier: tuple[Round, ...] = ()

    def work_lacking(self, closes: Closes) -> tuple[ShareState, ...]:
        """The shares that still keep the step from being signed, decided or completed."""
        work = [share for share in self.shares if share.part.is_work]
        chairs = [share for share in work if share.part is Part.CHAIRS]
        lacking = tuple(share for share in work if not share.done)
        if closes is Closes.CHAIR:
            return () if any(share.done for share in chairs) else tuple(chairs)
        if closes is Closes.ANY and len(lacking) < len(work):
            return ()
        return lacking

    @property
    def last_word_given(self) -> bool:
        """Whether a signature or a decision is in already."""
        return any(share.done for share in self.shares if share.part.is_last)

    def is_complete(self, closes: Closes) -> bool:
        return not self.work_lacking(closes) and self._is_signed and self._is_decided(closes)

    @property
    def _is_signed(self) -> bool:
        return all(share.done for share in self.shares if share.part is Part.SIGNS)

    def _is_decided(self, closes: Closes) -> bool:
        decisions = [share.done for share in self.shares if share.part is Part.DECIDES]
        return all(decisions) or (closes is Closes.ANY and any(decisions))


@dataclass(frozen=True)
class CycleState:
    id: UUID
    plan: Plan
    tasks: tuple[TaskState, ...]
    status: CycleStatus = CycleStatus.PLANNED
    opened_at: datetime | None = None
    ended_at: datetime | None = None

    def task(self, step_id: str) -> TaskState:
        for task in self.tasks:
            if task.step == step_id:
                return task
        raise NoSuchStep(step_id)

    @property
    def active(self) -> TaskState | None:
        """The one task that is open or being worked on."""
        return next((task for task in self.tasks if task.status in (TaskStatus.OPEN, TaskStatus.STARTED)), None)


def planned(cycle_id: UUID, plan: Plan) -> CycleState:
    """A cycle before it is opened: every task waits in its first round."""
    tasks = (TaskState(step.id, fresh(cycle_id, step.id, 1, step.shares)) for step in plan.steps)
    return CycleState(cycle_id, plan, tuple(tasks))


def fresh(
    cycle_id: UUID, step_id: str, round_: int, shares: Iterable[PlannedShare], version: int = 1
) -> tuple[ShareState, ...]:
    """Untouched shares for a round. An id follows from cycle, step, round, actor and position: nothing is random."""
    return tuple(
        ShareState(
            id=uuid5(cycle_id, f"{step_id}\n{round_}\n{share.actor}\n{share.seat.position_id}"),
            planned=share,
            version=version,
        )
        for share in shares
    )
