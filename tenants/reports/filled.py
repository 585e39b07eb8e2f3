"""Reads back the form that `spreadsheet` wrote, wherever it was filled: what stands in each row, with its cell."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from runtut.procedures.reading.formats.package import BROKEN, Package
from runtut.procedures.reading.formats.xlsx.cells import rich, seat_of
from runtut.procedures.reading.formats.xlsx.regions import reference
from runtut.procedures.reading.formats.xlsx.shown import MAIN
from runtut.procedures.reading.refusal import Refused
from tenants.reports.spreadsheet import FIRST_ROW, FORM_ID_CELL, KEYS_ROW

BOOK: Final = "xl/workbook.xml"
MOST_CELLS: Final = 20_000
TOO_MANY: Final = "Lembar ini jauh lebih besar daripada format isian; unduh format dari halaman ini dan isilah format itu."
OTHER: Final = "Berkas ini bukan format isian dari Runtut; unduh format dari halaman ini dan isilah format itu."


@dataclass(frozen=True)
class FilledCell:
    """`text` as it was typed; `number` where the cell holds one; `wrong` where its formula failed."""

    address: str
    text: str
    number: Decimal | None = None
    wrong: bool = False


@dataclass(frozen=True)
class FilledForm:
    """`rows`: by the identifier of the row, then by the key of the column; blank cells are left out."""

    form_id: str
    rows: Mapping[str, Mapping[str, FilledCell]]


def read_filled(data: bytes) -> FilledForm:
    """Raises Refused with a sentence for what is no such form."""
    cells = _cells(data)
    keys = {column: cell.text for (row, column), cell in cells.items() if row == KEYS_ROW and column > 0}
    form = cells.get(FORM_ID_CELL)
    if form is None or not keys:
        raise Refused(OTHER)
    names = {row: cell.text for (row, column), cell in cells.items() if column == 0 and row >= FIRST_ROW}
    rows: dict[str, dict[str, FilledCell]] = {name: {} for name in names.values()}
    for (row, column), cell in cells.items():
        if row in names and column in keys:
            rows[names[row]][keys[column]] = cell
    return FilledForm(form.text, rows)


def _cells(data: bytes) -> dict[tuple[int, int], FilledCell]:
    """Of the first sheet, hidden rows and columns too: these say which form it is."""
    package = Package(data)
    parts = package.relations(BOOK)
    book = package.xml(BOOK)
    sheets = (each.attrib.values() for each in book.iterfind(f"{MAIN}sheets/{MAIN}sheet"))
    first = next((parts[str(key)] for values in sheets for key in values if str(key) in parts), None)
    if first is None:
        raise Refused(BROKEN)
    found: dict[tuple[int, int], FilledCell] = {}
    for place, cell in _read(package.xml(first), _strings(package)):
        if len(found) >= MOST_CELLS:
            raise Refused(TOO_MANY)
        found[place] = cell
    return found


def _strings(package: Package) -> list[str]:
    root = package.maybe("xl/sharedStrings.xml")
    return [] if root is None else [rich(item) for item in root.iterfind(MAIN + "si")]


def _read(sheet: Any, strings: list[str]) -> Iterator[tuple[tuple[int, int], FilledCell]]:
    for element in sheet.iterfind(f"{MAIN}sheetData/{MAIN}row/{MAIN}c"):
        place = seat_of(element.get("r", ""))
        cell = _cell(element, strings, reference(*place)) if place else None
        if place and cell:
            yield place, cell


def _cell(element: Any, strings: list[str], address: str) -> FilledCell | None:
    kind, raw = element.get("t", "n"), element.findtext(MAIN + "v") or ""
    if kind == "e":
        return FilledCell(address, raw, wrong=True)
    if kind == "n":
        return _number(raw, address)
    text = _text(kind, raw, element, strings).strip()
    return FilledCell(address, text) if text else None


def _text(kind: str, raw: str, element: Any, strings: list[str]) -> str:
    if kind == "inlineStr":
        return rich(element.find(MAIN + "is"))
    if kind == "s":
        return strings[int(raw)] if raw.isdigit() and int(raw) < len(strings) else ""
    return raw


def _number(raw: str, address: str) -> FilledCell | None:
    """Spreadsheets keep binary fractions: 0.1 may stand there as 0.10000000000000001."""
    if not raw:
        return None
    try:
        return FilledCell(address, raw, Decimal(repr(float(raw))))
    except (ValueError, InvalidOperation):
        return FilledCell(address, raw, wrong=True)
