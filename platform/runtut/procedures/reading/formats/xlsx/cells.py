"""The cells of a sheet, read as a stream: what they show, what is merged, how wide and high columns and rows are."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from io import RawIOBase
from typing import IO, Any, Final

from lxml import etree

from runtut.procedures.drawing.picture import Box
from runtut.procedures.reading.formats.decoding import tidy
from runtut.procedures.reading.formats.measures import measure
from runtut.procedures.reading.formats.package import BROKEN, DECLARED
from runtut.procedures.reading.formats.xlsx.shown import MAIN, Styles
from runtut.procedures.reading.limits import MOST_CELLS
from runtut.procedures.reading.refusal import Refused

Element = etree._Element
Seat = tuple[int, int]
MOST_ROWS: Final = 20_000
MOST_COLUMNS: Final = 16_384
LARGEST_MERGED: Final = 4_000
LAST_ROW: Final = 1_048_576
WIDTH: Final = 5.25
"""Points of one character of the default font."""
REFERENCE: Final = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")
TOO_LONG: Final = f"Lembar kerja ini melebihi {MOST_ROWS:,} baris berisi; salin bagian SOP-nya ke berkas baru.".replace(
    ",", "."
)
TOO_MANY: Final = f"Tabel di berkas ini melebihi {MOST_CELLS:,} sel; unggah hanya lembar SOP-nya.".replace(",", ".")


@dataclass
class Sheet:
    texts: dict[Seat, str] = field(default_factory=dict)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    """First row, first column, number of rows, number of columns."""
    widths: list[tuple[int, int, float]] = field(default_factory=list)
    heights: dict[int, float] = field(default_factory=dict)
    width: float = 9.14 * WIDTH
    height: float = 15.0
    drawing: str | None = None

    def column(self, at: int) -> float:
        """Left edge of a column in points."""
        own = sum(width * max(0, min(at, last + 1) - first) for first, last, width in self.widths)
        given = sum(max(0, min(at, last + 1) - first) for first, last, _ in self.widths)
        return own + (at - given) * self.width

    def row(self, at: int) -> float:
        """Upper edge of a row in points."""
        own = [height for row, height in self.heights.items() if row < at]
        return sum(own) + (at - len(own)) * self.height

    def box(self, row: int, column: int, rows: int = 1, columns: int = 1) -> Box:
        x, y = self.column(column), self.row(row)
        return Box(x, y, self.column(column + columns) - x, self.row(row + rows) - y)

    def column_at(self, x: float) -> int:
        return _last(self.column, x, MOST_COLUMNS)

    def row_at(self, y: float) -> int:
        return _last(self.row, y, LAST_ROW)


def _last(edge: Any, at: float, most: int) -> int:
    """The last column or row that begins at or before a point."""
    low, high = 0, most
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if edge(middle) <= at else (low, middle)
    return low


def seat_of(reference: str) -> Seat | None:
    """Row and column from 0 of `B7`."""
    found = REFERENCE.fullmatch(reference)
    if not found:
        return None
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    return min(int(found[2]), LAST_ROW) - 1, min(column, MOST_COLUMNS) - 1


def sheet_of(part: IO[bytes] | RawIOBase, strings: Sequence[str], styles: Styles) -> Sheet:
    """Read to its end, or `Refused` as soon as it is longer than any SOP."""
    sheet, reading = Sheet(), Rows(strings, styles)
    try:
        for _, element in etree.iterparse(
            part, tag=TAGS, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
        ):
            _take(element, sheet, reading)
            if element.tag == MAIN + "row":
                _forget(element)
    except etree.XMLSyntaxError:
        raise Refused(BROKEN) from None
    return sheet


TAGS: Final = tuple(MAIN + name for name in ("row", "mergeCell", "col", "sheetFormatPr", "drawing"))


def _forget(element: Element) -> None:
    """What has been read needs no memory any more."""
    element.clear()
    while element.getprevious() is not None:
        del element.getparent()[0]  # type: ignore[union-attr]


@dataclass
class Rows:
    """Counts what is read; rows and cells that do not say where they stand follow those before them."""

    strings: Sequence[str]
    styles: Styles
    rows: int = 0
    cells: int = 0
    at: int = -1


def _take(element: Element, sheet: Sheet, reading: Rows) -> None:
    match element.tag.removeprefix(MAIN):
        case "row":
            if element.getroottree().docinfo.internalDTD is not None:
                raise Refused(DECLARED)
            _row(element, sheet, reading)
        case "mergeCell":
            _merge(element.get("ref", ""), sheet)
        case "col":
            _column(element, sheet)
        case "sheetFormatPr":
            sheet.height = measure(element.get("defaultRowHeight"), sheet.height)
            sheet.width = measure(element.get("defaultColWidth"), sheet.width / WIDTH) * WIDTH
        case _:
            sheet.drawing = element.get("{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id")


def _row(row: Element, sheet: Sheet, reading: Rows) -> None:
    reading.rows += 1
    if reading.rows > 10 * MOST_ROWS:
        raise Refused(TOO_LONG)
    reading.at = int(measure(row.get("r"), reading.at + 2)) - 1
    hidden = row.get("hidden") in ("1", "true")
    if hidden or row.get("ht"):
        sheet.heights[reading.at] = 0.0 if hidden else measure(row.get("ht"), sheet.height)
    column, filled = -1, False
    for cell in row.iterfind(MAIN + "c"):
        seat = seat_of(cell.get("r", ""))
        column = seat[1] if seat else column + 1
        text = "" if hidden else tidy(_text(cell, reading)).strip()
        if text:
            sheet.texts[reading.at, column] = text
            filled = True
    reading.cells += filled
    if reading.cells > MOST_ROWS:
        raise Refused(TOO_LONG)
    if len(sheet.texts) > MOST_CELLS:
        raise Refused(TOO_MANY)


def _text(cell: Element, reading: Rows) -> str:
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        return rich(cell.find(MAIN + "is"))
    raw = cell.findtext(MAIN + "v") or ""
    if kind == "s":
        return reading.strings[int(raw)] if raw.isdigit() and int(raw) < len(reading.strings) else ""
    if kind == "b":
        return {"1": "BENAR", "0": "SALAH"}.get(raw, "")
    if kind == "d":
        return raw.removesuffix("T00:00:00")
    if kind in ("e", "str") or not raw:
        return raw if kind == "str" else ""
    style = cell.get("s", "0")
    return reading.styles.shown(raw, int(style) if style.isdigit() else 0)


def rich(item: Element | None) -> str:
    """The words of a shared or inline string, without the reading aids of other scripts."""
    if item is None:
        return ""
    parts = [item.find(MAIN + "t"), *item.iterfind(f"{MAIN}r/{MAIN}t")]
    return "".join(part.text or "" for part in parts if part is not None)


def _merge(reference: str, sheet: Sheet) -> None:
    ends = [seat_of(each) for each in reference.split(":")]
    if len(ends) == 2 and ends[0] and ends[1] and len(sheet.merged) < MOST_CELLS:
        (top, left), (bottom, right) = ends[0], ends[1]
        sheet.merged.append((top, left, max(bottom - top, 0) + 1, max(right - left, 0) + 1))


def _column(element: Element, sheet: Sheet) -> None:
    first, last = (int(measure(element.get(end), 1)) - 1 for end in ("min", "max"))
    shown = element.get("hidden") not in ("1", "true")
    width = measure(element.get("width"), sheet.width / WIDTH) * WIDTH if shown else 0.0
    if 0 <= first <= last < MOST_COLUMNS and len(sheet.widths) < MOST_COLUMNS:
        sheet.widths.append((first, last, width))


def spans(sheet: Sheet) -> Mapping[Seat, tuple[int, int]]:
    """Rows and columns that a merged cell covers, by its first one."""
    return {(row, column): (rows, columns) for row, column, rows, columns in sheet.merged}


def covers(sheet: Sheet) -> Mapping[Seat, Seat]:
    """Each place that a merged cell hides, with the first cell of that; absurdly large ones are left alone."""
    hidden: dict[Seat, Seat] = {}
    for top, left, rows, columns in sheet.merged:
        if rows * columns <= LARGEST_MERGED and len(hidden) < MOST_CELLS:
            seats = ((row, column) for row in range(top, top + rows) for column in range(left, left + columns))
            hidden.update((seat, (top, left)) for seat in seats if seat != (top, left))
    return hidden
