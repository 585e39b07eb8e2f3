"""Planned and expected times of a cycle, in office time."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runtut.calendar import WorkCalendar
from tenants.cycles.engine.forecast import Span, forecast
from tenants.cycles.engine.plan import Closes, Part, Plan, PlannedShare, PlannedStep, Seat
from tenants.cycles.engine.state import planned

CYCLE = UUID(int=7)
JAKARTA = ZoneInfo("Asia/Jakarta")
CALENDAR = WorkCalendar(JAKARTA, {})


def local(day: int, hour: int, minute: int = 0) -> datetime:
    """In April 2025; the 1st is a Tuesday."""
    return datetime(2025, 4, day, hour, minute, tzinfo=JAKARTA)


@pytest.fixture
def play(unopened: Any, step: Any) -> Any:
    """Three steps of an hour, opened on Tuesday at eight."""
    staged = unopened(step(1, "does:A"), step(2, "decides:B", returns=[1]), step(3, "does:A", last=True))
    staged.now = local(1, 8)
    return staged


def test_before_the_opening_it_says_what_would_be(play: Any) -> None:
    seen = forecast(play.state, CALENDAR, local(1, 8))
    assert [(step.starts, step.due) for step in seen.steps] == [
        (local(1, 8), local(1, 9)),
        (local(1, 9), local(1, 10)),
        (local(1, 10), local(1, 11)),
    ]
    assert (seen.standard_minutes, seen.actual_minutes) == (180, 0)
    assert seen.planned_end == seen.ends == local(1, 11)
    assert not any(step.late for step in seen.steps)


def test_the_plan_stands_while_the_expectation_moves(play: Any) -> None:
    play.open()
    seen = forecast(play.state, CALENDAR, local(1, 11))
    first, second, _ = seen.steps
    assert first.planned == Span(local(1, 8), local(1, 9))
    assert (first.due, first.ends, first.late) == (local(1, 9), local(1, 11), True)
    assert (second.starts, second.due, second.late) == (local(1, 11), local(1, 12), False)
    assert seen.planned_end == local(1, 11)
    assert seen.ends == local(1, 14)


def test_what_is_done_keeps_its_minutes(play: Any) -> None:
    play.open()
    play.do(1, "A")
    seen = forecast(play.state, CALENDAR, local(1, 8, 50))
    first, second, third = seen.steps
    assert (first.starts, first.ends, first.actual_minutes, first.late) == (local(1, 8), local(1, 8, 20), 20, False)
    assert (second.actual_minutes, third.actual_minutes) == (30, None)
    assert seen.actual_minutes == 50
    assert seen.ends == local(1, 10, 20)


def test_a_step_done_after_its_time_stays_late(play: Any) -> None:
    play.open()
    play.now = local(1, 14)
    play.do(1, "A")
    assert forecast(play.state, CALENDAR, local(2, 8)).step("s1").late


def test_the_last_minute_is_still_in_time(play: Any) -> None:
    play.open()
    assert not forecast(play.state, CALENDAR, local(1, 9)).step("s1").late
    assert forecast(play.state, CALENDAR, local(1, 9, 1)).step("s1").late


def test_nights_and_feasts_do_not_count(play: Any) -> None:
    play.now = local(1, 15, 30)
    play.open()
    closed = WorkCalendar(JAKARTA, {local(2, 0).date(): "Hari Raya"})
    assert forecast(play.state, closed, local(1, 15, 40)).step("s1").due == local(3, 8)


def test_a_returned_step_gets_its_time_again(play: Any) -> None:
    play.open()
    play.do(1, "A")
    play.start(2, "B")
    play.now = local(1, 10)
    play.send_back(2, "B")
    first, second, _ = forecast(play.state, CALENDAR, local(1, 10)).steps
    assert (first.starts, first.due, first.late) == (local(1, 10), local(1, 11), False)
    assert (second.starts, second.actual_minutes) == (local(1, 11), 100)


def test_the_time_of_earlier_rounds_is_not_forgotten(play: Any) -> None:
    play.open()
    play.now = local(1, 8, 30)
    play.do(1, "A")  # done at 8.40
    play.now = local(1, 9, 10)
    play.start(2, "B")
    play.now = local(1, 9, 40)
    play.send_back(2, "B")
    seen = forecast(play.state, CALENDAR, local(1, 9, 50))
    assert [step.actual_minutes for step in seen.steps] == [40 + 10, 60, None]
    assert seen.actual_minutes == 110


def test_a_cycle_that_has_ended_no_longer_runs_late(play: Any) -> None:
    play.open()
    play.now = local(1, 8, 30)
    play.cancel()
    seen = forecast(play.state, CALENDAR, local(20, 8))
    assert (seen.step("s1").actual_minutes, seen.step("s1").late) == (30, False)
    assert (seen.step("s2").starts, seen.step("s2").ends, seen.ends) == (None, None, None)


def test_a_step_beside_the_straight_way_has_no_planned_time(unopened: Any, step: Any) -> None:
    beside = PlannedStep(**{**vars(step(3, "does:A")), "next": "s2"})
    ending = PlannedStep(**{**vars(step(2, "decides:B", returns=[3])), "next": None})
    seen = forecast(unopened(step(1, "does:A"), ending, beside).state, CALENDAR, local(1, 8))
    assert (seen.step("s3").planned, seen.step("s3").starts) == (None, None)
    assert seen.standard_minutes == 120


def test_a_plan_without_steps_has_no_times() -> None:
    seen = forecast(planned(CYCLE, Plan(())), CALENDAR, local(1, 8))
    assert (seen.steps, seen.planned_end, seen.ends, seen.standard_minutes) == ((), None, None, 0)


def chain(minutes: list[int]) -> Plan:
    seat = Seat(CYCLE)
    return Plan(
        tuple(
            PlannedStep(
                id=f"s{no}", no=no, text="", activity="note", standard_minutes=spent, closes=Closes.ALL,
                shares=(PlannedShare("A", Part.DOES, seat),), next=None if no == len(minutes) else f"s{no + 1}",
            )
            for no, spent in enumerate(minutes, 1)
        )
    )  # fmt: skip


@given(
    st.lists(st.integers(0, 5000), min_size=1, max_size=13),
    st.integers(0, 1_000_000).map(lambda minutes: datetime(2025, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)),
    st.integers(0, 100_000),
)
def test_deadlines_follow_one_another_and_leave_the_standard_time(minutes: list[int], opened: datetime, later: int) -> None:
    seen = forecast(planned(CYCLE, chain(minutes)), CALENDAR, opened + timedelta(minutes=later))
    assert seen.standard_minutes == sum(minutes)
    edge = opened
    for step in seen.steps:
        assert step.planned is not None and step.starts is not None and step.due is not None
        assert edge <= step.starts <= step.due
        assert CALENDAR.minutes_between(step.starts, step.due) >= step.standard_minutes
        edge = step.due
