"""NIP: printed with blanks, doubted in words, never refused."""

from datetime import date

import pytest

from tenants.people.nip import doubts, spaced

TODAY = date(2026, 1, 2)


def test_a_nip_is_printed_in_four_groups() -> None:
    assert spaced("196804111993031009") == "19680411 199303 1 009"
    assert spaced("1968") == "1968"


def test_a_sound_nip_raises_no_doubt() -> None:
    assert doubts("19680411 199303 1 009", TODAY) == []


@pytest.mark.parametrize(
    ("nip", "said"),
    [
        ("3197004071994031005", "ini 19"),
        ("196813111993031009", "bukan tanggal lahir"),
        ("196804111975031009", "tidak cocok"),
        ("196804118199031009", "tidak cocok"),
        ("196804111993211009", "NI PPPK"),
        ("196804111993033009", "Angka ke-15"),
    ],
)
def test_a_faulty_nip_is_doubted_in_words(nip: str, said: str) -> None:
    assert any(said in sentence for sentence in doubts(nip, TODAY))
