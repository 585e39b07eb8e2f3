"""Word documents as offices make them: merged heads, numbers that Word counts, shapes anchored in all the ways there are."""

from collections.abc import Callable
from typing import Any

import pytest

from runtut.procedures.reading.formats.docx import parse
from runtut.procedures.reading.source import Paragraph, Source

Grids = Callable[[Source], list[Any]]
HEAD = ["No", "Kegiatan", "Loket", "Kepala Seksi", "Waktu"]
WIDE = [30.0, 200.0, 90.0, 90.0, 60.0]


@pytest.fixture
def flow(words: Any) -> Callable[..., str]:
    """A table of five columns; `cells` puts content into places by row and column."""

    def made(rows: int, cells: dict[tuple[int, int], str] | None = None, first: int = 1, high: float = 40) -> str:
        written = [words.row(*(words.cell(text, wide) for text, wide in zip(HEAD, WIDE, strict=True)), high=20, exact=True)]
        for row in range(rows):
            texts = [str(first + row), f"Memeriksa berkas izin keramaian ke-{first + row}", "", "", "10 menit"]
            own = [(cells or {}).get((row + 1, column), text) for column, text in enumerate(texts)]
            written.append(
                words.row(*(words.cell(text, wide) for text, wide in zip(own, WIDE, strict=True)), high=high, exact=True)
            )
        return str(words.table(WIDE, *written))

    return made


def test_merged_cells_reach_over_what_they_cover(words: Any, grids: Grids) -> None:
    head = words.row(
        words.cell("No", 30, '<w:vMerge w:val="restart"/>'),
        words.cell("Pelaksana", 180, '<w:gridSpan w:val="2"/>'),
        words.cell("Ket", 60, '<w:vMerge w:val="restart"/>'),
    )
    below = words.row(
        words.cell("", 30, "<w:vMerge/>"), words.cell("Camat", 90), words.cell("Staf", 90), words.cell("", 60, "<w:vMerge/>")
    )
    (grid,) = grids(parse(words.document(words.table([30, 90, 90, 60], head, below))))
    assert [(cell.text, cell.row, cell.column, cell.rows, cell.columns) for cell in grid.grid.cells] == [
        ("No", 0, 0, 2, 1),
        ("Pelaksana", 0, 1, 1, 2),
        ("Ket", 0, 3, 2, 1),
        ("Camat", 1, 1, 1, 1),
        ("Staf", 1, 2, 1, 1),
    ]


def test_cells_and_paragraphs_know_their_places(words: Any, grids: Grids) -> None:
    source = parse(
        words.document(
            words.p("SOP Izin Keramaian"), words.table([50, 50], words.row(words.cell("a", 50), words.cell("b", 50)))
        )
    )
    assert source.blocks[0] == Paragraph("SOP Izin Keramaian", False, {"line": 1})
    assert grids(source)[0].at(0, 1).place == {"table": 1, "row": 1, "column": 2}


LISTS = (
    '<w:abstractNum w:abstractNumId="7">'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%2)"/></w:lvl></w:abstractNum>'
    '<w:abstractNum w:abstractNumId="8"><w:lvl w:ilvl="0"><w:start w:val="4"/><w:numFmt w:val="upperRoman"/>'
    '<w:lvlText w:val="%1"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="8"/></w:num>'
)


def test_numbers_that_word_counts_are_part_of_the_text(words: Any) -> None:
    def item(text: str, level: int = 0, of: int = 1) -> str:
        listed = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{of}"/></w:numPr>'
        return str(words.p(text, listed))

    body = [
        item("UU 25/2009"),
        item("huruf", 1),
        item("huruf lain", 1),
        item("Perda 3/2020"),
        item("lagi", 1),
        item("empat", of=2),
    ]
    source = parse(words.document(*body, numbering=LISTS))
    texts = [block.text for block in source.blocks if isinstance(block, Paragraph)]
    assert texts == ["1. UU 25/2009", "a) huruf", "b) huruf lain", "2. Perda 3/2020", "a) lagi", "IV empat"]


