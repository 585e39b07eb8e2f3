"""How tall the rows are: as their words and their symbols with the tracks above and below need."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from runtut.procedures.drawing import metrics
from runtut.procedures.drawing.columns import PADDING, TEXT_COLUMNS, Columns
from runtut.procedures.drawing.grid import Grid
from runtut.procedures.drawing.papers import Sizes
from runtut.procedures.drawing.routing import Route
from runtut.procedures.drawing.tracks import Tracks
from runtut.procedures.model import Sop, Step

LEAST_HEIGHT = 12.0
LANE = 1.6
FROM_RULE, FROM_SYMBOL = 1.5, 2.5
"""Least distance of a track from the ruling, and from a symbol (an arrow head must fit)."""

Cells = Mapping[str, Sequence[str]]
"""The lines of each text cell of a row."""


@dataclass(frozen=True)
class RowPlan:
    """A row to be drawn: a step with its lines, or (place None) the lines that did not fit on the page before."""

    place: int | None
    cells: Cells

    @cached_property
    def most_lines(self) -> int:
        return max(map(len, self.cells.values()), default=0)

    def text_height(self, size: float) -> float:
        return self.most_lines * size * metrics.LEADING + 2 * PADDING


class RowPlace(NamedTuple):
    y: float
    height: float
    cy: float
    symbol: float
    label: float
    above: int
    below: int

    @property
    def bottom(self) -> float:
        return self.y + self.height

    def track(self, horizontal_line: int, number: int) -> float:
        if horizontal_line % 3 == 0:
            low, high = self.y + FROM_RULE, self.cy - self.symbol / 2 - FROM_SYMBOL
            return min(low + number * LANE, max(high, low))
        return self.bottom - FROM_RULE - (self.below - 1 - number) * LANE


def plans(sop: Sop, columns: Columns, size: float) -> list[RowPlan]:
    return [RowPlan(place, _cells(step, place, columns, size)) for place, step in enumerate(sop.steps)]


def cell_words(step: Step, place: int) -> dict[str, str]:
    """What the text columns of a row say, by their keys; a step without a number has that of its place."""
    words = {
        "no": str(place + 1 if step.no is None else step.no), "text": step.text, "requirement": step.requirement,
        "time": step.time.raw if step.time else None, "output": step.output, "note": step.note,
    }  # fmt: skip
    return {key: said or "" for key, said in words.items()}


def _cells(step: Step, place: int, columns: Columns, size: float) -> Cells:
    words = cell_words(step, place)
    rooms = {key: width - 2 * PADDING for key, (_, width) in columns.texts.items()}
    return {
        column.key: metrics.lines(words[column.key], rooms[column.key], size) for column in TEXT_COLUMNS if column.key in rooms
    }


def split(plan: RowPlan, size: float, tallest: float) -> list[RowPlan]:
    """Cut a row that no page could hold; the symbols stay with its first part."""
    most = max(1, int((tallest - 2 * PADDING) / (size * metrics.LEADING)))
    if plan.most_lines <= most:
        return [plan]
    return [
        RowPlan(plan.place if at == 0 else None, {key: lines[at : at + most] for key, lines in plan.cells.items()})
        for at in range(0, plan.most_lines, most)
    ]


def place_rows(
    grid: Grid, routes: Sequence[Route], tracks: Tracks, texts: Sequence[float], sizes: Sizes, top: float, least: float
) -> list[RowPlace]:
    """`texts` are the heights that the words need, row by row."""
    labelled = {grid.seats[route.link.source].row for route in routes if _label_below(route)}
    symbols = [0.0] * grid.rows
    for seat in grid.seats:
        symbols[seat.row] = max(symbols[seat.row], sizes.shape(seat.kind)[1])
    placed, y = [], top
    for row, symbol in enumerate(symbols):
        above, below = (tracks.count.get((False, 3 * row + line), 0) for line in (0, 2))
        place = _place_row(y, symbol, above, below, sizes.label * 1.15 if row in labelled else 0.0, texts[row], least)
        placed.append(place)
        y = place.bottom
    return placed


def height_alone(plan: RowPlan, step: Step | None, size: float, sizes: Sizes, least: float) -> float:
    """As its words and its own symbol need."""
    decides = step is not None and step.shape == "decision"
    symbol = sizes.shape("decision" if decides else "process")[1] if step and step.actors else 0.0
    return _place_row(0.0, symbol, 0, 0, sizes.label * 1.15 if decides else 0.0, plan.text_height(size), least).height


def _label_below(route: Route) -> bool:
    return bool(route.link.label) and route.link.kind == "flow"


def _place_row(y: float, symbol: float, above: int, below: int, label: float, text: float, least: float) -> RowPlace:
    over = _zone(above, FROM_SYMBOL)
    under = max(_zone(below, FROM_RULE), label + (below - 1) * LANE + 2 * FROM_RULE if below else label + 0.8)
    needed = over + symbol + under
    height = max(needed, text, least)
    cy = min(max(y + height / 2, y + over + symbol / 2), y + height - under - symbol / 2)
    return RowPlace(y, height, cy, symbol, label, above, below)


def _zone(tracks: int, from_symbol: float) -> float:
    return FROM_RULE + (tracks - 1) * LANE + from_symbol if tracks else FROM_SYMBOL
