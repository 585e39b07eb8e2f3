"""The drawn flow of a stretch of steps, found once and kept while a layout tries out its pages."""

from collections.abc import Sequence
from dataclasses import dataclass

from runtut.procedures.drawing.grid import Grid
from runtut.procedures.drawing.lanes import Needs, lanes_of
from runtut.procedures.drawing.routing import Route, route
from runtut.procedures.drawing.seating import Seating, ways_of
from runtut.procedures.drawing.tracks import Tracks, assign
from runtut.procedures.model import Sop


@dataclass(frozen=True)
class Flow:
    grid: Grid
    routes: Sequence[Route]
    tracks: Tracks

    @property
    def needs(self) -> Needs:
        return lanes_of(self.grid, self.routes, self.tracks)


class Flows:
    def __init__(self, sop: Sop) -> None:
        self.sop = sop
        self.ways = ways_of(sop)
        self._found: dict[tuple[int | None, ...], Flow] = {}

    def of(self, rows: Sequence[int | None]) -> Flow:
        """A row per step place; None is a row without symbols."""
        key = tuple(rows)
        if key not in self._found:
            grid = Seating(self.sop, key, self.ways).grid
            routes = route(grid)
            self._found[key] = Flow(grid, routes, assign(routes))
        return self._found[key]
