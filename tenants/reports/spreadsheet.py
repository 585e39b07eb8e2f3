"""Format isian as XLSX: the columns of the web form, closed but for the cells to fill, every text inert."""

from datetime import UTC, datetime, time
from decimal import Decimal
from io import BytesIO

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from tenants.reports.paper import period_label
from tenants.reports.shapes import FormColumn, FormSheet

FORM_ID_CELL = (0, 0)
KEYS_ROW = 6
LABELS_ROW = 7
FIRST_ROW = 8
"""Counted from 0. Column A is hidden and holds the rows' identifiers, KEYS_ROW is hidden and holds the columns' keys."""

INERT = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
LARGEST = 10**15


def form_spreadsheet(form: FormSheet) -> bytes:
    """Equal forms give equal bytes."""
    made = BytesIO()
    with Workbook(made, INERT) as book:
        book.set_properties({"title": "Format Isian Kinerja", "created": datetime.combine(form.made_on, time(), UTC)})
        sheet = book.add_worksheet("Format isian")
        _frame(book, sheet, form)
        _labels(book, sheet, form.columns)
        for number, (identifier, cells) in enumerate(form.rows):
            _row(book, sheet, form.columns, FIRST_ROW + number, identifier, cells)
        _close(sheet, form)
    return made.getvalue()


def _frame(book: Workbook, sheet: Worksheet, form: FormSheet) -> None:
    bold, muted = book.add_format({"bold": True, "font_size": 14}), book.add_format({"font_color": "#5B6673"})
    sheet.write_string(*FORM_ID_CELL, form.form_id)
    lines = (
        ("Format Isian Data Kinerja", bold),
        (f"{form.office.name} {form.office.pemda}", None),
        (f"Unit: {form.unit}", None),
        (f"Periode: {period_label(form.period)}", None),
        ("Isilah hanya sel berwarna. Kosongkan bila belum ada data; jangan diisi 0.", muted),
    )
    for row, (text, look) in enumerate(lines):
        sheet.write_string(row, 1, text, look)


def _labels(book: Workbook, sheet: Worksheet, columns: tuple[FormColumn, ...]) -> None:
    look = book.add_format(
        {"bold": True, "bg_color": "#E3F0F0", "border": 1, "border_color": "#B9BEC4", "text_wrap": True, "valign": "top"}
    )
    for at, column in enumerate(columns, 1):
        sheet.set_column(at, at, column.width)
        sheet.write_string(KEYS_ROW, at, column.key)
        sheet.write_string(LABELS_ROW, at, column.label, look)


def _row(
    book: Workbook,
    sheet: Worksheet,
    columns: tuple[FormColumn, ...],
    at: int,
    identifier: str,
    cells: tuple[str | Decimal | None, ...],
) -> None:
    sheet.write_string(at, 0, identifier)
    for number, (column, cell) in enumerate(zip(columns, cells, strict=True), 1):
        look = _look(book, column)
        match cell:
            case None:
                sheet.write_blank(at, number, None, look)
            case Decimal():
                sheet.write_number(at, number, float(cell), look)
            case str():
                sheet.write_string(at, number, cell, look)


def _look(book: Workbook, column: FormColumn) -> Format:
    properties = {"border": 1, "border_color": "#B9BEC4", "text_wrap": True, "valign": "top"}
    if column.kind == "number":
        properties |= {"num_format": "#,##0.######", "align": "right"}
    if column.editable:
        properties |= {"locked": False, "bg_color": "#FFF8E5"}
    return book.add_format(properties)


def _close(sheet: Worksheet, form: FormSheet) -> None:
    last = FIRST_ROW + len(form.rows) - 1
    sheet.set_column(0, 0, None, None, {"hidden": True})
    sheet.set_row(KEYS_ROW, None, None, {"hidden": True})
    sheet.freeze_panes(FIRST_ROW, 2)
    sheet.repeat_rows(LABELS_ROW)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.protect(options={"format_columns": True, "format_rows": True})
    for at, column in enumerate(form.columns, 1):
        if column.editable and column.kind == "number" and form.rows:
            sheet.data_validation(FIRST_ROW, at, last, at, _only_numbers(column))
    for number, note in enumerate(form.notes):
        sheet.write_string(last + 2 + number, 1, note)


def _only_numbers(column: FormColumn) -> dict[str, object]:
    return {
        "validate": "decimal",
        "criteria": "between",
        "minimum": -LARGEST,
        "maximum": LARGEST,
        "error_title": "Isi dengan angka",
        "error_message": f"Kolom “{column.label[:60]}” hanya menerima angka. Kosongkan bila belum ada data.",
    }
