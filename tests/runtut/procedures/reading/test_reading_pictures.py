"""HTML that an office program made of a document with drawings: shapes are pictures at fixed places of the page."""

from collections.abc import Mapping

import pytest

from runtut.procedures import Step
from runtut.procedures.reading.formats import parse
from runtut.procedures.reading.formats.pictures import page_margin, placed
from runtut.procedures.reading.formats.telling import is_word_of_drawing, told
from runtut.procedures.reading.recognition import recognise
from runtut.procedures.reading.source import Paragraph

WIDTHS = (20, 180, 100, 60, 90, 50, 90)
TALL = (44, 30, 58)
TOP, MARGIN, PADDING = 150, 40, 6


def middle(column: int) -> float:
    return MARGIN + sum(width + 2 * PADDING for width in WIDTHS[:column]) + WIDTHS[column] / 2 + PADDING


def level(row: int) -> float:
    return TOP + sum(height + 2 * PADDING for height in TALL[:row]) + TALL[row] / 2 + PADDING


def shape(x: float, y: float, width: int = 48, height: int = 24, alt: str = "Shape7") -> str:
    style = f"position: absolute; top: {(y - height / 2) / 96:.3f}in; left: {(x - width / 2) / 96:.3f}in; width: {width}px"
    return f'<span class="sd-abs-pos" style="{style}"><img src="a.gif" alt="{alt}" width="{width}" height="{height}"/></span>'


def hidden(words: str) -> str:
    return f'<p><span style="display: none">{words}</span></p>'


def page(shapes: list[str], tall: tuple[int, ...] = TALL, cells: Mapping[tuple[int, int], str] | None = None) -> bytes:
    """`cells` holds what stands in the columns of the two actors, by row and column."""
    style = f"<style>@page {{ size: 11.69in 8.27in; margin-left: {MARGIN / 96:.3f}in }}</style>"
    columns = "".join(f'<col width="{width}"/>' for width in WIDTHS)
    head = "".join(f"<td>{word}</td>" for word in ("No", "Kegiatan", "Staf", "Camat", "Kelengkapan", "Waktu", "Output"))
    rest = "<td>Surat</td><td>1 jam</td><td>Surat</td>"
    own = ["".join(f"<td>{(cells or {}).get((row, column), '')}</td>" for column in (2, 3)) for row in range(len(tall))]
    rows = "".join(
        f'<tr><td height="{height}">{row + 1}</td><td>Langkah {row + 1}</td>{own[row]}{rest}</tr>'
        for row, height in enumerate(tall)
    )
    table = f'<table cellpadding="{PADDING}">{columns}<tr>{head}</tr>{rows}</table>'
    return f"<html><head>{style}</head><body><p>{''.join(shapes)}<br></p>{table}</body></html>".encode()


def steps(data: bytes) -> tuple[Step, ...]:
    (sop,) = recognise(parse(data))
    return sop.steps


def actors(data: bytes) -> list[tuple[str, ...]]:
    return [step.actors for step in steps(data)]


def shapes(data: bytes) -> list[str]:
    return [step.shape for step in steps(data)]


BOXES = [shape(middle(2), level(0)), shape(middle(3), level(1)), shape(middle(2) + 9, level(2)), shape(middle(3), level(2))]


def test_a_shape_in_the_middle_of_a_cell_is_the_mark_of_its_actor() -> None:
    assert actors(page(BOXES)) == [("Staf",), ("Camat",), ("Staf", "Camat")]


def test_lines_words_and_elbows_between_the_rows_are_no_marks() -> None:
    between = (level(0) + level(1)) / 2
    noise = [shape(middle(2), between, 86, 44), shape(middle(3), level(0), 90, 1), shape(middle(3), level(0), 18, 10)]
    assert actors(page(BOXES[:3] + noise)) == [("Staf",), ("Camat",), ("Staf",)]


def test_where_the_place_of_the_table_is_not_certain_nothing_is_marked() -> None:
    equal = (44, 44, 44)
    assert actors(page([shape(middle(2), level(0))], equal)) == [(), (), ()]
    assert actors(page([], equal)) == [(), (), ()]


def test_places_and_margins_are_read_in_every_unit_or_not_at_all() -> None:
    assert placed("position:absolute; left: 1in; top: 72pt") == (96.0, 96.0)
    assert placed("position:absolute; left: 1.2.3in; top: 72pt") is None
    assert placed("margin-left: 1in; top: 1in; position: absolute") is None
    assert placed("left: 1in; top: 1in") is None
    assert page_margin("p { margin: 0 } @page land { margin-left: 2.54cm }") == 96.0
    assert page_margin("p { margin-left: 1in }") == 0.0


SAID = {(0, 2): hidden("Mulai"), (1, 3): hidden("◇<br>Tidak → 1"), (2, 2): hidden("□"), (2, 3): hidden("Selesai")}
DRAWN = [shape(middle(2), level(0)), shape(middle(3), level(1), 60, 32), *BOXES[2:]]


