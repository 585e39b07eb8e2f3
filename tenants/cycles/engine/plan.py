"""A version of an SOP read for running: who has which share in each step, and where each step leads."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from uuid import UUID

from tenants.cycles.engine.refusals import NoSuchStep


class Part(StrEnum):
    DOES = "does"
    JOINS = "joins"
    CHAIRS = "chairs"
    SIGNS = "signs"
    DECIDES = "decides"

    @property
    def is_last(self) -> bool:
        """Signing and deciding come after the work, and nothing is changed once one of them is in."""
        return self in (Part.SIGNS, Part.DECIDES)

    @property
    def is_work(self) -> bool:
        """The shares that a step waits for before it may be signed, decided or completed."""
        return self in (Part.DOES, Part.CHAIRS)


class Closes(StrEnum):
    ALL = "all"
    ANY = "any"
    CHAIR = "chair"


@dataclass(frozen=True)
class Seat:
    """The position that an actor of the SOP stands for; a kind of unit has one seat in each unit."""

    position_id: UUID
    unit_id: UUID | None = None


@dataclass(frozen=True)
class PlannedShare:
    actor: str
    part: Part
    seat: Seat


@dataclass(frozen=True)
class PlannedStep:
    """`next` is None at the end; `returns` are the steps that it may send back to, the usual one first.

    `unfilled` names the actors with a share here for whom no position was found, `told` who only receives.
    """

    id: str
    no: int
    text: str
    activity: str
    standard_minutes: int
    closes: Closes
    shares: tuple[PlannedShare, ...]
    next: str | None = None
    returns: tuple[str, ...] = ()
    told: tuple[Seat, ...] = ()
    unfilled: tuple[str, ...] = ()


@dataclass(frozen=True)
class Plan:
    steps: tuple[PlannedStep, ...]

    @cached_property
    def _by_id(self) -> dict[str, PlannedStep]:
        return {step.id: step for step in self.steps}

    def step(self, step_id: str) -> PlannedStep:
        if step_id not in self._by_id:
            raise NoSuchStep(step_id)
        return self._by_id[step_id]

    def walk(self, step_id: str) -> Iterator[PlannedStep]:
        """The step and those after it when everything is accepted; stops at the end, or before going in a circle."""
        seen: set[str] = set()
        ahead: str | None = step_id
        while ahead is not None and ahead not in seen:
            seen.add(ahead)
            step = self.step(ahead)
            yield step
            ahead = step.next

    @cached_property
    def straight(self) -> tuple[PlannedStep, ...]:
        """The way from the first step to the end when nothing is returned."""
        return tuple(self.walk(self.steps[0].id)) if self.steps else ()

    def stretch(self, first: str, last: str) -> tuple[PlannedStep, ...]:
        """The steps from `first` up to `last`; empty where the one does not lead to the other."""
        found: list[PlannedStep] = []
        for step in self.walk(first):
            found.append(step)
            if step.id == last:
                return tuple(found)
        return ()

    @property
    def standard_minutes(self) -> int:
        """Working time of the longest way without returns: one step at a time, so the sum along it."""
        return sum(step.standard_minutes for step in self.straight)
