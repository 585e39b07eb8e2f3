"""Units add up to the OPD; what is missing is named and never taken for 0."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tenants.indicators.aggregation import Aggregate, Aggregation, Figure, aggregate

SUM, AVERAGE, LAST, WEIGHTED = Aggregation


def figures(*values: str | None) -> list[Figure[str]]:
    return [Figure(f"Bidang {n}", None if value is None else Decimal(value)) for n, value in enumerate(values, 1)]


def weighted(*pairs: tuple[str | None, str | None]) -> list[Figure[str]]:
    return [
        Figure(f"Bidang {n}", None if value is None else Decimal(value), None if weight is None else Decimal(weight))
        for n, (value, weight) in enumerate(pairs, 1)
    ]


@pytest.mark.parametrize(("how", "expected"), [(SUM, "60"), (AVERAGE, "20"), (LAST, "30")])
def test_each_way_of_adding_up(how: Aggregation, expected: str) -> None:
    assert aggregate(figures("10", "20", "30"), how) == Aggregate(Decimal(expected), ())


@pytest.mark.parametrize(("how", "expected"), [(SUM, "30"), (AVERAGE, "15"), (LAST, "20")])
def test_a_missing_unit_is_named_and_not_counted(how: Aggregation, expected: str) -> None:
    found = aggregate(figures("10", None, "20", None), how)
    assert (found.value, found.missing) == (Decimal(expected), ("Bidang 2", "Bidang 4"))
    assert found.note == "2 dari 4 belum melaporkan; hasil ini sementara."


def test_a_reported_zero_counts() -> None:
    assert aggregate(figures("0", "10"), AVERAGE).value == 5
    assert aggregate(figures("0"), SUM) == Aggregate(Decimal(0), ())


@pytest.mark.parametrize("how", Aggregation)
def test_nothing_reported_stays_nothing(how: Aggregation) -> None:
    assert aggregate(figures(None, None), how).value is None
    assert aggregate(figures(None, None), how).missing == ("Bidang 1", "Bidang 2")
    assert aggregate(figures(), how).note == "Belum ada realisasi yang dilaporkan."


def test_a_weighted_mean_leaves_the_weight_of_missing_units_out() -> None:
    found = aggregate(weighted(("80", "1"), ("50", "3"), (None, "6")), WEIGHTED)
    assert (found.value, found.missing) == (Decimal("57.5"), ("Bidang 3",))
    assert found.note.startswith("1 dari 3")


@pytest.mark.parametrize("weight", [None, "-1"])
def test_a_weighted_mean_needs_every_weight(weight: str | None) -> None:
    found = aggregate(weighted(("80", "1"), ("50", weight)), WEIGHTED)
    assert found.value is None
    assert "bobot yang belum diisi atau negatif" in found.note


def test_weights_that_are_all_zero_give_no_mean() -> None:
    found = aggregate(weighted(("80", "0"), ("50", "0")), WEIGHTED)
    assert found.value is None
    assert found.note.startswith("Jumlah bobot 0")


values = st.none() | st.decimals(Decimal("-1e20"), Decimal("1e20"), places=6)


@given(st.lists(values), st.sampled_from([SUM, AVERAGE, LAST]))
def test_who_reports_nothing_changes_nothing(reported: list[Decimal | None], how: Aggregation) -> None:
    everybody = [Figure(n, value) for n, value in enumerate(reported)]
    found = aggregate(everybody, how)
    assert found.value == aggregate([figure for figure in everybody if figure.value is not None], how).value
    assert found.missing == tuple(n for n, value in enumerate(reported) if value is None)
    assert (found.value is None) == (len(found.missing) == len(reported))


@given(st.lists(st.decimals(Decimal("-1e20"), Decimal("1e20"), places=6), min_size=1))
def test_means_lie_between_the_smallest_and_the_largest(reported: list[Decimal]) -> None:
    plain = aggregate([Figure(n, value) for n, value in enumerate(reported)], AVERAGE).value
    equal = aggregate([Figure(n, value, Decimal(2)) for n, value in enumerate(reported)], WEIGHTED).value
    assert plain is not None and equal is not None
    assert min(reported) <= plain <= max(reported)
    assert abs(plain - equal) < Decimal("1e-40")
