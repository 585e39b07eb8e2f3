"""Capaian and predikat of an indicator, and of several together, by a versioned method."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, localcontext

from tenants.indicators.formulas import EXACT, Direction, Formula, Range, Target, Undefined, is_usable, percent_of
from tenants.indicators.method import Band, Method

__all__ = ["Achievement", "Band", "Direction", "Formula", "Method", "Range", "Target", "achievement", "average"]


@dataclass(frozen=True)
class Achievement:
    """`raw` as the formula gives it, `percent` rounded and never below 0, `rating` the predikat of `percent`.

    All three are None where the capaian is undefined; then `note` says why. None is never 0.
    """

    raw: Decimal | None
    percent: Decimal | None
    rating: str | None
    note: str = ""


def achievement(target: Target | None, actual: Decimal | None, direction: Direction, method: Method) -> Achievement:
    with localcontext(EXACT):
        try:
            raw = _raw(target, actual, direction, method)
        except Undefined as reason:
            return Achievement(None, None, None, str(reason))
        note = "Realisasi menyimpang begitu jauh dari target sehingga capaian dihitung 0." if raw < 0 else ""
        return _rated(raw, method, note)


def average(found: Sequence[Achievement], method: Method) -> Achievement:
    """Mean of the rounded percentages, so that it can be recomputed from a printed table, each capped by the method.

    Undefined ones are left out, and the note says how many.
    """
    percents = [one.percent for one in found if one.percent is not None]
    if not percents:
        return Achievement(None, None, None, "Belum ada indikator yang memiliki capaian.")
    left_out = len(found) - len(percents)
    note = f"{left_out} dari {len(found)} indikator belum memiliki capaian dan tidak ikut dirata-ratakan."
    with localcontext(EXACT):
        capped = [percent if method.cap is None else min(percent, method.cap) for percent in percents]
        return _rated(sum(capped, Decimal()) / len(capped), method, note if left_out else "")


def _raw(target: Target | None, actual: Decimal | None, direction: Direction, method: Method) -> Decimal:
    if target is None:
        raise Undefined("Target belum ditetapkan.")
    if actual is None:
        raise Undefined("Realisasi belum diisi; yang kosong tidak dihitung sebagai 0.")
    figures = (target.low, target.high, actual) if isinstance(target, Range) else (target, actual)
    if not all(map(is_usable, figures)):
        raise Undefined("Target atau realisasi bukan angka yang wajar; periksa kembali isiannya.")
    return percent_of(method.formulas[direction], target, actual, method.zero_target_met)


def _rated(raw: Decimal, method: Method, note: str) -> Achievement:
    percent = method.rounded(max(raw, Decimal()))
    return Achievement(raw, percent, method.rating(percent), note)
