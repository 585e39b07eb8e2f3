"""Figures of units (or quarters) added up to one figure of the OPD; what is missing is named, never taken for 0."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, localcontext
from enum import StrEnum
from typing import Generic, TypeVar

from tenants.indicators.formulas import EXACT

K = TypeVar("K")
ONE_ALONE = "Nilai terakhir berlaku antarwaktu, jadi hanya untuk satu unit pelapor; pilih satu unit atau cara gabung lain."
"""The last of several units would be that of whoever saved last."""


class Aggregation(StrEnum):
    SUM = "sum"
    AVERAGE = "average"
    LAST = "last"
    WEIGHTED = "weighted"


@dataclass(frozen=True)
class Figure(Generic[K]):
    """What one unit or one quarter reports; `weight` counts only for a weighted mean."""

    source: K
    value: Decimal | None
    weight: Decimal | None = None


@dataclass(frozen=True)
class Aggregate(Generic[K]):
    """`value` is None where there is nothing to add up or no way to; `note` says why, or what it rests on."""

    value: Decimal | None
    missing: tuple[K, ...]
    note: str = ""


def aggregate(figures: Sequence[Figure[K]], how: Aggregation) -> Aggregate[K]:
    """`last` takes the last figure that has a value: give the figures in the order of time."""
    missing = tuple(figure.source for figure in figures if figure.value is None)
    filled = [(figure.value, figure.weight) for figure in figures if figure.value is not None]
    if not filled:
        return Aggregate(None, missing, "Belum ada realisasi yang dilaporkan.")
    values = [value for value, _ in filled]
    note = f"{len(missing)} dari {len(figures)} belum melaporkan; hasil ini sementara." if missing else ""
    with localcontext(EXACT):
        if how is Aggregation.WEIGHTED:
            return _weighted(filled, missing, note)
        return Aggregate(_plain(values, how), missing, note)


def _plain(values: Sequence[Decimal], how: Aggregation) -> Decimal:
    if how is Aggregation.LAST:
        return values[-1]
    total = sum(values, Decimal())
    return total if how is Aggregation.SUM else total / len(values)


def _weighted(filled: Sequence[tuple[Decimal, Decimal | None]], missing: tuple[K, ...], note: str) -> Aggregate[K]:
    weights = [weight for _, weight in filled if weight is not None and weight >= 0]
    if len(weights) < len(filled):
        return Aggregate(None, missing, "Ada bobot yang belum diisi atau negatif; lengkapi bobot setiap unit.")
    total = sum(weights, Decimal())
    if total == 0:
        return Aggregate(None, missing, "Jumlah bobot 0; isi paling sedikit satu bobot lebih dari 0.")
    return Aggregate(sum((v * w for (v, _), w in zip(filled, weights, strict=True)), Decimal()) / total, missing, note)
