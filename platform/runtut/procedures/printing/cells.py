"""The table of one drawn page: its columns, the cells of its head and rows, and the words in each."""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass

from runtut.procedures.drawing import Box, Page, Text

LEADING, TRAILING = ("no", "text"), ("requirement", "time", "output", "note")
GROUPED = 3
"""How many of the trailing columns stand under Mutu Baku."""


@dataclass(frozen=True)
class Cell:
    """`key` is that of a text column, or `actor`; `across` and `down` count the columns and rows that it covers."""

    column: int
    key: str
    box: Box
    lines: tuple[Text, ...] = ()
    across: int = 1
    down: int = 1

    @property
    def words(self) -> str:
        return " ".join(line.words for line in self.lines)


@dataclass(frozen=True)
class Band:
    """A row: that of the step at place `step`, or None where off-page marks or the rest of a long row stand."""

    step: int | None
    box: Box
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Table:
    edges: tuple[float, ...]
    levels: tuple[float, float, float]
    head: tuple[tuple[Cell, ...], tuple[Cell, ...]]
    rows: tuple[Band, ...]

    @property
    def bottom(self) -> float:
        return self.rows[-1].box.bottom if self.rows else self.levels[-1]


def table(page: Page) -> Table:
    """Only of a page with text columns, so not of a thumbnail."""
    (head,) = page.heads
    edges = tuple(sorted({rule.x1 for rule in page.rules if rule.x1 == rule.x2}))
    between = {rule.y1 for rule in page.rules if rule.y1 == rule.y2 and head.y < rule.y1 < head.bottom}
    levels = head.y, min(between), head.bottom
    keys = _keys(len(edges) - 1)
    body = [text for text in page.texts if text.role == "continued" or text.role.startswith("cell")]
    rows = [Band(row.step, row.box, tuple(_row(row.box, edges, keys, body))) for row in page.rows]
    return Table(edges, levels, _head(page, edges, levels, keys), tuple(rows))


def _keys(columns: int) -> list[str]:
    actors = columns - len(LEADING) - len(TRAILING)
    return [*LEADING, *["actor"] * actors, *TRAILING]


def _row(box: Box, edges: tuple[float, ...], keys: list[str], texts: list[Text]) -> list[Cell]:
    inside: Mapping[int, list[Text]] = {column: [] for column in range(len(keys))}
    for text in texts:
        if box.y <= text.box.cy < box.bottom:
            inside[bisect_right(edges, text.box.cx) - 1].append(text)
    return [
        Cell(column, key, Box(edges[column], box.y, edges[column + 1] - edges[column], box.height), tuple(inside[column]))
        for column, key in enumerate(keys)
    ]


def _head(
    page: Page, edges: tuple[float, ...], levels: tuple[float, float, float], keys: list[str]
) -> tuple[tuple[Cell, ...], tuple[Cell, ...]]:
    """Two rows: single columns cover both, Pelaksana and Mutu Baku stand above theirs."""
    actors = range(len(LEADING), len(keys) - len(TRAILING))
    standard = range(len(keys) - len(TRAILING), len(keys) - len(TRAILING) + GROUPED)
    lines = [text for text in page.texts if text.role == "head"]
    top: list[Cell] = []
    for group in ([0], [1], list(actors), list(standard), [len(keys) - 1]):
        if group:
            single = len(group) == 1 and group[0] not in (*actors, *standard)
            box = _box(edges, group[0], group[-1], levels[0], levels[2] if single else levels[1])
            across, down = len(group), 2 if single else 1
            top.append(Cell(group[0], keys[group[0]], box, _within(lines, box), across, down))
    boxes = [(column, _box(edges, column, column, levels[1], levels[2])) for column in (*actors, *standard)]
    return tuple(top), tuple(Cell(column, keys[column], box, _within(lines, box)) for column, box in boxes)


def _box(edges: tuple[float, ...], first: int, last: int, top: float, bottom: float) -> Box:
    return Box(edges[first], top, edges[last + 1] - edges[first], bottom - top)


def _within(texts: list[Text], box: Box) -> tuple[Text, ...]:
    return tuple(text for text in texts if box.x <= text.box.cx < box.right and box.y <= text.box.cy < box.bottom)
