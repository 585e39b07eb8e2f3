"""Workbooks whose table goes on on a further sheet, and workbooks that hold several SOPs."""

import io
from collections.abc import Sequence
from typing import Any

import pytest
import xlsxwriter

from runtut.procedures import Sop
from runtut.procedures.reading.formats import parse
from runtut.procedures.reading.recognition import recognise

Lines = Sequence[Sequence[str | int]]
HEAD: Lines = [
    ["No", "Kegiatan", "Pelaksana", "", "Mutu Baku", "", ""],
    ["", "", "Staf", "Camat", "Kelengkapan", "Waktu", "Output"],
]
DATES: Lines = [["Tanggal Pembuatan", "5 Maret 2024"], ["Tanggal Efektif", "1 April 2024"], []]


def named(number: str, title: str) -> Lines:
    return [["Nomor SOP", number], ["Nama SOP", title], *DATES]


def steps(first: int, last: int) -> Lines:
    return [
        [no, f"Memeriksa berkas ke-{no}", *["□", ""][:: 1 if no % 2 else -1], "Surat", "1 jam", "Surat"]
        for no in range(first, last + 1)
    ]


def unnumbered(*texts: str) -> Lines:
    return [["", text, "□", "", "Surat", "1 jam", "Surat"] for text in texts]


def book(*sheets: Lines) -> list[Sop]:
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as workbook:
        for lines in sheets:
            sheet = workbook.add_worksheet()
            for at, line in enumerate(lines):
                sheet.write_row(at, 0, [cell or None for cell in line])
    return recognise(parse(made.getvalue()))


def numbers(sops: Sequence[Sop]) -> list[list[int | None]]:
    return [[step.no for step in sop.steps] for sop in sops]


TITLE: Lines = [["SOP : Izin Keramaian"], []]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ([], []),
        (TITLE, []),
        (TITLE, TITLE),
        (TITLE, [["SOP : Izin Keramaian (lanjutan)"], []]),
        (named("065/1", "Izin Keramaian"), []),
        (named("065/1", "Izin Keramaian"), named("065/1", "Izin Keramaian")),
        (named("065/1", "Izin Keramaian"), named("065/1", "Izin Keramaian (lanjutan)")),
        (named("065/1", "Izin Keramaian"), DATES),
        (DATES, DATES),
        (DATES, named("065/1", "Izin Keramaian")),
    ],
)
def test_a_table_that_goes_on_on_the_next_sheet_is_one_sop(first: Lines, second: Lines) -> None:
    sops = book([*first, *HEAD, *steps(1, 5)], [*second, *HEAD, *steps(6, 8)])
    assert numbers(sops) == [[1, 2, 3, 4, 5, 6, 7, 8]]
    assert [step.actors for step in sops[0].steps] == [("Staf",), ("Camat",)] * 4


OTHER_DATES: Lines = [["Tanggal Pembuatan", "6 Mei 2024"], ["Tanggal Efektif", "1 Juni 2024"], []]


@pytest.mark.parametrize(
    ("first", "second", "start"),
    [
        (named("065/1", "Izin Keramaian"), named("065/2", "Surat Masuk"), 1),
        (named("065/1", "Izin Keramaian"), named("065/2", "Surat Masuk"), 6),
        (named("065/1", "Izin Keramaian"), named("065/2", "Izin Keramaian"), 6),
        (TITLE, [["SOP : Surat Masuk"], []], 1),
        ([], [], 1),
        (DATES, DATES, 1),
        (DATES, DATES, 9),
        (DATES, OTHER_DATES, 6),
    ],
)
def test_two_sops_on_two_sheets_stay_two(first: Lines, second: Lines, start: int) -> None:
    sops = book([*first, *HEAD, *steps(1, 5)], [*second, *HEAD, *steps(start, start + 2)])
    assert numbers(sops) == [[1, 2, 3, 4, 5], [start, start + 1, start + 2]]


def test_the_same_actors_under_an_identity_without_a_name_are_needed_to_go_on() -> None:
    others: Lines = [HEAD[0], ["", "", "Lurah", "Sekretaris", *HEAD[1][4:]]]
    assert numbers(book([*DATES, *HEAD, *steps(1, 3)], [*DATES, *others, *steps(4, 5)])) == [[1, 2, 3], [4, 5]]


def test_tables_without_numbers_are_one_unless_each_has_a_title_of_its_own() -> None:
    first, second = unnumbered("Menerima surat", "Mencatat surat"), unnumbered("Meneliti surat", "Mengirim surat")
    assert len(book([*TITLE, *HEAD, *first], [*HEAD, *second])) == 1
    assert len(book([*TITLE, *HEAD, *first], [*TITLE, *HEAD, *second])) == 1
    sops = book([*TITLE, *HEAD, *first], [["SOP : Surat Masuk"], [], *HEAD, *second])
    assert [sop.identity.title for sop in sops] == ["Izin Keramaian", "Surat Masuk"]


