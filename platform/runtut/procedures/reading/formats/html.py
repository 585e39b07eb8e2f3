"""HTML: its tables with merged cells, its paragraphs and lists; nothing is fetched, no script is looked at."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

from runtut.procedures.reading.formats.decoding import decode
from runtut.procedures.reading.formats.pictures import Picture, Ruling, page_margin, picture, placed, with_marks
from runtut.procedures.reading.formats.telling import is_word_of_drawing, told
from runtut.procedures.reading.limits import MOST_CELLS
from runtut.procedures.reading.refusal import Refused
from runtut.procedures.reading.source import Block, Cell, Grid, Mark, Paragraph, Source

UNSEEN = frozenset({"script", "style", "head", "template", "noscript", "svg", "title", "object", "select", "textarea"})
BREAKING = frozenset(
    {"p", "div", "br", "ul", "ol", "dl", "dd", "dt", "section", "article", "header", "footer", "center", "pre"}
)
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
BOLD = frozenset({"b", "strong"})
WIDEST = 200
MOST_PICTURES = 500
FOLDED = re.compile(r"[ \t\r\n\f]+")
HIDDEN = re.compile(r"display:\s*none", re.IGNORECASE)
LARGEST_SIGN = 120
"""Pixels; a larger picture is none of the symbols."""
LONGEST_UNSEEN = 60
"""Letters of hidden words that may stand for a symbol."""


def parse(data: bytes) -> Source:
    return Source("html", tuple(blocks_of_markup(decode(data))))


def blocks_of_markup(text: str) -> list[Block]:
    page = Page()
    page.feed(text)
    page.close()
    page.finish()
    return page.blocks


@dataclass
class Table:
    """A table while it is read; `taken` holds the places that cells of earlier rows reach into.

    `unseen` are the places of cells in which nothing is shown and whose words are hidden ones.
    """

    no: int
    line: int
    cells: list[Cell] = field(default_factory=list)
    taken: dict[int, int] = field(default_factory=dict)
    row: int = -1
    column: int = 0
    padding: float = 0.0
    widths: list[float] = field(default_factory=list)
    heights: dict[int, float] = field(default_factory=dict)
    unseen: set[tuple[int, int]] = field(default_factory=set)

    def new_row(self) -> None:
        self.row, self.column = self.row + 1, 0

    def add(self, text: str, open_cell: "OpenCell") -> None:
        """Hidden words count where nothing else stands: what is left of a symbol that this format cannot draw."""
        rows, columns, hidden = open_cell.rows, open_cell.columns, _lines("".join(open_cell.hidden))
        while self.taken.get(self.column, 0) > self.row:
            self.column += 1
        for column in range(self.column, self.column + columns):
            self.taken[column] = self.row + rows
        place = {"table": self.no, "row": self.row + 1, "column": self.column + 1, "line": open_cell.line}
        if hidden and not text and len(hidden) <= LONGEST_UNSEEN:
            text = hidden
            self.unseen.add((self.row, self.column))
        self.cells.append(Cell(text, self.row, self.column, rows, columns, tuple(open_cell.marks), place))
        self.column += columns


@dataclass
class OpenCell:
    rows: int
    columns: int
    line: int
    outside: list[str]
    hidden: list[str] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)


@dataclass(frozen=True)
class Span:
    """An open element of a line: the fixed place of the page where it or one around it is put, and whether it is shown."""

    at: tuple[float, float] | None = None
    hidden: bool = False


class Page(HTMLParser):
    """Collects blocks; the words of a table inside a cell belong to that cell, its rows as lines."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[Block] = []
        self.words: list[str] = []
        self.bold = 0
        self.emphasis = False
        self.unseen: list[str] = []
        self.table: Table | None = None
        self.cell: OpenCell | None = None
        self.inner = 0
        self.tables = 0
        self.total = 0
        self.numbers: list[int | None] = []
        self.margin = 0.0
        self.spans: list[Span] = []
        self.pictures: list[Picture] = []

    @property
    def anchor(self) -> tuple[float, float] | None:
        return self.spans[-1].at if self.spans else None

    @property
    def line(self) -> int:
        return self.getpos()[0]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self.unseen or tag in UNSEEN:
            self.unseen += [tag] if tag in UNSEEN else []
        elif tag in ("td", "th", "tr", "table"):
            self._open_part(tag, dict(attrs))
        elif tag in ("col", "span", "img"):
            self._measure(tag, dict(attrs))
        elif tag == "li":
            self.words.append("\n" + self._label())
        else:
            self._open_text(tag, dict(attrs))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in UNSEEN:
            self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if self.unseen:
            if tag in self.unseen:
                del self.unseen[self.unseen.index(tag) :]
        elif tag in ("td", "th", "tr", "table"):
            self._close_part(tag)
        else:
            self._close_text(tag)

    def handle_data(self, data: str) -> None:
        if not self.unseen:
            self._say(FOLDED.sub(" ", data))
        elif self.unseen[-1] == "style":
            self.margin = page_margin(data) or self.margin

    def finish(self) -> None:
        while self.table is not None:
            self._close_part("table")
        self._paragraph()

    def _measure(self, tag: str, attrs: dict[str, str | None]) -> None:
        """Widths of columns, and pictures that stand at fixed places of the page."""
        if tag == "span":
            style = attrs.get("style") or ""
            self.spans.append(Span(placed(style) or self.anchor, bool(HIDDEN.search(style)) or self._is_hidden))
        elif tag == "col" and self.table is not None:
            self.table.widths.append(_whole(attrs.get("width"), 0, 5000))
        elif tag == "img":
            self._picture(attrs)

    def _picture(self, attrs: dict[str, str | None]) -> None:
        """One at a fixed place of the page belongs to the table below it; one in a cell is a mark if its words say so."""
        symbol, anchor = told(attrs.get("alt") or attrs.get("title") or ""), self.anchor
        size = [_whole(attrs.get(name), 0, 5000) for name in ("width", "height")]
        if anchor is not None and len(self.pictures) < MOST_PICTURES:
            self.pictures.append(picture(anchor, size[0], size[1], symbol))
        elif self.cell is not None and symbol not in (None, "arrow") and max(size) <= LARGEST_SIGN:
            self.cell.marks = [*self.cell.marks[: MOST_PICTURES - 1], Mark(symbol)]

    @property
    def _is_hidden(self) -> bool:
        return bool(self.spans) and self.spans[-1].hidden

    def _say(self, words: str) -> None:
        """Hidden words are kept with their cell, others of them are not there."""
        if not self._is_hidden:
            self.words.append(words)
        elif self.cell is not None:
            self.cell.hidden.append(words)

    def _open_text(self, tag: str, attrs: dict[str, str | None]) -> None:
        if tag in ("ol", "ul"):
            plain = "none" in (attrs.get("style") or "")
            self.numbers.append(None if tag == "ul" or plain else _whole(attrs.get("start"), 1, 10_000))
        if tag in BOLD or tag in HEADINGS:
            self.bold += 1
        if tag in BREAKING or tag in HEADINGS:
            self._break()

    def _close_text(self, tag: str) -> None:
        if tag == "span" and self.spans:
            self.spans.pop()
        if tag in ("ol", "ul") and self.numbers:
            self.numbers.pop()
        if tag in BREAKING or tag in HEADINGS:
            self._break()
        if (tag in BOLD or tag in HEADINGS) and self.bold:
            self.bold -= 1

    def _label(self) -> str:
        if not self.numbers or (no := self.numbers[-1]) is None:
            return "• "
        self.numbers[-1] = no + 1
        return f"{no}. "

    def _open_part(self, tag: str, attrs: dict[str, str | None]) -> None:
        if tag == "table":
            self._open_table(attrs)
        elif self.table is None or self.inner:
            self.words.append("\n" if tag == "tr" else " ")
        else:
            self._close_cell()
            if tag == "tr":
                self.table.new_row()
            else:
                self._open_cell(attrs)

    def _open_table(self, attrs: dict[str, str | None]) -> None:
        if self.table is not None:
            self.inner += 1
            self.words.append("\n")
            return
        self._paragraph()
        self.tables += 1
        self.table = Table(self.tables, self.line, padding=_whole(attrs.get("cellpadding"), 0, 50))

    def _open_cell(self, attrs: dict[str, str | None]) -> None:
        assert self.table is not None  # noqa: S101
        if self.table.row < 0:
            self.table.new_row()
        spans = [_whole(attrs.get(name), 1, WIDEST) for name in ("rowspan", "colspan")]
        if height := _whole(attrs.get("height"), 0, 5000):
            self.table.heights.setdefault(self.table.row, height)
        self.cell = OpenCell(spans[0], spans[1], self.line, self.words)
        self.words, self.spans = [], []

    def _close_part(self, tag: str) -> None:
        if self.table is None:
            return
        if self.inner:
            self.inner -= tag == "table"
            self.words.append(" ")
            return
        self._close_cell()
        if tag == "table":
            self._finish_table(self.table)
            self.table = None

    def _finish_table(self, table: Table) -> None:
        ruling = Ruling(table.widths, table.heights, table.padding)
        cells = with_marks(table.cells, self.pictures, ruling, self.margin, table.unseen) if self.pictures else table.cells
        if cells:
            self.blocks.append(Grid(tuple(cells), place={"table": table.no, "line": table.line}))
        self.pictures = []

    def _close_cell(self) -> None:
        if self.table is None or self.cell is None:
            return
        self.total += self.cell.columns
        if self.total > MOST_CELLS:
            raise Refused("Tabel di halaman ini terlalu besar untuk sebuah SOP; unggah hanya bagian SOP-nya.")
        self.table.add(_lines("".join(self.words)), self.cell)
        self.words, self.spans, self.cell = self.cell.outside, [], None

    def _break(self) -> None:
        if self.table is None:
            self._paragraph()
        else:
            self._say("\n")

    def _paragraph(self) -> None:
        """What a drawing says at a fixed place of the page, like `Ya`, is no part of the text."""
        for text in _lines("".join(self.words)).split("\n"):
            if text and not (self.anchor and is_word_of_drawing(text)):
                self.blocks.append(Paragraph(text, self.bold > 0 or self.emphasis, {"line": self.line}))
        self.words = []


def _lines(text: str) -> str:
    """Each line folded, empty ones left out."""
    return "\n".join(line for raw in text.split("\n") if (line := FOLDED.sub(" ", raw).strip()))


def _whole(text: str | None, default: int, most: int) -> int:
    return min(max(int(text), min(default, 1)), most) if text and text.strip().isdecimal() and len(text) < 9 else default
