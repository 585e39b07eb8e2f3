"""Workbooks as offices keep them: numbers with units, dates, merged heads, several parts on a sheet, shapes over cells."""

import io
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
import xlsxwriter

from runtut.procedures.reading.formats.xlsx import parse
from runtut.procedures.reading.formats.xlsx.shown import Styles
from runtut.procedures.reading.source import Cell, Grid, Paragraph, Source

Grids = Callable[[Source], list[Any]]
Fill = Callable[[Any, Any], None]


def written(fill: Fill) -> Source:
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        fill(book, book.add_worksheet("Alur"))
    return parse(made.getvalue())


def cells_of(source: Source) -> dict[str, Cell]:
    return {str(cell.place["cell"]): cell for block in source.blocks if isinstance(block, Grid) for cell in block.cells}


def test_numbers_are_shown_as_an_office_writes_them() -> None:
    def fill(book: Any, sheet: Any) -> None:
        formats = ['0 "menit"', "0.00", "0%", "dd/mm/yyyy", "General"]
        values = [15, 0.5, 0.98, date(2024, 3, 5), 12]
        for row, (value, code) in enumerate(zip(values, formats, strict=True)):
            sheet.write(row, 0, value, book.add_format({"num_format": code}))
            sheet.write(row, 1, "x")

    cells = cells_of(written(fill))
    assert [cells[f"A{row}"].text for row in range(1, 6)] == ["15 menit", "0,5", "98%", "5 Maret 2024", "12"]


@pytest.mark.parametrize(
    ("format", "value", "shown"),
    [
        ("h:mm", 0.25 / 24, "0:15"), ("hh:mm:ss", 1.5 / 24, "1:30"), ("[h]:mm", 1.5, "36:00"), ("[hh]:mm:ss", 0.75, "18:00"),
        ("h:mm", 0, "0:00"), ("dd/mm/yyyy hh:mm", 45356.5, "5 Maret 2024 12.00"), ('0 "hari"', 0.5, "0,5 hari"),
    ],
)  # fmt: skip
def test_a_time_of_the_clock_is_shown_as_hours_and_minutes(format: str, value: float, shown: str) -> None:
    assert Styles(((164, format),)).shown(str(value), 0) == shown


def test_formulas_show_their_last_result_and_errors_show_nothing(workbook: Any) -> None:
    row = (
        '<row r="1"><c r="A1" t="str"><f>A2</f><v>Camat</v></c><c r="B1"><f>1+1</f><v>2</v></c><c r="C1" t="e"><v>#REF!</v></c>'
        '<c r="D1" t="b"><v>1</v></c><c r="E1"><f>SUM(A1)</f></c></row>'
    )
    assert {name: cell.text for name, cell in cells_of(parse(workbook(rows=row).save())).items()} == {
        "A1": "Camat",
        "B1": "2",
        "D1": "BENAR",
    }


def test_merged_cells_reach_over_what_they_cover(grids: Grids) -> None:
    def fill(_: Any, sheet: Any) -> None:
        sheet.merge_range(1, 1, 2, 1, "No")
        sheet.merge_range(1, 2, 1, 3, "Pelaksana")
        sheet.write_row(2, 2, ["Camat", "Staf"])

    (grid,) = grids(written(fill))
    assert [(cell.text, cell.row, cell.column, cell.rows, cell.columns) for cell in grid.grid.cells] == [
        ("No", 0, 0, 2, 1),
        ("Pelaksana", 0, 1, 1, 2),
        ("Camat", 1, 1, 1, 1),
        ("Staf", 1, 2, 1, 1),
    ]


def test_empty_rows_part_a_sheet_and_a_single_line_is_a_paragraph(grids: Grids) -> None:
    def fill(_: Any, sheet: Any) -> None:
        sheet.write(0, 0, "SOP Izin Keramaian")
        sheet.write_row(2, 0, ["Nomor", "065/12/2024"])
        sheet.write_row(4, 1, ["No", "Kegiatan"])

    source = written(fill)
    assert source.blocks[0] == Paragraph("SOP Izin Keramaian", False, {"sheet": "Alur", "cell": "A1"})
    assert [grid.texts for grid in grids(source)] == [[["Nomor", "065/12/2024"]], [["No", "Kegiatan"]]]


def test_hidden_sheets_and_rows_are_not_shown(workbook: Any) -> None:
    row = (
        '<row r="{0}" {1}><c r="A{0}" t="inlineStr"><is><t>a{0}</t></is></c>'
        '<c t="inlineStr"><is><r><t>b</t></r><r><t>{0}</t></r></is></c></row>'
    )
    rows = row.format(1, "") + row.format(2, 'hidden="1"') + row.format(3, "")
    cells = cells_of(parse(workbook(rows=rows).save()))
    assert {name: cell.text for name, cell in cells.items()} == {"A1": "a1", "B1": "b1", "A3": "a3", "B3": "b3"}
    assert parse(workbook(rows=rows, state="hidden").save()).blocks == ()


