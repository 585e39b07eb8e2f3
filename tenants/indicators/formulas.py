"""The formulas of capaian that Indonesian regional governments use, in exact decimals."""

from dataclasses import dataclass
from decimal import Context, Decimal
from enum import StrEnum

HUNDRED = Decimal(100)
LARGEST = 24
"""Powers of ten, both ways, beyond which a figure is taken for a slip of the pen."""
EXACT = Context(prec=80)
"""Enough digits for the quotient of the largest and the smallest figure that is accepted."""


class Undefined(Exception):  # noqa: N818
    """The formula has no value for these figures; the sentence says why."""


class Direction(StrEnum):
    HIGHER = "higher"
    LOWER = "lower"
    RANGE = "range"


class Formula(StrEnum):
    """Numbered as in the comparison of formulas found in performance reports."""

    F1 = "F1"
    F2 = "F2"
    F4 = "F4"
    F6 = "F6"

    @property
    def direction(self) -> Direction:
        return {Formula.F1: Direction.HIGHER, Formula.F6: Direction.RANGE}.get(self, Direction.LOWER)

    @property
    def text(self) -> str:
        """The formula as it is disclosed beside every figure that came from it."""
        return {
            Formula.F1: "Realisasi ÷ Target × 100",
            Formula.F2: "(2 × Target − Realisasi) ÷ Target × 100",
            Formula.F4: "Target ÷ Realisasi × 100",
            Formula.F6: "100 di dalam rentang; di bawahnya Realisasi ÷ batas bawah × 100; "
            "di atasnya (2 × batas atas − Realisasi) ÷ batas atas × 100",
        }[self]


@dataclass(frozen=True)
class Range:
    """A target between two values, both inside."""

    low: Decimal
    high: Decimal

    def __post_init__(self) -> None:
        if self.low > self.high:
            raise ValueError("Batas bawah rentang target melebihi batas atasnya; tukar keduanya.")


Target = Decimal | Range


def is_usable(figure: Decimal) -> bool:
    return figure.is_finite() and (figure == 0 or -LARGEST <= figure.adjusted() <= LARGEST)


def percent_of(formula: Formula, target: Target, actual: Decimal, zero_target_met: Decimal) -> Decimal:
    """Unrounded capaian in percent, possibly below 0; raises `Undefined`. `zero_target_met` is for target 0, actual 0."""
    if formula is Formula.F6:
        bounds = target if isinstance(target, Range) else Range(target, target)
        return _within(bounds, actual)
    if isinstance(target, Range):
        raise Undefined("Target berupa rentang hanya dapat dinilai pada indikator berarah rentang.")
    if target == 0:
        return _at_zero(actual, zero_target_met)
    return _against(formula, target, actual)


def _against(formula: Formula, target: Decimal, actual: Decimal) -> Decimal:
    if target <= 0:
        raise Undefined("Capaian terhadap target negatif tidak dapat dihitung dengan rumus ini.")
    if formula is Formula.F1:
        return actual / target * HUNDRED
    if formula is Formula.F2:
        return (2 * target - actual) / target * HUNDRED
    return _inverse(target, actual)


def _inverse(target: Decimal, actual: Decimal) -> Decimal:
    if actual < 0:
        raise Undefined("Capaian dengan realisasi negatif tidak dapat dihitung dengan rumus ini.")
    return HUNDRED if actual == 0 else target / actual * HUNDRED


def _at_zero(actual: Decimal, met: Decimal) -> Decimal:
    if actual != 0:
        raise Undefined("Target 0 sedangkan realisasinya bukan 0, jadi persentase capaian tidak dapat dihitung.")
    return met


def _within(bounds: Range, actual: Decimal) -> Decimal:
    if actual > bounds.high:
        return _against(Formula.F2, bounds.high, actual)
    if actual < bounds.low:
        return _against(Formula.F1, bounds.low, actual)
    return HUNDRED
