"""The drawn flow of a stretch of steps, found once for all drawings of SOPs that flow alike: words do not change it."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from runtut.procedures.drawing.grid import Grid
from runtut.procedures.drawing.lanes import Needs, lanes_of
from runtut.procedures.drawing.routing import Route, route
from runtut.procedures.drawing.seating import Seating, ways_of
from runtut.procedures.drawing.tracks import Tracks, assign
from runtut.procedures.model import Sop

TANGLED = 20_000
"""Rows that all jumps of a flow pass over, times the columns that they have to choose from. Ordinary flows of two hundred
steps stay far below; what lies above would take its ways minutes to find, and nobody could follow them with his eyes."""
STRETCH = 12
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


@dataclass(frozen=True)
class Skeleton:
    """An SOP that equals every other one with the same actors, shapes and ways."""

    sop: Sop = field(compare=False)
    bones: Hashable

    @classmethod
    def of(cls, sop: Sop) -> "Skeleton":
        steps = [
            (step.no, step.id, step.actors, tuple((step.parts or {}).items()), step.shape, step.next, step.on_return)
            for step in sop.steps
        ]
        return cls(sop, (sop.actors, *steps))


@lru_cache(REMEMBERED)
def _known(skeleton: Skeleton) -> Flows:
    return Flows(skeleton.sop)


def flows_of(sop: Sop) -> Flows:
    return _known(Skeleton.of(sop))


def forget() -> None:
    """As in a process that has drawn nothing yet."""
    _known.cache_clear()
