"""One page of a PDF: its tables with what stands and is drawn in them, and the lines beside them."""

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Final

from pdfplumber.page import Page

from runtut.procedures.drawing.picture import Box, Point
from runtut.procedures.reading.formats.canvas import PAGE, Figure, Line, Words, gap_to_point, holds
from runtut.procedures.reading.formats.joining import Draft
from runtut.procedures.reading.formats.linking import BRANCH
from runtut.procedures.reading.formats.pdf.aligned import Aligned, aligned, grid_of
from runtut.procedures.reading.formats.pdf.lettering import Letter, Row, flowing, letters_of, rows_of, whole_words
from runtut.procedures.reading.formats.pdf.ruling import Area, Lattice, Ruled, lattice_of, tables_of
from runtut.procedures.reading.formats.pdf.vectors import Drawn, Outline, Stroke, drawn_on, edges, figures_of, lines_of
from runtut.procedures.reading.source import Block, Cell, Paragraph, Place, Region

APART: Final = 0.6
"""Share of the size at which a gap in a line sets words apart that stand by themselves."""
ON: Final = 2.5
Seat = tuple[int, int]
"""A table of the page and a cell of it."""


@dataclass(frozen=True)
class Sight:
    """What a page shows, lowered to its place below the pages before it."""

    number: int
    paper: Box
    """What of the page is shown."""
    tables: tuple[Ruled, ...]
    rows: Mapping[Seat, Sequence[Row]]
    turned: Mapping[Seat, Sequence[Letter]]
    aligned: Sequence[Aligned]
    outside: Sequence[Row]
    usual: float
    """The usual size of its letters."""
    figures: tuple[Figure, ...]
    lines: tuple[Line, ...]
    words: tuple[Words, ...]
    letters: int
    unknown: int

    def region(self, box: Box) -> tuple[Region, ...]:
        """Where on the shown part of the page a box lies; nothing for what is not shown."""
        paper = self.paper
        left, top = max(box.x, paper.x) - paper.x, max(box.y, paper.y) - paper.y
        right, bottom = min(box.right, paper.right) - paper.x, min(box.bottom, paper.bottom) - paper.y
        if right <= left or bottom <= top:
            return ()
        across, down = paper.width, paper.height
        return (Region(self.number + 1, left / across, top / down, (right - left) / across, (bottom - top) / down),)


def sight(page: Page, number: int) -> Sight:
    drawn = drawn_on(page)
    outlines = figures_of(drawn)
    lattice, lines = _ruling(drawn, outlines)
    tables = tables_of(lattice)
    standing = [outline for outline in outlines if any(holds(table.box, (outline.box.cx, outline.box.cy)) for table in tables)]
    upright, turned = letters_of(page.chars)
    figures, left = _figures(standing, upright, number)
    loose, left = _loose(left, tables, [figure.box for figure in standing])
    unknown = sum(letter.text.startswith("(cid:") for letter in upright)
    lowered = tuple(Line(tuple(_down(point, number) for point in line.points), line.heads) for line in lines)
    low = tuple(_lower(each, number) for each in loose)
    seats, rest = _seated(tables, left)
    rows = {seat: rows_of(each) for seat, each in seats.items()}
    usual = median(letter.size for letter in left) if left else 0.0
    on_side, _ = _seated(tables, turned)
    unruled, rest = aligned(rest)
    outside = rows_of(rest)
    return Sight(
        number, _paper(page), tuple(tables), rows, on_side, unruled, outside, usual, figures, lowered, low, len(upright),
        unknown,
    )  # fmt: skip


def _paper(page: Page) -> Box:
    left, top, right, bottom = (float(edge) for edge in page.cropbox)
    return Box(left, top, right - left, bottom - top)


def _down(point: Point, number: int) -> Point:
    return point[0], point[1] + number * PAGE


def _low(box: Box, number: int) -> Box:
    return Box(box.x, box.y + number * PAGE, box.width, box.height)


def _lower(words: Words, number: int) -> Words:
    return Words(words.text, _low(words.box, number))


def _ruling(drawn: Drawn, outlines: Sequence[Outline]) -> tuple[Lattice, list[Line]]:
    """Strokes that touch a symbol or an arrow tip are connectors; so are those that then hold no cell."""
    marks = [outline.box for outline in outlines]
    tips = [tip[0] for tip in drawn.tips]
    ties = [stroke for stroke in drawn.strokes if _touches(stroke, marks, tips)]
    figured = {id(outline) for outline in outlines}
    boxes = [outline for outline in drawn.outlines if id(outline) not in figured and _is_frame(outline, marks)]
    tied = {id(stroke) for stroke in ties}
    ruled = [stroke for stroke in drawn.strokes if id(stroke) not in tied]
    lattice = lattice_of([*ruled, *(edge for box in boxes for edge in edges(box.box))])
    pieces = [*ties, *lattice.left_out] if outlines else ties
    ways = [*drawn.ways, *((stroke.a, stroke.b) for stroke in pieces)]
    return lattice, lines_of(ways, drawn.tips)


def _is_frame(outline: Outline, marks: Sequence[Box]) -> bool:
    """A drawn box that is no symbol rules a table; the white under a symbol and the shade of a row do not."""
    under = any(abs(mark.x - outline.box.x) + abs(mark.y - outline.box.y) < 4 for mark in marks)
    return outline.stroked and not under


def _touches(stroke: Stroke, marks: Sequence[Box], tips: Sequence[Point]) -> bool:
    ends = (stroke.a, stroke.b)
    if any(gap_to_point(mark, end) <= ON for mark in marks for end in ends):
        return True
    return any(abs(tip[0] - end[0]) + abs(tip[1] - end[1]) <= 9 for tip in tips for end in ends)


