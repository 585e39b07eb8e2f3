"""Drawn shapes that became pictures at fixed places of a page: which cell of the table each of them stands in."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from runtut.procedures.reading.source import Cell, Mark

LENGTH = r"(-?[\d.]{1,8})\s*(px|in|cm|mm|pt)"
PIXELS = {"px": 1.0, "in": 96.0, "cm": 96 / 2.54, "mm": 96 / 25.4, "pt": 96 / 72}
PLACED = re.compile(r"position:\s*absolute", re.IGNORECASE)
MARGIN = re.compile(rf"@page[^}}]*margin-left:\s*{LENGTH}", re.IGNORECASE)
FLATTEST = 14
"""Pixels; what is lower is a line, an arrow head or a word."""
ABOVE = 5
"""Pixels by which a shape may stand above or below the middle of its row; to the side it only has to fit into the column."""
SLACK = 4


@dataclass(frozen=True)
class Picture:
    """Its middle and size in pixels of the page."""

    x: float
    y: float
    width: float
    height: float


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


def picture(at: tuple[float, float], width: float, height: float) -> Picture:
    return Picture(at[0] + width / 2, at[1] + height / 2, width, height)


def with_marks(cells: Sequence[Cell], pictures: Sequence[Picture], ruling: Ruling, margin: float) -> list[Cell]:
    """The cells, with a mark where a picture stands in the middle of one; none where the table's place stays unsure."""
    boxes = [(column, box.y) for box in pictures if box.height >= FLATTEST for column in _columns(box, ruling, margin)]
    middles = _middles(ruling)
    top = _top([y for _, y in boxes], middles)
    if top is None:
        return list(cells)
    seats = {(row, column) for column, y in boxes for row, middle in middles.items() if abs(middle + top - y) <= ABOVE}
    return [replace(cell, marks=(Mark("mark"),)) if (cell.row, cell.column) in seats else cell for cell in cells]


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


def _middles(ruling: Ruling) -> dict[int, float]:
    """Row → its middle, counted from the top of the first row whose height is told."""
    found: dict[int, float] = {}
    top = 0.0
    for row in sorted(ruling.heights):
        whole = ruling.heights[row] + 2 * ruling.padding
        found[row] = top + whole / 2
        top += whole
    return found


def _top(ys: Sequence[float], middles: Mapping[int, float]) -> float | None:
    """Where the table must begin so that most shapes stand in the middle of rows; None where two places are as good."""
    if not ys or not middles:
        return None
    tops = sorted({round(min(ys) - middle, 1) for middle in middles.values()})
    scores = [sum(any(abs(middle + top - y) <= ABOVE for middle in middles.values()) for y in ys) for top in tops]
    best = max(scores)
    return tops[scores.index(best)] if scores.count(best) == 1 and best * 2 > len(ys) else None
