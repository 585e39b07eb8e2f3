"""Tables as they lie on the pages of a file, and the ones that continue each other as one grid."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from runtut.procedures.drawing.picture import Box
from runtut.procedures.reading.formats.canvas import Figure, Line, Words, holds
from runtut.procedures.reading.formats.settling import Placed, settle
from runtut.procedures.reading.source import Cell, Grid, Place

NEAR = 4.0
POINTER = re.compile(r"\W*([A-Z]\d?\b\W*)?((ke|dari|lanjut\w*|bersambung|sambung\w*)\b.{0,60})?", re.IGNORECASE | re.DOTALL)
"""What may stand beside an off-page connector: its letter, and where it leads."""
TALLEST_HEAD = 4


@dataclass(frozen=True)
class Draft:
    """A table with the boxes of its cells; `seams` are the rows where a further page was added."""

    cells: tuple[Placed, ...]
    edges: tuple[float, ...]
    place: Place
    seams: tuple[int, ...] = ()

    @property
    def height(self) -> int:
        return max((cell.row + cell.rows for cell, _ in self.cells), default=0)

    def row(self, at: int) -> dict[int, Cell]:
        return {cell.column: cell for cell, _ in self.cells if cell.row == at}

    def holds(self, box: Box) -> bool:
        return any(holds(each, (box.cx, box.cy)) for _, each in self.cells)


def continues(above: Draft, below: Draft, *, next_to: bool) -> int | None:
    """How many rows of the lower table repeat the head of the upper one; None if it is a table of its own.

    `next_to` says that nothing but the end of a page lies between them.
    """
    if len(above.edges) != len(below.edges) or any(
        abs((a - above.edges[0]) - (b - below.edges[0])) > NEAR for a, b in zip(above.edges, below.edges, strict=True)
    ):
        return None
    head = _same_head(above, below)
    if head:
        return head
    return 0 if next_to and len(above.edges) > 3 else None


def _same_head(above: Draft, below: Draft) -> int:
    """Rows from the top with the same words; they must say something in three cells at least."""
    same = 0
    while same < min(TALLEST_HEAD, below.height) and _words(above, same) == _words(below, same):
        same += 1
    said = sum(bool(text) for row in range(same) for _, text in _words(below, row))
    return same if said >= 3 else 0


def _words(draft: Draft, row: int) -> list[tuple[int, str]]:
    return sorted((column, " ".join(cell.text.split())) for column, cell in draft.row(row).items())


def joined(above: Draft, below: Draft, head: int) -> Draft:
    """The lower table without its head under the upper one."""
    start = above.height
    added = tuple((replace(cell, row=cell.row - head + start), box) for cell, box in below.cells if cell.row >= head)
    return Draft((*above.cells, *added), above.edges, above.place, (*above.seams, start))


def grid_of(draft: Draft, figures: Sequence[Figure], lines: Sequence[Line], words: Sequence[Words]) -> Grid:
    """What is drawn on the table goes into its cells; rows that only carry connectors fall away."""
    settled = settle(draft.cells, figures, lines, words)
    cells = list(settled.cells)
    for at, (_, box) in enumerate(draft.cells):
        own = [each.text for each in settled.unused if holds(box, (each.box.cx, each.box.cy))]
        if own:
            cells[at] = replace(cells[at], text="\n".join(filter(None, [cells[at].text, *own])))
    cells = _mended(cells, draft.seams)
    return Grid(tuple(_without_bands(cells)), settled.arrows, place=draft.place)


def _mended(cells: list[Cell], seams: Sequence[int]) -> list[Cell]:
    """A row that a page break cut in two is one again: its second half has words but no number."""
    for seam in sorted(seams, reverse=True):
        rows = sorted({cell.row for cell in cells if cell.text})
        above = max((row for row in rows if row < seam), default=None)
        below = min((row for row in rows if row >= seam), default=None)
        if above is not None and below is not None and _is_rest(cells, above, below):
            cells = _merged(cells, above, below)
    return cells


def _is_rest(cells: Sequence[Cell], above: int, below: int) -> bool:
    upper = {cell.column: cell for cell in cells if cell.row == above}
    lower = {cell.column: cell for cell in cells if cell.row == below}
    whole = all(cell.rows == 1 for cell in (*upper.values(), *lower.values())) and upper.keys() == lower.keys()
    first = min(upper, default=0)
    return whole and bool(upper[first].text) and not lower[first].text and not any(cell.marks for cell in lower.values())


def _merged(cells: Sequence[Cell], above: int, below: int) -> list[Cell]:
    rest = {cell.column: cell.text for cell in cells if cell.row == below}
    kept = [
        replace(cell, text=" ".join(filter(None, [cell.text, rest.get(cell.column)]))) if cell.row == above else cell
        for cell in cells
        if cell.row != below
    ]
    return [replace(cell, row=cell.row - 1) if cell.row > below else cell for cell in kept]


def _without_bands(cells: Sequence[Cell]) -> list[Cell]:
    """Without the rows in which nothing stands but off-page connectors."""
    rows: dict[int, list[Cell]] = {}
    for cell in cells:
        for row in range(cell.row, cell.row + cell.rows):
            rows.setdefault(row, []).append(cell)
    bands = {row for row, each in rows.items() if _is_band(each)}
    return [replace(cell, row=cell.row - sum(band < cell.row for band in bands)) for cell in cells if cell.row not in bands]


def _is_band(cells: Sequence[Cell]) -> bool:
    marks = [mark for cell in cells for mark in cell.marks]
    alone = all(cell.rows == 1 and (not cell.text or POINTER.fullmatch(cell.text)) for cell in cells)
    return alone and bool(marks) and all(mark.symbol == "connector" for mark in marks)