def _figures(outlines: Sequence[Outline], letters: list[Letter], number: int) -> tuple[tuple[Figure, ...], list[Letter]]:
    """Symbols with the words inside them, and the letters that remain."""
    inside: dict[int, list[Letter]] = {}
    left = []
    for letter in letters:
        middle = (letter.box.cx, letter.box.cy)
        home = next((at for at, outline in enumerate(outlines) if holds(outline.box, middle)), None)
        if home is None:
            left.append(letter)
        else:
            inside.setdefault(home, []).append(letter)
    figures = tuple(
        Figure(
            f"p{number + 1}s{at + 1}",
            _low(outline.box, number),
            outline.seen.symbol,
            " ".join(row.text for row in rows_of(inside.get(at, []))),
            outline.seen.rounded,
        )
        for at, outline in enumerate(outlines)
    )
    return figures, left


def _loose(letters: list[Letter], tables: Sequence[Ruled], figures: Sequence[Box]) -> tuple[list[Words], list[Letter]]:
    """`Ya` and `Tidak` in the columns that symbols stand in, taken out of the text of the cells."""
    columns = {
        (table.xs[at], table.xs[at + 1])
        for table in tables
        for at in range(len(table.xs) - 1)
        if any(table.xs[at] <= box.cx < table.xs[at + 1] and holds(table.box, (box.cx, box.cy)) for box in figures)
    }
    found: list[Words] = []
    taken: set[int] = set()
    near = [letter for letter in letters if any(left - 2 <= letter.box.cx <= right + 2 for left, right in columns)]
    for chunk in _chunks(near):
        row = next(iter(rows_of(chunk)), None)
        if row is not None and BRANCH.fullmatch(row.text):
            found.append(Words(row.text, row.box))
            taken |= {id(letter) for letter in chunk}
    return found, [letter for letter in letters if id(letter) not in taken]


def _chunks(letters: Sequence[Letter]) -> Iterable[list[Letter]]:
    """Pieces of lines between wide gaps, over the whole page."""
    lines: list[list[Letter]] = []
    for letter in sorted(letters, key=lambda letter: letter.aside):
        if lines and abs(lines[-1][-1].aside - letter.aside) <= 0.3 * letter.size:
            lines[-1].append(letter)
        else:
            lines.append([letter])
    for line in lines:
        chunk: list[Letter] = []
        for letter in sorted(line, key=lambda letter: letter.along):
            if chunk and letter.along - chunk[-1].end > APART * letter.size:
                yield chunk
                chunk = []
            if letter.text.strip():
                chunk.append(letter)
        if chunk:
            yield chunk


def blocks_of(sight: Sight, said: Container[str]) -> list[Draft | Block]:
    """Tables and the lines between them, from the top of the page to its foot."""
    found: list[tuple[float, Draft | Block]] = [
        (table.box.y, _draft(sight, table, at, said)) for at, table in enumerate(sight.tables)
    ]
    for at, unruled in enumerate(sight.aligned, len(sight.tables) + 1):
        found.append((unruled.box.y, grid_of(unruled, {"page": sight.number + 1, "table": at}, said, sight.region)))
    found += [(row.box.cy, _paragraph(row, sight, at)) for at, row in enumerate(sight.outside, 1)]
    return [block for _, block in sorted(found, key=lambda pair: pair[0])]


def words_said(sights: Iterable[Sight]) -> frozenset[str]:
    return frozenset(word for each in sights for rows in (*each.rows.values(), each.outside) for word in whole_words(rows))


def _seated(tables: Sequence[Ruled], letters: Sequence[Letter]) -> tuple[dict[Seat, list[Letter]], list[Letter]]:
    """Letters by table and cell, and those outside; of cells within one another, the smallest."""
    seats: dict[Seat, list[Letter]] = {}
    outside = []
    for letter in letters:
        middle = (letter.box.cx, letter.box.cy)
        homes = [
            (area.box.width * area.box.height, at, which)
            for at, table in enumerate(tables)
            if holds(table.box, middle, 1.0)
            for which, area in enumerate(table.areas)
            if holds(area.box, middle)
        ]
        if homes:
            seats.setdefault(min(homes)[1:], []).append(letter)
        else:
            outside.append(letter)
    return seats, outside


def _draft(sight: Sight, table: Ruled, at: int, said: Container[str]) -> Draft:
    place: Place = {"page": sight.number + 1, "table": at + 1}
    placed = []
    for which, area in enumerate(table.areas):
        upright = flowing(sight.rows.get((at, which), ()), area.box.x, area.box.right, said)
        text = "\n".join(filter(None, (upright, _turned_text(area, sight.turned.get((at, which), ())))))
        where = {**place, "row": area.row + 1, "column": area.column + 1}
        cell = Cell(text, area.row, area.column, area.rows, area.columns, place=where, regions=sight.region(area.box))
        placed.append((cell, _low(area.box, sight.number)))
    return Draft(tuple(placed), table.xs, place)


def _turned_text(area: Area, letters: Sequence[Letter]) -> str:
    """Lines that stand on their side read upwards or downwards; each kind by itself."""
    climbing = [letter for letter in letters if letter.along < 0]
    falling = [letter for letter in letters if letter.along >= 0]
    texts = (flowing(rows_of(climbing), -area.box.bottom, -area.box.y), flowing(rows_of(falling), area.box.y, area.box.bottom))
    return "\n".join(filter(None, texts))


def _paragraph(row: Row, sight: Sight, line: int) -> Paragraph:
    strong = row.bold or row.size > 1.2 * sight.usual
    return Paragraph(row.text, strong, {"page": sight.number + 1, "line": line}, sight.region(row.box))
