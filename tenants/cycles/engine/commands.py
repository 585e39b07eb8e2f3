"""What a person may ask of a cycle; the time and the person come in with the command.

`version` is the version of the task that the person saw.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias
from uuid import UUID


@dataclass(frozen=True)
class Official:
    """A person, never an account, with the positions held or acted for at this moment."""

    id: UUID
    positions: frozenset[UUID]


@dataclass(frozen=True)
class OpenCycle:
    by: Official
    at: datetime


@dataclass(frozen=True)
class StartTask:
    step: str
    version: int
    by: Official
    at: datetime


@dataclass(frozen=True)
class CompleteShare:
    """Hands in one's share; by the part it is work done, a signature, or the decision to accept."""

    step: str
    version: int
    share: UUID
    by: Official
    at: datetime


@dataclass(frozen=True)
class ReopenShare:
    """Takes a share back while the step is not done yet."""

    step: str
    version: int
    share: UUID
    by: Official
    at: datetime


@dataclass(frozen=True)
class CloseTask:
    """The chair closes the step with whatever contributions are in."""

    step: str
    version: int
    by: Official
    at: datetime


@dataclass(frozen=True)
class ReturnTask:
    """Sends the work back; `to` None means the usual step."""

    step: str
    version: int
    reason: str
    by: Official
    at: datetime
    to: str | None = None


@dataclass(frozen=True)
class CancelCycle:
    reason: str
    by: Official
    at: datetime


TaskCommand: TypeAlias = StartTask | CompleteShare | ReopenShare | CloseTask | ReturnTask
Command: TypeAlias = OpenCycle | CancelCycle | TaskCommand
