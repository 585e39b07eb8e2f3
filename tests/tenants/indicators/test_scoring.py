"""Capaian and predikat: the formulas, the gaps that are none, and what stays undefined."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tenants.indicators.scoring import Achievement, Direction, Formula, Method, Range, achievement, average

HIGHER, LOWER, RANGE = Direction.HIGHER, Direction.LOWER, Direction.RANGE
FILE = Path(__file__).parents[3] / "platform/runtut/library/content/methods/permendagri-86-2017.json"
ROW: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
METHOD = Method.from_json(ROW)
BY_QUOTIENT = Method.from_json({**ROW, "formulas": {**ROW["formulas"], "lower": "F4"}})
CAPPED = Method.from_json({**ROW, "cap": "120"})


def percent(
    target: Decimal | Range | None, actual: str | None, direction: Direction, method: Method = METHOD
) -> Decimal | None:
    return achievement(target, None if actual is None else Decimal(actual), direction, method).percent


@pytest.mark.parametrize(
    ("value", "rating"),
    [
        ("250", "Sangat Tinggi"),
        ("91", "Sangat Tinggi"),
        ("90.995", "Sangat Tinggi"),
        ("90.994", "Tinggi"),
        ("90.50", "Tinggi"),
        ("76", "Tinggi"),
        ("75.995", "Tinggi"),
        ("75.99", "Sedang"),
        ("75.5", "Sedang"),
        ("66", "Sedang"),
        ("65.5", "Rendah"),
        ("51", "Rendah"),
        ("50.5", "Sangat Rendah"),
        ("50", "Sangat Rendah"),
        ("0", "Sangat Rendah"),
        ("-7", "Sangat Rendah"),
    ],
)
def test_there_is_no_gap_between_the_bands(value: str, rating: str) -> None:
    assert achievement(Decimal(100), Decimal(value), HIGHER, METHOD).rating == rating


def test_higher_is_better() -> None:
    assert achievement(Decimal(8), Decimal(6), HIGHER, METHOD) == Achievement(Decimal(75), Decimal("75.00"), "Sedang")


def test_rounding_is_half_up_before_banding() -> None:
    found = achievement(Decimal(3), Decimal("2.28"), HIGHER, METHOD)
    assert (found.raw, found.percent) == (Decimal(76), Decimal("76.00"))
    assert achievement(Decimal(80000), Decimal("72.8"), HIGHER, METHOD).percent == Decimal("0.09")
    assert achievement(Decimal(1000), Decimal("0.125"), HIGHER, METHOD).percent == Decimal("0.01")
    assert achievement(Decimal(1000), Decimal("0.15"), HIGHER, METHOD).percent == Decimal("0.02")


@pytest.mark.parametrize(("actual", "by_difference", "by_quotient"), [("15", "50", "66.67"), ("5", "150", "200")])
def test_the_two_formulas_for_lower_is_better_disagree(actual: str, by_difference: str, by_quotient: str) -> None:
    assert percent(Decimal(10), actual, LOWER) == Decimal(by_difference)
    assert percent(Decimal(10), actual, LOWER, BY_QUOTIENT) == Decimal(by_quotient)


def test_nothing_of_what_should_be_low_is_full_achievement_by_quotient() -> None:
    assert percent(Decimal(10), "0", LOWER, BY_QUOTIENT) == 100


def test_a_capaian_never_falls_below_zero_but_its_raw_value_is_kept() -> None:
    found = achievement(Decimal(10), Decimal(25), LOWER, METHOD)
    assert (found.raw, found.percent, found.rating) == (Decimal(-50), Decimal(0), "Sangat Rendah")
    assert "dihitung 0" in found.note


@pytest.mark.parametrize(
    ("actual", "expected"), [("20", "100"), ("25", "100"), ("30", "100"), ("36", "80"), ("10", "50"), ("90", "0")]
)
def test_a_range_compares_with_the_bound_that_is_crossed(actual: str, expected: str) -> None:
    assert percent(Range(Decimal(20), Decimal(30)), actual, RANGE) == Decimal(expected)


def test_a_single_value_to_be_kept_is_a_range_of_one() -> None:
    assert percent(Decimal(50), "50", RANGE) == 100
    assert percent(Decimal(50), "40", RANGE) == 80
    assert percent(Decimal(50), "60", RANGE) == 80


def test_a_range_has_its_bounds_in_order() -> None:
    with pytest.raises(ValueError, match="tukar keduanya"):
        Range(Decimal(2), Decimal(1))


@pytest.mark.parametrize(("direction", "method"), [(HIGHER, METHOD), (LOWER, METHOD), (LOWER, BY_QUOTIENT)])
def test_a_target_of_zero_is_met_by_zero_and_otherwise_undefined(direction: Direction, method: Method) -> None:
    assert percent(Decimal(0), "0", direction, method) == 100
    undefined = achievement(Decimal(0), Decimal(3), direction, method)
    assert (undefined.raw, undefined.percent, undefined.rating) == (None, None, None)
    assert undefined.note.startswith("Target 0")


@pytest.mark.parametrize(
    ("target", "actual", "direction", "method", "reason"),
    [
        (None, Decimal(1), HIGHER, METHOD, "Target belum ditetapkan"),
        (Decimal(1), None, HIGHER, METHOD, "tidak dihitung sebagai 0"),
        (Decimal(-5), Decimal(-10), HIGHER, METHOD, "target negatif"),
        (Decimal(-5), Decimal(1), LOWER, METHOD, "target negatif"),
        (Decimal(5), Decimal(-1), LOWER, BY_QUOTIENT, "realisasi negatif"),
        (Range(Decimal(0), Decimal(5)), Decimal(-1), RANGE, METHOD, "target negatif"),
        (Range(Decimal(-5), Decimal(0)), Decimal(1), RANGE, METHOD, "target negatif"),
        (Range(Decimal(1), Decimal(2)), Decimal(1), HIGHER, METHOD, "hanya dapat dinilai pada indikator berarah rentang"),
        (Decimal("NaN"), Decimal(1), HIGHER, METHOD, "bukan angka yang wajar"),
        (Decimal(1), Decimal("Infinity"), HIGHER, METHOD, "bukan angka yang wajar"),
        (Decimal("1e-999"), Decimal(1), HIGHER, METHOD, "bukan angka yang wajar"),
        (Range(Decimal(1), Decimal("1e999")), Decimal(1), RANGE, METHOD, "bukan angka yang wajar"),
    ],
)
def test_what_cannot_be_computed_says_why(
    target: Any, actual: Decimal | None, direction: Direction, method: Method, reason: str
) -> None:
    found = achievement(target, actual, direction, method)
    assert (found.raw, found.percent, found.rating) == (None, None, None)
    assert reason in found.note


def test_zero_reported_is_a_result_and_nothing_reported_is_none() -> None:
    assert percent(Decimal(5), "0", HIGHER) == 0
    assert percent(Decimal(5), None, HIGHER) is None


def test_an_average_rests_on_printed_percentages_and_names_what_is_left_out() -> None:
    found = [achievement(Decimal(3), Decimal(actual), HIGHER, METHOD) for actual in (1, 2)]
    assert average(found, METHOD).percent == Decimal("50.00")
    assert average(found, METHOD).note == ""
    with_gap = average([*found, achievement(None, Decimal(1), HIGHER, METHOD)], METHOD)
    assert with_gap.percent == Decimal("50.00")
    assert with_gap.note == "1 dari 3 indikator belum memiliki capaian dan tidak ikut dirata-ratakan."


def test_a_cap_counts_only_in_the_average() -> None:
    found = [achievement(Decimal(1), Decimal(actual), HIGHER, CAPPED) for actual in ("3", "0.6")]
    assert [one.percent for one in found] == [300, 60]
    assert average(found, CAPPED).percent == 90
    assert average(found, METHOD).percent == 180


def test_without_any_capaian_there_is_no_average() -> None:
    nothing = average([achievement(None, None, HIGHER, METHOD)], METHOD)
    assert (nothing.percent, nothing.rating) == (None, None)
    assert nothing.note == "Belum ada indikator yang memiliki capaian."


def test_every_formula_is_disclosed_in_words() -> None:
    assert len({formula.text for formula in Formula}) == len(Formula)
    assert all("Realisasi" in formula.text for formula in Formula)
    assert [formula.direction for formula in Formula] == [HIGHER, LOWER, LOWER, RANGE]


figures = st.decimals(Decimal("-1e15"), Decimal("1e15"), allow_nan=False, allow_infinity=False, places=6)
positive = st.decimals(Decimal("0.000001"), Decimal("1e15"), places=6)
not_negative = st.decimals(Decimal(0), Decimal("1e15"), places=6)
any_figure = st.none() | st.decimals() | figures
ranges = st.tuples(figures, figures).map(lambda pair: Range(min(pair), max(pair)))
methods = st.sampled_from([METHOD, BY_QUOTIENT, CAPPED])


@given(st.decimals(Decimal(0), Decimal("1e12"), places=2))
def test_every_percentage_falls_in_exactly_one_band(value: Decimal) -> None:
    edges = [band.lower for band in METHOD.bands]
    above = [None, *edges[:-1]]
    meets = [
        band.label
        for band, edge in zip(METHOD.bands, above, strict=True)
        if (band.lower is None or value >= band.lower) and (edge is None or value < edge)
    ]
    assert meets == [METHOD.rating(value)]


@given(any_figure | ranges, any_figure, st.sampled_from(Direction), methods)
def test_there_is_a_value_with_a_band_or_a_reason(target: Any, actual: Any, direction: Direction, method: Method) -> None:
    found = achievement(target, actual, direction, method)
    if target is None or actual is None:
        assert found.percent is None
    if found.percent is None:
        assert (found.raw, found.rating) == (None, None)
        assert found.note.endswith(".")
    else:
        assert found.percent >= 0
        assert found.percent == round(found.percent, 2)
        assert found.rating == method.rating(found.percent)


@given(positive, st.tuples(figures, figures), st.sampled_from([(HIGHER, METHOD), (LOWER, METHOD)]))
def test_better_figures_never_score_worse(
    target: Decimal, pair: tuple[Decimal, Decimal], way: tuple[Direction, Method]
) -> None:
    direction, method = way
    worse, better = sorted(pair, reverse=direction is LOWER)
    assert_ordered(target, worse, better, direction, method)


@given(positive, st.tuples(positive, positive))
def test_better_figures_never_score_worse_by_quotient(target: Decimal, pair: tuple[Decimal, Decimal]) -> None:
    assert_ordered(target, max(pair), min(pair), LOWER, BY_QUOTIENT)


@given(positive, not_negative, st.tuples(not_negative, not_negative))
def test_what_is_further_from_a_range_never_scores_better(low: Decimal, width: Decimal, pair: tuple[Decimal, Decimal]) -> None:
    near, far = sorted(pair)
    bounds = Range(low, low + width)
    assert_ordered(bounds, bounds.high + far, bounds.high + near, RANGE, METHOD)
    assert_ordered(bounds, bounds.low - far, bounds.low - near, RANGE, METHOD)


def assert_ordered(target: Decimal | Range, worse: Decimal, better: Decimal, direction: Direction, method: Method) -> None:
    low, high = (achievement(target, actual, direction, method).percent for actual in (worse, better))
    assert low is not None and high is not None
    assert low <= high
    labels = [band.label for band in method.bands]
    assert labels.index(method.rating(low)) >= labels.index(method.rating(high))


@given(positive)
def test_on_target_is_one_hundred(target: Decimal) -> None:
    for direction in Direction:
        for method in (METHOD, BY_QUOTIENT):
            assert achievement(target, target, direction, method).percent == 100
