"""The parts of a sheet between its empty rows: a line of words is a paragraph, everything else a grid."""

from collections.abc import Iterator, Sequence

from runtut.procedures.reading.formats.canvas import Figure
from runtut.procedures.reading.formats.collecting import Canvas
from runtut.procedures.reading.formats.joining import Draft, grid_of
from runtut.procedures.reading.formats.settling import Placed
from runtut.procedures.reading.formats.xlsx.cells import Seat, Sheet, covers, spans
from runtut.procedures.reading.source import Block, Cell, Paragraph

MOST_CROSSED = 50
"""Columns that one symbol may lie across."""


def blocks_of(sheet: Sheet, canvas: Canvas, name: str) -> Iterator[Block]:
    """In reading order."""
    seats = _seats(sheet, canvas.figures)
    for start, end in _bands(seats):
        inside = {seat: span for seat, span in seats.items() if start <= seat[0] < end}
        if len(inside) == 1 and not _figured(sheet, canvas.figures, start, end):
            (row, column) = next(iter(inside))
            yield Paragraph(sheet.texts.get((row, column), ""), place={"sheet": name, "cell": reference(row, column)})
        else:
            yield _grid(sheet, canvas, inside, name)


def reference(row: int, column: int) -> str:
    """`B7` from row and column."""
    letters, column = "", column + 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row + 1}"


def _seats(sheet: Sheet, figures: Sequence[Figure]) -> dict[Seat, tuple[int, int]]:
    """Cells that show something, those that are merged with such, and those under a symbol; each with what it spans."""
    wide, hidden = spans(sheet), covers(sheet)
    seats = {seat: wide.get(seat, (1, 1)) for seat in sheet.texts if seat not in hidden}
    for figure in figures:
        row, first = sheet.row_at(figure.box.cy), sheet.column_at(figure.box.x)
        last = min(sheet.column_at(figure.box.right), first + MOST_CROSSED)
        for column in range(first, last + 1):
            seat = hidden.get((row, column), (row, column))
            seats.setdefault(seat, wide.get(seat, (1, 1)))
    return dict(sorted(seats.items()))


def _bands(seats: dict[Seat, tuple[int, int]]) -> list[tuple[int, int]]:
    """From the first row of each part to behind its last; a numbered row after a gap still belongs to the part above."""
    bands: list[tuple[int, int]] = []
    for (row, _), (rows, _) in seats.items():
        if bands and row <= bands[-1][1]:
            bands[-1] = (bands[-1][0], max(bands[-1][1], row + rows))
        else:
            bands.append((row, row + rows))
    return bands


def _figured(sheet: Sheet, figures: Sequence[Figure], start: int, end: int) -> bool:
    return any(start <= sheet.row_at(figure.box.cy) < end for figure in figures)


def _grid(sheet: Sheet, canvas: Canvas, seats: dict[Seat, tuple[int, int]], name: str) -> Block:
    top, left = min(row for row, _ in seats), min(column for _, column in seats)
    cells: list[Placed] = []
    for (row, column), (rows, columns) in seats.items():
        place = {"sheet": name, "cell": reference(row, column), "row": row + 1, "column": column + 1}
        text = sheet.texts.get((row, column), "")
        cells.append((Cell(text, row - top, column - left, rows, columns, place=place), sheet.box(row, column, rows, columns)))
    draft = Draft(tuple(cells), (), {"sheet": name, "row": top + 1})
    return grid_of(draft, canvas.figures, canvas.glued(), canvas.words)
