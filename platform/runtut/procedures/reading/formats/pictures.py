"""Drawn shapes that became pictures at fixed places of a page: which cell of the table each of them stands in."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from runtut.procedures.reading.source import Cell, Mark, Symbol

LENGTH = r"(-?[\d.]{1,8})\s*(px|in|cm|mm|pt)"
PIXELS = {"px": 1.0, "in": 96.0, "cm": 96 / 2.54, "mm": 96 / 25.4, "pt": 96 / 72}
PLACED = re.compile(r"position:\s*absolute", re.IGNORECASE)
MARGIN = re.compile(rf"@page[^}}]*margin-left:\s*{LENGTH}", re.IGNORECASE)
FLATTEST = 14
"""Pixels; what is lower is a line, an arrow head or a word."""
ABOVE = 5
"""Pixels by which a shape may stand above or below the middle of its row; to the side it only has to fit into the column."""
SLACK = 4
Seat = tuple[int, int]
"""Row and column of a cell."""
Rows = Mapping[int, tuple[float, float]]
"""Number of a row whose height is told → its middle on the page, and half its height."""


@dataclass(frozen=True)
class Picture:
    """Its middle and size in pixels of the page; `symbol` where its description names one."""

    x: float
    y: float
    width: float
    height: float
    symbol: Symbol | None = None

    def is_as_large_as(self, other: "Picture") -> bool:
        return abs(self.width - other.width) <= 1 and abs(self.height - other.height) <= 1


@dataclass(frozen=True)
class Ruling:
    """What a table tells of its measures: widths of columns, heights of rows by their number, and the space around a text."""

    widths: Sequence[float]
    heights: Mapping[int, float]
    padding: float


def placed(style: str) -> tuple[float, float] | None:
    """Left and top of what is put at a fixed place of the page."""
    found = {side: _pixels(style, side) for side in ("left", "top")} if PLACED.search(style) else {}
    left, top = found.get("left"), found.get("top")
    return (left, top) if left is not None and top is not None else None


def page_margin(sheet: str) -> float:
    found = MARGIN.search(sheet)
    return float(found[1]) * PIXELS[found[2].lower()] if found and found[1].replace(".", "", 1).isdigit() else 0.0


def picture(at: tuple[float, float], width: float, height: float, symbol: Symbol | None = None) -> Picture:
    return Picture(at[0] + width / 2, at[1] + height / 2, width, height, symbol)


def with_marks(
    cells: Sequence[Cell],
    pictures: Sequence[Picture],
    ruling: Ruling,
    margin: float,
    unseen: Collection[Seat] = (),
) -> list[Cell]:
    """The cells, with a mark where a picture stands in the middle of one; none where the table's place stays unsure.

    `unseen` are the cells whose words are hidden: they say what the picture over them shows, and nothing any more where
    none stands over them, because it was moved away.
    """
    boxes = [box for box in pictures if box.height >= FLATTEST and box.symbol != "arrow"]
    standing = [(column, box) for box in boxes for column in _columns(box, ruling, margin)]
    rows = _rows([box.y for _, box in standing], ruling)
    if rows is None:
        return list(cells)
    seats = {(row, column): box for column, box in standing for row in rows if abs(rows[row][0] - box.y) <= ABOVE}
    if unseen:
        seats = _agreeing(seats, {(row, column): box for column, box in standing for row in _within(box, rows)}, unseen)
    moved = {seat for seat in unseen if seat[0] in rows and seat not in seats}
    return [_marked(cell, seats.get((cell.row, cell.column)), (cell.row, cell.column) in moved) for cell in cells]


def _agreeing(seats: Mapping[Seat, Picture], near: Mapping[Seat, Picture], unseen: Collection[Seat]) -> dict[Seat, Picture]:
    """A picture that hidden words speak of may stand anywhere in its row; others count where they are as large as such."""
    spoken = {seat: box for seat, box in near.items() if seat in unseen}
    others = {seat: box for seat, box in seats.items() if box not in spoken.values()}
    return spoken | {seat: box for seat, box in others.items() if any(map(box.is_as_large_as, spoken.values()))}


def _marked(cell: Cell, box: Picture | None, moved: bool) -> Cell:
    if box is None:
        return replace(cell, text="") if moved else cell
    return replace(cell, marks=(Mark(box.symbol or "mark"),))


def _pixels(style: str, side: str) -> float | None:
    found = re.search(rf"(?<![-\w]){side}:\s*{LENGTH}", style, re.IGNORECASE)
    try:
        return float(found[1]) * PIXELS[found[2].lower()] if found else None
    except ValueError:
        return None


def _columns(box: Picture, ruling: Ruling, margin: float) -> Iterator[int]:
    left = margin
    for column, width in enumerate(ruling.widths):
        whole = width + 2 * ruling.padding
        if abs(left + whole / 2 - box.x) <= (whole - box.width) / 2 + SLACK:
            yield column
        left += whole


def _rows(ys: Sequence[float], ruling: Ruling) -> Rows | None:
    """None where the table's own place is not certain."""
    found: dict[int, tuple[float, float]] = {}
    reach = 0.0
    for row in sorted(ruling.heights):
        half = ruling.heights[row] / 2 + ruling.padding
        found[row] = reach + half, half
        reach += 2 * half
    top = _top(ys, [middle for middle, _ in found.values()])
    return None if top is None else {row: (middle + top, half) for row, (middle, half) in found.items()}


def _within(box: Picture, rows: Rows) -> Iterator[int]:
    return (row for row, (middle, half) in rows.items() if abs(middle - box.y) < half)


def _top(ys: Sequence[float], middles: Sequence[float]) -> float | None:
    """Where the table must begin so that most shapes stand in the middle of rows; None where two places are as good."""
    if not ys or not middles:
        return None
    tops = sorted({round(min(ys) - middle, 1) for middle in middles})
    scores = [sum(any(abs(middle + top - y) <= ABOVE for middle in middles) for y in ys) for top in tops]
    best = max(scores)
    return tops[scores.index(best)] if scores.count(best) == 1 and best * 2 > len(ys) else None