def anchor(content: str, left: int, top: int, right: int, bottom: int, x: int = 100_000, y: int = 50_000) -> str:
    """From inside one cell to inside another."""

    def corner(name: str, column: int, row: int, across: int, down: int) -> str:
        return (
            f"<xdr:{name}><xdr:col>{column}</xdr:col><xdr:colOff>{across}</xdr:colOff>"
            f"<xdr:row>{row}</xdr:row><xdr:rowOff>{down}</xdr:rowOff></xdr:{name}>"
        )

    ends = corner("from", left, top, x, y) + corner("to", right, bottom, x + 300_000, y + 90_000)
    return f"<xdr:twoCellAnchor>{ends}{content}<xdr:clientData/></xdr:twoCellAnchor>"


def shape(no: int, preset: str, text: str = "", words_only: bool = False) -> str:
    kind = '<xdr:cNvSpPr txBox="1"/>' if words_only else "<xdr:cNvSpPr/>"
    look = "<a:noFill/><a:ln><a:noFill/></a:ln>" if words_only else '<a:ln w="9525"/>'
    return (
        f'<xdr:sp><xdr:nvSpPr><xdr:cNvPr id="{no}" name="x"/>{kind}</xdr:nvSpPr>'
        f'<xdr:spPr><a:prstGeom prst="{preset}"><a:avLst/></a:prstGeom>{look}</xdr:spPr>'
        f"<xdr:txBody><a:bodyPr/><a:p><a:r><a:t>{text}</a:t></a:r></a:p></xdr:txBody></xdr:sp>"
    )


def connector(start: int, end: int) -> str:
    glue = f'<a:stCxn id="{start}" idx="2"/><a:endCxn id="{end}" idx="0"/>' if start else ""
    return (
        f'<xdr:cxnSp><xdr:nvCxnSpPr><xdr:cNvPr id="90" name="x"/><xdr:cNvCxnSpPr>{glue}</xdr:cNvCxnSpPr></xdr:nvCxnSpPr>'
        '<xdr:spPr><a:prstGeom prst="straightConnector1"><a:avLst/></a:prstGeom>'
        '<a:ln><a:tailEnd type="triangle"/></a:ln></xdr:spPr>'
        "</xdr:cxnSp>"
    )


@pytest.fixture
def drawn(workbook: Any) -> Any:
    """Four steps with two actors in C and D; the flow is drawn over them."""
    row = '<row r="{0}" ht="40"><c r="A{0}"><v>{0}</v></c><c r="B{0}" t="inlineStr"><is><t>Langkah {0}</t></is></c></row>'
    drawing = (
        anchor(shape(2, "flowChartTerminator", "Mulai"), 2, 0, 2, 0)
        + anchor(shape(3, "flowChartDecision"), 3, 1, 3, 1)
        + anchor(shape(4, "rect"), 2, 2, 2, 2)
        + anchor(shape(5, "flowChartTerminator", "Selesai"), 2, 3, 2, 3)
        + anchor(connector(2, 3), 0, 6, 0, 7)
        + anchor(connector(3, 4), 3, 1, 2, 2, 120_000, 140_000)
        + anchor(connector(3, 2), 3, 0, 2, 0, 250_000, 60_000)
        + anchor(connector(0, 0), 2, 2, 2, 3, 150_000, 120_000).replace("450000</xdr:colOff>", "150000</xdr:colOff>")
        + anchor(shape(7, "rect", "Ya", True), 3, 1, 3, 1, 150_000, 150_000)
        + anchor(shape(8, "rect", "Tidak", True), 3, 0, 3, 0, 150_000, 100_000)
    )
    return workbook(rows="".join(row.format(no) for no in range(1, 5)), drawing=drawing)


def test_shapes_over_cells_are_marks_and_connectors_are_arrows(drawn: Any, grids: Grids) -> None:
    (grid,) = grids(parse(drawn.save()))
    assert grid.marks == {(0, 2): "start", (1, 3): "decision", (2, 2): "process", (3, 2): "end"}
    assert grid.ways == {
        ((0, 2), (1, 3), None),
        ((1, 3), (2, 2), "Ya"),
        ((1, 3), (0, 2), "Tidak"),
        ((2, 2), (3, 2), None),
    }


