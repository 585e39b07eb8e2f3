"""What has happened in a cycle; folded in order they are its state."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, TypeAlias
from uuid import UUID


@dataclass(frozen=True)
class CycleOpened:
    kind: ClassVar[str] = "cycle.opened"
    by: UUID
    at: datetime


@dataclass(frozen=True)
class TaskOpened:
    kind: ClassVar[str] = "task.opened"
    step: str
    round: int
    at: datetime


@dataclass(frozen=True)
class TaskStarted:
    kind: ClassVar[str] = "task.started"
    step: str
    round: int
    by: UUID
    at: datetime


@dataclass(frozen=True)
class ShareCompleted:
    kind: ClassVar[str] = "share.completed"
    step: str
    round: int
    share: UUID
    by: UUID
    at: datetime


@dataclass(frozen=True)
class ShareReopened:
    kind: ClassVar[str] = "share.reopened"
    step: str
    round: int
    share: UUID
    by: UUID
    at: datetime


@dataclass(frozen=True)
class TaskCompleted:
    kind: ClassVar[str] = "task.completed"
    step: str
    round: int
    by: UUID
    at: datetime


@dataclass(frozen=True)
class TaskReturned:
    """`step` sent the work back `to` an earlier one; `again` are all steps that get a new round, in order."""

    kind: ClassVar[str] = "task.returned"
    step: str
    round: int
    to: str
    again: tuple[str, ...]
    reason: str
    by: UUID
    at: datetime


@dataclass(frozen=True)
class CycleClosed:
    kind: ClassVar[str] = "cycle.closed"
    by: UUID
    at: datetime


@dataclass(frozen=True)
class CycleCancelled:
    kind: ClassVar[str] = "cycle.cancelled"
    reason: str
    by: UUID
    at: datetime


Event: TypeAlias = (
    CycleOpened
    | TaskOpened
    | TaskStarted
    | ShareCompleted
    | ShareReopened
    | TaskCompleted
    | TaskReturned
    | CycleClosed
    | CycleCancelled
)
