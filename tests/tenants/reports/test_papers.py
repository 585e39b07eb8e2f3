"""Every paper, typeset: complete, accessible, the same each time, and deaf to code in any of its texts."""

import io
from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any, get_type_hints

import pytest
from pdfua import validate
from pypdf import PdfReader

from runtut.printing import render_in_child
from tenants.reports import compose, content_of
from tenants.reports.shapes import Stamp

Papers = dict[str, tuple[Any, Stamp]]
NAMES = (
    "monev_report", "monev_report-draf", "analysis_sheet", "visit_schedule", "visit_sheet", "visit_sheet-kosong", "invitation",
    "attendance", "minutes", "verification_sheet", "receipt", "order_letter", "disposition", "cover_letter",
    "cover_letter-pengantar", "archive_card",
)  # fmt: skip
SAID = {
    "monev_report": (
        "LAPORAN MONITORING DAN EVALUASI",
        "1.612,5",
        "64,50",
        "belum ada data",
        "7K3M-9QPA",
        "NIP 19700312 199603 1 004",
    ),
    "monev_report-draf": ("DRAF", "Draf versi 1", "Belum ditulis."),
    "analysis_sheet": ("LEMBAR ANALISIS", "turun 17,60 poin", "31 Mei 2025"),
    "visit_schedule": ("JADWAL MONITORING", "Selasa, 8 April 2025", "09.00–12.00 WIB", "Balai Latihan Kerja"),
    "visit_sheet": (
        "BLANGKO MONITORING",
        "2 dari 3 hal",
        "Dua bukti dukung belum ditandatangani",
        "daftar-hadir-pembinaan.jpg",
    ),
    "visit_sheet-kosong": ("Unit yang dikunjungi", "Petugas monev"),
    "invitation": ("Hal", "Undangan rapat", "rapat pembahasan draf", "09.00–11.30 WIB"),
    "attendance": ("DAFTAR HADIR", "4 hadir dari 5", "Tidak hadir", "NIP 19900115 201403 2 001"),
    "minutes": ("NOTULEN RAPAT", "berita acara pasar murah", "30 April 2025", "Notulis"),
    "verification_sheet": ("LEMBAR VERIFIKASI", "Dikembalikan", "Langkah 10", "tidak diperiksa"),
    "receipt": ("TANDA TERIMA", "pukul 10.12", "belum dibuka"),
    "order_letter": ("SURAT PERINTAH", "MEMERINTAHKAN", "LEMBAR DISPOSISI", "Segera"),
    "disposition": ("LEMBAR DISPOSISI", "000.7/112/Bappeda/2025", "Tim Evaluasi Kinerja"),
    "cover_letter": ("NOTA DINAS", "Melalui", "Atas perhatian Bapak"),
    "cover_letter-pengantar": ("SURAT PENGANTAR", "Plt. Kepala Dinas", "Tembusan"),
    "archive_card": ("KARTU ARSIP", "000.7.2.5", "16 April 2030", "Permanen"),
}
KEPT = {"period", "emblem_svg", "sha256", "code"}
HOSTILE = '#panic("x") *a* _b_ $c$ `d` @e <f> ] ) } \\ // /* = - + 😀 ' + "kata " * 40


def rewritten(value: Any, text: Callable[[str], str]) -> Any:
    """The shape with every free text replaced."""
    if isinstance(value, tuple):
        return tuple(text(one) if isinstance(one, str) else rewritten(one, text) for one in value)
    if not is_dataclass(value) or isinstance(value, type):
        return value
    hints = get_type_hints(type(value))
    changed = {}
    for field in fields(value):
        old = getattr(value, field.name)
        free = isinstance(old, str) and hints[field.name] in (str, str | None) and field.name not in KEPT
        changed[field.name] = text(old) if free else rewritten(old, text)
    return replace(value, **changed)


def printed(name: str, shape: Any, stamp: Stamp) -> bytes:
    paper = compose(name.split("-")[0], content_of(shape), stamp)
    return render_in_child(paper.template, paper.data)


def words(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())


def headings(node: Any) -> list[int]:
    """Levels of the headings in reading order, from the structure tree."""
    node = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(node, list):
        return [level for one in node for level in headings(one)]
    if not hasattr(node, "get"):
        return []
    kind = str(node.get("/S", ""))
    own = [int(kind[2:])] if kind[:2] == "/H" and kind[2:].isdigit() else []
    return own + headings(node.get("/K", []))


@pytest.mark.parametrize("name", NAMES)
def test_a_paper_says_what_it_was_given_and_is_accessible(name: str, papers: Papers, tmp_path: Path) -> None:
    pdf = printed(name, *papers[name])
    said = words(pdf)
    assert [text for text in SAID[name] if text not in said] == []
    file = tmp_path / "kertas.pdf"
    file.write_bytes(pdf)
    assert [finding.message for finding in validate(str(file)).findings] == []
    root: Any = PdfReader(io.BytesIO(pdf)).root_object
    levels = [0, *headings(root["/StructTreeRoot"])]
    assert all(after <= before + 1 for before, after in zip(levels, levels[1:], strict=False))


@pytest.mark.parametrize("name", NAMES)
def test_code_and_length_in_every_text_change_nothing_but_the_text(name: str, papers: Papers) -> None:
    shape, stamp = papers[name]
    pdf = printed(name, rewritten(shape, lambda _: HOSTILE), stamp)
    assert '#panic("x") *a* _b_ $c$ `d` @e <f> ]' in words(pdf)
    assert len(PdfReader(io.BytesIO(pdf)).pages) < 40


@pytest.mark.parametrize("name", NAMES)
def test_empty_texts_and_empty_lists_still_make_a_paper(name: str, papers: Papers) -> None:
    shape, stamp = papers[name]
    bare = rewritten(shape, lambda _: " \u200b")
    lists = {field.name: () for field in fields(bare) if isinstance(getattr(bare, field.name), tuple)}
    assert printed(name, replace(bare, **lists), stamp).startswith(b"%PDF-")


def test_the_same_content_gives_the_same_bytes(papers: Papers) -> None:
    assert printed("monev_report", *papers["monev_report"]) == printed("monev_report", *papers["monev_report"])


def test_an_emblem_stands_in_the_letterhead_with_a_text_for_who_cannot_see_it(papers: Papers) -> None:
    shape, stamp = papers["receipt"]
    emblem = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><circle cx="5" cy="5" r="4"/></svg>'
    pdf = printed("receipt", replace(shape, office=replace(shape.office, emblem_svg=emblem)), stamp)
    assert "Lambang daerah".encode("utf-16-be") in pdf or b"Lambang daerah" in pdf


def test_a_long_report_keeps_its_head_rows_and_never_signs_an_empty_page(papers: Papers) -> None:
    shape, stamp = papers["monev_report"]
    for count in range(9, 22, 3):
        long = replace(shape, figures=shape.figures * count, units=(), analyses=(), visits=(), meeting=None)
        pages = [page.extract_text() for page in PdfReader(io.BytesIO(printed("monev_report", long, stamp))).pages]
        assert "Demikian laporan ini" in next(page for page in pages if "Ir. Rahmat Contoh" in page)
        assert all("Realisasi" in page for page in pages[1:] if "Persentase koperasi sehat" in page)