def test_a_heading_and_a_line_all_bold_are_emphatic(words: Any) -> None:
    styles = '<w:style w:type="paragraph" w:styleId="J1"><w:name w:val="heading 1"/></w:style>'
    body = (
        words.p("Judul", '<w:pStyle w:val="J1"/>'),
        words.p("<w:r><w:rPr><w:b/></w:rPr><w:t>Tebal</w:t></w:r>"),
        words.p('<w:r><w:rPr><w:b w:val="0"/></w:rPr><w:t>Biasa</w:t></w:r>'),
    )
    blocks = parse(words.document(*body, styles=styles)).blocks
    assert [block.emphasis for block in blocks if isinstance(block, Paragraph)] == [True, True, False]


def test_deleted_words_are_not_read_and_signs_of_wingdings_are(words: Any) -> None:
    changed = "<w:ins><w:r><w:t>baru</w:t></w:r></w:ins><w:del><w:r><w:delText>lama</w:delText></w:r></w:del>"
    sign = '<w:r><w:sym w:font="Wingdings" w:char="F0FC"/><w:tab/><w:t>ada</w:t><w:br/><w:t>bawah</w:t></w:r>'
    source = parse(words.document(words.p(changed), words.p(sign)))
    assert [block.text for block in source.blocks if isinstance(block, Paragraph)] == ["baru", "√\tada\nbawah"]


def test_shapes_in_the_line_mark_their_cell(words: Any, grids: Grids, flow: Callable[..., str]) -> None:
    def drawn(preset: str, text: str = "") -> str:
        return str(words.p(words.inline(words.shape(preset, text))))

    cells = {
        (1, 2): drawn("flowChartTerminator", "Mulai"),
        (2, 3): drawn("flowChartProcess"),
        (3, 2): drawn("flowChartDecision"),
        (4, 3): drawn("flowChartOffpageConnector", "A"),
        (5, 2): drawn("ellipse", "Selesai"),
    }
    (grid,) = grids(parse(words.document(flow(5, cells))))
    assert grid.marks == {(1, 2): "start", (2, 3): "process", (3, 2): "decision", (4, 3): "connector", (5, 2): "end"}


def test_a_box_with_round_corners_is_a_capsule_where_others_are_square(
    words: Any, grids: Grids, flow: Callable[..., str]
) -> None:
    square, soft = (words.p(words.inline(words.shape(preset))) for preset in ("rect", "roundRect"))
    (mixed,) = grids(parse(words.document(flow(3, {(1, 2): soft, (2, 2): square, (3, 3): soft}))))
    assert mixed.marks == {(1, 2): "terminator", (2, 2): "process", (3, 3): "terminator"}
    (soft_only,) = grids(parse(words.document(flow(2, {(1, 2): soft, (2, 3): soft}))))
    assert set(soft_only.marks.values()) == {"process"}


def test_shapes_placed_from_one_paragraph_are_found_in_the_rows_below(
    words: Any, grids: Grids, flow: Callable[..., str]
) -> None:
    """All of them hang on the first row, as when somebody drew on without moving the cursor."""
    drawn = "".join(
        words.anchor(words.shape(preset), x, y, 40, 16, of="paragraph")
        for preset, x, y in (
            ("flowChartTerminator", 20, 10),
            ("rect", 110, 52),
            ("diamond", 20, 90),
            ("flowChartTerminator", 110, 130),
        )
    )
    (grid,) = grids(parse(words.document(flow(4, {(1, 2): words.p(drawn)}))))
    assert grid.marks == {(1, 2): "terminator", (2, 3): "process", (3, 2): "decision", (4, 3): "terminator"}


