"""The workbook: a merged head, a row for each step, symbols as text, and words that never become a formula."""

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pypdfium2
from openpyxl import load_workbook

from runtut.procedures import Identity, Sop, Step
from runtut.procedures.printing import Choices, Form, Logo, Profile, form
from runtut.procedures.printing.xlsx import xlsx


def test_the_flow_stands_in_rows_with_its_symbols(archive_sop: Sop, forms: Mapping[str, Form]) -> None:
    sheet = load_workbook(io.BytesIO(xlsx(forms["a4-landscape"])))["Alur"]
    rows = [[cell or "" for cell in row] for row in sheet.iter_rows(values_only=True)]
    head = next(at for at, row in enumerate(rows) if row[0] == "No")
    assert rows[head + 1][2:10] == [*archive_sop.actors, "Kelengkapan", "Waktu", "Output"]
    for step, row in zip(archive_sop.steps, rows[head + 2 :], strict=True):
        time = step.time.raw if step.time else ""
        assert [row[0], row[1], *row[-4:]] == [str(step.no), step.text, step.requirement, time, step.output, step.note or ""]
        assert [actor for actor, mark in zip(archive_sop.actors, row[2:7], strict=True) if mark] == sorted(
            step.actors, key=archive_sop.actors.index
        )
    assert rows[head + 9][3] == "◇\nTidak → 7"
    assert {"A5:A6", "C5:G5", "H5:J5", "K5:K6"} <= {str(merged) for merged in sheet.merged_cells.ranges}


def test_the_identity_has_a_sheet_of_its_own(archive_sop: Sop, forms: Mapping[str, Form]) -> None:
    sheet = load_workbook(io.BytesIO(xlsx(forms["f4-portrait"])))["Identitas"]
    said = [str(cell) for row in sheet.iter_rows(values_only=True) for cell in row if cell]
    assert "Penataan Arsip Dinamis" in said and "000.8.3.3/14/Dispersip/2025" in said
    assert any(words.startswith("1. ") and archive_sop.legal_basis[0] in words for words in said)
    assert said[-1].startswith("Periksa keaslian SOP ini di https://")


def test_words_that_begin_like_a_formula_stay_words() -> None:
    sop = Sop(Identity(title="=1+1"), actors=("@staf",), steps=(Step(1, '=HYPERLINK("x")', actors=("@staf",), output="-2+3"),))
    book = load_workbook(io.BytesIO(xlsx(form(sop))))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s"}
    assert '=HYPERLINK("x")' in [cell.value for cell in cells]


def test_a_logo_of_dots_is_shown_and_an_empty_sop_has_its_head(archive_sop: Sop) -> None:
    import segno

    drawn = io.BytesIO()
    segno.make("x").save(drawn, kind="png")
    profile = Profile(logo=Logo(drawn.getvalue()))
    assert "xl/media/image1.png" in zipfile.ZipFile(io.BytesIO(xlsx(form(archive_sop, profile, Choices())))).namelist()
    assert load_workbook(io.BytesIO(xlsx(form(Sop(Identity())))))["Alur"]["A5"].value == "No"


def test_libreoffice_prints_a_page_of_identity_and_a_page_of_flow(converted: Mapping[str, Path]) -> None:
    assert len(pypdfium2.PdfDocument(converted["xlsx"])) == 2
