"""Puts figures into the cells that they lie in, so that a drawn table becomes a grid with marks and arrows."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from runtut.procedures.drawing.picture import Box
from runtut.procedures.reading.formats.canvas import Figure, Line, Words, holds, worded
from runtut.procedures.reading.formats.linking import arrows, links
from runtut.procedures.reading.source import Arrow, Cell, Mark, Symbol

Placed = tuple[Cell, Box]
MOST_ROUNDED = 3
SIGN = re.compile(r"[A-Za-z]?\d{0,2}(?<=.)")


@dataclass(frozen=True)
class Settled:
    """`unused` are words that label no arrow: they belong to the text of their cells."""

    cells: tuple[Cell, ...]
    arrows: tuple[Arrow, ...]
    unused: tuple[Words, ...]


def settle(cells: Sequence[Placed], figures: Sequence[Figure], lines: Sequence[Line], words: Sequence[Words]) -> Settled:
    told = read_figures(figures)
    homes = {figure.key: _homes(figure, cells) for figure in told}
    standing = [figure for figure in told if homes[figure.key]]
    marks: dict[int, list[Mark]] = defaultdict(list)
    for figure in sorted(standing, key=lambda figure: (figure.box.y, figure.box.x)):
        for home in homes[figure.key]:
            marks[home].append(Mark(figure.symbol, figure.text.strip() or None, figure.key))
    found, used = links(standing, lines, words)
    marked = [replace(cell, marks=(*cell.marks, *marks[at])) if at in marks else cell for at, (cell, _) in enumerate(cells)]
    return Settled(tuple(marked), arrows(found, standing), tuple(each for each in words if each not in used))


def read_figures(figures: Sequence[Figure]) -> list[Figure]:
    """Words decide first; boxes with round corners are capsules where they are few among square ones."""
    kinds = Counter((figure.symbol, figure.rounded) for figure in figures)
    few = kinds["process", True] <= MOST_ROUNDED and kinds["process", False] > 0
    return [replace(figure, symbol=_read(figure, few)) for figure in figures]


def _read(figure: Figure, few_rounded: bool) -> Symbol:
    """A disc with a letter or a number leads to where the same one stands."""
    if figure.symbol == "terminator" and SIGN.fullmatch(figure.text.strip()) and figure.box.width < 1.3 * figure.box.height:
        return "connector"
    return worded("terminator" if few_rounded and figure.rounded else figure.symbol, figure.text)


def _homes(figure: Figure, cells: Sequence[Placed]) -> list[int]:
    """The cell of its middle; a box drawn across several cells of a row stands in each that it mostly covers."""
    centre = (figure.box.cx, figure.box.cy)
    level = [at for at, (_, box) in enumerate(cells) if box.y <= centre[1] < box.bottom]
    covered = [at for at in level if _across(figure.box, cells[at][1]) > 0.7 * cells[at][1].width]
    if len(covered) > 1:
        return covered
    return [at for at in level if holds(cells[at][1], centre)][:1]


def _across(one: Box, other: Box) -> float:
    return min(one.right, other.right) - max(one.x, other.x)
