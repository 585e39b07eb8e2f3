"""Rows that a page break adds to a table: what may stand beside the letters of its connectors."""

import pytest

from runtut.procedures.reading.formats.joining import points


@pytest.mark.parametrize("text", ["", "A", "A1 · B", "A ke halaman 2 · B dari halaman 2", "(A) lanjut ke hal. 2; B"])
def test_letters_and_where_they_lead_are_a_band(text: str) -> None:
    assert points(text)


@pytest.mark.parametrize("text", ["Camat", "....... 2025", "." * 5000 + "aa", "a " * 2000 + "zz"], ids=[1, 2, 3, 4])
def test_other_words_are_none_and_a_line_of_dots_is_no_work(text: str) -> None:
    assert not points(text)