@pytest.fixture
def on_page(words: Any) -> str:
    """Symbols by their place on the page: the table begins at 50, 51; a decision that returns, ends glued and not."""
    glue = '<a:stCxn id="901" idx="2"/><a:endCxn id="902" idx="0"/>'
    place = words.anchor
    return "".join(
        (
            place(words.shape("flowChartTerminator", "Mulai"), 305, 82, 40, 18, no=901),
            place(words.shape("rect"), 395, 122, 40, 18, no=902),
            place(words.shape("diamond"), 395, 162, 40, 18, no=903),
            place(words.shape("flowChartTerminator", "Selesai"), 305, 202, 40, 18, no=904),
            place(words.line("bentConnector2", glue), 325, 100, 60, 20),
            place(words.line(), 415, 140, 0, 22),
            place(words.line("bentConnector3", turn=' flipH="1"'), 325, 180, 90, 22),
            place(words.line("bentConnector3", turn=' flipV="1"'), 435, 131, 0.1, 40),
            place(words.label("Ya"), 400, 182, 20, 10),
            place(words.label("Tidak"), 440, 160, 24, 10),
        )
    )


def test_what_is_anchored_to_the_page_is_found_in_its_cell_and_its_arrows_lead_on(
    words: Any, grids: Grids, flow: Callable[..., str], on_page: str
) -> None:
    first = words.p(on_page, '<w:spacing w:line="20" w:lineRule="exact"/>')
    (grid,) = grids(parse(words.document(first, flow(4))))
    assert grid.marks == {(1, 2): "start", (2, 3): "process", (3, 3): "decision", (4, 2): "end"}
    assert grid.ways == {
        ((1, 2), (2, 3), None),
        ((2, 3), (3, 3), None),
        ((3, 3), (4, 2), "Ya"),
        ((3, 3), (2, 3), "Tidak"),
    }
    assert all(not text for row in grid.texts[1:] for text in row[2:4]), "labels are not words of a cell"


def test_a_line_without_a_head_runs_down_and_binds_nothing_beside(words: Any, grids: Grids, flow: Callable[..., str]) -> None:
    place = words.anchor
    drawn = (
        place(words.shape("rect"), 305, 82, 40, 18)
        + place(words.shape("rect"), 305, 122, 40, 18)
        + place(words.shape("rect"), 395, 122, 40, 18)
        + place(words.line(tail=False, turn=' flipV="1"'), 325, 100, 0, 22)
        + place(words.line(tail=False), 345, 131, 50, 0)
    )
    first = words.p(drawn, '<w:spacing w:line="20" w:lineRule="exact"/>')
    (grid,) = grids(parse(words.document(first, flow(2))))
    assert grid.ways == {((1, 2), (2, 2), None)}


def test_a_box_drawn_across_columns_stands_in_each_of_them(words: Any, grids: Grids, flow: Callable[..., str]) -> None:
    drawn = words.p(words.anchor(words.shape("rect"), 0, 10, 160, 18, of="paragraph"))
    (grid,) = grids(parse(words.document(flow(1, {(1, 2): drawn}))))
    assert grid.marks == {(1, 2): "process", (1, 3): "process"}
    assert len({mark.key for cell in grid.grid.cells for mark in cell.marks}) == 1


def test_groups_of_shapes_are_seen_through(words: Any, grids: Grids, flow: Callable[..., str]) -> None:
    def part(shape: str, x: int, y: int, wide: int, high: int) -> str:
        placed = f"<a:off x='{x}' y='{y}'/><a:ext cx='{wide}' cy='{high}'/>"
        return shape.replace("<a:off x='0' y='0'/><a:ext cx='0' cy='0'/>", placed)

    group = (
        "<wpg:wgp><wpg:grpSpPr><a:xfrm><a:off x='0' y='0'/><a:ext cx='1' cy='1'/>"
        "<a:chOff x='0' y='0'/><a:chExt cx='1400' cy='800'/></a:xfrm></wpg:grpSpPr>"
        f"{part(words.shape('rect'), 0, 100, 400, 180)}{part(words.shape('diamond'), 900, 500, 400, 180)}"
        f"{part(words.line('bentConnector2'), 200, 280, 700, 310)}</wpg:wgp>"
    )
    drawn = words.p(words.anchor(group, 20, 0, 140, 80, of="paragraph"))
    (grid,) = grids(parse(words.document(flow(2, {(1, 2): drawn}))))
    assert grid.marks == {(1, 2): "process", (2, 3): "decision"}
    assert grid.ways == {((1, 2), (2, 3), None)}


