"""What is drawn on a page of a PDF: straight strokes, closed outlines, open ways and the tips of arrows."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from math import hypot
from typing import Any, Final

from pdfplumber.page import Page

from runtut.procedures.drawing.picture import Box, Point
from runtut.procedures.reading.formats.canvas import Line, around, gap_to_point
from runtut.procedures.reading.formats.outlines import Seen, corners_of, symbol_of
from runtut.procedures.reading.refusal import Refused

THIN: Final = 2.6
"""A filled bar no thicker than this is a stroke."""
STRAIGHT: Final = 0.6
LARGEST: Final = (300.0, 140.0)
SMALLEST: Final = 5.0
TIP: Final = 14.0
SHARPEST: Final = 0.4
MEET: Final = 3.0
MOST: Final = 40_000
STEPS: Final = tuple(step / 5 for step in range(1, 6))


@dataclass(frozen=True)
class Outline:
    box: Box
    seen: Seen
    stroked: bool


@dataclass(frozen=True)
class Stroke:
    """A level or upright line from its first to its second point."""

    a: Point
    b: Point

    @property
    def level(self) -> bool:
        return abs(self.a[1] - self.b[1]) <= abs(self.a[0] - self.b[0])


@dataclass
class Drawn:
    strokes: list[Stroke] = field(default_factory=list)
    outlines: list[Outline] = field(default_factory=list)
    ways: list[tuple[Point, ...]] = field(default_factory=list)
    tips: list[tuple[Point, ...]] = field(default_factory=list)


def drawn_on(page: Page) -> Drawn:
    objects = [*page.lines, *page.rects, *page.curves]
    if len(objects) > MOST:
        raise Refused("Gambar di PDF ini terlalu rumit untuk sebuah SOP; cetak ulang dokumen aslinya menjadi PDF.")
    drawn = Drawn()
    for each in objects:
        if each.get("stroke") or each.get("fill"):
            for points, closed in _subpaths(each):
                _sort(points, closed or not each.get("stroke"), bool(each.get("stroke")), drawn)
    return drawn


def _subpaths(each: dict[str, Any]) -> Iterator[tuple[list[Point], bool]]:
    """The pieces of a path, curves broken into short straight ones, each with whether it closes."""
    points: list[Point] = []
    closed = False
    for step in each.get("path") or []:
        if step[0] == "m":
            if len(points) > 1:
                yield points, closed or _meets(points)
            points, closed = [step[1]], False
        elif step[0] == "h":
            closed = True
        elif step[0] == "c" and points:
            points += _bezier([points[-1], *step[1:]])
        elif step[0] in ("v", "y") and points:
            points.append(step[-1])
        else:
            points += step[1:]
    if len(points) > 1:
        yield points, closed or _meets(points)


def _bezier(ends: Sequence[Point]) -> list[Point]:
    """Points along a curve from the first of its four points to the last."""
    drawn = []
    for share in STEPS:
        rest = 1 - share
        parts = (rest**3, 3 * rest * rest * share, 3 * rest * share * share, share**3)
        x, y = (sum(part * end[axis] for part, end in zip(parts, ends, strict=True)) for axis in (0, 1))
        drawn.append((x, y))
    return drawn


def _meets(points: Sequence[Point]) -> bool:
    return len(points) > 3 and abs(points[0][0] - points[-1][0]) + abs(points[0][1] - points[-1][1]) < 0.3


def _sort(points: list[Point], closed: bool, stroked: bool, drawn: Drawn) -> None:
    """Bars and single lines are strokes, small triangles tips, closed outlines symbols, the rest ways."""
    box = around(points)
    small = max(box.width, box.height) <= TIP and min(box.width, box.height) > SHARPEST
    if closed and small and len(corners := corners_of(points)) == 3:
        drawn.tips.append(_apex_first(corners))
    elif len(points) == 2 or (closed and min(box.width, box.height) <= THIN):
        _single(points, box, drawn)
    elif closed:
        _closed(points, box, stroked, drawn)
    elif len(corners := _bends(points)) == 3 and max(box.width, box.height) <= TIP:
        drawn.tips.append((corners[1], corners[0], corners[2]))
    else:
        drawn.ways.append(tuple(corners))


def _single(points: list[Point], box: Box, drawn: Drawn) -> None:
    if min(box.width, box.height) <= THIN and (len(points) > 2 or min(box.width, box.height) <= STRAIGHT):
        if max(box.width, box.height) > 0.3:
            drawn.strokes.append(_bar(points, box))
    else:
        drawn.ways.append(tuple(points))


def _bar(points: list[Point], box: Box) -> Stroke:
    if len(points) == 2:
        return Stroke(points[0], points[1])
    level = box.width >= box.height
    return Stroke((box.x, box.cy), (box.right, box.cy)) if level else Stroke((box.cx, box.y), (box.cx, box.bottom))


def _closed(points: list[Point], box: Box, stroked: bool, drawn: Drawn) -> None:
    corners = corners_of(points)
    if len(corners) in (3, 4) and max(box.width, box.height) <= TIP and _is_tip(corners):
        drawn.tips.append(_apex_first(corners))
        return
    seen = symbol_of(points)
    fits = box.width <= LARGEST[0] and box.height <= LARGEST[1] and min(box.width, box.height) >= SMALLEST
    if seen and (fits or seen.symbol == "process"):
        drawn.outlines.append(Outline(box, seen, stroked))


def _is_tip(corners: Sequence[Point]) -> bool:
    """A triangle, also one whose back is notched."""
    if len(corners) == 3:
        return True
    seen = symbol_of(corners)
    return seen is None


def _apex_first(corners: Sequence[Point]) -> tuple[Point, ...]:
    """The point of a tip is the corner that lies farthest from the others."""
    apex = max(corners, key=lambda corner: sum(_far(corner, other) for other in corners))
    return (apex, *(corner for corner in corners if corner is not apex))


def _far(a: Point, b: Point) -> float:
    return hypot(a[0] - b[0], a[1] - b[1])


def _bends(points: Sequence[Point]) -> list[Point]:
    """Without repeated points."""
    return [points[0], *(here for before, here in pairwise(points) if _far(before, here) > 0.05)]


def figures_of(drawn: Drawn) -> list[Outline]:
    """Outlines that stand alone: neither filled twice over nor sharing an edge with the ruling or with a neighbour."""
    kept: list[Outline] = []
    boxes = [outline for outline in drawn.outlines if outline.seen.symbol == "process" and not outline.seen.rounded]
    for outline in sorted(drawn.outlines, key=lambda outline: not outline.stroked):
        small = outline.box.width <= LARGEST[0] and outline.box.height <= LARGEST[1]
        if (
            small
            and not any(_same(outline.box, other.box) for other in kept)
            and not _shares_edge(outline, boxes, drawn.strokes)
        ):
            kept.append(outline)
    return kept


def _same(one: Box, other: Box) -> bool:
    return all(
        abs(a - b) <= 2.0 for a, b in ((one.x, other.x), (one.y, other.y), (one.right, other.right), (one.bottom, other.bottom))
    )


def _shares_edge(outline: Outline, boxes: Iterable[Outline], strokes: Iterable[Stroke]) -> bool:
    if outline.seen.symbol != "process":
        return False
    box = outline.box
    beside = [edge for other in boxes if not _same(box, other.box) for edge in edges(other.box)]
    own = edges(box)
    return any(_along(mine, other) > 0.4 * _length(mine) for other in (*strokes, *beside) for mine in own)


def edges(box: Box) -> tuple[Stroke, ...]:
    a, b, c, d = (box.x, box.y), (box.right, box.y), (box.right, box.bottom), (box.x, box.bottom)
    return Stroke(a, b), Stroke(b, c), Stroke(d, c), Stroke(a, d)


def _length(stroke: Stroke) -> float:
    return _far(stroke.a, stroke.b)


def _along(one: Stroke, other: Stroke) -> float:
    """How long two strokes run on the same line."""
    if one.level != other.level:
        return 0.0
    along, aside = (0, 1) if one.level else (1, 0)
    if abs(one.a[aside] - other.a[aside]) > 1.2:
        return 0.0
    ends = [sorted((stroke.a[along], stroke.b[along])) for stroke in (one, other)]
    return max(0.0, min(ends[0][1], ends[1][1]) - max(ends[0][0], ends[1][0]))


def lines_of(ways: Iterable[Sequence[Point]], tips: Sequence[Sequence[Point]]) -> list[Line]:
    """Ways with heads where a tip sits at their end; the way then reaches to the point of the tip."""
    return [_tipped(Line(tuple(way), (False, False)), tips) for way in ways]


def _tipped(line: Line, tips: Sequence[Sequence[Point]]) -> Line:
    first, last = (_tip_at(end, tips) for end in (line.points[0], line.points[-1]))
    if first is not None and first is last:
        first = None
    points = ((first[0],) if first else ()) + line.points + ((last[0],) if last else ())
    return replace(line, points=points, heads=(first is not None, last is not None))


def _tip_at(end: Point, tips: Sequence[Sequence[Point]]) -> Sequence[Point] | None:
    near = [(gap_to_point(around(tip), end), at) for at, tip in enumerate(tips)]
    gap, at = min(near, default=(MEET + 1, 0))
    return tips[at] if gap <= MEET else None
