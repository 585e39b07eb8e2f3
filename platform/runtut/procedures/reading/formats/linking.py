"""From drawn lines to arrows: which two figures a line joins, in which direction, and what is written on it."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from math import hypot
from typing import Final

from runtut.procedures.drawing.picture import Point
from runtut.procedures.reading.formats.canvas import Figure, Line, Words, gap_to_line, gap_to_point
from runtut.procedures.reading.source import Arrow

REACH: Final = 9.0
"""Points by which a line may miss the figure that it leads to."""
TOUCH: Final = 2.0
LABEL_REACH: Final = 26.0
BRANCH: Final = re.compile(
    r"[(\[]?(ya|(?-i:[YT])|tidak|tdk|yes|no|setuju|tidak setuju|sesuai|tidak sesuai|belum|lengkap|ok)[)\]]?\.?", re.I
)


@dataclass(frozen=True)
class Link:
    line: Line
    start: str
    end: str
    label: str | None = None


def links(figures: Sequence[Figure], lines: Sequence[Line], words: Sequence[Words]) -> tuple[list[Link], list[Words]]:
    """The links with their labels, and the words that were used as such."""
    found = [link for line in chained(lines, figures) if (link := _link(line, figures))]
    return _labelled(found, figures, [each for each in words if BRANCH.fullmatch(each.text.strip())])


def arrows(found: Iterable[Link], figures: Sequence[Figure]) -> tuple[Arrow, ...]:
    """Without repetitions; what runs through off-page connectors is one arrow."""
    kinds = {figure.key: figure for figure in figures}
    made = dict.fromkeys(Arrow(link.start, link.end, link.label) for link in found)
    return tuple(dict.fromkeys(_through_connectors(list(made), kinds)))


def chained(lines: Sequence[Line], figures: Sequence[Figure]) -> list[Line]:
    """Pieces that meet end to end away from any figure are one line."""
    ahead, done = list(lines), []
    while ahead:
        line = ahead.pop(0)
        mate = next((other for other in ahead if _joined(line, other, figures)), None)
        if mate is None:
            done.append(line)
        else:
            ahead.remove(mate)
            joined = _joined(line, mate, figures)
            ahead.insert(0, joined or line)
    return done


def _joined(one: Line, other: Line, figures: Sequence[Figure]) -> Line | None:
    """The two as one line where exactly one end of each meets the other and neither carries a head there."""
    if one.start or one.end or other.start or other.end:
        return None
    for a in (one, _turned(one)):
        for b in (other, _turned(other)):
            meeting = not a.heads[1] and not b.heads[0] and _near(a.points[-1], b.points[0])
            if meeting and not any(gap_to_point(figure.box, a.points[-1]) <= TOUCH for figure in figures):
                return Line((*a.points, *b.points[1:]), (a.heads[0], b.heads[1]))
    return None


def _turned(line: Line) -> Line:
    return Line(line.points[::-1], line.heads[::-1], line.end, line.start)


def _near(one: Point, other: Point) -> bool:
    return hypot(one[0] - other[0], one[1] - other[1]) <= TOUCH


def _link(line: Line, figures: Sequence[Figure]) -> Link | None:
    """Nothing where an end hangs in the air, or where two figures of one row are tied without a head."""
    known = {figure.key for figure in figures}
    start = line.start or _nearest(line.points[0], figures, line.end)
    end = line.end or _nearest(line.points[-1], figures, start)
    if start is None or end is None or start == end or not {start, end} <= known:
        return None
    return _directed(Link(line, start, end), figures)


def _nearest(point: Point, figures: Sequence[Figure], beside: str | None) -> str | None:
    near = [(gap_to_point(figure.box, point), figure.key) for figure in figures if figure.key != beside]
    gap, key = min(near, default=(REACH + 1, ""))
    return key if gap <= REACH else None


def _directed(link: Link, figures: Sequence[Figure]) -> Link | None:
    if link.line.heads == (True, False):
        return replace(link, line=_turned(link.line), start=link.end, end=link.start)
    if link.line.heads[1]:
        return link
    boxes = {figure.key: figure.box for figure in figures}
    one, other = boxes[link.start], boxes[link.end]
    if abs(one.cy - other.cy) < (one.height + other.height) / 4:
        return None
    return link if one.cy < other.cy else replace(link, line=_turned(link.line), start=link.end, end=link.start)


def _labelled(found: list[Link], figures: Sequence[Figure], words: Sequence[Words]) -> tuple[list[Link], list[Words]]:
    """Each word goes to the nearest line that leaves a decision, nearest pairs first."""
    deciding = {figure.key for figure in figures if figure.symbol == "decision"} or {figure.key for figure in figures}
    pairs = sorted(
        (gap, at, no)
        for at, link in enumerate(found)
        if link.start in deciding
        for no, word in enumerate(words)
        if (gap := _label_gap(word, link.line)) <= LABEL_REACH
    )
    labels: dict[int, int] = {}
    for _, at, no in pairs:
        if at not in labels and no not in labels.values():
            labels[at] = no
    named = [replace(link, label=words[labels[at]].text.strip()) if at in labels else link for at, link in enumerate(found)]
    return named, [words[no] for no in labels.values()]


def _label_gap(word: Words, line: Line) -> float:
    """Nearness to the line, and a little to its beginning, where labels stand."""
    first = gap_to_point(word.box, line.points[0])
    return gap_to_line(word.box, line.points) + min(first, 200.0) / 20


def _through_connectors(found: Sequence[Arrow], figures: dict[str, Figure]) -> Iterator[Arrow]:
    """A connector leads on to where the connector of the same letter, or else the next one below, leads."""
    onward: dict[str, list[str]] = defaultdict(list)
    for arrow in found:
        if _is_connector(figures, arrow.start) and not _is_connector(figures, arrow.end):
            onward[arrow.start].append(arrow.end)
    for arrow in found:
        if _is_connector(figures, arrow.start):
            continue
        if not _is_connector(figures, arrow.end):
            yield arrow
            continue
        mate = _mate(figures, arrow.end, onward)
        yield from (Arrow(arrow.start, target, arrow.label) for target in (onward[mate] if mate else [arrow.end]))


def _is_connector(figures: dict[str, Figure], key: str) -> bool:
    return key in figures and figures[key].symbol == "connector"


def _mate(figures: dict[str, Figure], key: str, onward: dict[str, list[str]]) -> str | None:
    here = figures[key]
    others = [figures[other] for other in onward if other != key]
    alike = [other for other in others if other.text.strip() == here.text.strip()]
    below = [other for other in alike if other.box.y > here.box.y]
    near = min(below or alike, key=lambda other: abs(other.box.y - here.box.y), default=None)
    if near is None and key in onward:
        return key
    return near.key if near else None
