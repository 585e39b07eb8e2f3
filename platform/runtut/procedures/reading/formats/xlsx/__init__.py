"""XLSX: what the visible sheets show, with merged cells, number formats, and the flow chart drawn over the cells."""

from collections.abc import Iterator
from typing import Final

from runtut.procedures.reading.formats.collecting import Canvas
from runtut.procedures.reading.formats.decoding import tidy
from runtut.procedures.reading.formats.package import BROKEN, Package
from runtut.procedures.reading.formats.xlsx.cells import Element, Sheet, rich, sheet_of
from runtut.procedures.reading.formats.xlsx.drawings import canvas_of
from runtut.procedures.reading.formats.xlsx.regions import blocks_of
from runtut.procedures.reading.formats.xlsx.shown import MAIN, Styles, styles_of
from runtut.procedures.reading.refusal import Refused
from runtut.procedures.reading.source import Block, Source

BOOK: Final = "xl/workbook.xml"
RELATION: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
MOST_SHEETS: Final = 60


def parse(data: bytes) -> Source:
    """What the workbook shows, or `Refused` with a sentence."""
    package = Package(data)
    book = package.xml(BOOK)
    if book.tag != MAIN + "workbook":
        raise Refused(BROKEN)
    strings = _strings(package)
    about = book.find(MAIN + "workbookPr")
    styles = styles_of(package.maybe("xl/styles.xml"), about is not None and about.get("date1904") in ("1", "true"))
    return Source(
        "xlsx", tuple(block for name, part in _visible(book, package) for block in _sheet(package, name, part, strings, styles))
    )


def _strings(package: Package) -> list[str]:
    root = package.maybe("xl/sharedStrings.xml")
    return [] if root is None else [tidy(rich(item)) for item in root.iterfind(MAIN + "si")]


def _visible(book: Element, package: Package) -> Iterator[tuple[str, str]]:
    """Names and parts of the sheets that are not hidden."""
    parts = package.relations(BOOK)
    sheets = [each for each in book.iterfind(f"{MAIN}sheets/{MAIN}sheet") if each.get("state", "visible") == "visible"]
    if len(sheets) > MOST_SHEETS:
        raise Refused(f"Berkas ini memuat {len(sheets)} lembar kerja; simpan hanya lembar SOP-nya.")
    for each in sheets:
        part = parts.get(each.get(RELATION, ""), "")
        if part in package:
            yield each.get("name", ""), part


def _sheet(package: Package, name: str, part: str, strings: list[str], styles: Styles) -> Iterator[Block]:
    with package.stream(part) as content:
        sheet = sheet_of(content, strings, styles)
    return blocks_of(sheet, _canvas(package, part, sheet), name)


def _canvas(package: Package, part: str, sheet: Sheet) -> Canvas:
    """Shapes are named by their sheet's part too: a table may go on on the next sheet, and each sheet counts from one."""
    drawing = package.maybe(package.relations(part).get(sheet.drawing or "", ""))
    return Canvas() if drawing is None else canvas_of(drawing, sheet, f"{part}#")
