"""Words are measured as Arimo prints them, and break into lines without getting lost."""

import struct
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runtut.procedures.drawing.metrics import clipped, fitted, lines, width
from runtut.procedures.drawing.words import figure

texts = st.text(st.characters(min_codepoint=33, max_codepoint=382, exclude_categories=("Z", "C")), min_size=1, max_size=30)


def advances_of_the_font(words: str) -> int:
    """The advance widths that stand in the font file itself, read from its tables."""
    data = files("fontpkg_arimo").joinpath("files", "Arimo[wght].ttf").read_bytes()
    count = struct.unpack(">H", data[4:6])[0]
    entries = (struct.unpack(">4sLLL", data[12 + 16 * at : 28 + 16 * at]) for at in range(count))
    tables = {tag: data[start : start + size] for tag, _, start, size in entries}
    longs = struct.unpack(">H", tables[b"hhea"][34:36])[0]
    glyphs = glyph_map(tables[b"cmap"])
    return sum(struct.unpack(">H", tables[b"hmtx"][4 * min(g, longs - 1) :][:2])[0] for g in map(glyphs.__getitem__, words))


def glyph_map(cmap: bytes) -> dict[str, int]:
    found: dict[str, int] = {}
    for at in range(struct.unpack(">H", cmap[2:4])[0]):
        start = struct.unpack(">L", cmap[8 + 8 * at : 12 + 8 * at])[0]
        if struct.unpack(">H", cmap[start : start + 2])[0] == 12:
            for group in range(struct.unpack(">L", cmap[start + 12 : start + 16])[0]):
                first, last, glyph = struct.unpack(">LLL", cmap[start + 16 + 12 * group : start + 28 + 12 * group])
                found |= {chr(code): glyph + code - first for code in range(first, last + 1)}
        elif struct.unpack(">H", cmap[start : start + 2])[0] == 4:
            found |= segments(cmap[start:])
    return found


def segments(table: bytes) -> dict[str, int]:
    count = struct.unpack(">H", table[6:8])[0] // 2
    ends, starts, deltas, offsets = (
        struct.unpack(f">{count}H", table[place : place + 2 * count])
        for place in (14, 16 + 2 * count, 16 + 4 * count, 16 + 6 * count)
    )
    found: dict[str, int] = {}
    for at, (end, start, delta, offset) in enumerate(zip(ends, starts, deltas, offsets, strict=True)):
        for code in range(start, min(end, 0xFFFE) + 1):
            place = 16 + 6 * count + 2 * at + offset + 2 * (code - start)
            glyph = struct.unpack(">H", table[place : place + 2])[0] if offset else code
            found[chr(code)] = (glyph + delta) % 65536 if glyph or not offset else 0
    return found


def test_widths_are_those_of_the_font_that_is_shipped() -> None:
    words = "Memverifikasi draf laporan: 1.234,56 (Pasal 7/8) é – “ya”"
    assert width(words, 2048) == advances_of_the_font(words)


def test_bold_words_are_wider() -> None:
    assert width("Pelaksana", 3, bold=True) > width("Pelaksana", 3)


@given(st.lists(texts, max_size=12), st.floats(2, 60))
def test_no_line_is_wider_than_its_room_and_no_letter_is_lost(words: list[str], room: float) -> None:
    broken = lines(" ".join(words), room, 3.0)
    assert "".join(broken).replace(" ", "") == "".join(words)
    assert all(width(line, 3.0) <= room or len(line) == 1 for line in broken)


def test_a_word_breaks_behind_its_hyphen_where_it_can() -> None:
    assert lines("Perundang-undangan", 20, 3.0)[0] == "Perundang-"


@given(st.lists(texts, max_size=12), st.floats(5, 60), st.integers(1, 3))
def test_clipped_words_end_in_an_ellipsis(words: list[str], room: float, most: int) -> None:
    broken = clipped(" ".join(words), room, 3.0, most)
    assert len(broken) <= most
    assert len(lines(" ".join(words), room, 3.0)) <= most or broken[-1].endswith("…")


def test_a_word_shrinks_until_it_fits() -> None:
    size = fitted("Terlambat", 5.0, 2.5, bold=True)
    assert size < 2.5
    assert width("Terlambat", size, bold=True) == pytest.approx(5.0)


@pytest.mark.parametrize(("value", "decimals", "said"), [(14160, 0, "14.160"), (31.466, 2, "31,47"), (775, 0, "775")])
def test_figures_are_said_the_indonesian_way(value: float, decimals: int, said: str) -> None:
    assert figure(value, decimals) == said
