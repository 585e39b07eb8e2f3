"""Office time: what counts, what does not, and that adding and counting agree."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runtut.calendar import MINUTES_PER_DAY, Period, WorkCalendar, indonesian

ZONES = ("Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura")
JAKARTA = indonesian("WIB")

calendars = st.sampled_from(ZONES).map(indonesian)
clocks = st.datetimes(datetime.fromisoformat("2024-01-01"), datetime.fromisoformat("2027-12-31"))
moments = st.builds(datetime.replace, clocks, tzinfo=st.sampled_from(ZONES).map(ZoneInfo))
spans = st.integers(0, 60 * MINUTES_PER_DAY)


def wib(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo("Asia/Jakarta"))


def is_office_time(calendar: WorkCalendar, moment: datetime) -> bool:
    local = moment.astimezone(calendar.zone)
    clock = local.hour * 60 + local.minute + (local.second + local.microsecond / 1e6) / 60
    friday = local.weekday() == 4
    morning = 450 <= clock <= (690 if friday else 720)
    afternoon = 780 <= clock <= (990 if friday else 960)
    return calendar.is_working_day(local.date()) and (morning or afternoon)


@pytest.mark.parametrize(("year", "days"), [(2024, [58, 52, 65, 63]), (2025, [58, 51, 64, 64]), (2026, [55, 57, 64, 64])])
def test_working_days_per_quarter_are_those_of_the_joint_decree(year: int, days: list[int]) -> None:
    quarters = [Period(year, quarter) for quarter in (1, 2, 3, 4)]
    assert [len(JAKARTA.working_days(quarter.start, quarter.end)) for quarter in quarters] == days


@pytest.mark.parametrize(("day", "minutes"), [("2025-04-14", 450), ("2025-04-11", 450), ("2025-04-12", 0)])
def test_a_working_day_has_450_minutes_on_fridays_too(day: str, minutes: int) -> None:
    assert JAKARTA.minutes_between(wib(f"{day}T00:00"), wib(f"{day}T23:59")) == minutes


@pytest.mark.parametrize(
    ("start", "minutes", "due"),
    [
        ("2025-04-14T07:30", 450, "2025-04-14T16:00"),
        ("2025-04-14T07:30", 451, "2025-04-15T07:31"),
        ("2025-04-14T11:45", 30, "2025-04-14T13:15"),
        ("2025-04-11T11:00", 60, "2025-04-11T13:30"),
        ("2025-04-12T10:00", 0, "2025-04-14T07:30"),
        ("2025-04-17T15:00", 120, "2025-04-21T08:30"),
        ("2025-03-27T07:30", 900, "2025-04-08T16:00"),
    ],
)
def test_minutes_skip_breaks_weekends_holidays_and_cuti_bersama(start: str, minutes: int, due: str) -> None:
    assert JAKARTA.add_minutes(wib(start), minutes) == wib(due)


@pytest.mark.parametrize(
    ("start", "minutes", "due"),
    [
        ("2025-04-14T10:00", 450, "2025-04-15T16:00"),
        ("2025-04-10T10:00", 900, "2025-04-14T16:00"),
        ("2025-04-10T10:00", 450, "2025-04-11T16:30"),
        ("2025-04-14T10:00", 15, "2025-04-14T10:15"),
    ],
)
def test_a_deadline_of_whole_days_counts_from_the_next_working_day(start: str, minutes: int, due: str) -> None:
    assert JAKARTA.due(wib(start), minutes) == wib(due)


def test_each_zone_opens_its_offices_by_its_own_clock() -> None:
    noon = datetime.fromisoformat("2025-04-14T00:00+00:00")
    opening = [indonesian(zone).add_minutes(noon, 0).isoformat() for zone in ("WIB", "WITA", "WIT")]
    assert opening == ["2025-04-14T07:30:00+07:00", "2025-04-14T08:00:00+08:00", "2025-04-14T09:00:00+09:00"]


def test_a_pemda_adds_its_own_holiday_and_takes_a_national_one_away() -> None:
    local = {date(2025, 4, 15): "Hari Jadi Kabupaten Pesisir Selatan", date(2025, 4, 18): None}
    calendar = indonesian("Asia/Jakarta", local)
    assert calendar.holiday_name(date(2025, 4, 15)) == "Hari Jadi Kabupaten Pesisir Selatan"
    assert calendar.is_working_day(date(2025, 4, 18))
    assert not JAKARTA.is_working_day(date(2025, 4, 18))


def test_the_same_question_gets_the_same_calendar() -> None:
    assert indonesian("Asia/Jakarta", {}) is indonesian("Asia/Jakarta")


def test_the_holidays_can_be_listed() -> None:
    holidays = JAKARTA.holidays
    assert holidays[date(2025, 8, 18)] == "Cuti Bersama Hari Kemerdekaan Republik Indonesia"
    assert len([day for day in holidays if day.year == 2026]) == 25
    assert len(holidays) > 1000


def test_a_moment_without_a_zone_and_a_negative_span_are_refused() -> None:
    with pytest.raises(ValueError, match="zona waktu"):
        JAKARTA.add_minutes(datetime.fromisoformat("2025-04-14"), 1)
    with pytest.raises(ValueError, match="kurang dari 0"):
        JAKARTA.add_minutes(wib("2025-04-14T08:00"), -1)


@given(calendars, moments, spans)
def test_counting_undoes_adding(calendar: WorkCalendar, start: datetime, minutes: int) -> None:
    assert calendar.minutes_between(start, calendar.add_minutes(start, minutes)) == minutes


@given(calendars, moments, spans)
def test_a_result_never_lies_outside_office_time(calendar: WorkCalendar, start: datetime, minutes: int) -> None:
    assert is_office_time(calendar, calendar.add_minutes(start, minutes))
    assert is_office_time(calendar, calendar.due(start, minutes))


@given(calendars, moments, spans, spans, st.integers(0, 10**6))
def test_more_minutes_or_a_later_start_never_end_earlier(
    calendar: WorkCalendar, start: datetime, fewer: int, more: int, seconds: int
) -> None:
    fewer, more = sorted((fewer, more))
    assert start <= calendar.add_minutes(start, fewer) <= calendar.add_minutes(start, more)
    assert calendar.add_minutes(start, more) <= calendar.add_minutes(start + timedelta(seconds=seconds), more)


@given(calendars, moments, spans, spans)
def test_two_spans_in_turn_are_as_long_as_their_sum(cal: WorkCalendar, start: datetime, a: int, b: int) -> None:
    between = cal.add_minutes(start, a)
    assert cal.minutes_between(start, cal.add_minutes(between, b)) == a + b


@given(calendars, moments, moments)
def test_the_way_back_is_as_long_as_the_way(calendar: WorkCalendar, a: datetime, b: datetime) -> None:
    assert calendar.minutes_between(a, b) == -calendar.minutes_between(b, a)
