"""Goes through a Word document from top to bottom and keeps count of where on which page everything lies."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from runtut.procedures.drawing.picture import Box
from runtut.procedures.reading.formats.canvas import PAGE
from runtut.procedures.reading.formats.collecting import Canvas
from runtut.procedures.reading.formats.docx.names import MARKUP, WORD, Element, child, is_on, points, value
from runtut.procedures.reading.formats.docx.numbering import Numbering
from runtut.procedures.reading.formats.docx.origins import Origin
from runtut.procedures.reading.formats.docx.shapes import draw, objects
from runtut.procedures.reading.formats.docx.styles import Styles
from runtut.procedures.reading.formats.docx.tables import Frame, Slot, frame_of
from runtut.procedures.reading.formats.docx.words import height_of, labelled, mended, words_of
from runtut.procedures.reading.formats.joining import Draft
from runtut.procedures.reading.limits import MOST_CELLS
from runtut.procedures.reading.refusal import Refused
from runtut.procedures.reading.source import Cell, Paragraph

DEEPEST = 6
HOLDERS = frozenset(WORD + name for name in ("sdt", "sdtContent", "ins", "customXml", "smartTag", "moveTo"))
A4 = (595.3, 841.9, 72.0)
TOO_MANY = f"Tabel di berkas ini melebihi {MOST_CELLS:,} sel; unggah hanya halaman SOP-nya.".replace(",", ".")


@dataclass(frozen=True)
class Sheet:
    """The measures of the pages of a section."""

    paper: Box
    margins: Box
    flowing: bool = False

    def on(self, page: int) -> "Sheet":
        down = page * PAGE
        return replace(self, paper=_lower(self.paper, down), margins=_lower(self.margins, down))


def _lower(box: Box, down: float) -> Box:
    return Box(box.x, box.y + down, box.width, box.height)


def sheet_of(section: Element | None) -> Sheet:
    size, margin = child(section, "pgSz"), child(section, "pgMar")
    wide, high = points(value(size, "w"), A4[0]), points(value(size, "h"), A4[1])
    left, top, right, bottom = (abs(points(value(margin, side), A4[2])) for side in ("left", "top", "right", "bottom"))
    flowing = value(child(section, "type")) == "continuous"
    return Sheet(Box(0, 0, wide, high), Box(left, top, max(wide - left - right, 36), max(high - top - bottom, 36)), flowing)


def content(holder: Element) -> Iterator[Element]:
    """Paragraphs and tables, also those that a content control holds."""
    for part in holder:
        if part.tag in (WORD + "p", WORD + "tbl"):
            yield part
        elif part.tag in HOLDERS:
            yield from content(part)
        elif part.tag == MARKUP + "AlternateContent":
            yield from content(next(iter(part)))


class Walk:
    def __init__(self, body: Element, styles: Styles, numbering: Numbering) -> None:
        self.styles, self.numbering = styles, numbering
        self.trusted = next(body.iter(WORD + "lastRenderedPageBreak"), None) is not None
        self.canvas = Canvas()
        self.found: list[Paragraph | Draft] = []
        self.loose: dict[int, int] = {}
        self.page, self.y, self.tables, self.lines, self.cells = 0, 0.0, 0, 0, 0
        self.sections = list(body.iter(WORD + "sectPr"))
        self.sheet = sheet_of(next(iter(self.sections), None))
        self.y = self.sheet.margins.y
        for part in content(body):
            if part.tag == WORD + "p":
                self._paragraph(part)
            else:
                self._table_in_flow(part)

    @property
    def here(self) -> Sheet:
        return self.sheet.on(self.page)

    def _new_page(self) -> None:
        self.page += 1
        self.y = self.here.margins.y

    @property
    def _fresh(self) -> bool:
        return self.y - self.here.margins.y < 0.05 * self.sheet.margins.height

    def _paragraph(self, paragraph: Element) -> None:
        height = height_of(paragraph, self.styles, self.sheet.margins.width)
        before, after = _page_breaks(paragraph)
        if before and not self._fresh or (not self.trusted and self.y + height > self.here.margins.bottom and not self._fresh):
            self._new_page()
        self.lines += 1
        text = labelled(paragraph, self.numbering)
        if text:
            self.found.append(Paragraph(text, self.styles.is_emphatic(paragraph), {"line": self.lines}))
        self._draw(paragraph, Origin(self.here.paper, self.here.margins, self.here.margins, self.y))
        self.y += height
        if after:
            self._new_page()
        if child(paragraph, "pPr", "sectPr") is not None:
            self._next_section()

    def _next_section(self) -> None:
        self.sections = self.sections[1:]
        self.sheet = sheet_of(next(iter(self.sections), None))
        if not self.sheet.flowing:
            self._new_page()

    def _draw(self, paragraph: Element, origin: Origin) -> None:
        """Words that stand by themselves are remembered with the place in reading order where they hang."""
        aligned = replace(origin, centred=value(child(paragraph, "pPr", "jc")) == "center")
        known = len(self.canvas.words)
        for holder in objects(paragraph):
            draw(holder, aligned, self.canvas, self._text)
        for at in range(known, len(self.canvas.words)):
            self.loose[at] = len(self.found)

    def _text(self, holder: Element) -> str:
        """The words of a text box or of a small table, row by row."""
        lines = []
        for part in content(holder):
            if part.tag == WORD + "p":
                lines.append(labelled(part, self.numbering))
            else:
                rows = part.iter(WORD + "tr")
                lines += [" ".join(filter(None, (words_of(each).strip() for each in row.iter(WORD + "p")))) for row in rows]
        return "\n".join(line for line in lines if line)

    def _table_in_flow(self, table: Element) -> None:
        room = self.sheet.margins.width
        frame = frame_of(table, room, self._height_of_cell)
        tops = [self._row_top(frame, at) for at in range(len(frame.heights))]
        self._table(frame, self.here.margins.x + frame.indent, tops, self.found, 0)

    def _row_top(self, frame: Frame, at: int) -> float:
        """Rows follow one another; one that does not fit stands on the next page under the repeated head."""
        height = frame.heights[at]
        full = not self.trusted and self.y + height > self.here.margins.bottom + 1
        if (full or frame.breaks[at]) and not self._fresh:
            self._new_page()
            head = next((row for row, is_head in enumerate(frame.heads) if not is_head), len(frame.heads))
            self.y += sum(frame.heights[:head]) if at >= head else 0.0
        top = self.y
        self.y += height
        return top

    def _table(self, frame: Frame, left: float, tops: list[float], into: list[Paragraph | Draft], depth: int) -> None:
        self.tables += 1
        table, at = self.tables, len(into)
        inner: list[Paragraph | Draft] = []
        placed = []
        for slot in frame.slots:
            if slot.kept:
                self._count()
                last = min(slot.row + slot.rows, len(tops)) - 1
                bottom = tops[last] + frame.heights[last]
                box = Box(left + frame.edges[slot.column], tops[slot.row], frame.width(slot), bottom - tops[slot.row])
                text = self._cell(slot, box, frame.pad, inner, depth)
                place = {"table": table, "row": slot.row + 1, "column": slot.column + 1}
                placed.append((Cell(text, slot.row, slot.column, slot.rows, slot.columns, place=place), box))
        draft = Draft(tuple(placed), tuple(left + edge for edge in frame.edges), {"table": table})
        into[at:] = [*([draft] if placed else []), *inner]

    def _count(self) -> None:
        self.cells += 1
        if self.cells > MOST_CELLS:
            raise Refused(TOO_MANY)

    def _cell(self, slot: Slot, box: Box, pad: float, inner: list[Paragraph | Draft], depth: int) -> str:
        """Its words; what is drawn in it goes to the canvas, a real table in it becomes one of its own."""
        inside = Box(box.x + pad, box.y, max(box.width - 2 * pad, 1), box.height)
        y, texts = self._first_line(slot, inside), []
        for part in content(slot.cell):
            if part.tag == WORD + "p":
                texts.append(mended(labelled(part, self.numbering), part, self.styles, inside.width))
                self._draw(part, Origin(self.here.paper, self.here.margins, inside, y, in_cell=True))
                y += height_of(part, self.styles, inside.width)
            elif depth < DEEPEST:
                y = self._inner(part, inside, y, texts, inner, depth)
        return "\n".join(text for text in texts if text)

    def _first_line(self, slot: Slot, inside: Box) -> float:
        align = value(child(slot.cell, "tcPr", "vAlign"))
        left = max(inside.height - self._height_of_cell(slot.cell, inside.width), 0.0)
        return inside.y + {"center": left / 2, "bottom": left}.get(align or "", 0.0)

    def _inner(
        self, table: Element, inside: Box, y: float, texts: list[str], inner: list[Paragraph | Draft], depth: int
    ) -> float:
        frame = frame_of(table, inside.width, self._height_of_cell)
        tops = [y + sum(frame.heights[:at]) for at in range(len(frame.heights))]
        if len(frame.edges) > 3 and len(tops) > 1:
            self._table(frame, inside.x + frame.indent, tops, inner, depth + 1)
        else:
            hidden: list[Paragraph | Draft] = []
            self._table(frame, inside.x + frame.indent, tops, hidden, depth + 1)
            texts += _flat(hidden)
        return y + sum(frame.heights)

    def _height_of_cell(self, cell: Element, width: float) -> float:
        total = 0.0
        for part in content(cell):
            if part.tag == WORD + "p":
                total += height_of(part, self.styles, width)
            else:
                total += sum(frame_of(part, width, self._height_of_cell).heights)
        return total


def _flat(found: list[Paragraph | Draft]) -> Iterator[str]:
    """The rows of a small table as lines."""
    for draft in found:
        if isinstance(draft, Draft):
            for row in range(draft.height):
                cells = sorted(draft.row(row).items())
                yield " ".join(cell.text for _, cell in cells if cell.text)


def _page_breaks(paragraph: Element) -> tuple[bool, bool]:
    """Whether a page begins before the paragraph, and whether one begins behind it."""
    before = is_on(child(paragraph, "pPr", "pageBreakBefore"))
    after = said = False
    for part in paragraph.iter(WORD + "t", WORD + "br", WORD + "lastRenderedPageBreak"):
        breaking = part.tag == WORD + "lastRenderedPageBreak" or value(part, "type") == "page"
        if breaking and said:
            after = True
        elif breaking:
            before = before or part.tag == WORD + "lastRenderedPageBreak"
            after = after or part.tag != WORD + "lastRenderedPageBreak"
        said = said or (part.tag == WORD + "t" and bool((part.text or "").strip()))
    return before, after
