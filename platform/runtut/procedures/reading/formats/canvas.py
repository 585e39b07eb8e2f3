"""Shapes, lines and loose words as they lie on paper, in points; every format that can draw is brought to this."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import hypot

from runtut.procedures.drawing.picture import Box, Point
from runtut.procedures.reading.source import Symbol

BEGIN = re.compile(r"(mulai|start|begin|awal)\b", re.IGNORECASE)
FINISH = re.compile(r"(selesai|end|finish|stop|akhir)\b", re.IGNORECASE)
PAGE = 100_000.0
"""How far below one page the next one lies when several are seen as one paper."""


@dataclass(frozen=True)
class Figure:
    """A drawn symbol; `rounded` is a box with round corners, of which only its company tells what it means."""

    key: str
    box: Box
    symbol: Symbol
    text: str = ""
    rounded: bool = False


@dataclass(frozen=True)
class Line:
    """A drawn line with a head at its first or last point; `start` and `end` name figures where the file says so."""

    points: tuple[Point, ...]
    heads: tuple[bool, bool] = (False, True)
    start: str | None = None
    end: str | None = None

    @property
    def box(self) -> Box:
        return around(self.points)


@dataclass(frozen=True)
class Words:
    """A few words that stand by themselves, like `Ya` beside an arrow."""

    text: str
    box: Box


def around(points: Sequence[Point]) -> Box:
    left, top = min(x for x, _ in points), min(y for _, y in points)
    return Box(left, top, max(x for x, _ in points) - left, max(y for _, y in points) - top)


def union(boxes: Sequence[Box]) -> Box:
    return around([corner for box in boxes for corner in ((box.x, box.y), (box.right, box.bottom))])


def holds(box: Box, point: Point, slack: float = 0.0) -> bool:
    x, y = point
    return box.x - slack <= x <= box.right + slack and box.y - slack <= y <= box.bottom + slack


def gap_to_point(box: Box, point: Point) -> float:
    """How far a point lies from a box; 0 inside."""
    x, y = point
    return hypot(max(box.x - x, 0.0, x - box.right), max(box.y - y, 0.0, y - box.bottom))


def gap_to_box(one: Box, other: Box) -> float:
    across = max(one.x - other.right, other.x - one.right, 0.0)
    return hypot(across, max(one.y - other.bottom, other.y - one.bottom, 0.0))


def gap_to_line(box: Box, points: Sequence[Point]) -> float:
    """How near a way of straight, level or upright pieces comes to a box."""
    return min(gap_to_box(box, around(piece)) for piece in pairwise(points))


def worded(symbol: Symbol, text: str) -> Symbol:
    """A capsule or box that says where the flow begins or ends is that, whatever its outline."""
    if symbol in ("terminator", "process", "mark"):
        if BEGIN.match(text.strip()):
            return "start"
        if FINISH.match(text.strip()):
            return "end"
    return symbol
