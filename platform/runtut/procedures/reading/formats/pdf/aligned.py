"""Tables without ruling: columns where several lines of a page leave the same gaps between their words."""

from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from runtut.procedures.drawing.picture import Box
from runtut.procedures.reading.formats.canvas import union
from runtut.procedures.reading.formats.pdf.lettering import Letter, Row, flowing, rows_of
from runtut.procedures.reading.source import Cell, Grid, Place, Region

LEAST_ROWS: Final = 3
LEAST_COLUMNS: Final = 4
GUTTER: Final = 0.7
"""Share of the size of letters that must stay free between two columns."""
FAR: Final = 2.6
"""Lines farther apart than this many sizes are no longer one table."""


@dataclass(frozen=True)
class Aligned:
    """Lines that stand in columns; `edges` are the middles of the gaps."""

    lines: tuple[tuple[Row, ...], ...]
    edges: tuple[float, ...]

    @property
    def box(self) -> Box:
        return union([row.box for line in self.lines for row in line])


def aligned(letters: Sequence[Letter]) -> tuple[list[Aligned], list[Letter]]:
    """The tables among letters that stand in no ruled one, and the letters that remain."""
    lines = _lines(letters)
    found: list[Aligned] = []
    left: list[Letter] = []
    for block in _blocks(lines):
        table, outside = _table(block)
        left += [letter for line in outside for letter in line]
        found += [table] if table else []
    return found, left


def _lines(letters: Sequence[Letter]) -> list[list[Letter]]:
    lines: list[list[Letter]] = []
    for letter in sorted((each for each in letters if each.text.strip()), key=lambda letter: letter.aside):
        if lines and abs(lines[-1][-1].aside - letter.aside) <= 0.4 * letter.size:
            lines[-1].append(letter)
        else:
            lines.append([letter])
    return lines


def _blocks(lines: Sequence[list[Letter]]) -> list[list[list[Letter]]]:
    """Runs of lines near one another, most of which have wide gaps; lines of running text stand between."""
    blocks: list[list[list[Letter]]] = []
    for line in lines:
        near = blocks and line[0].aside - blocks[-1][-1][0].aside <= FAR * max(letter.size for letter in line)
        if near and _is_parted(line) == _is_parted(blocks[-1][-1]) or near and _is_parted(blocks[-1][0]) and not _is_wide(line):
            blocks[-1].append(line)
        else:
            blocks.append([line])
    return blocks


def _gaps(line: Sequence[Letter]) -> list[tuple[float, float]]:
    return [(a.end, b.along) for a, b in pairwise(_ordered(line)) if b.along - a.end > GUTTER * a.size]


def _is_parted(line: Sequence[Letter]) -> bool:
    return len(_gaps(line)) >= LEAST_COLUMNS - 1


def _is_wide(line: Sequence[Letter]) -> bool:
    """Running text: long, and hardly parted."""
    return len(line) > 60 and len(_gaps(line)) < 2


def _table(block: Sequence[list[Letter]]) -> tuple[Aligned | None, Sequence[list[Letter]]]:
    """Its columns are those of its parted lines; lines above and below that run across them are left."""
    parted = [line for line in block if _is_parted(line)]
    edges = _edges(parted) if len(parted) >= LEAST_ROWS and len(parted) * 4 >= len(block) else ()
    if len(edges) < LEAST_COLUMNS + 1:
        return None, block
    fitting = [not any(_crosses(line, edge) for edge in edges[1:-1]) for line in block]
    first, last = fitting.index(True), len(fitting) - fitting[::-1].index(True)
    lines = tuple(tuple(rows_of(_between(line, a, b))) for line in block[first:last] for a, b in pairwise(edges))
    return Aligned(lines, edges), [*block[:first], *block[last:]]


def _crosses(line: Sequence[Letter], edge: float) -> bool:
    return any(a.along < edge < b.end and b.along - a.end < GUTTER * a.size for a, b in pairwise(_ordered(line))) or any(
        letter.along < edge < letter.end for letter in line
    )


def _ordered(line: Sequence[Letter]) -> list[Letter]:
    return sorted(line, key=lambda letter: letter.along)


def _edges(lines: Sequence[list[Letter]]) -> tuple[float, ...]:
    """Left and right of the lines, and the middles of the stripes in which no letter of them stands."""
    spans = sorted((letter.along, letter.end) for line in lines for letter in line)
    size = max(letter.size for line in lines for letter in line)
    edges, reach = [spans[0][0] - 1.0], spans[0][1]
    for start, end in spans:
        if start - reach > 0.45 * size:
            edges.append((reach + start) / 2)
        reach = max(reach, end)
    return (*edges, reach + 1.0)


def _between(line: Sequence[Letter], left: float, right: float) -> list[Letter]:
    return [letter for letter in line if left <= (letter.along + letter.end) / 2 < right]


def grid_of(table: Aligned, place: Place, said: Container[str], region: Callable[[Box], tuple[Region, ...]]) -> Grid:
    """A row begins where the first column has a word; what stands below it goes on in its cells."""
    columns = len(table.edges) - 1
    lines = [table.lines[at : at + columns] for at in range(0, len(table.lines), columns)]
    starts = _starts(lines)
    cells = []
    for row, (first, last) in enumerate(pairwise([*starts, len(lines)])):
        for column in range(columns):
            rows = [piece for line in lines[first:last] for piece in line[column]]
            text = flowing(rows, table.edges[column], table.edges[column + 1], said)
            if text:
                where = {**place, "row": row + 1, "column": column + 1}
                cells.append(Cell(text, row, column, place=where, regions=region(union([piece.box for piece in rows]))))
    return Grid(tuple(cells), sure=False, place=place)


def _starts(lines: Sequence[Sequence[Sequence[Row]]]) -> list[int]:
    """Above the first number every line is a row of its own; from there on, every number begins one."""
    numbered = [at for at, line in enumerate(lines) if line[0] and line[0][0].text.rstrip(".)").isdigit()]
    if len(numbered) < 2:
        return list(range(len(lines)))
    return [0, *numbered] if numbered[0] else numbered