def test_groups_and_one_cell_anchors_are_seen_too(workbook: Any, grids: Grids) -> None:
    inner = shape(3, "diamond").replace(
        "<xdr:spPr>", '<xdr:spPr><a:xfrm><a:off x="500" y="0"/><a:ext cx="400" cy="100"/></a:xfrm>'
    )
    group = (
        '<xdr:grpSp><xdr:grpSpPr><a:xfrm><a:chOff x="0" y="0"/><a:chExt cx="1000" cy="100"/></a:xfrm></xdr:grpSpPr>'
        + inner
        + "</xdr:grpSp>"
    )
    single = (
        "<xdr:oneCellAnchor><xdr:from><xdr:col>1</xdr:col><xdr:colOff>9</xdr:colOff><xdr:row>1</xdr:row><xdr:rowOff>9</xdr:rowOff></xdr:from>"
        f'<xdr:ext cx="300000" cy="90000"/>{shape(5, "homePlate", "A")}</xdr:oneCellAnchor>'
    )
    rows = "".join(f'<row r="{no}"><c r="A{no}"><v>{no}</v></c><c r="E{no}"><v>{no}</v></c></row>' for no in (1, 2))
    (grid,) = grids(parse(workbook(rows=rows, drawing=anchor(group, 1, 0, 2, 0) + single).save()))
    assert grid.marks == {(0, 2): "decision", (1, 1): "connector"}


def test_a_shape_in_a_merged_cell_marks_that_cell(workbook: Any, grids: Grids) -> None:
    rows = "".join(f'<row r="{no}"><c r="A{no}"><v>{no}</v></c></row>' for no in (1, 2))
    merged = '<mergeCells count="1"><mergeCell ref="B1:B2"/></mergeCells>'
    (grid,) = grids(parse(workbook(rows=rows, after=merged, drawing=anchor(shape(2, "rect"), 1, 1, 1, 1)).save()))
    assert grid.marks == {(0, 1): "process"}
    assert grid.at(0, 1).rows == 2


def test_absolute_places_pictures_and_shapes_on_their_side(workbook: Any, grids: Grids) -> None:
    rows = "".join(f'<row r="{no}" ht="60"><c r="A{no}"><v>{no}</v></c></row>' for no in (1, 2, 3))
    box = '<xdr:absoluteAnchor><xdr:pos x="{}" y="{}"/><xdr:ext cx="400000" cy="200000"/>{}</xdr:absoluteAnchor>'
    tall = shape(3, "rect").replace("<xdr:spPr>", '<xdr:spPr><a:xfrm rot="5400000"><a:ext cx="200000" cy="400000"/></a:xfrm>')
    drawing = box.format(700_000, 100_000, shape(2, "diamond")) + box.format(700_000, 900_000, tall)
    drawing += box.format(700_000, 1_700_000, "<xdr:pic/>")
    (grid,) = grids(parse(workbook(rows=rows, drawing=drawing).save()))
    assert grid.marks == {(0, 1): "decision", (1, 1): "process", (2, 1): "mark"}


def test_free_lines_and_alternatives_of_a_drawing_are_read(workbook: Any, grids: Grids) -> None:
    rows = "".join(f'<row r="{no}" ht="40"><c r="A{no}"><v>{no}</v></c></row>' for no in (1, 2))
    line = shape(9, "line").replace('<a:ln w="9525"/>', '<a:ln><a:tailEnd type="arrow"/></a:ln>')
    chosen = f'<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice>{line}</mc:Choice></mc:AlternateContent>'
    drawing = anchor(shape(2, "rect"), 1, 0, 1, 0) + anchor(shape(3, "rect"), 1, 1, 1, 1)
    drawing += (
        anchor(chosen, 1, 0, 1, 1, 250_000, 140_000)
        .replace("550000</xdr:colOff>", "250000</xdr:colOff>")
        .replace("230000</xdr:rowOff>", "50000</xdr:rowOff>")
    )
    (grid,) = grids(parse(workbook(rows=rows, drawing=drawing).save()))
    assert grid.ways == {((0, 1), (1, 1), None)}


def test_times_percents_and_words_of_formats_are_kept_and_nonsense_is_not() -> None:
    def fill(book: Any, sheet: Any) -> None:
        for row, (value, code) in enumerate(
            ((45000.5, "dd mmm yyyy hh:mm"), (0.125, "0.0%"), (2, '"±" 0 "hari kerja"'), (1234567.25, "#,##0.00"))
        ):
            sheet.write(row, 0, value, book.add_format({"num_format": code}))
            sheet.write(row, 1, "x")

    cells = cells_of(written(fill))
    assert [cells[f"A{row}"].text for row in range(1, 5)] == ["15 Maret 2023 12.00", "12,5%", "± 2 hari kerja", "1234567,25"]


def test_a_book_counted_from_1904_and_cells_that_say_nothing_of_their_place(workbook: Any) -> None:
    styles = '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>'
    rows = '<row><c s="1"><v>42066</v></c><c t="d"><v>2024-03-05T00:00:00</v></c>'
    rows += '<c t="s"><v>7</v></c><c t="zz"><v>nan</v></c></row>'
    cells = cells_of(parse(workbook(rows=rows, styles=styles, about='<workbookPr date1904="1"/>').save()))
    assert [cell.text for cell in cells.values()] == ["4 Maret 2019", "2024-03-05"]
