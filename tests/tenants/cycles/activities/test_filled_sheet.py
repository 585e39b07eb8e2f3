"""A unit fills the XLSX away from the screen; it is read into the worksheet, whole or not at all."""

import io
from collections.abc import Callable, Mapping
from typing import Any

import pytest
from openpyxl import load_workbook

from runtut.database import db
from runtut.errors import Invalid
from runtut.procedures.reading.refusal import Refused
from tenants.cycles import handing
from tenants.cycles.activities.collect.sheet import LARGEST, merged
from tenants.cycles.activities.design_form.views import sheet_of
from tenants.indicators import forms
from tenants.reports.filled import read_filled
from tenants.reports.spreadsheet import FIRST_ROW, KEYS_ROW, form_spreadsheet

WHO = "kabid.koperasi"


@pytest.fixture
def figures(course: Callable[..., Any]) -> Any:
    opened = course([1, 2])
    opened.hand_in("sekretaris", 1, opened.desk("sekretaris", 1)["start"])
    return opened


def blank(figures: Any) -> bytes:
    """The unit's form as it is downloaded."""
    desk, work = figures.desk(WHO, 2), figures.work(WHO, 2)
    form = forms.newest_form(work.subject)
    assert form is not None
    return form_spreadsheet(sheet_of(form, work.share.unit_id, desk["unit"]))


def filled(blank: bytes, cells: Mapping[str, Any], row: int = FIRST_ROW + 1) -> bytes:
    """The form with values in one row, by the key of the column, as a spreadsheet program writes it."""
    book, made = load_workbook(io.BytesIO(blank)), io.BytesIO()
    sheet = book.worksheets[0]
    keys = {sheet.cell(KEYS_ROW + 1, column).value: column for column in range(2, sheet.max_column + 1)}
    for key, value in cells.items():
        sheet.cell(row, keys[key]).value = value
    book.save(made)
    return made.getvalue()


def test_numbers_reasons_and_notes_are_read_as_if_they_were_typed(figures: Any) -> None:
    data = filled(blank(figures), {"realisasi": 82.1, "keterangan": "Menurut register"})
    data = filled(data, {"realisasi": " 1.234,5 ", "alasan": "Menunggu data"}, FIRST_ROW + 2)
    kept, taken = merged(figures.work(WHO, 2), data, {"rows": [], "other": "stays"})
    first, second, *rest = kept["rows"]
    assert (first["value"], first["note"], second["value"], second["missing_reason"]) == (
        "82,1", "Menurut register", "1234,5", "Menunggu data",
    )  # fmt: skip
    assert (taken, kept["other"], [set(row) for row in rest]) == (4, "stays", [{"indicator_id"}] * len(rest))


def test_a_blank_cell_takes_nothing_away(figures: Any) -> None:
    (asked, *_) = figures.desk(WHO, 2)["rows"]
    typed = {"rows": [{"indicator_id": asked["id"], "value": "5", "evidence_ids": ["a"]}]}
    kept, taken = merged(figures.work(WHO, 2), blank(figures), typed)
    assert (kept["rows"][0], taken) == (typed["rows"][0], 0)


def test_every_wrong_cell_is_named_and_nothing_is_taken(figures: Any) -> None:
    data = filled(blank(figures), {"realisasi": "belum ada", "bukti": "rekap.pdf; lain.pdf"})
    with pytest.raises(Invalid) as refused:
        merged(figures.work(WHO, 2), data, {})
    assert refused.value.errors == {
        "F9": ["Sel F9: “belum ada” bukan angka; tulis seperti 1.234,5."],
        "H9": ["Sel H9: berkas “rekap.pdf”, “lain.pdf” belum diunggah; unggah dahulu, atau kosongkan selnya."],
    }


def test_another_file_another_form_and_too_much_are_refused_with_a_sentence(figures: Any) -> None:
    work, form = figures.work(WHO, 2), blank(figures)
    other, made = load_workbook(io.BytesIO(form)), io.BytesIO()
    other.worksheets[0]["A1"] = "00000000-0000-0000-0000-000000000000"
    other.save(made)
    for data, said in (
        (b"bukan xlsx", "rusak"), (made.getvalue(), "format lain"), (b"x" * (LARGEST + 1), "paling besar 2 MB"),
    ):  # fmt: skip
        with pytest.raises(Invalid, match=said):
            merged(work, data, {})
    other.worksheets[0].delete_rows(1, 20)
    other.save(empty := io.BytesIO())
    with pytest.raises(Refused, match="bukan format isian"):
        read_filled(empty.getvalue())


def test_the_page_keeps_what_was_read_until_it_is_handed_in(figures: Any, person: Callable[..., Any]) -> None:
    data, desk = filled(blank(figures), {"realisasi": 7}), figures.desk(WHO, 2)
    version = figures.work(WHO, 2).task.version
    db.session.commit()
    path = f"/13.01/diskopnaker/siklus/{figures.slug}/2025-TW1/langkah/2"
    client = person(f"{WHO}@diskopnaker.13.01")
    fields = {"version": str(version), "worksheet": "0", "rows.0.indicator_id": desk["rows"][0]["id"], "rows.0.value": "1"}
    broken = client.post(f"{path}/lembar", data={**fields, "sheet": (io.BytesIO(b"x"), "lain.xlsx")}, follow_redirects=True)
    assert "terpotong atau rusak" in broken.text
    work = figures.work(WHO, 2)
    assert [row["value"] for row in work.kept()["rows"]] == ["1"]
    fields |= {"version": str(work.task.version), "worksheet": "1"}
    read = client.post(f"{path}/lembar", data={**fields, "sheet": (io.BytesIO(data), "isian.xlsx")}, follow_redirects=True)
    assert "1 sel lembar “isian.xlsx” dibaca." in read.text
    assert figures.work(WHO, 2).kept()["rows"][0]["value"] == "7"
    assert handing.can_work(figures.work(WHO, 2))
