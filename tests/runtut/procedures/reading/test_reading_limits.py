"""Files that would hurt: read in a process of their own, refused with a sentence, never with a stack trace."""

import io
import random
import sys
import zipfile
from pathlib import Path

import pytest

from runtut.procedures.reading import Refused, child, read
from runtut.procedures.reading.__main__ import REFUSED, main
from runtut.procedures.reading.child import read_file

LARGE = 100_000
SOP = Path(__file__).parent / "documents" / "01_tabs.txt"


def archive(**members: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as writing:
        for name, text in members.items():
            writing.writestr(name.replace("__", "/"), text)
    return packed.getvalue()


HOSTILE = {
    "50 MB of text": (b"Langkah berikutnya\n" * 2_700_000, "MB"),
    "5 MB of text": (b"Langkah berikutnya\n" * 270_000, "terlalu panjang"),
    "one endless line": (b"a " * 200_000, "terlalu panjang"),
    "a sea of cells": (b"a\tb\t" * 150_000, "terlalu"),
    "ten thousand lines": (b"1. Langkah berikutnya\n" * 10_000, "terlalu panjang"),
    "a sea of bars": (b"|a|b|c|d|e|f|g|h|\n" * 49_000, "terlalu besar"),
    "an HTML table without end": (b"<table>" + b"<tr><td colspan=200>x</td></tr>" * 40_000, "terlalu besar"),
    "nothing": (b"", "kosong"),
    "blank lines": (b"\n \r\n\t" * 9, "kosong"),
    "binary nonsense": (random.Random(3).randbytes(40_000), "bukan dokumen yang dikenal"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(500), "gambar"),
    "an old Word document": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000), "simpan ulang sebagai DOCX"),
    "a locked document": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "kata sandi"),
    "rich text": (rb"{\rtf1 SOP}", "RTF"),
    "an archive of other things": (archive(foto="x"), "arsip ZIP"),
    "an archive cut short": (archive(word__document="x")[:60], "terpotong atau rusak"),
    "a PDF of one line": (b"%PDF-1.7\n", "rusak"),
}


@pytest.mark.parametrize(("data", "said"), HOSTILE.values(), ids=HOSTILE)
def test_what_cannot_be_read_is_refused_with_a_sentence_at_once(data: bytes, said: str) -> None:
    """What is large is read as the product reads it: in a process that is killed when it takes too long, which says so."""
    with pytest.raises(Refused, match=said) as refused:
        read(data, "berkas") if len(data) < LARGE else read_file(data, "berkas")
    assert str(refused.value).endswith(".")


def test_a_process_of_its_own_reads_the_same() -> None:
    assert read_file(SOP.read_bytes(), SOP.name) == read(SOP.read_bytes(), SOP.name)


def test_the_reading_process_hands_its_refusal_back() -> None:
    with pytest.raises(Refused, match="kosong"):
        read_file(b" ", "kosong\0.txt")


@pytest.mark.parametrize(
    ("program", "said"),
    [
        ("import time; time.sleep(60)", "memori atau waktu"),
        ("import sys; sys.exit(4)", "memori atau waktu"),
        ("import os; os.abort()", "memori atau waktu"),
        ("raise ValueError", "rusak atau terpotong"),
        ("print('no JSON')", "rusak atau terpotong"),
        ("print('[{}]')", "rusak atau terpotong"),
    ],
    ids=["too slow", "out of memory", "killed", "a fault", "babble", "no document"],
)
def test_however_the_reading_process_ends_the_user_gets_a_sentence(
    program: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(child, "COMMAND", (sys.executable, "-c", program))
    with pytest.raises(Refused, match=said):
        read_file(b"x", seconds=0.5 if "sleep" in program else 60)


def test_a_reading_process_that_somebody_kills_is_asked_once_more(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    mark = tmp_path / "begun"
    program = f"import os, pathlib; mark = pathlib.Path({str(mark)!r}); first = not mark.exists(); mark.touch(); "
    monkeypatch.setattr(child, "COMMAND", (sys.executable, "-c", program + "first and os.kill(os.getpid(), 9); print('[]')"))
    assert read_file(b"x") == []
    monkeypatch.setattr(child, "COMMAND", (sys.executable, "-c", program + "os.kill(os.getpid(), 9)"))
    with pytest.raises(Refused, match="memori atau waktu"):
        read_file(b"x")


def test_a_hungry_reading_process_is_stopped_by_its_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    hungry = "from runtut.procedures.reading.__main__ import confine; confine(); b'x' * 10**10"
    monkeypatch.setattr(child, "COMMAND", (sys.executable, "-c", hungry))
    with pytest.raises(Refused, match="rusak atau terpotong"):
        read_file(b"x")


def test_the_reading_process_knows_no_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RUNTUT_SECRET_KEY", "rahasia")
    monkeypatch.setattr(child, "COMMAND", (sys.executable, "-c", "import os, sys; print(sorted(os.environ)); sys.exit(3)"))
    with pytest.raises(Refused) as refused:
        read_file(b"x")
    assert "RUNTUT" not in str(refused.value)


def test_the_answer_of_the_reading_process_is_json_or_the_sentence() -> None:
    answer = io.BytesIO()
    assert main("sop.txt", io.BytesIO(SOP.read_bytes()), answer) == 0
    assert answer.getvalue().startswith(b'[{"format": "runtut.sop/1"')
    answer = io.BytesIO()
    assert main("x", io.BytesIO(b""), answer) == REFUSED
    assert b"kosong" in answer.getvalue()


ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"]


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_a_text_is_read_in_any_usual_encoding(encoding: str) -> None:
    text = "Nomor SOP\t: 1/2/2024\nNama SOP\t: Pelayanan “prima” – Ruang Baca\nTanggal Efektif\t: 3 Mei 2024\n"
    table = "\nNo\tKegiatan\tPelaksana\tKelengkapan\tWaktu\tOutput\n1\tMenyapa\tPustakawan\tBuku tamu\t2 menit\tTamu tercatat\n"
    (sop,) = read((text + table).encode(encoding))
    assert sop.identity.title == "Pelayanan “prima” – Ruang Baca"
    assert [step.text for step in sop.steps] == ["Menyapa"]
