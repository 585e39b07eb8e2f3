"""Plain and pasted text: lines with tabs or bars are rows of tables, runs between asterisks are headings."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from runtut.procedures.reading.formats.bars import bar_grid, is_bar_line
from runtut.procedures.reading.formats.decoding import decode, lines_of
from runtut.procedures.reading.formats.fragments import plain
from runtut.procedures.reading.formats.html import blocks_of_markup
from runtut.procedures.reading.limits import MOST_CELLS
from runtut.procedures.reading.refusal import Refused
from runtut.procedures.reading.source import Block, Cell, Grid, Paragraph, Source

TABLE = re.compile(r"<table[\s>]", re.IGNORECASE)
LONGEST_HEADING = 12
LONGEST_QUOTED = 20


@dataclass(frozen=True)
class Line:
    """A line with its number; a quoted cell or a bold run may hold further lines."""

    text: str
    no: int
    page: int = 1

    @property
    def place(self) -> dict[str, object]:
        return {"line": self.no} if self.page == 1 else {"page": self.page, "line": self.no}


def parse(data: bytes) -> Source:
    """The blocks of a text file in reading order."""
    text = decode(data)
    if sum(map(text.count, "\t|")) > 2 * MOST_CELLS:
        raise Refused("Tabel di teks ini terlalu besar untuk sebuah SOP; unggah hanya bagian SOP-nya.")
    if TABLE.search(text):
        return Source("html", tuple(blocks_of_markup(text)))
    return Source("text", tuple(_blocks(_headings(_quoted(_numbered(text))))))


def _numbered(text: str) -> list[Line]:
    lines, page = [], 1
    for no, line in enumerate(lines_of(text), 1):
        page += line.count("\f")
        lines.append(Line(line.replace("\f", " ").rstrip(" "), no, page))
    return lines


def _quoted(lines: list[Line]) -> list[Line]:
    """Rows copied from a spreadsheet: a cell in quotation marks may hold line breaks."""
    joined: list[Line] = []
    ahead = iter(lines)
    for line in ahead:
        text, more = line.text, 0
        while _opens_quote(text) and more < LONGEST_QUOTED and (further := next(ahead, None)):
            text, more = f"{text}\v{further.text}", more + 1
        if more == LONGEST_QUOTED:
            return joined + lines[len(joined) :]
        joined.append(Line(text, line.no, line.page))
    return joined


def _opens_quote(text: str) -> bool:
    return "\t" in text and any(cell.startswith('"') and cell.count('"') % 2 for cell in text.split("\t"))


def _headings(lines: list[Line]) -> Iterator[tuple[Line, bool]]:
    """Each line with whether it is bold; a bold run over several lines is one."""
    place = 0
    while place < len(lines):
        line = lines[place]
        end = _end_of_bold(lines, place) if line.text.count("**") % 2 and "\t" not in line.text else place
        text = "\n".join(part.text for part in lines[place : end + 1])
        yield Line(text, line.no, line.page), "**" in text
        place = end + 1


def _end_of_bold(lines: list[Line], start: int) -> int:
    for place in range(start + 1, min(start + LONGEST_HEADING, len(lines))):
        if "\t" in lines[place].text:
            break
        if lines[place].text.count("**") % 2:
            return place
    return start


def _blocks(lines: Iterator[tuple[Line, bool]]) -> Iterator[Block]:
    tabs: list[Line] = []
    bars: list[Line] = []
    for line, bold in lines:
        in_tabs, in_bars = "\t" in line.text, "\t" not in line.text and is_bar_line(line.text)
        if tabs and not in_tabs:
            yield from _tab_grid(tabs)
            tabs = []
        if bars and not in_bars:
            yield from bar_grid([(part.text, part.place) for part in bars])
            bars = []
        if in_tabs or in_bars:
            (tabs if in_tabs else bars).append(line)
        elif line.text.strip() and (text := plain(line.text)).strip():
            yield Paragraph(text, bold, line.place)
    yield from _tab_grid(tabs)
    yield from bar_grid([(part.text, part.place) for part in bars])


def _tab_grid(lines: list[Line]) -> Iterator[Grid]:
    cells = tuple(cell for row, line in enumerate(lines) for cell in _tab_cells(line, row))
    if cells:
        yield Grid(cells, place=lines[0].place)


def _tab_cells(line: Line, row: int) -> Iterator[Cell]:
    for column, raw in enumerate(line.text.split("\t")):
        text = plain(_unquoted(raw).replace("\v", "\n"))
        if text.strip():
            yield Cell(text.strip(), row, column, place={**line.place, "column": column + 1})


def _unquoted(cell: str) -> str:
    if len(cell) > 1 and cell.startswith('"') and cell.endswith('"'):
        return cell[1:-1].replace('""', '"')
    return cell
