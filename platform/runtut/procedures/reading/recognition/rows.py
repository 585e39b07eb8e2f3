"""A source as one stream of rows: the rows of its grids and, between them, its paragraphs as rows of one cell."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from runtut.procedures.reading.recognition.spelling import fold
from runtut.procedures.reading.source import Arrow, Block, Cell, Grid, Place

TALLEST = 200
"""Rows that a merged cell may reach over."""


@dataclass(frozen=True)
class Row:
    """The cells of a row that hold something; `grid` is the number of its block, None for a paragraph."""

    cells: tuple[Cell, ...]
    grid: int | None = None
    width: int = 1
    sure: bool = True
    emphasis: bool = False
    above: tuple[Cell, ...] = field(default=(), repr=False)
    """Cells of earlier rows that reach into this one."""
    arrows: tuple[Arrow, ...] = field(default=(), repr=False)

    @cached_property
    def text(self) -> str:
        return " ".join(fold(cell.text) for cell in self.cells)

    @property
    def text_lines(self) -> list[str]:
        return [line for cell in self.cells for line in cell.text.split("\n") if line.strip()]

    @cached_property
    def place(self) -> Place:
        return self.cells[0].place if self.cells else {}

    @property
    def line(self) -> int | None:
        line = self.place.get("line")
        return line if isinstance(line, int) else None

    def at(self, column: int | None) -> Cell | None:
        """The cell that stands in the column, wherever it begins."""
        if column is None:
            return None
        return next((cell for cell in self.cells if cell.column <= column < cell.column + cell.columns), None)

    def reached(self, column: int | None) -> bool:
        """Whether a cell of an earlier row is merged down into the column."""
        return column is not None and any(cell.column <= column < cell.column + cell.columns for cell in self.above)


def rows_of(blocks: Iterable[Block]) -> list[Row]:
    rows: list[Row] = []
    for number, block in enumerate(blocks):
        if isinstance(block, Grid):
            rows += _grid_rows(block, number)
        elif block.text.strip():
            rows.append(Row((Cell(block.text, 0, 0, place=block.place),), emphasis=block.emphasis))
    return rows


def _grid_rows(grid: Grid, number: int) -> Iterator[Row]:
    by_row: dict[int, list[Cell]] = {}
    for cell in grid.cells:
        if cell.text.strip() or cell.marks or cell.rows > 1:
            by_row.setdefault(cell.row, []).append(cell)
    above = _reaching_down(grid)
    width = grid.width
    for row in sorted(by_row):
        own = sorted((cell for cell in by_row[row] if cell.text.strip() or cell.marks), key=lambda cell: cell.column)
        if own:
            yield Row(tuple(own), number, width, grid.sure, above=tuple(above.get(row, ())), arrows=grid.arrows)


def _reaching_down(grid: Grid) -> dict[int, list[Cell]]:
    """Row → cells of earlier rows that are merged down into it."""
    found: dict[int, list[Cell]] = {}
    for cell in grid.cells:
        if cell.rows > 1 and cell.text.strip():
            for row in range(cell.row + 1, cell.row + min(cell.rows, TALLEST)):
                found.setdefault(row, []).append(cell)
    return found
