"""PDFs as programs print them: ruling in many manners, symbols as paths, connectors in pieces, words on their side."""

from collections.abc import Callable
from typing import Any

import pytest

from runtut.procedures.reading.formats.pdf import parse
from runtut.procedures.reading.source import Grid, Paragraph, Source

Typeset = Callable[[str], bytes]
Grids = Callable[[Source], list[Any]]
BODY = """
#let row(no) = ([#no], [Meneliti permohonan ke-#no dari warga], [], [], [15 menit])
#let filled(first, last) = range(first, last + 1).map(row).flatten()
#let flow(first, last, ..more) = place(top + left, table(
  columns: (30pt, 200pt, 90pt, 90pt, 80pt), rows: (24pt,) + (50pt,) * (last - first + 1), inset: 4pt, stroke: 0.5pt, ..more,
  [No], [Kegiatan], [Loket], [Camat], [Waktu], ..filled(first, last),
))
#let at(x, y, what) = place(top + left, dx: x, dy: y, what)
#let box-at(x, y) = at(x, y, rect(width: 40pt, height: 18pt, stroke: 1pt, fill: white))
#let capsule(x, y, word) = at(x, y, rect(
  width: 40pt, height: 18pt, radius: 9pt, stroke: 1pt, fill: white, inset: 0pt, align(center + horizon, text(7pt, word)),
))
#let diamond(x, y) = at(x, y, polygon(stroke: 1pt, (20pt, 0pt), (40pt, 10pt), (20pt, 20pt), (0pt, 10pt)))
#let pentagon(x, y, word) = {
  at(x, y, polygon(stroke: 1pt, (0pt, 0pt), (16pt, 0pt), (16pt, 10pt), (8pt, 16pt), (0pt, 10pt)))
  at(x + 5pt, y + 3pt, text(7pt, word))
}
#let stroke-at(x1, y1, x2, y2) = at(0pt, 0pt, line(start: (x1, y1), end: (x2, y2), stroke: 0.8pt))
#let tip-down(x, y) = at(0pt, 0pt, polygon(fill: black, (x, y), (x - 2pt, y - 5pt), (x + 2pt, y - 5pt)))
#let tip-left(x, y) = at(0pt, 0pt, polygon(fill: black, (x, y), (x + 5pt, y - 2pt), (x + 5pt, y + 2pt)))
"""


@pytest.fixture
def one(typeset: Typeset, grids: Grids) -> Callable[[str], Any]:
    """The only grid of a page."""

    def read(markup: str) -> Any:
        (grid,) = grids(parse(typeset(BODY + markup)))
        return grid

    return read


def test_merged_heads_and_wrapped_words_are_read_from_the_ruling(one: Callable[[str], Any]) -> None:
    grid = one("""#table(columns: (30pt, 90pt, 70pt, 70pt), inset: 4pt,
      table.cell(rowspan: 2)[No], table.cell(rowspan: 2)[Kegiatan], table.cell(colspan: 2)[Pelaksana], [Camat], [Staf],
      [1], [Menerima surat permohonan rekomendasi dari pemohon], [v], [])""")
    spans = {cell.text: (cell.row, cell.column, cell.rows, cell.columns) for cell in grid.grid.cells if cell.text}
    assert spans["No"] == (0, 0, 2, 1)
    assert spans["Pelaksana"] == (0, 2, 1, 2)
    assert spans["Staf"] == (1, 3, 1, 1)
    assert spans["Menerima surat permohonan rekomendasi dari pemohon"] == (2, 1, 1, 1)
    assert grid.at(2, 1).place == {"page": 1, "table": 1, "row": 3, "column": 2}


def test_items_of_a_list_and_short_lines_stay_lines(one: Callable[[str], Any]) -> None:
    grid = one("""#table(columns: (160pt, 120pt), inset: 4pt,
      [+ Undang-Undang tentang Pelayanan Publik dan Keterbukaan
       + Peraturan Daerah], [Camat,\\ \\ Dra. Sekar Wangi\\ NIP 1970])""")
    assert grid.texts == [
        ["1. Undang-Undang tentang Pelayanan Publik dan Keterbukaan\n2. Peraturan Daerah", "Camat,\nDra. Sekar Wangi\nNIP 1970"]
    ]


