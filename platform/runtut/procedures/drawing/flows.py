"""The drawn flow of a stretch of steps, found once for all drawings of SOPs that flow alike: words do not change it."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

from runtut.procedures.drawing.grid import Grid
from runtut.procedures.drawing.lanes import Needs, lanes_of
from runtut.procedures.drawing.routing import Route, route
from runtut.procedures.drawing.seating import Seating, ways_of
from runtut.procedures.drawing.tracks import Tracks, assign
from runtut.procedures.model import Identity, Sop, Step, StepRef

TANGLED = 20_000
"""Rows that all jumps of a flow pass over, times the columns that they have to choose from. Ordinary flows of two hundred
steps stay far below; what lies above would take its ways minutes to find, and nobody could follow them with his eyes."""
STRETCH = 12
Bone: TypeAlias = tuple[
    int | None, str | None, tuple[str, ...], tuple[tuple[str, str], ...], str, StepRef | None, StepRef | None
]
"""What of a step makes the flow: number, id, actors, parts, shape, next, on_return."""
REMEMBERED = 128
"""SOPs whose flow is kept: whoever writes one changes words far more often than who does what after whom."""


@dataclass(frozen=True)
class Flow:
    grid: Grid
    routes: Sequence[Route]
    tracks: Tracks

    @property
    def needs(self) -> Needs:
        return lanes_of(self.grid, self.routes, self.tracks)


class Flows:
    """Of one SOP, or of several that only say it in other words."""

    def __init__(self, sop: Sop) -> None:
        self.sop = sop
        self.ways = ways_of(sop)
        self._found: dict[tuple[int | None, ...], Flow] = {}

    def stretches(self) -> list[range]:
        """The whole flow; one that is hopelessly tangled in stretches, between which letters lead."""
        count, columns = len(self.sop.steps), len(self.sop.actors) + 4
        passed = sum(abs(target - place) for place, ways in enumerate(self.ways) for _, target, _ in ways.exits)
        if passed * columns <= TANGLED:
            return [range(count)]
        return [range(start, min(start + STRETCH, count)) for start in range(0, count, STRETCH)]

    def of(self, rows: Sequence[int | None]) -> Flow:
        """A row per step place; None is a row without symbols."""
        key = tuple(rows)
        if key not in self._found:
            grid = Seating(self.sop, key, self.ways).grid
            routes = route(grid)
            self._found[key] = Flow(grid, routes, assign(routes))
        return self._found[key]


def flows_of(sop: Sop) -> Flows:
    bones = [
        (step.no, step.id, step.actors, tuple((step.parts or {}).items()), step.shape, step.next, step.on_return)
        for step in sop.steps
    ]
    return _known(sop.actors, tuple(bones))


@lru_cache(REMEMBERED)
def _known(actors: tuple[str, ...], bones: tuple[Bone, ...]) -> Flows:
    """Made from the bones alone: nobody's words are kept for the drawings of others."""
    steps = [
        Step(no, None, id, actors=those, parts=dict(parts), shape=shape, next=next, on_return=back)
        for no, id, those, parts, shape, next, back in bones
    ]
    return Flows(Sop(Identity(), actors=actors, steps=tuple(steps)))


def forget() -> None:
    """As in a process that has drawn nothing yet."""
    _known.cache_clear()
