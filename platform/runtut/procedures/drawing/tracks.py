"""Gives the connectors that share a channel a track each, in the order that makes them cross least."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from runtut.procedures.drawing.board import is_middle
from runtut.procedures.drawing.routing import Route

Line: TypeAlias = tuple[bool, int]
"""(vertical, number of the line)."""
Piece: TypeAlias = tuple[int, int]
"""(number of the route, number of its straight piece)."""


class Run(NamedTuple):
    """A straight piece in a channel: from `low` to `high`, and which way (-1, +1) it goes on at either end."""

    piece: Piece
    low: int
    high: int
    at_low: int
    at_high: int

    def meets(self, other: "Run") -> bool:
        return self.low <= other.high and other.low <= self.high


@dataclass(frozen=True)
class Tracks:
    of: Mapping[Piece, int]
    count: Mapping[Line, int]


def assign(routes: Sequence[Route]) -> Tracks:
    channels: dict[Line, list[Run]] = defaultdict(list)
    for number, route in enumerate(routes):
        for line, run in _runs(number, route):
            channels[line].append(run)
    of: dict[Piece, int] = {}
    count: dict[Line, int] = {}
    for line, runs in channels.items():
        layers = _layers(_ordered(runs))
        of.update(layers)
        count[line] = 1 + max(layers.values())
    return Tracks(of, count)


def _runs(number: int, route: Route) -> list[tuple[Line, Run]]:
    corners = route.corners
    found = []
    for at in range(1, len(corners) - 2):
        (a, b), before, after = corners[at : at + 2], corners[at - 1], corners[at + 2]
        vertical = a[1] == b[1]
        along, beside = (0, 1) if vertical else (1, 0)
        line = (vertical, a[beside])
        if is_middle(a[beside]):
            continue
        ends = sorted(((a[along], _sign(before[beside] - a[beside])), (b[along], _sign(after[beside] - b[beside]))))
        found.append((line, Run((number, at), ends[0][0], ends[1][0], ends[0][1], ends[1][1])))
    return found


def _sign(difference: int) -> int:
    return 1 if difference > 0 else -1


def _crossings(first: Run, second: Run) -> int:
    """How often the two cross when `first` lies above (left of) `second`."""
    down = ((first.low, first.at_low), (first.high, first.at_high))
    up = ((second.low, second.at_low), (second.high, second.at_high))
    hits = sum(way > 0 and second.low < place < second.high for place, way in down)
    return hits + sum(way < 0 and first.low < place < first.high for place, way in up)


def _ordered(runs: Sequence[Run]) -> list[Run]:
    order: list[Run] = []
    for run in sorted(runs, key=lambda run: (run.high - run.low, run.piece)):
        costs = [_cost_at(order, run, place) for place in range(len(order) + 1)]
        order.insert(costs.index(min(costs)), run)
    return order


def _cost_at(order: Sequence[Run], run: Run, place: int) -> int:
    before = sum(_crossings(other, run) for other in order[:place])
    return before + sum(_crossings(run, other) for other in order[place:])


def _layers(order: Sequence[Run]) -> dict[Piece, int]:
    layer: dict[Piece, int] = {}
    for at, run in enumerate(order):
        under = [layer[other.piece] for other in order[:at] if other.meets(run)]
        layer[run.piece] = 1 + max(under, default=-1)
    return layer