CUT: Lines = [["", "serta lampirannya", "", "", "dan nota", "", ""]]


def test_a_row_that_was_cut_between_two_sheets_is_one_again() -> None:
    (sop,) = book([*TITLE, *HEAD, *steps(1, 3)], [*TITLE, *HEAD, *CUT, *steps(4, 5)])
    assert [step.no for step in sop.steps] == [1, 2, 3, 4, 5]
    assert (sop.steps[2].text, sop.steps[2].requirement) == ("Memeriksa berkas ke-3 serta lampirannya", "Surat dan nota")


def test_the_rest_of_a_row_goes_nowhere_where_no_row_can_own_it() -> None:
    lonely: Lines = [["", "serta lampirannya"]]
    assert numbers(book([*HEAD, *lonely, *steps(1, 2)])) == [[1, 2]]
    assert numbers(book([*HEAD, *CUT, *steps(1, 2)])) == [[None, 1, 2]]
    assert numbers(book([*HEAD, *steps(1, 2)], [*HEAD, *CUT, *steps(4, 5)])) == [[1, 2, None, 4, 5]]


def test_a_title_that_every_sheet_repeats_is_said_once() -> None:
    cover: Lines = [["STANDAR OPERASIONAL PROSEDUR"], ["Izin Keramaian"], []]
    (sop,) = book([*cover, *HEAD, *steps(1, 3)], [*cover, *HEAD, *steps(4, 5)])
    assert sop.identity.title == "Izin Keramaian"


def test_arrows_of_each_sheet_join_the_symbols_of_that_sheet(workbook: Any) -> None:
    """Each sheet counts its shapes from one."""
    returns = drawn(("Mulai", "rect", "flowChartDecision"), (4, 2))
    goes_on = drawn(("rect", "rect", "rect"), (2, 3))
    (sop,) = recognise(parse(workbook(rows=sheet(1), drawing=returns).save(workbook(rows=sheet(4), drawing=goes_on))))
    assert [step.shape for step in sop.steps] == ["start", "process", "decision", "process", "process", "process"]
    assert [(step.next, step.on_return) for step in sop.steps] == [(None, None), (None, None), (None, 1), *[(None, None)] * 3]


def sheet(first: int) -> str:
    """Three steps under a head; the actors' columns C and D are empty, for their symbols are drawn."""
    texts = ["No", "Kegiatan", "Staf", "Camat", "Kelengkapan", "Waktu", "Output"]
    lines = [texts, *([str(no), f"Langkah {no}", "", "", "Surat", "1 jam", "Surat"] for no in range(first, first + 3))]
    cells = [
        "".join(
            f'<c r="{letter}{row}" t="inlineStr"><is><t>{text}</t></is></c>'
            for letter, text in zip("ABCDEFG", line, strict=True)
            if text
        )
        for row, line in enumerate(lines, 1)
    ]
    return "".join(f'<row r="{row}" ht="40">{each}</row>' for row, each in enumerate(cells, 1))


def drawn(symbols: Sequence[str], glue: tuple[int, int]) -> str:
    """Symbols 2, 3 and 4 in the column of the first actor, one a row, and a connector between two of them."""
    place = "<xdr:absoluteAnchor><xdr:pos x='{}' y='{}'/><xdr:ext cx='300000' cy='200000'/>{}</xdr:absoluteAnchor>"
    shape = (
        '<xdr:sp><xdr:nvSpPr><xdr:cNvPr id="{}" name="x"/><xdr:cNvSpPr/></xdr:nvSpPr><xdr:spPr><a:prstGeom prst="{}"/>'
        "<a:ln/></xdr:spPr><xdr:txBody><a:p><a:r><a:t>{}</a:t></a:r></a:p></xdr:txBody></xdr:sp>"
    )
    kinds = [("flowChartTerminator", each) if each == "Mulai" else (each, "") for each in symbols]
    shapes = [
        place.format(1_300_000, (40 * row + 12) * 12_700, shape.format(row + 1, *kind)) for row, kind in enumerate(kinds, 1)
    ]
    ends = f'<a:stCxn id="{glue[0]}" idx="1"/><a:endCxn id="{glue[1]}" idx="1"/>'
    line = (
        f"<xdr:cxnSp><xdr:nvCxnSpPr><xdr:cNvCxnSpPr>{ends}</xdr:cNvCxnSpPr></xdr:nvCxnSpPr>"
        '<xdr:spPr><a:prstGeom prst="straightConnector1"/><a:ln><a:tailEnd type="triangle"/></a:ln></xdr:spPr></xdr:cxnSp>'
    )
    return "".join(shapes) + place.format(900_000, 900_000, line)
