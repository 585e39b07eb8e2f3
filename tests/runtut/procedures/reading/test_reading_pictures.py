"""HTML that an office program made of a document with drawings: shapes are pictures at fixed places of the page."""

from runtut.procedures.reading.formats import parse
from runtut.procedures.reading.formats.pictures import page_margin, placed
from runtut.procedures.reading.recognition import recognise

WIDTHS = (20, 180, 100, 60, 90, 50, 90)
TALL = (44, 30, 58)
TOP, MARGIN, PADDING = 150, 40, 6


def middle(column: int) -> float:
    return MARGIN + sum(width + 2 * PADDING for width in WIDTHS[:column]) + WIDTHS[column] / 2 + PADDING


def level(row: int) -> float:
    return TOP + sum(height + 2 * PADDING for height in TALL[:row]) + TALL[row] / 2 + PADDING


def shape(x: float, y: float, width: int = 48, height: int = 24) -> str:
    style = f"position: absolute; top: {(y - height / 2) / 96:.3f}in; left: {(x - width / 2) / 96:.3f}in; width: {width}px"
    return f'<span class="sd-abs-pos" style="{style}"><img src="a.gif" width="{width}" height="{height}"/></span>'


def page(shapes: list[str], tall: tuple[int, ...] = TALL) -> bytes:
    style = f"<style>@page {{ size: 11.69in 8.27in; margin-left: {MARGIN / 96:.3f}in }}</style>"
    columns = "".join(f'<col width="{width}"/>' for width in WIDTHS)
    head = "".join(f"<td>{word}</td>" for word in ("No", "Kegiatan", "Staf", "Camat", "Kelengkapan", "Waktu", "Output"))
    rest = "<td></td><td></td><td>Surat</td><td>1 jam</td><td>Surat</td>"
    rows = "".join(f'<tr><td height="{height}">{no}</td><td>Langkah {no}</td>{rest}</tr>' for no, height in enumerate(tall, 1))
    table = f'<table cellpadding="{PADDING}">{columns}<tr>{head}</tr>{rows}</table>'
    return f"<html><head>{style}</head><body><p>{''.join(shapes)}<br></p>{table}</body></html>".encode()


def actors(data: bytes) -> list[tuple[str, ...]]:
    (sop,) = recognise(parse(data))
    return [step.actors for step in sop.steps]


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
