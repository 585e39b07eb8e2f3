"""What the quarterly report says of its figures, before it is typeset."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from tenants.reports import compose, content_of
from tenants.reports.monev import analysis_row, bar, figure_row
from tenants.reports.shapes import Analysis, Figure, MonevReport, Signatory, Signed, Stamp

Papers = dict[str, tuple[Any, Stamp]]


@pytest.fixture
def report(papers: Papers) -> MonevReport:
    given: MonevReport = papers["monev_report"][0]
    return given


def data_of(report: MonevReport, stamp: Stamp | None = None) -> dict[str, Any]:
    return compose("monev_report", content_of(report), stamp or Stamp()).data


def test_the_summary_counts_names_the_best_the_least_and_the_missing(report: MonevReport) -> None:
    assert data_of(report)["summary"] == [
        "Pada Triwulan I 2025 dipantau 6 indikator kinerja; 5 di antaranya sudah ada realisasinya.",
        "Rata-rata capaian adalah 91,53\xa0% dengan predikat Sangat Tinggi.",
        "Capaian tertinggi ada pada “Jumlah koperasi yang melaksanakan RAT” (110,00\xa0%), "
        "terendah pada “Nilai transaksi pasar murah” (64,50\xa0%).",
        "Belum ada data untuk “Lulusan pelatihan yang bersertifikat”.",
    ]


def test_a_quarter_without_figures_claims_nothing(report: MonevReport) -> None:
    empty = replace(report, figures=(), units=(), analyses=(), percent=None, rating=None)
    data = data_of(empty)
    assert data["summary"] == ["Pada Triwulan I 2025 dipantau 0 indikator kinerja; 0 di antaranya sudah ada realisasinya."]
    assert data["tiles"][3] == {"value": None, "label": "rata-rata capaian"}


def test_what_is_missing_stays_missing_and_zero_stays_zero() -> None:
    missing = figure_row(Figure("s", "i", "orang", None, None, None, None))
    assert [missing[name] for name in ("target", "actual", "percent", "bar", "rating", "note")] == [None] * 6
    zero = figure_row(Figure("s", "i", "orang", Decimal(10), Decimal(0), Decimal("0.00"), "Sangat Rendah"))
    assert [zero[name] for name in ("target", "actual", "percent", "bar")] == ["10", "0", "0,00", 0.0]


@pytest.mark.parametrize(("percent", "part"), [("-5", 0.0), ("60", 0.5), ("100", 100 / 120), ("120", 1.0), ("300", 1.0)])
def test_bars_are_full_at_120_percent(percent: str, part: float) -> None:
    assert bar(Decimal(percent)) == pytest.approx(part)


@pytest.mark.parametrize(
    ("now", "before", "said"),
    [
        ("97.35", "94", "naik 3,35 poin dari triwulan sebelumnya"),
        ("64.5", "82.1", "turun 17,60 poin dari triwulan sebelumnya"),
        ("80", "80.00", "sama dengan triwulan sebelumnya"),
        ("80", None, None),
        (None, "80", None),
    ],
)
def test_the_trend_is_said_where_both_quarters_are_known(now: str | None, before: str | None, said: str | None) -> None:
    numbers = [Decimal(number) if number else None for number in (now, before)]
    assert analysis_row(Analysis("i", numbers[0], None, "", "", numbers[1]))["trend"] == said


def test_bands_are_told_with_both_their_limits(report: MonevReport) -> None:
    assert [f"{band['rating']} {band['limits']}" for band in data_of(report)["bands"]] == [
        "Sangat Tinggi ≥ 91 %",
        "Tinggi ≥ 76 % dan < 91 %",
        "Sedang ≥ 66 % dan < 76 %",
        "Rendah ≥ 51 % dan < 66 %",
        "Sangat Rendah < 51 %",
    ]


def test_a_report_is_a_draft_until_it_is_signed(report: MonevReport, papers: Papers) -> None:
    assert data_of(report, Stamp(version=2))["meta"]["draft"]
    assert data_of(report, Stamp(version=2))["meta"]["footer"] == "Draf versi 2"
    signed = data_of(report, papers["monev_report"][1])["meta"]
    assert (signed["draft"], signed["footer"], signed["code"]) == (False, None, "7K3M-9QPA")


def test_who_really_signed_stands_at_the_foot_with_his_capacity(report: MonevReport, papers: Papers) -> None:
    stamp = papers["monev_report"][1]
    assert isinstance(stamp.signed, Signed)
    acting = replace(stamp.signed, signatory=Signatory("Kepala Dinas", "Dra. Yulia Misal", "197207151998032002", None, "plt"))
    foot = data_of(report, replace(stamp, signed=acting))["signing"]
    assert (foot["position"], foot["name"], foot["nip"]) == (
        "Plt. Kepala Dinas",
        "Dra. Yulia Misal",
        "NIP 19720715 199803 2 002",
    )
    assert foot["record"]["sha256"].replace(" ", "").replace("\n", "") == acting.sha256


def test_the_document_is_dated_by_its_data_and_not_by_the_clock(report: MonevReport, papers: Papers) -> None:
    assert data_of(report)["meta"]["date"] == [2025, 4, 14]
    assert data_of(report, papers["monev_report"][1])["meta"]["date"] == [2025, 4, 16]
