"""Standard times as SOPs really write them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runtut.calendar import parse_duration, say_duration
from runtut.calendar.durations import Unit


@pytest.mark.parametrize(
    ("raw", "value", "unit", "minutes"),
    [
        ("15 menit", "15", "minute", 15),
        ("2 Hari", "2", "day", 900),
        ("1hari", "1", "day", 450),
        ("1 minggu", "1", "week", 2250),
        ("3 jam", "3", "hour", 180),
        ("0,5 Hari", "0.5", "day", 225),
        ("0.5 hari", "0.5", "day", 225),
        ("1.500 menit", "1500", "minute", 1500),
        ("2 Bulan", "2", "month", 18000),
        ("+ 1 jam", "1", "hour", 60),
        ("± 3 hari kerja", "3", "day", 1350),
        ("+/- 3 hari", "3", "day", 1350),
        ("paling lama 5 hari kerja.", "5", "day", 2250),
        ("12 (dua belas) hari kerja", "12", "day", 5400),
        ("1 jam 30 menit", "90", "minute", 90),
        ("1 Hari, 2 Jam", "570", "minute", 570),
        ("  30\n Menit ", "30", "minute", 30),
        ("½ hari", "0.5", "day", 225),
        ("12½ jam", "12.5", "hour", 750),
        ("setengah hari", "0.5", "day", 225),
        ("30'", "30", "minute", 30),
        ("1 jam 30'", "90", "minute", 90),
    ],
)
def test_a_standard_time_is_read_as_written(raw: str, value: str, unit: Unit, minutes: int) -> None:
    duration = parse_duration(raw)
    assert (duration.raw, duration.value, duration.unit, duration.minutes) == (raw, Decimal(value), unit, minutes)


def test_a_bare_number_takes_the_unit_of_its_column() -> None:
    assert parse_duration("480", "minute").minutes == 480
    assert parse_duration("± 2", "day").minutes == 900
    assert parse_duration("2 Jam", "minute").minutes == 120


@pytest.mark.parametrize(
    "raw",
    [
        "",
        "480",
        "-",
        "secepatnya",
        "Akhir Bulan Mei 2021",
        "Minggu ke 2 Bulan Juni",
        "3 hari kalender",
        "2-3 hari",
        "1,2,3 hari",
        "2 x 24 jam",
        "3 windu",
        "99999999 bulan",
        "٣ hari",
    ],
)
def test_what_is_no_span_of_working_time_is_refused_in_words(raw: str) -> None:
    with pytest.raises(ValueError, match="^(Waktu|Angka|Satuan)"):
        parse_duration(raw)


@pytest.mark.parametrize(
    ("minutes", "said"),
    [
        (0, "0 menit"),
        (15, "15 menit"),
        (150, "2 jam 30 menit"),
        (450, "1 hari kerja"),
        (1080, "2 hari kerja 3 jam"),
        (14160, "31 hari kerja 3 jam 30 menit"),
        (-180, "3 jam"),
    ],
)
def test_a_span_is_said_in_working_days(minutes: int, said: str) -> None:
    assert say_duration(minutes) == said


@given(st.integers(1, 10**5))
def test_what_is_said_can_be_read_back(minutes: int) -> None:
    assert parse_duration(say_duration(minutes)).minutes == minutes


@given(st.text(max_size=60))
def test_no_text_does_more_than_be_read_or_refused(raw: str) -> None:
    try:
        assert parse_duration(raw, "day").minutes >= 0
    except ValueError as refused:
        assert str(refused)


def test_a_cell_full_of_figures_is_refused_at_once() -> None:
    """A search that begins anew at every figure would take as many steps as figures, squared."""
    for text in ("1" * 1_000_000, "1 " * 300_000, "1" * 1_000_000 + "'"):
        with pytest.raises(ValueError, match="^(Waktu|Angka|Satuan)"):
            parse_duration(text)