@pytest.mark.parametrize(
    "ruling",
    [
        "stroke: (x, y) => (top: 0.5pt, bottom: 0.5pt, left: if x > 0 { 0.5pt }, right: if x < 2 { 0.5pt })",
        "stroke: none, " + ", ".join(f"table.vline(x: {no}), table.hline(y: {no})" for no in range(4)),
        "stroke: 2pt",
        "stroke: 0.5pt, fill: (x, y) => if y == 0 { luma(220) }",
    ],
    ids=["open sides", "long lines", "thick", "shaded head"],
)
def test_ruling_of_many_manners_gives_the_same_cells(one: Callable[[str], Any], ruling: str) -> None:
    cells = "[No], [Kegiatan], [Waktu], [1], [Meneliti], [15 menit], [2], [Mencatat], [5 menit]"
    grid = one(f"#table(columns: (60pt, 160pt, 160pt), inset: 6pt, {ruling}, {cells})")
    assert grid.texts == [["No", "Kegiatan", "Waktu"], ["1", "Meneliti", "15 menit"], ["2", "Mencatat", "5 menit"]]


def test_cells_drawn_as_boxes_are_a_table_and_no_symbols(one: Callable[[str], Any]) -> None:
    boxes = "".join(
        f"#at({60 * column}pt, {30 * row}pt, rect(width: 60pt, height: 30pt, stroke: 1pt, inset: 4pt)[{row}{column}])"
        for row in range(3)
        for column in range(3)
    )
    grid = one(boxes)
    assert grid.texts == [["00", "01", "02"], ["10", "11", "12"], ["20", "21", "22"]]
    assert grid.marks == {}


def test_lines_to_fill_in_and_underlined_names_rule_nothing(one: Callable[[str], Any]) -> None:
    grid = one("""#table(columns: (120pt, 200pt), inset: 8pt, [Nomor], line(length: 100%), [Tanggal], line(length: 100%),
      [Pejabat], underline[Dra. Sekar Wangi])""")
    assert grid.texts == [["Nomor", ""], ["Tanggal", ""], ["Pejabat", "Dra. Sekar Wangi"]]


def test_words_on_their_side_are_read(one: Callable[[str], Any]) -> None:
    turned = "rotate(-90deg, reflow: true)[Kepala Seksi]"
    grid = one(f"#table(columns: 3, inset: 4pt, [No], {turned}, rotate(90deg, reflow: true)[Petugas Loket], [1], [v], [])")
    assert grid.texts[0] == ["No", "Kepala Seksi", "Petugas Loket"]


def test_symbols_and_connectors_are_told_from_the_ruling_that_they_cross(one: Callable[[str], Any]) -> None:
    grid = one("""#flow(1, 4)
      #capsule(255pt, 40pt, [Mulai]) #box-at(345pt, 90pt) #diamond(255pt, 138pt) #capsule(345pt, 190pt, [Selesai])
      #stroke-at(275pt, 58pt, 275pt, 68pt) #stroke-at(275pt, 68pt, 365pt, 68pt)
      #stroke-at(365pt, 68pt, 365pt, 86pt) #tip-down(365pt, 90pt)
      #at(0pt, 0pt, curve(stroke: 0.8pt, curve.move((365pt, 108pt)), curve.line((365pt, 120pt)), curve.line((275pt, 120pt)),
        curve.line((275pt, 134pt)))) #tip-down(275pt, 138pt)
      #at(0pt, 0pt, curve(stroke: 0.8pt, curve.move((275pt, 158pt)), curve.line((275pt, 175pt)), curve.line((365pt, 175pt)),
        curve.line((365pt, 186pt)))) #tip-down(365pt, 190pt)
      #at(0pt, 0pt, curve(stroke: (thickness: 0.8pt, dash: "dashed"), curve.move((295pt, 148pt)), curve.line((395pt, 148pt)),
        curve.line((395pt, 99pt)), curve.line((390pt, 99pt)))) #tip-left(385pt, 99pt)
      #at(278pt, 160pt, text(6pt)[Ya]) #at(298pt, 140pt, text(6pt)[Tidak])""")
    assert grid.marks == {(1, 2): "start", (2, 3): "process", (3, 2): "decision", (4, 3): "end"}
    assert grid.ways == {
        ((1, 2), (2, 3), None),
        ((2, 3), (3, 2), None),
        ((3, 2), (4, 3), "Ya"),
        ((3, 2), (2, 3), "Tidak"),
    }
    assert [row[0] for row in grid.texts] == ["No", "1", "2", "3", "4"]
    assert all(not text for row in grid.texts[1:] for text in row[2:4])


