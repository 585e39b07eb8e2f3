"""Dates, numbers, spans and sizes read as in a letter of the office."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from flask import Flask, g

from runtut.web.formats import angka, durasi, mesin, momen, persen, tanggal, ukuran_berkas

MOMENT = datetime(2025, 4, 14, 9, 0, tzinfo=UTC)


@pytest.fixture
def indonesian(face: Flask) -> Iterator[None]:
    with face.test_request_context("/"):
        yield


@pytest.fixture
def english(face: Flask) -> Iterator[None]:
    with face.test_request_context("/", headers={"Cookie": "__Host-bahasa=en"}):
        yield


@pytest.mark.usefixtures("indonesian")
def test_an_indonesian_reader_sees_the_forms_of_the_office() -> None:
    assert tanggal(date(2025, 4, 14)) == "14 April 2025"
    assert tanggal(date(2025, 4, 14), weekday=True) == "Senin, 14 April 2025"
    assert momen(MOMENT) == "Sen 14 Apr 16.00"
    assert momen(MOMENT, year=True) == "Sen 14 Apr 2025 16.00"
    assert angka(Decimal("1234.56")) == "1.234,56"
    assert angka(1234) == "1.234"
    assert angka(7, 2) == "7,00"
    assert angka(7.4, 0) == "7"
    assert persen(Decimal("84.25")) == "84,25%"
    assert durasi(1080) == "2 hari kerja 3 jam"
    assert durasi(0) == "0 menit"
    assert [ukuran_berkas(n) for n in (999, 1_240_000, 20_000_000_000)] == ["999 B", "1,2 MB", "20 GB"]


@pytest.mark.usefixtures("english")
def test_an_english_reader_sees_the_same_in_english() -> None:
    assert momen(MOMENT) == "Mon 14 Apr 16.00"
    assert angka(Decimal("1234.56")) == "1,234.56"
    assert durasi(1080) == "2 working days 3 hours"
    assert durasi(451) == "1 working day 1 minute"


@pytest.mark.usefixtures("indonesian")
def test_what_is_absent_is_a_dash_and_never_a_zero() -> None:
    assert {form(None) for form in (tanggal, momen, angka, persen, durasi, ukuran_berkas)} == {"–"}
    assert mesin(None) == ""


@pytest.mark.usefixtures("indonesian")
def test_moments_are_told_on_the_clocks_of_the_pemda() -> None:
    g.zone = ZoneInfo("Asia/Makassar")
    assert momen(MOMENT) == "Sen 14 Apr 17.00"
    assert mesin(MOMENT) == "2025-04-14T17:00:00+08:00"
    assert mesin(date(2025, 4, 14)) == "2025-04-14"