VECTORS = (
    '<w:r><w:pict><v:roundrect arcsize=".5" style="position:absolute;margin-left:20pt;margin-top:8pt;width:40pt;height:18pt">'
    "<v:textbox><w:txbxContent><w:p><w:r><w:t>Mulai</w:t></w:r></w:p></w:txbxContent></v:textbox></v:roundrect>"
    '<v:shape type="#_x0000_t110" style="position:absolute;margin-left:110pt;margin-top:48pt;width:40pt;height:18pt"/>'
    '<v:line from="40pt,26pt" to="130pt,48pt" style="position:absolute"><v:stroke endarrow="block"/></v:line>'
    '<v:group coordorigin="0,0" coordsize="1800,400" '
    'style="position:absolute;margin-left:0;margin-top:80pt;width:180pt;height:40pt">'
    '<v:rect style="position:absolute;left:200;top:100;width:400;height:180"/></v:group>'
    '<v:shape type="#_x0000_t34" style="position:absolute;margin-left:40pt;margin-top:66pt;width:90pt;height:24pt;flip:x">'
    '<v:stroke endarrow="block"/></v:shape>'
    '<v:shape type="#_x0000_t202" stroked="f" filled="f" '
    'style="position:absolute;margin-left:100pt;margin-top:66pt;width:20pt;height:9pt">'
    "<v:textbox><w:txbxContent><w:p><w:r><w:t>Ya</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
)


def test_shapes_of_older_word_are_seen_too(words: Any, grids: Grids, flow: Callable[..., str]) -> None:
    (grid,) = grids(parse(words.document(flow(3, {(1, 2): words.p(VECTORS)}))))
    assert grid.marks == {(1, 2): "start", (2, 3): "decision", (3, 2): "process"}
    assert grid.ways == {((1, 2), (2, 3), None), ((2, 3), (3, 2), "Ya")}


def test_a_table_that_goes_on_after_a_page_break_is_one(words: Any, grids: Grids, flow: Callable[..., str]) -> None:
    mark = words.p(words.inline(words.shape("rect")))
    broken = words.p('<w:r><w:br w:type="page"/></w:r>')
    (grid,) = grids(parse(words.document(flow(2, {(1, 2): mark}), broken, flow(2, {(2, 3): mark}, first=3))))
    assert [row[0] for row in grid.texts] == ["No", "1", "2", "3", "4"]
    assert grid.marks == {(1, 2): "process", (4, 3): "process"}


def test_a_table_that_counts_from_one_again_is_another(words: Any, grids: Grids, flow: Callable[..., str]) -> None:
    assert len(grids(parse(words.document(flow(2), words.p("SOP kedua"), flow(2))))) == 2


def test_connectors_on_two_pages_are_one_arrow_and_leave_no_row(words: Any, grids: Grids, flow: Callable[..., str]) -> None:
    def sheet(upper: str, lower: str, texts: dict[tuple[int, int], str], breaking: str = "") -> str:
        drawn = words.anchor(words.shape(upper, "B" if upper.startswith("flow") else ""), 305, 82, 40, 18)
        drawn += words.anchor(words.shape(lower, "B" if lower.startswith("flow") else ""), 305, 122, 40, 18)
        drawn += words.anchor(words.line(), 325, 100, 0, 22)
        return str(words.p(drawn, breaking + '<w:spacing w:line="20" w:lineRule="exact"/>') + flow(2, texts))

    band = {0: "", 1: "B ke halaman 2", 4: ""}
    above = sheet("rect", "flowChartOffpageConnector", {(2, column): text for column, text in band.items()})
    following = {(1, 0): "", (1, 1): "", (1, 4): "", (2, 0): "2"}
    below = sheet("flowChartOffpageConnector", "diamond", following, "<w:pageBreakBefore/>")
    (grid,) = grids(parse(words.document(above, words.p("Halaman 1 dari 2"), below)))
    assert grid.marks == {(1, 2): "process", (2, 2): "decision"}
    assert grid.ways == {((1, 2), (2, 2), None)}


