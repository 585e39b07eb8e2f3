"""Drafting: the report is composed from the data, words are proposed, and each hand-in is a version."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import select

from runtut.database import db
from runtut.errors import Conflict, Invalid
from runtut.jobs import Outbox
from tenants.cycles import handing
from tenants.cycles.activities.draft_report.wording import proposal
from tenants.documents.reading import paper
from tenants.documents.service import papers_of
from tenants.reports import compose
from tenants.reports.shapes import Analysis, Figure, MonevReport, Office, Signatory, Stamp, UnitFigures, Visited

KASUBAG = "kasubag.program"


def report(reporting: Any) -> Any:
    work = reporting.course.work(KASUBAG, 4)
    return paper(next(one for one in papers_of(work.subject) if one.kind == "monev_report"))


def test_the_desk_proposes_words_that_the_figures_say(reporting: Any) -> None:
    reporting.figures()
    desk = reporting.course.desk(KASUBAG, 4)
    assert "Triwulan I 2025" in desk["start"]["background"]
    assert "Bidang Koperasi dan UKM" in desk["start"]["background"]
    assert f"Dari {len(desk['figures'])} indikator" in desk["start"]["results"]
    assert "berpredikat Sangat Tinggi" in desk["start"]["closing"]
    assert desk["signatory"] == "Ir. Harmen Syahputra, M.M., Kepala Dinas"


def test_a_draft_is_a_version_with_the_processed_figures_and_its_pdf_is_asked_for(reporting: Any) -> None:
    reporting.figures()
    handed = reporting.draft(closing="Capaian triwulan ini baik sekali.")
    found = report(reporting)
    assert handed.content["sha256"] == found.newest.sha256
    assert found.newest.content["closing"] == "Capaian triwulan ini baik sekali."
    assert len(found.newest.content["figures"]) == 7 == len(reporting.course.desk(KASUBAG, 4)["figures"])
    assert db.session.scalar(select(Outbox.job).where(Outbox.dedup == f"render:{found.newest.id}:draft"))
    assert compose("monev_report", found.newest.content, Stamp(version=1)).data["meta"]["draft"]
    assert handed.content["summary"].startswith("Draf laporan versi 1 disusun: 7 indikator, rata-rata capaian ")


def test_what_was_kept_is_what_is_previewed(reporting: Any) -> None:
    reporting.figures()
    work = reporting.course.work(KASUBAG, 4)
    kept = {"background": "Latar yang ditulis sendiri.", "results": None, "closing": None}
    handing.save(work, work.task.version, kept)
    assert reporting.course.desk(KASUBAG, 4)["preview"]["background"] == "Latar yang ditulis sendiri."


@pytest.mark.parametrize(
    ("field", "what"), [("background", "latar belakang"), ("results", "uraian"), ("closing", "kesimpulan")]
)
def test_each_section_must_be_written(reporting: Any, field: str, what: str) -> None:
    reporting.figures()
    for written in ({field: None}, {field: "Pendek."}):
        with pytest.raises(Invalid) as refused:
            reporting.draft(**written)
        assert list(refused.value.errors) == [field]
        assert what in refused.value.errors[field][0]


def test_without_processed_data_there_is_nothing_to_write(reporting: Any) -> None:
    with pytest.raises(Conflict, match="belum diolah"):
        reporting.course.desk(KASUBAG, 4)


def figure(name: str, percent: str | None, note: str = "") -> Figure:
    known = Decimal(percent) if percent else None
    return Figure("Sasaran", name, "%", Decimal(100), known, known, "Rendah" if known else None, note)


def test_words_name_what_fell_short_what_is_unknown_what_was_found_and_what_follows() -> None:
    figures = (figure("Koperasi aktif", "60"), figure("UKM naik kelas", None, "Belum ada data."))
    bare = MonevReport(
        office=Office("Kabupaten Pesisir Selatan", "Dinas Koperasi", "Painan"), made_on=date(2025, 4, 14), period="2025-TW1",
        figures=figures, units=(UnitFigures("Bidang Koperasi", figures, None, None),), percent=Decimal(60), rating="Rendah",
        method="", bands=(), signatory=Signatory("Kepala Dinas", "N"),
        analyses=(Analysis("Koperasi aktif", Decimal(60), "Rendah", "Petugas\nkurang.", "Tambah petugas.", None, "Bidang",
                           date(2025, 6, 30)),),
        visits=(Visited("Bidang Koperasi", date(2025, 4, 10), ("A",), ("Rekap belum lengkap.",), "Cukup."),),
    )  # fmt: skip
    words = proposal(bare, "Triwulan I 2025", "Monev")
    assert "kunjungan monev ke 1 unit" in words.background
    assert "- Koperasi aktif: capaian 60,00 %; Petugas kurang." in words.results
    assert "- UKM naik kelas: Belum ada data." in words.results
    assert "- Bidang Koperasi: Rekap belum lengkap." in words.results
    assert "berpredikat Rendah" in words.closing
    assert "- Koperasi aktif: Tambah petugas. (Bidang, paling lambat 30 Juni 2025)" in words.closing


def test_without_any_capaian_the_words_do_not_pretend_one() -> None:
    bare = MonevReport(
        office=Office("Kabupaten", "Dinas", "Painan"), made_on=date(2025, 4, 14), period="2025-TW1", figures=(), units=(),
        percent=None, rating=None, method="", bands=(), signatory=Signatory("Kepala Dinas", "N"),
    )  # fmt: skip
    words = proposal(bare, "Triwulan I 2025", "Monev")
    assert "Rata-rata" not in words.results
    assert "belum dapat dinilai" in words.closing