def test_hidden_words_say_what_the_picture_over_them_shows_and_where_the_flow_goes_on() -> None:
    read = steps(page(DRAWN, cells=SAID))
    assert [step.shape for step in read] == ["start", "decision", "end"]
    assert [step.actors for step in read] == [("Staf",), ("Camat",), ("Staf", "Camat")]
    assert [step.on_return for step in read] == [None, 1, None]


def test_of_pictures_beside_the_hidden_words_only_those_as_large_as_a_symbol_count() -> None:
    bend, added = shape(middle(3), level(0), 80, 37), shape(middle(2), level(1))
    assert actors(page([*DRAWN, bend], cells=SAID)) == [("Staf",), ("Camat",), ("Staf", "Camat")]
    assert actors(page([*DRAWN, added], cells=SAID)) == [("Staf",), ("Staf", "Camat"), ("Staf", "Camat")]


def test_a_symbol_that_was_moved_leaves_its_hidden_words_behind() -> None:
    moved = [DRAWN[0], shape(middle(2), level(1)), *DRAWN[2:]]
    read = steps(page(moved, cells=SAID))
    assert [step.actors for step in read] == [("Staf",), ("Staf",), ("Staf", "Camat")]
    assert (read[1].shape, read[1].on_return) == ("process", None)


def test_hidden_words_are_the_symbols_where_every_picture_was_dropped() -> None:
    assert shapes(page([], cells=SAID)) == ["start", "decision", "end"]
    assert actors(page([], cells=SAID)) == [("Staf",), ("Camat",), ("Staf", "Camat")]


def test_hidden_words_elsewhere_are_not_read() -> None:
    beside = {(0, 2): "□" + hidden("◇"), (1, 2): hidden("□" + "Catatan lama yang sudah disembunyikan orang. " * 2)}
    data = page([hidden("Nomor SOP : 065/1")], cells=beside)
    (sop,) = recognise(parse(data))
    assert [(step.shape, step.actors) for step in sop.steps][:2] == [("process", ("Staf",)), ("process", ())]
    assert sop.identity.number is None
    assert "disembunyikan" not in str(sop)


def test_words_of_a_drawing_at_a_fixed_place_are_no_text_but_other_words_there_are() -> None:
    label = '<span style="position: absolute; top: 1in; left: 2in"><p>{}</p></span>'
    before = "<p>Peringatan</p><p>Jika terlambat, layanan tertunda.</p>"
    words = [label.format(each) for each in ("Ya", "Selesai", "B", "Salinan dari arsip daerah")]
    blocks = parse(page([before, *words])).blocks
    said = [block.text for block in blocks if isinstance(block, Paragraph)]
    assert said == ["Peringatan", "Jika terlambat, layanan tertunda.", "Salinan dari arsip daerah"]


def test_a_description_names_the_symbol_also_of_a_picture_inside_a_cell() -> None:
    told_by_place = [
        shape(middle(2), level(0), alt="Mulai, langkah 1, Staf"),
        shape(middle(3), level(1), 60, 32, alt="Flowchart: Decision 4"),
        shape(middle(3), level(2), alt="Panah dari langkah 2 ke langkah 3"),
        shape(middle(2), level(2), alt="Oval: Selesai"),
    ]
    assert shapes(page(told_by_place)) == ["start", "decision", "end"]
    assert actors(page(told_by_place)) == [("Staf",), ("Camat",), ("Staf",)]
    image = '<img src="a.png" alt="{}" width="{}" height="20">'
    inside = {
        (0, 2): image.format("Belah ketupat", 40),
        (0, 3): image.format("Foto kantor camat", 40),
        (1, 3): image.format("Kotak 3", 400),
        (2, 3): image.format("Kotak 3", 40),
    }
    assert shapes(page([], cells=inside)) == ["decision", "process", "process"]
    assert actors(page([], cells=inside)) == [("Staf",), (), ("Camat",)]


@pytest.mark.parametrize(
    ("words", "symbol"),
    [
        ("Keputusan, langkah 11", "decision"),
        ("Diamond 5", "decision"),
        ("Bagan alur: Proses", "process"),
        ("Flowchart: Alternate Process 2", "process"),
        ("Rounded Rectangle 8", "process"),
        ("Flowchart: Terminator: Mulai", "start"),
        ("Selesai (langkah 9)", "end"),
        ("Elips", "terminator"),
        ("Panah dari langkah 11 ke langkah 10, Tidak", "arrow"),
        ("Straight Arrow Connector 14", "arrow"),
        ("Flowchart: Connector 3", "connector"),
        ("Flowchart: Off-page Connector 3", "connector"),
        ("Sambungan halaman A", "connector"),
        ("Proses pelayanan di kantor camat", None),
        ("Lambang daerah", None),
        ("Shape18", None),
        ("", None),
    ],
)
def test_descriptions_of_any_author_name_a_symbol_first_or_not_at_all(words: str, symbol: str | None) -> None:
    assert told(words) == symbol


def test_only_the_short_words_of_a_flow_chart_are_words_of_a_drawing() -> None:
    assert all(map(is_word_of_drawing, ("Mulai", "SELESAI", "Ya", "Tidak", "A", "A1")))
    assert not any(map(is_word_of_drawing, ("Mulai berlaku", "Ya, setuju semua", "Lampiran", "2024")))
