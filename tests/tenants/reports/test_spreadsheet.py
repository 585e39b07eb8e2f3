"""The form as a spreadsheet: the same columns, closed but for what is to be filled, and inert."""

import io
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest

from tenants.reports import form_spreadsheet
from tenants.reports.shapes import FormColumn, FormSheet, Stamp
from tenants.reports.spreadsheet import FIRST_ROW, KEYS_ROW, LABELS_ROW

NS = {"s": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
COLUMNS = (
    FormColumn("indicator", "Indikator kinerja", width=44),
    FormColumn("satuan", "Satuan"),
    FormColumn("target", "Target", "number"),
    FormColumn("actual", "Realisasi", "number", editable=True),
    FormColumn("note", "Keterangan", editable=True, width=40),
)


@pytest.fixture
def form(papers: dict[str, tuple[Any, Stamp]]) -> FormSheet:
    rows = (
        ("id-1", ("Jumlah UKM yang dibina", "UKM", Decimal("1250.5"), None, None)),
        ("id-2", ("=HYPERLINK(\"http://jahat\")", "https://contoh.go.id", None, Decimal(0), "+1+1")),
    )  # fmt: skip
    office = papers["receipt"][0].office
    return FormSheet(office, date(2025, 4, 1), "2025-TW1", "Bidang Koperasi", "form-7", COLUMNS, rows, ("Tulis angka bulat.",))


def parts(file: bytes) -> dict[str, bytes]:
    with ZipFile(io.BytesIO(file)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def cells(file: bytes) -> dict[str, str]:
    """Address to text or number."""
    found = parts(file)
    strings = ["".join(item.itertext()) for item in ElementTree.fromstring(found["xl/sharedStrings.xml"]).findall("s:si", NS)]
    sheet = ElementTree.fromstring(found["xl/worksheets/sheet1.xml"])
    values = {str(cell.get("r")): (cell.get("t"), cell.findtext("s:v", None, NS)) for cell in sheet.iterfind(".//s:c", NS)}
    return {at: strings[int(value)] if kind == "s" else value for at, (kind, value) in values.items() if value is not None}


def test_the_columns_are_those_of_the_web_form_with_their_keys(form: FormSheet) -> None:
    found = cells(form_spreadsheet(form))
    assert [found[f"{letter}{LABELS_ROW + 1}"] for letter in "BCDEF"] == [column.label for column in COLUMNS]
    assert [found[f"{letter}{KEYS_ROW + 1}"] for letter in "BCDEF"] == [column.key for column in COLUMNS]
    assert (found["A1"], found[f"A{FIRST_ROW + 1}"], found[f"A{FIRST_ROW + 2}"]) == ("form-7", "id-1", "id-2")
    assert found["B4"] == "Periode: Triwulan I 2025"


def test_missing_is_empty_and_zero_is_zero(form: FormSheet) -> None:
    found = cells(form_spreadsheet(form))
    assert f"E{FIRST_ROW + 1}" not in found
    assert found[f"D{FIRST_ROW + 1}"] == "1250.5"
    assert found[f"E{FIRST_ROW + 2}"] == "0"


def test_no_text_becomes_a_formula_or_a_link(form: FormSheet) -> None:
    file = form_spreadsheet(form)
    sheet = parts(file)["xl/worksheets/sheet1.xml"]
    assert b"<f>" not in sheet and b"hyperlink" not in sheet.lower()
    assert cells(file)[f"B{FIRST_ROW + 2}"] == '=HYPERLINK("http://jahat")'
    assert cells(file)[f"F{FIRST_ROW + 2}"] == "+1+1"


def test_only_the_cells_to_fill_are_open_and_numbers_are_checked(form: FormSheet) -> None:
    found = parts(form_spreadsheet(form))
    sheet = found["xl/worksheets/sheet1.xml"].decode()
    assert "<sheetProtection" in sheet
    assert '<dataValidation type="decimal" allowBlank="1" showInputMessage="1" showErrorMessage="1"' in sheet
    assert f'sqref="E{FIRST_ROW + 1}:E{FIRST_ROW + 2}"' in sheet
    styles = ElementTree.fromstring(found["xl/styles.xml"]).findall("s:cellXfs/s:xf", NS)
    looks = {str(cell.get("r")): int(cell.get("s", 0)) for cell in ElementTree.fromstring(sheet).iterfind(".//s:c", NS)}
    open_cells = {at for at, look in looks.items() if styles[look].find("s:protection[@locked='0']", NS) is not None}
    assert open_cells == {f"{letter}{FIRST_ROW + row}" for letter in "EF" for row in (1, 2)}


def test_equal_forms_give_equal_bytes(form: FormSheet) -> None:
    assert form_spreadsheet(form) == form_spreadsheet(form)
    assert form_spreadsheet(form) != form_spreadsheet(replace(form, unit="Bidang Lain"))


def test_a_form_without_rows_is_still_a_spreadsheet(form: FormSheet) -> None:
    assert cells(form_spreadsheet(replace(form, rows=())))["B3"] == "Unit: Bidang Koperasi"


def test_a_row_with_a_cell_too_few_is_refused(form: FormSheet) -> None:
    with pytest.raises(ValueError, match="shorter"):
        form_spreadsheet(replace(form, rows=(("id-1", ("satu",)),)))