def test_a_table_goes_on_on_the_next_page_and_connectors_are_one_arrow(one: Callable[[str], Any]) -> None:
    grid = one("""#flow(1, 2) #box-at(255pt, 40pt) #box-at(255pt, 90pt) #pentagon(377pt, 100pt, [A])
      #stroke-at(275pt, 58pt, 275pt, 86pt) #tip-down(275pt, 90pt)
      #stroke-at(295pt, 99pt, 385pt, 99pt)
      #place(bottom + right)[Halaman 1 dari 2] #pagebreak()
      #flow(3, 4) #pentagon(267pt, 28pt, [A]) #box-at(255pt, 54pt) #capsule(255pt, 90pt, [Selesai])
      #stroke-at(275pt, 44pt, 275pt, 52pt) #tip-down(275pt, 54pt)
      #stroke-at(275pt, 72pt, 275pt, 86pt) #tip-down(275pt, 90pt)
      #place(bottom + right)[Halaman 2 dari 2]""")
    assert [row[0] for row in grid.texts] == ["No", "1", "2", "3", "4"]
    assert {seat: mark for seat, mark in grid.marks.items() if "connector" not in mark} == {
        (1, 2): "process",
        (2, 2): "process",
        (4, 2): "end",
    }
    ways = {(start, end) for start, end, _ in grid.ways}
    assert ((2, 2), (3, 2)) in ways, "through the connectors"
    assert ((1, 2), (2, 2)) in ways


def test_a_row_that_a_page_break_cuts_is_one_row(typeset: Typeset, grids: Grids) -> None:
    page = "#set page(height: 150pt)\n"
    rows = "".join(f"[{no}], [{'menghimpun laporan bulanan dari setiap kelurahan ' * 5}], [{no} hari], []," for no in (1, 2, 3))
    head = "#table(columns: (30pt, 150pt, 60pt, 60pt), inset: 4pt, [No], [Kegiatan], [Waktu], [Ket],"
    (grid,) = grids(parse(typeset(f"{page}{head} {rows})")))
    assert [row[0] for row in grid.texts] == ["No", "1", "2", "3"]
    assert {row[1] for row in grid.texts[1:]} == {("menghimpun laporan bulanan dari setiap kelurahan " * 5).strip()}


def test_an_identity_block_that_goes_on_overleaf_is_one(typeset: Typeset, grids: Grids) -> None:
    page = "#set page(height: 160pt)\n"
    items = "+ Memahami pelayanan\n+ Mampu menulis surat\n+ Mampu mengoperasikan komputer\n+ Ramah\n+ Teliti\n+ Jujur\n"
    cells = f"[Dasar Hukum], [Kualifikasi], [{items}], [{items}], [Peringatan], [Catatan]"
    block = f"#table(columns: (200pt, 200pt), inset: 4pt, {cells})"
    (grid,) = grids(parse(typeset(page + block)))
    assert len(grid.texts) == 3
    assert grid.text(1, 0).split("\n")[-1] == "6. Jujur"


def test_a_table_without_ruling_is_read_by_its_gaps_and_is_not_sure(typeset: Typeset) -> None:
    markup = """Prosedur berikut ini dilaksanakan oleh seluruh pelaksana menurut urutan yang ditetapkan oleh camat setempat.

      #table(columns: (30pt, 190pt, 90pt, 60pt, 120pt), stroke: none, [No], [Kegiatan], [Pelaksana], [Waktu], [Output],
        [1], [Menerima dan memeriksa kelengkapan berkas permohonan izin keramaian], [Petugas Loket],
        [15 menit], [Berkas lengkap],
        [2], [Meneliti lokasi], [Kepala Seksi Ketenteraman], [1 hari], [Berita acara],
        [3], [Menandatangani rekomendasi], [Camat], [10 menit], [Rekomendasi])

      Demikian prosedur ini dibuat."""
    first, grid, last = parse(typeset(markup)).blocks
    assert isinstance(first, Paragraph)
    assert isinstance(last, Paragraph)
    assert isinstance(grid, Grid)
    assert not grid.sure
    rows = [[cell.text for cell in grid.cells if cell.row == row] for row in range(grid.height)]
    assert rows[1] == [
        "1",
        "Menerima dan memeriksa kelengkapan berkas permohonan izin keramaian",
        "Petugas Loket",
        "15 menit",
        "Berkas lengkap",
    ]
    assert rows[2][2] == "Kepala Seksi Ketenteraman"


def test_a_word_broken_in_a_narrow_column_is_whole_and_two_words_stay_two(one: Callable[[str], Any]) -> None:
    grid = one("""#table(columns: (60pt, 60pt, 200pt), inset: 4pt,
      [Pertanggung\\ jawabannya], [Kelurahan\\ dan desa],
      [Surat tentang pertanggungjawabannya dikirim ke kelurahan dan desa])""")
    assert grid.texts[0][:2] == ["Pertanggungjawabannya", "Kelurahan dan desa"]


def test_large_and_bold_lines_are_emphatic(typeset: Typeset) -> None:
    source = parse(typeset("#text(16pt)[Judul]\n\n*Tebal*\n\nbiasa saja di sini, dan lagi, dan lagi"))
    assert [block.emphasis for block in source.blocks if isinstance(block, Paragraph)] == [True, True, False]
