"""Which of the official symbols a closed outline is, told by its corners alone."""

from collections.abc import Sequence
from itertools import pairwise
from math import hypot
from typing import NamedTuple

from runtut.procedures.drawing.picture import Box, Point
from runtut.procedures.reading.formats.canvas import around
from runtut.procedures.reading.source import Symbol


class Seen(NamedTuple):
    symbol: Symbol
    rounded: bool = False


def symbol_of(outline: Sequence[Point]) -> Seen | None:
    """Of a polygon in which curves are already broken into short pieces; None where it is none of the symbols."""
    box = around(outline)
    if min(box.width, box.height) < 1.0:
        return None
    corners = corners_of(outline)
    if len(corners) == 4:
        return _four(corners, box)
    if len(corners) == 5 and _area(corners) > 0.55 * box.width * box.height:
        return Seen("connector")
    if len(corners) == 7 and _area(corners) < 0.9 * box.width * box.height and _is_symmetric(corners, box):
        return Seen("arrow")
    return _round(outline, box) if len(corners) >= 8 else None


def corners_of(outline: Sequence[Point], slack: float = 0.03) -> list[Point]:
    """Without repeated points and without those on a straight way between their neighbours."""
    points = [point for before, point in pairwise([outline[-1], *outline]) if _gap(before, point) > 0.05]
    size = max(around(outline).width, around(outline).height)
    kept = [
        here
        for before, here, after in zip([points[-1], *points[:-1]], points, [*points[1:], points[0]], strict=True)
        if _off(before, here, after) > slack * 0.2 * size
    ]
    return kept or points


def _four(corners: Sequence[Point], box: Box) -> Seen | None:
    """A box whose corners are those of its frame, or a diamond whose corners are the middles of its sides."""
    ends = ((box.x, box.y), (box.right, box.y), (box.right, box.bottom), (box.x, box.bottom))
    middles = ((box.cx, box.y), (box.right, box.cy), (box.cx, box.bottom), (box.x, box.cy))
    if _match(corners, ends, box):
        return Seen("process")
    if _match(corners, middles, box):
        return Seen("decision")
    leaning = _area(corners) > 0.6 * box.width * box.height
    return Seen("process") if leaning else None


def _match(corners: Sequence[Point], wanted: Sequence[Point], box: Box) -> bool:
    slack = 0.12 * min(box.width, box.height) + 0.5
    return all(min(_gap(corner, want) for corner in corners) <= slack for want in wanted)


def _round(outline: Sequence[Point], box: Box) -> Seen | None:
    """By how far the outline stays from the corners of its frame, seen against half its height."""
    ends = ((box.x, box.y), (box.right, box.y), (box.right, box.bottom), (box.x, box.bottom))
    gaps = [min(_gap(point, end) for point in outline) for end in ends]
    if _area(outline) < 0.7 * box.width * box.height or max(gaps) > 2.2 * min(gaps) + 1.0:
        return None
    radius = sum(gaps) / 4 / 0.4142 / (min(box.width, box.height) / 2)
    if radius < 0.3:
        return Seen("process")
    if radius < 0.75:
        return Seen("process", rounded=True)
    return Seen("terminator")


def _area(points: Sequence[Point]) -> float:
    return abs(sum(x * v - u * y for (x, y), (u, v) in pairwise([*points, points[0]]))) / 2


def _gap(one: Point, other: Point) -> float:
    return hypot(one[0] - other[0], one[1] - other[1])


def _off(before: Point, here: Point, after: Point) -> float:
    """How far a point stands off the line between its neighbours."""
    across, down = after[0] - before[0], after[1] - before[1]
    far = hypot(across, down)
    if far < 1e-6:
        return _gap(before, here)
    return abs(across * (before[1] - here[1]) - (before[0] - here[0]) * down) / far


def _is_symmetric(corners: Sequence[Point], box: Box) -> bool:
    across = [(2 * box.cx - x, y) for x, y in corners]
    down = [(x, 2 * box.cy - y) for x, y in corners]
    return _match(corners, across, box) or _match(corners, down, box)
