"""The single rules that stand between a person and a step; each one passes silently or refuses."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from tenants.cycles.engine.commands import Official
from tenants.cycles.engine.plan import Closes, Part, PlannedStep
from tenants.cycles.engine.refusals import (
    AlreadyDone,
    AlreadyStarted,
    ChairCloses,
    ChairOnly,
    LastWordStands,
    NoSuchShare,
    NotChaired,
    NotOpen,
    NotStarted,
    NotYourDecision,
    NotYourShare,
    NoWayBack,
    Sealed,
    ShareAlreadyDone,
    ShareNotDone,
    SignBeforeDone,
    Stale,
)
from tenants.cycles.engine.state import CycleState, ShareState, TaskState, TaskStatus


@dataclass(frozen=True)
class Desk:
    """A person at a step, with the version of the task that the person saw."""

    state: CycleState
    step: PlannedStep
    task: TaskState
    by: Official
    seen: int

    def require_open(self) -> None:
        self._require_reached()
        if self.task.status is TaskStatus.STARTED:
            raise AlreadyStarted(self.step.no)

    def require_started(self) -> None:
        self._require_reached()
        if self.task.status is TaskStatus.OPEN:
            raise NotStarted(self.step.no)

    def _require_reached(self) -> None:
        if self.task.status is TaskStatus.DONE:
            raise AlreadyDone(self.step.no)
        if self.task.status is TaskStatus.WAITING:
            active = self.state.active
            raise NotOpen(self.step.no, [self.state.plan.step(active.step).no] if active else [])

    def require_exact_version(self) -> None:
        if self.seen != self.task.version:
            raise Stale(self.step.no)

    def require_current(self, share: ShareState) -> None:
        """Units hand in side by side: what others did since then does not make one's own work stale.

        Whoever has the last word or the chair must have seen the step exactly as it stands.
        """
        if share.part not in (Part.DOES, Part.JOINS):
            self.require_exact_version()
        elif not share.version <= self.seen <= self.task.version:
            raise Stale(self.step.no)

    def require_a_share(self) -> None:
        if not any(self._holds(share) for share in self.task.shares):
            raise NotYourShare(self.step.no)

    def own_share(self, share_id: UUID) -> ShareState:
        share = next((share for share in self.task.shares if share.id == share_id), None)
        if share is None:
            raise NoSuchShare(self.step.no, self.task.round)
        if not self._holds(share):
            raise NotYourShare(self.step.no)
        return share

    def chair_share(self) -> ShareState:
        if self.step.closes is not Closes.CHAIR:
            raise NotChaired(self.step.no)
        chairs = [share for share in self.task.shares if share.part is Part.CHAIRS]
        share = next(filter(self._holds, chairs), None)
        if share is None:
            raise ChairOnly(self.step.no, _actors(chairs))
        return share

    def require_not_for_closing(self, share: ShareState) -> None:
        if share.part is Part.CHAIRS and self.step.closes is Closes.CHAIR:
            raise ChairCloses(self.step.no)

    def require_not_done(self, share: ShareState) -> None:
        if share.done:
            raise ShareAlreadyDone(self.step.no)

    def require_done(self, share: ShareState) -> None:
        if not share.done:
            raise ShareNotDone(self.step.no)

    def require_work(self, share: ShareState) -> None:
        """A decision or a signature stands on the paper already and could not be given again; the work can be sent back."""
        if share.part.is_last:
            raise LastWordStands(self.step.no)

    def require_unsealed(self, share: ShareState) -> None:
        """What was signed, decided or closed by the chair stays as it was then."""
        closed = self.step.closes is Closes.CHAIR and not self.task.work_lacking(Closes.CHAIR)
        behind_chair = closed and share.part is not Part.CHAIRS
        if not share.part.is_last and (self.task.last_word_given or behind_chair):
            raise Sealed(self.step.no)

    def require_work_in(self) -> None:
        if missing := self.task.work_lacking(self.step.closes):
            raise SignBeforeDone(self.step.no, _actors(missing))

    def require_decider(self) -> None:
        """A step is sent back by whoever has its last word; without one by the chair, else by those who do it."""
        deciders = self._deciders()
        if not any(map(self._holds, deciders)):
            raise NotYourDecision(self.step.no, _actors(deciders))
        if deciders[0].part.is_last:
            self.require_work_in()

    def _deciders(self) -> list[ShareState]:
        last = [share for share in self.task.shares if share.part.is_last]
        chairs = [share for share in self.task.shares if share.part is Part.CHAIRS]
        return last or chairs or [share for share in self.task.shares if share.part is Part.DOES]

    def way_back(self, to: str | None) -> str:
        choices = self.step.returns
        target = to if to is not None else next(iter(choices), None)
        if target is None or target not in choices:
            raise NoWayBack(self.step.no, [self.state.plan.step(choice).no for choice in choices])
        return target

    def _holds(self, share: ShareState) -> bool:
        return share.planned.seat.position_id in self.by.positions


def _actors(shares: Iterable[ShareState]) -> list[str]:
    return list(dict.fromkeys(share.planned.actor for share in shares))
