"""What the columns of the actors must hold beside their symbols: tracks of connectors and labels of returns."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from runtut.procedures.drawing import metrics
from runtut.procedures.drawing.grid import Grid
from runtut.procedures.drawing.papers import Sizes
from runtut.procedures.drawing.routing import Route
from runtut.procedures.drawing.tracks import Tracks


@dataclass(frozen=True)
class Lanes:
    """What the drawing needs on one side of the symbols of a column: tracks, and room for a label."""

    tracks: int = 0
    label: float = 0.0

    def least(self, sizes: Sizes) -> float:
        lanes = self.tracks * sizes.lane if self.tracks else 0.0
        return (sizes.edge + lanes + sizes.clearance) * sizes.across + self.label * sizes.labels


@dataclass(frozen=True)
class Need:
    """What an actor's column must hold: lanes on both sides of its symbols, the widest of which is `widest`."""

    left: Lanes
    right: Lanes
    widest: str = "process"

    def half(self, sizes: Sizes) -> float:
        return sizes.shape(self.widest)[0] / 2

    def least(self, sizes: Sizes) -> float:
        return self.left.least(sizes) + 2 * self.half(sizes) + self.right.least(sizes)


Needs: TypeAlias = tuple[Need, ...]


def lanes_of(grid: Grid, routes: Sequence[Route], tracks: Tracks) -> Needs:
    labels: dict[tuple[int, int], float] = {}
    for route in routes:
        if route.link.label and route.link.kind == "return":
            side = grid.seats[route.link.source].col, route.leaves[1]
            labels[side] = max(labels.get(side, 0.0), metrics.width(route.link.label, Sizes().label) + 1.0)
    wide = {seat.col for seat in grid.seats if seat.kind == "decision"}
    return tuple(
        Need(
            Lanes(tracks.count.get((True, 3 * col), 0), labels.get((col, -1), 0.0)),
            Lanes(tracks.count.get((True, 3 * col + 2), 0), labels.get((col, 1), 0.0)),
            "decision" if col in wide else "process",
        )
        for col in range(grid.cols)
    )


def most(pages: Sequence[Needs]) -> Needs:
    """What suffices for each of several pages."""
    return tuple(
        Need(
            _widest([need.left for need in column]),
            _widest([need.right for need in column]),
            next((need.widest for need in column if need.widest != "process"), "process"),
        )
        for column in zip(*pages, strict=True)
    )


def _widest(lanes: Sequence[Lanes]) -> Lanes:
    return Lanes(max(each.tracks for each in lanes), max(each.label for each in lanes))
