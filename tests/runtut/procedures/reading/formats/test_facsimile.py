"""Pages of a PDF as pictures: what was read lies on the picture where it was read; no page is too large, none is trusted."""

import io
from collections.abc import Callable, Sequence

import pypdf
import pytest
from PIL import Image, ImageChops

from runtut.procedures.reading import facsimile, source_of
from runtut.procedures.reading.__main__ import TOO_MUCH
from runtut.procedures.reading.facsimile import LONG_SIDE, Picture, heard, main, pictures, said
from runtut.procedures.reading.source import Grid, Paragraph

Typeset = Callable[[str], bytes]
UPRIGHT = "#set page(width: 600pt, height: 400pt)\n#place(dx: 200pt, dy: 90pt)[#text(size: 20pt)[KETERANGAN]]"
SIDEWAYS = (
    "#set page(width: 400pt, height: 600pt)\n"
    "#place(dx: 90pt, dy: 100pt)[#rotate(-90deg, reflow: true)[#text(size: 20pt)[KETERANGAN]]]"
)


def changed(data: bytes, change: Callable[[pypdf.PageObject], object]) -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(data))
    change(writer.pages[0])
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


def crop(page: pypdf.PageObject) -> None:
    page.cropbox = pypdf.generic.RectangleObject((150, 50, 550, 350))


def ink(picture: Picture) -> Sequence[float]:
    """Left, top, right and bottom of what is not white, in shares of the picture."""
    drawn = Image.open(io.BytesIO(picture.image)).convert("L")
    box = ImageChops.invert(drawn).point(lambda shade: 255 if shade > 60 else 0).getbbox()
    assert box is not None
    return [at / (drawn.width, drawn.height)[place % 2] for place, at in enumerate(box)]


@pytest.mark.parametrize("way", ["upright", "turned", "cropped"])
def test_a_line_lies_on_the_picture_where_it_was_read(way: str, typeset: Typeset) -> None:
    data = typeset(SIDEWAYS if way == "turned" else UPRIGHT)
    data = changed(data, lambda page: page.rotate(90) if way == "turned" else crop(page) if way == "cropped" else None)
    (line,) = (block for block in source_of(data).blocks if isinstance(block, Paragraph))
    (picture,) = pictures(data)
    (seen,) = line.regions
    assert (line.text, seen.page) == ("KETERANGAN", 1)
    assert picture.width > picture.height
    assert [seen.x, seen.y, seen.x + seen.width, seen.y + seen.height] == pytest.approx(ink(picture), abs=0.03)


def test_what_is_cropped_away_has_no_place_on_the_page(typeset: Typeset) -> None:
    def hide(page: pypdf.PageObject) -> None:
        page.cropbox = pypdf.generic.RectangleObject((0, 0, 100, 100))

    assert {block.regions for block in source_of(changed(typeset(UPRIGHT), hide)).blocks if isinstance(block, Paragraph)} == {
        ()
    }


def test_cells_of_ruled_and_of_aligned_tables_have_their_places_and_a_row_cut_in_two_has_both(typeset: Typeset) -> None:
    rows = "".join(f"[{no}], [Langkah ke {no}], [Berkas {no}], [{no} jam]," for no in range(1, 40))
    data = typeset(f"#table(columns: 4, table.header([No], [Kegiatan], [Kelengkapan], [Waktu]), {rows})")
    (grid,) = (block for block in source_of(data).blocks if isinstance(block, Grid))
    places = {cell.text: cell.regions for cell in grid.cells}
    assert [region.page for text in ("Langkah ke 1", "Langkah ke 39") for region in places[text]] == [1, 2]
    assert places["Langkah ke 1"][0].x < places["Berkas 1"][0].x < places["1 jam"][0].x < 1
    plain = "".join(f"[{no}], [Langkah ke {no}], [Berkas {no}], [{no} jam]," for no in range(1, 6))
    unruled = source_of(typeset(f"#table(columns: 4, stroke: none, column-gutter: 40pt, {plain})"))
    (aligned,) = (block for block in unruled.blocks if isinstance(block, Grid))
    assert {len(cell.regions) for cell in aligned.cells} == {1}
    cut = (
        '#table(columns: (30pt, 200pt, 200pt, 80pt), [1], [Isi], [Berkas], [1 jam], [2], [#("kata " * 700)], [Berkas], [2 jam])'
    )
    halves = next(block for block in source_of(typeset(cut)).blocks if isinstance(block, Grid))
    assert max(len(cell.regions) for cell in halves.cells) > 1


def test_a_page_of_a_hundred_metres_is_a_picture_like_any_other(typeset: Typeset) -> None:
    (picture,) = pictures(changed(typeset(UPRIGHT), lambda page: page.scale_to(283_465, 188_976)))
    assert max(picture.width, picture.height) == LONG_SIDE


def test_a_photograph_may_lose_a_little() -> None:
    noise = Image.effect_noise((900, 900), 90)
    assert len(facsimile.packed(noise)) < len(facsimile.encoded(noise, lossless=True, method=2)) / 2


def test_pages_beyond_the_limit_are_not_drawn_and_one_that_cannot_be_is_empty(
    typeset: Typeset, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(facsimile, "MOST_PAGES", 2)
    data = typeset("a #pagebreak() b #pagebreak() c")
    assert [picture.width for picture in pictures(data)] == [LONG_SIDE, LONG_SIDE]

    def fail(_drawn: object, **_how: object) -> bytes:
        raise ValueError

    monkeypatch.setattr(facsimile, "encoded", fail)
    assert list(pictures(data)) == [Picture(0, 0, b"")] * 2


def test_what_came_through_before_the_limit_is_there() -> None:
    two = said(Picture(3, 2, b"eins\n")) + said(Picture(5, 4, b"zwei"))
    assert list(heard(two)) == [Picture(3, 2, b"eins\n"), Picture(5, 4, b"zwei")]
    assert list(heard(two[:-1])) == [Picture(3, 2, b"eins\n")]
    assert list(heard(two[: len(said(Picture(3, 2, b"eins\n"))) + 3])) == [Picture(3, 2, b"eins\n")]


def test_the_drawing_process_hands_over_page_by_page_and_ends_quietly(
    typeset: Typeset, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = io.BytesIO()
    assert main(io.BytesIO(typeset("a #pagebreak() b")), answer) == 0
    assert len(list(heard(answer.getvalue()))) == 2

    def hungry(_data: bytes) -> object:
        raise MemoryError

    monkeypatch.setattr(facsimile, "pictures", hungry)
    assert main(io.BytesIO(b""), io.BytesIO()) == TOO_MUCH
