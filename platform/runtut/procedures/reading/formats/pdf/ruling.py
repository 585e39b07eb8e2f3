"""The tables of a page from its ruling: long strokes that end on one another, and the cells between them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from runtut.procedures.drawing.picture import Box
from runtut.procedures.reading.formats.pdf.vectors import Stroke

SLACK: Final = 3.0
OPEN_SIDE: Final = 3
SHORTEST: Final = 4.0


@dataclass(frozen=True)
class Rule:
    """A ruling line at `at`, from `start` to `end` along its own direction."""

    at: float
    start: float
    end: float


@dataclass(frozen=True)
class Area:
    """A cell by its row and column, what it spans, and its box."""

    row: int
    column: int
    rows: int
    columns: int
    box: Box


@dataclass(frozen=True)
class Ruled:
    areas: tuple[Area, ...]
    xs: tuple[float, ...]
    ys: tuple[float, ...]

    @property
    def box(self) -> Box:
        return Box(self.xs[0], self.ys[0], self.xs[-1] - self.xs[0], self.ys[-1] - self.ys[0])


@dataclass
class Lattice:
    """Level and upright rules; `left_out` are the strokes that hold no cell."""

    level: list[Rule] = field(default_factory=list)
    upright: list[Rule] = field(default_factory=list)
    left_out: list[Stroke] = field(default_factory=list)


def lattice_of(strokes: Iterable[Stroke]) -> Lattice:
    """Collinear strokes as one rule; rules whose ends hang in the air are taken out until none does."""
    level = _merged([_rule(stroke.a[1], stroke.a[0], stroke.b[0]) for stroke in strokes if stroke.level])
    upright = _merged([_rule(stroke.a[0], stroke.a[1], stroke.b[1]) for stroke in strokes if not stroke.level])
    lattice = Lattice(level, upright)
    upright += _open_sides(level, upright)
    level += _open_sides(upright, level)
    while loose := [rule for rule in lattice.level if not _is_held(rule, lattice.upright)]:
        lattice.level = [rule for rule in lattice.level if rule not in loose]
        lattice.left_out += [Stroke((rule.start, rule.at), (rule.end, rule.at)) for rule in loose]
        loose = [rule for rule in lattice.upright if not _is_held(rule, lattice.level)]
        lattice.upright = [rule for rule in lattice.upright if rule not in loose]
        lattice.left_out += [Stroke((rule.at, rule.start), (rule.at, rule.end)) for rule in loose]
    return _without_loose_uprights(lattice)


def _without_loose_uprights(lattice: Lattice) -> Lattice:
    loose = [rule for rule in lattice.upright if not _is_held(rule, lattice.level)]
    if not loose:
        return lattice
    lattice.left_out += [Stroke((rule.at, rule.start), (rule.at, rule.end)) for rule in loose]
    lattice.upright = [rule for rule in lattice.upright if rule not in loose]
    return lattice


def _rule(at: float, one: float, other: float) -> Rule:
    return Rule(at, min(one, other), max(one, other))


def _merged(lines: Iterable[Rule]) -> list[Rule]:
    """Pieces on the same line that touch, as one."""
    rules: list[Rule] = []
    for line in sorted(lines, key=lambda rule: (rule.start, rule.at)):
        near = next(
            (at for at, rule in enumerate(rules) if abs(rule.at - line.at) <= 1.3 and line.start <= rule.end + SLACK), None
        )
        if near is None:
            rules.append(line)
        else:
            rules[near] = Rule(rules[near].at, rules[near].start, max(rules[near].end, line.end))
    return rules


def _open_sides(along: Sequence[Rule], across: Sequence[Rule]) -> list[Rule]:
    """Where several rules end at the same places and nothing closes them, the sides of an open table."""
    spans: dict[tuple[int, int], list[Rule]] = defaultdict(list)
    for rule in along:
        if rule.end - rule.start > 120:
            spans[round(rule.start / SLACK), round(rule.end / SLACK)].append(rule)
    sides = []
    for group in spans.values():
        start, end = min(rule.at for rule in group), max(rule.at for rule in group)
        inside = any(group[0].start < rule.at < group[0].end and rule.start < end and rule.end > start for rule in across)
        for at in (group[0].start, group[0].end):
            closed = any(abs(rule.at - at) <= 5 and rule.start < end and rule.end > start for rule in across)
            if len(group) >= OPEN_SIDE and inside and not closed:
                sides.append(Rule(at, start, end))
    return sides


def _is_held(rule: Rule, across: Sequence[Rule]) -> bool:
    """Both ends lie on a rule of the other direction."""
    long_enough = rule.end - rule.start >= SHORTEST
    return long_enough and all(
        any(abs(other.at - end) <= SLACK and other.start - SLACK <= rule.at <= other.end + SLACK for other in across)
        for end in (rule.start, rule.end)
    )


def tables_of(lattice: Lattice) -> list[Ruled]:
    """Each connected piece of ruling is a table, from the top of the page down."""
    tables = [_table(level, upright) for level, upright in _pieces(lattice)]
    return sorted((table for table in tables if table), key=lambda table: (table.box.y, table.box.x))


def _pieces(lattice: Lattice) -> list[tuple[list[Rule], list[Rule]]]:
    pieces: list[tuple[list[Rule], list[Rule]]] = []
    for rule in lattice.level:
        touched = [piece for piece in pieces if any(_touch(rule, other) for other in piece[1])]
        fresh = [other for other in lattice.upright if _touch(rule, other) and not any(other in piece[1] for piece in touched)]
        joined = (
            [rule, *(each for piece in touched for each in piece[0])],
            [*fresh, *(each for piece in touched for each in piece[1])],
        )
        pieces = [piece for piece in pieces if piece not in touched] + [joined]
    return pieces


def _touch(level: Rule, upright: Rule) -> bool:
    across = level.start - SLACK <= upright.at <= level.end + SLACK
    return across and upright.start - SLACK <= level.at <= upright.end + SLACK


def _places(rules: Iterable[Rule]) -> list[float]:
    """Distinct positions; double lines count once."""
    places: list[float] = []
    for at in sorted(rule.at for rule in rules):
        if not places or at - places[-1] > SLACK:
            places.append(at)
    return places


def _table(level: list[Rule], upright: list[Rule]) -> Ruled | None:
    xs, ys = _places(upright), _places(level)
    if len(xs) < 2 or len(ys) < 2:
        return None
    owner = {(row, column): (row, column) for row in range(len(ys) - 1) for column in range(len(xs) - 1)}
    for row in range(len(ys) - 1):
        middle = (ys[row] + ys[row + 1]) / 2
        for column in range(1, len(xs) - 1):
            if not _is_ruled(upright, xs[column], middle):
                _join(owner, (row, column - 1), (row, column))
    for column in range(len(xs) - 1):
        middle = (xs[column] + xs[column + 1]) / 2
        for row in range(1, len(ys) - 1):
            if not _is_ruled(level, ys[row], middle):
                _join(owner, (row - 1, column), (row, column))
    return Ruled(tuple(_areas(owner, xs, ys)), tuple(xs), tuple(ys))


def _is_ruled(rules: Sequence[Rule], at: float, along: float) -> bool:
    return any(abs(rule.at - at) <= SLACK and rule.start <= along <= rule.end for rule in rules)


Seat = tuple[int, int]


def _root(owner: dict[Seat, Seat], seat: Seat) -> Seat:
    while owner[seat] != seat:
        seat = owner[seat]
    return seat


def _join(owner: dict[Seat, Seat], one: Seat, other: Seat) -> None:
    first, second = sorted((_root(owner, one), _root(owner, other)))
    owner[second] = first


def _areas(owner: dict[Seat, Seat], xs: Sequence[float], ys: Sequence[float]) -> list[Area]:
    groups: dict[Seat, list[Seat]] = defaultdict(list)
    for seat in owner:
        groups[_root(owner, seat)].append(seat)
    areas = []
    for seats in groups.values():
        top, bottom = min(row for row, _ in seats), max(row for row, _ in seats) + 1
        left, right = min(column for _, column in seats), max(column for _, column in seats) + 1
        box = Box(xs[left], ys[top], xs[right] - xs[left], ys[bottom] - ys[top])
        areas.append(Area(top, left, bottom - top, right - left, box))
    return sorted(areas, key=lambda area: (area.row, area.column))
