"""Figures, names, moments and texts as papers write them."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from tenants.reports.wording import (
    listed,
    prose,
    say_clock,
    say_day_and_clock,
    say_due,
    say_nip,
    say_number,
    say_percent,
    say_span,
)


@pytest.mark.parametrize(
    ("value", "places", "said"),
    [
        ("1234.56", None, "1.234,56"),
        ("1234567", None, "1.234.567"),
        ("12.50", None, "12,5"),
        ("100", None, "100"),
        ("0", None, "0"),
        ("1E+3", None, "1.000"),
        ("-1234.5", None, "-1.234,5"),
        ("97.3", 2, "97,30"),
        ("110", 2, "110,00"),
    ],
)
def test_numbers_are_written_the_indonesian_way(value: str, places: int | None, said: str) -> None:
    assert say_number(Decimal(value), places) == said


def test_nothing_is_never_written_as_a_number() -> None:
    assert (say_number(None), say_number(None, 2), say_percent(None), say_due(None), say_nip(None)) == (None,) * 5


def test_a_percentage_stays_on_one_line() -> None:
    assert say_percent(Decimal("97.35")) == "97,35\N{NO-BREAK SPACE}%"


def test_a_nip_is_grouped_and_a_wrong_one_left_alone() -> None:
    assert say_nip("196804111993031009") == "NIP 19680411 199303 1 009"
    assert say_nip("319700407199303100") == "NIP 31970040 719930 3 100"
    assert say_nip("1994121 002") == "NIP 1994121 002"


@pytest.mark.parametrize(("zone", "said"), [("+07:00", "WIB"), ("+08:00", "WITA"), ("+09:00", "WIT")])
def test_clocks_name_their_zone(zone: str, said: str) -> None:
    moment = datetime.fromisoformat(f"2025-04-14T09:05:00{zone}")
    assert say_clock(moment) == f"09.05 {said}"
    assert say_day_and_clock(moment) == f"Senin, 14 April 2025 pukul 09.05 {said}"


def test_clocks_elsewhere_are_said_without_a_zone() -> None:
    assert say_clock(datetime(2025, 4, 14, 9, 5, tzinfo=UTC)) == "09.05"


def test_a_meeting_without_an_end_lasts_until_it_is_over() -> None:
    start = datetime.fromisoformat("2025-04-14T09:00:00+07:00")
    assert say_span(start, None) == "09.00 WIB s.d. selesai"
    assert say_span(start, start.replace(hour=11, minute=30)) == "09.00–11.30 WIB"


def test_names_are_listed_with_dan() -> None:
    assert [listed(tuple("abc"[:n])) for n in range(4)] == ["", "a", "a dan b", "a, b, dan c"]
    assert say_due(date(2025, 4, 30)) == "30 April 2025"


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("", []),
        ("  \n\n ", []),
        ("satu\ndua", [{"paragraph": "satu dua"}]),
        ("satu\n\n\ndua", [{"paragraph": "satu"}, {"paragraph": "dua"}]),
        ("- a\n- b", [{"items": ["a", "b"]}]),
        ("maka:\n- a\n  lanjut\n- b", [{"paragraph": "maka:"}, {"items": ["a lanjut", "b"]}]),
        ("-5 derajat", [{"paragraph": "-5 derajat"}]),
    ],
)
def test_paragraphs_and_lists_are_told_apart(text: str, blocks: list[dict[str, object]]) -> None:
    assert prose(text) == blocks
