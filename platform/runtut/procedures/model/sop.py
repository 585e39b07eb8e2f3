"""The SOP as frozen values: identity block, parts and the rows of the flow table."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeAlias

from runtut.procedures.model.vocabulary import MINUTES_PER_UNIT

StepRef: TypeAlias = str | int


@dataclass(frozen=True)
class Approver:
    position: str | None = None
    name: str | None = None
    rank: str | None = None
    nip: str | None = None


@dataclass(frozen=True)
class Identity:
    """The identity block (PermenPANRB 35/2012); dates are ISO and may be partial: `2022`, `2016-09`."""

    title: str | None = None
    number: str | None = None
    pemda: str | None = None
    opd: str | None = None
    created_on: str | None = None
    revised_on: str | None = None
    approved_on: str | None = None
    effective_on: str | None = None
    approved_by: Approver | None = None


@dataclass(frozen=True)
class StandardTime:
    """Waktu of the mutu baku: a quantity with its unit, or a calendar anchor that has only words."""

    raw: str
    value: float | None = None
    unit: str | None = None
    anchor: bool = False

    @property
    def minutes(self) -> int | None:
        if self.value is None or self.unit is None:
            return None
        return round(self.value * MINUTES_PER_UNIT[self.unit])


@dataclass(frozen=True)
class Step:
    """One row of the flow table; `next` and `on_return` name a step by id (text) or by number (int).

    `next` None is the row below. `actors` keeps the order of handing over, `parts` says what each one does.
    """

    no: int | None
    text: str | None
    id: str | None = None
    actors: tuple[str, ...] = ()
    parts: Mapping[str, str] | None = None
    closes: str = "all"
    activity: str | None = None
    shape: str = "process"
    requirement: str | None = None
    time: StandardTime | None = None
    output: str | None = None
    note: str | None = None
    next: StepRef | None = None
    on_return: StepRef | None = None

    def part(self, actor: str) -> str:
        return (self.parts or {}).get(actor, "does")

    @property
    def entry_actor(self) -> str | None:
        """Whose shape the flow enters: the one who does the work; in a meeting the chair."""
        return self._first("does", "chairs") if self.shape == "decision" else self._first("chairs", "does", "signs")

    @property
    def exit_actor(self) -> str | None:
        """Whose shape the flow leaves: of a decision the one who receives and decides."""
        return self._first("receives", "chairs", "does") if self.shape == "decision" else self.entry_actor

    def _first(self, *parts: str) -> str | None:
        holders = (actor for part in parts for actor in self.actors if self.part(actor) == part)
        return next(holders, next(iter(self.actors), None))


@dataclass(frozen=True)
class Finding:
    code: str | None
    severity: str
    at: str
    message: str
    evidence: str | None = None


@dataclass(frozen=True)
class Sop:
    identity: Identity
    kind: str = "sop_ap"
    legal_basis: tuple[str, ...] = ()
    qualifications: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    equipment: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    records: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    steps: tuple[Step, ...] = ()
    sources: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()

    @cached_property
    def places(self) -> Mapping[StepRef, int]:
        """Position of a step by its id and by its number; the first one wins where a number repeats."""
        found: dict[StepRef, int] = {}
        for place, step in enumerate(self.steps):
            for ref in (step.id, step.no):
                if ref is not None:
                    found.setdefault(ref, place)
        return found

    def step(self, ref: StepRef) -> Step:
        return self.steps[self.places[ref]]
