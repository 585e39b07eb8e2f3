"""A return that stands in the words of a row and nowhere in its drawing."""

import pytest

from runtut.procedures import Sop
from runtut.procedures.reading.formats import parse
from runtut.procedures.reading.recognition import recognise

LABELS = "No|Kegiatan|Staf|Kabid|Kelengkapan|Waktu|Output|Ket"
BACK_TO_ONE = [
    "Bila belum sesuai, kembali ke langkah 1",
    "Jika tidak: kembali ke no. 1",
    "apabila salah dikembalikan ke tahap ke-1",
    "DIKEMBALIKAN KEPADA KEGIATAN NOMOR 1",
    "kembali ke langkah<br>1",
]
NOWHERE = [
    "Dikembalikan kepada Staf",
    "kembali ke langkah 9",
    "kembali ke langkah 3",
    "kembali ke langkah 1 atau kembali ke langkah 2",
    "kembali ke langkah sebelumnya",
    "menyusun kembali 1 laporan",
    "kembali ke langkah 1000",
]


def read(activity: str, note: str, mark: str = "◇") -> Sop:
    rows = [
        "1|Menyusun konsep|□||Berkas|1 jam|Konsep|",
        "2|Merapikan konsep|□||Konsep|1 jam|Konsep rapi|",
        f"3|{activity}||{mark}|Konsep rapi|1 jam|Konsep diperiksa|{note}",
    ]
    cells = ("".join(f"<td>{cell}</td>" for cell in row.split("|")) for row in (LABELS, *rows))
    page = f"<html><body><table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table></body></html>"
    (sop,) = recognise(parse(page.encode(), "sop.html"))
    return sop


@pytest.mark.parametrize("said", BACK_TO_ONE)
def test_a_return_to_a_numbered_step_is_read_from_the_note_or_the_activity(said: str) -> None:
    noted, acted = read("Memeriksa konsep", said), read(f"Memeriksa konsep, {said}", "")
    assert [sop.steps[2].on_return for sop in (noted, acted)] == [1, 1]
    assert noted.sources["steps[2].on_return"] == noted.sources["steps[2].note"]


@pytest.mark.parametrize("said", NOWHERE)
def test_words_that_name_no_earlier_step_lead_nowhere(said: str) -> None:
    assert read("Memeriksa konsep", said).steps[2].on_return is None
    assert read(f"Memeriksa konsep, {said}", "").steps[2].on_return is None


def test_what_stands_beside_the_mark_goes_before_what_the_note_says() -> None:
    assert read("Memeriksa konsep", "kembali ke langkah 1", "◇ Tidak → 2").steps[2].on_return == 2