def test_a_real_table_inside_a_cell_is_one_of_its_own_and_a_small_one_is_words(words: Any, grids: Grids) -> None:
    real = words.table([40, 40, 40], *(words.row(*(words.cell(f"{row}{column}", 40) for column in "abc")) for row in (1, 2)))
    small = words.table([60], words.row(words.cell("Nama", 60)), words.row(words.cell("NIP", 60)))
    outer = words.table([150, 150], words.row(words.cell(real + words.p("kiri"), 150), words.cell(small + words.p(""), 150)))
    first, second = grids(parse(words.document(outer)))
    assert first.texts == [["kiri", "Nama\nNIP"]]
    assert second.texts == [["1a", "1b", "1c"], ["2a", "2b", "2c"]]


def test_a_text_box_beside_the_tables_is_a_paragraph_where_it_hangs(words: Any) -> None:
    box = words.anchor(words.label("Pemerintah Kabupaten Lembah Sari"), 300, 60, 200, 20)
    source = parse(words.document(words.p("atas"), words.p(box), words.p("bawah")))
    texts = [block.text for block in source.blocks if isinstance(block, Paragraph)]
    assert texts == ["atas", "Pemerintah Kabupaten Lembah Sari", "bawah"]


def test_a_word_that_was_broken_by_hand_in_a_narrow_column_is_whole_again(words: Any, grids: Grids) -> None:
    broken = words.p('<w:r><w:rPr><w:sz w:val="20"/></w:rPr><w:t>Bendah</w:t><w:br/><w:t>ara</w:t></w:r>')
    two = words.p('<w:r><w:rPr><w:sz w:val="20"/></w:rPr><w:t>Kepala</w:t><w:br/><w:t>Seksi</w:t></w:r>')
    (grid,) = grids(parse(words.document(words.table([48, 60], words.row(words.cell(broken, 48), words.cell(two, 60))))))
    assert grid.texts == [["Bendahara", "Kepala\nSeksi"]]


@pytest.mark.parametrize(
    ("across", "down", "seat"),
    [
        (
            'relativeFrom="margin"><wp:align>left</wp:align>',
            'relativeFrom="margin"><wp:posOffset>400000</wp:posOffset>',
            (1, 0),
        ),
        (
            'relativeFrom="margin"><wp:align>center</wp:align>',
            'relativeFrom="margin"><wp:posOffset>400000</wp:posOffset>',
            (1, 2),
        ),
        (
            'relativeFrom="column"><wp:posOffset>3200000</wp:posOffset>',
            'relativeFrom="line"><wp:posOffset>400000</wp:posOffset>',
            (1, 1),
        ),
        (
            'relativeFrom="page"><wp:align>center</wp:align>',
            'relativeFrom="topMargin"><wp:posOffset>1000000</wp:posOffset>',
            (1, 2),
        ),
    ],
)
def test_places_are_measured_from_margins_columns_and_lines_too(
    words: Any, grids: Grids, flow: Callable[..., str], across: str, down: str, seat: tuple[int, int]
) -> None:
    placed = words.anchor(words.shape("rect"), 0, 0, 40, 18)
    placed = placed.replace('relativeFrom="page"><wp:posOffset>0</wp:posOffset>', across, 1)
    placed = placed.replace('relativeFrom="page"><wp:posOffset>0</wp:posOffset>', down, 1)
    first = words.p(placed, '<w:spacing w:line="20" w:lineRule="exact"/>')
    (grid,) = grids(parse(words.document(first, flow(3).replace('w:w="4000"', 'w:w="6000"'))))
    assert list(grid.marks) == [seat]


