"""Quarters, and how dates and moments are said."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runtut.calendar import Period, say_date, say_day, say_moment

periods = st.builds(Period, st.integers(1901, 2998), st.integers(1, 4))


def test_a_quarter_knows_its_days_its_name_and_its_neighbours() -> None:
    period = Period.parse("2025-TW1")
    assert (period.start, period.end) == (date(2025, 1, 1), date(2025, 3, 31))
    assert (str(period.next()), str(period.previous())) == ("2025-TW2", "2024-TW4")
    assert period.label == "Triwulan I 2025"


@pytest.mark.parametrize("text", ["", "2025", "2025-TW5", "2025-TW0", "25-TW1", "2025-tw1", "2025-TW1\n", "1800-TW1"])
def test_what_is_no_quarter_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="2025-TW1"):
        Period.parse(text)


@given(periods)
def test_quarters_follow_one_another_without_a_gap(period: Period) -> None:
    assert period < period.next()
    assert period.next().previous() == period == Period.parse(str(period))
    assert (period.next().start - period.end).days == 1
    assert Period.of(period.start) == Period.of(period.end) == period


def test_dates_are_said_as_in_a_letter() -> None:
    assert say_date(date(2025, 4, 14)) == "14 April 2025"
    assert say_day(date(2025, 8, 18)) == "Senin, 18 Agustus 2025"


def test_a_moment_is_said_by_the_clocks_of_the_pemda() -> None:
    moment = datetime(2025, 4, 14, 9, 0, tzinfo=UTC)
    assert say_moment(moment, ZoneInfo("Asia/Jakarta")) == "Sen 14 Apr 16.00"
    assert say_moment(moment, ZoneInfo("Asia/Jayapura")) == "Sen 14 Apr 18.00"