def test_in_a_cell_with_its_own_layout_places_are_measured_from_the_cell(
    words: Any, grids: Grids, flow: Callable[..., str]
) -> None:
    placed = words.p(words.anchor(words.shape("rect"), 10, 5, 40, 18, more='layoutInCell="1"'))
    (grid,) = grids(parse(words.document(flow(2, {(2, 3): placed}))))
    assert grid.marks == {(2, 3): "process"}


def test_free_outlines_and_free_lines_are_told_apart(words: Any, grids: Grids, flow: Callable[..., str]) -> None:
    def free(shape: str, points: list[tuple[int, int]], closing: str = "") -> str:
        first, *rest = (f'<a:pt x="{x * 12700}" y="{y * 12700}"/>' for x, y in points)
        lines = "".join(f"<a:lnTo>{point}</a:lnTo>" for point in rest)
        path = f'<a:pathLst><a:path w="508000" h="228600"><a:moveTo>{first}</a:moveTo>{lines}{closing}</a:path></a:pathLst>'
        return shape.replace('<a:prstGeom prst="x"><a:avLst/></a:prstGeom>', f"<a:custGeom>{path}</a:custGeom>")

    diamond = free(words.shape("x"), [(20, 0), (40, 9), (20, 18), (0, 9)], "<a:close/>")
    bent = free(words.line("x"), [(0, 0), (0, 9), (40, 9), (40, 18)])
    drawn = words.anchor(diamond, 305, 82, 40, 18) + words.anchor(words.shape("rect"), 395, 122, 40, 18)
    drawn += words.anchor(bent, 325, 100, 90, 22)
    first = words.p(drawn, '<w:spacing w:line="20" w:lineRule="exact"/>')
    (grid,) = grids(parse(words.document(first, flow(2))))
    assert grid.marks == {(1, 2): "decision", (2, 3): "process"}
    assert grid.ways == {((1, 2), (2, 3), None)}


def test_a_small_picture_says_only_that_something_stands_there(words: Any, grids: Grids, flow: Callable[..., str]) -> None:
    picture = '<pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"/>'
    cells = {(1, 2): words.p(words.inline(picture)), (2, 3): words.p(words.inline(picture, 300, 200))}
    (grid,) = grids(parse(words.document(flow(2, cells))))
    assert grid.marks == {(1, 2): "mark"}


def test_rows_that_do_not_fit_stand_on_the_next_page_under_their_head(words: Any, grids: Grids) -> None:
    """The page is 495 points high inside its margins; head 20, rows 100: the fifth row is the first of the second page."""
    widths = [60.0, 200.0, 100.0]

    def row(no: int, content: str = "") -> str:
        return str(
            words.row(*(words.cell(text, wide) for text, wide in zip((str(no), "isi", content), widths, strict=True)), high=100)
        )

    head = words.row(
        *(words.cell(text, wide) for text, wide in zip(("No", "Kegiatan", "Staf"), widths, strict=True)), high=20, head=True
    )
    hung = words.p(words.anchor(words.shape("rect"), 330, 90, 40, 18))
    rows = [row(no, hung if no == 5 else "") for no in range(1, 7)]
    (grid,) = grids(parse(words.document(words.table(widths, head, *rows))))
    assert grid.marks == {(5, 2): "process"}


def test_a_document_without_a_grid_of_columns_takes_the_widths_of_its_cells(words: Any, grids: Grids) -> None:
    shape = words.p(words.anchor(words.shape("rect"), 70, 2, 20, 8, of="paragraph"))
    table = words.table([], words.row(words.cell(shape, 60), words.cell("", 60), high=30))
    (grid,) = grids(parse(words.document(table)))
    assert grid.marks == {(0, 1): "process"}


def test_a_document_with_nothing_readable_in_its_companions_is_read_all_the_same(words: Any) -> None:
    source = parse(
        words.document(words.p("isi", '<w:numPr><w:numId w:val="9"/></w:numPr>'), numbering="<w:num/>", styles="<w:style/>")
    )
    assert [block.text for block in source.blocks if isinstance(block, Paragraph)] == ["isi"]
