"""A versioned method of rating: formulas, cap, rounding and scale, as data read from one JSON row."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal, InvalidOperation
from itertools import pairwise
from typing import Any, Self

from tenants.indicators.formulas import Direction, Formula, is_usable

FORMAT = "runtut.method/1"
ROUNDING = {"half_up": ROUND_HALF_UP, "half_even": ROUND_HALF_EVEN, "down": ROUND_DOWN}


@dataclass(frozen=True)
class Band:
    """From `lower` (inside; None for the lowest band) up to, and without, the next band."""

    lower: Decimal | None
    label: str


@dataclass(frozen=True)
class Method:
    """`bands` from the highest to the lowest; `cap` limits a capaian only where several are averaged."""

    title: str
    source: str
    formulas: Mapping[Direction, Formula]
    zero_target_met: Decimal
    cap: Decimal | None
    places: int
    rounding: str
    bands: tuple[Band, ...]

    def rounded(self, value: Decimal) -> Decimal:
        return value.quantize(Decimal(1).scaleb(-self.places), self.rounding)

    def rating(self, percent: Decimal) -> str:
        """The band of a rounded percentage; every value has exactly one."""
        return next(band.label for band in self.bands if band.lower is None or percent >= band.lower)

    @classmethod
    def from_json(cls, row: Mapping[str, Any]) -> Self:
        """ValueError names the field and what is wrong with it. Numbers are written as text: nothing passes a float."""
        if row.get("format") != FORMAT:
            raise ValueError(f"format: harus {FORMAT}; berkas ini bukan metode penilaian yang dikenal.")
        rounding = _mapping(row, "rounding")
        return cls(
            title=_text(row, "title"),
            source=_text(row, "source"),
            formulas=_formulas(_mapping(row, "formulas")),
            zero_target_met=_decimal("zero_target_met", row.get("zero_target_met")),
            cap=None if row.get("cap") is None else _decimal("cap", row["cap"]),
            places=_places(rounding.get("places")),
            rounding=_rounding(rounding.get("mode")),
            bands=_bands(row.get("bands")),
        )


def _mapping(row: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    value = row.get(key)
    if not isinstance(value, Mapping):
        raise ValueError(f"{key}: harus berupa kumpulan isian bernama.")
    return value


def _text(row: Mapping[str, Any], key: str) -> str:
    value = row.get(key)
    if not isinstance(value, str) or not value.strip():
        raise ValueError(f"{key}: wajib diisi dengan tulisan.")
    return value


def _decimal(path: str, value: object) -> Decimal:
    try:
        number = Decimal(value) if isinstance(value, str) else None
    except InvalidOperation:
        number = None
    if number is None or not is_usable(number) or number < 0:
        raise ValueError(f"{path}: harus berupa angka dalam tanda kutip dan tidak negatif, misalnya “91”.")
    return number


def _places(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= 6:
        raise ValueError("rounding.places: harus bilangan bulat 0 sampai 6.")
    return value


def _rounding(value: object) -> str:
    if not isinstance(value, str) or value not in ROUNDING:
        raise ValueError(f"rounding.mode: harus salah satu dari {', '.join(ROUNDING)}.")
    return ROUNDING[value]


def _formulas(row: Mapping[str, Any]) -> dict[Direction, Formula]:
    return {direction: _formula(direction, row.get(direction.value)) for direction in Direction}


def _formula(direction: Direction, name: object) -> Formula:
    fitting = [formula for formula in Formula if formula.direction is direction]
    for formula in fitting:
        if name == formula.value:
            return formula
    raise ValueError(f"formulas.{direction}: harus salah satu dari {', '.join(fitting)}.")


def _bands(rows: object) -> tuple[Band, ...]:
    if not isinstance(rows, Sequence) or isinstance(rows, str) or not rows:
        raise ValueError("bands: wajib berisi paling sedikit satu rentang.")
    bands = tuple(_band(f"bands[{place}]", row) for place, row in enumerate(rows))
    lowers = [band.lower for band in bands if band.lower is not None]
    if bands[-1].lower is not None or len(lowers) < len(bands) - 1:
        raise ValueError("bands: hanya rentang terbawah yang tidak memiliki batas bawah.")
    if any(higher <= lower for higher, lower in pairwise(lowers)):
        raise ValueError("bands: urutkan dari rentang tertinggi ke terendah, tanpa batas yang sama.")
    if len({band.label for band in bands}) < len(bands):
        raise ValueError("bands: setiap predikat hanya boleh muncul sekali.")
    return bands


def _band(path: str, row: object) -> Band:
    if not isinstance(row, Mapping):
        raise ValueError(f"{path}: harus berupa kumpulan isian bernama.")
    label, lower = row.get("label"), row.get("from")
    if not isinstance(label, str) or not label.strip():
        raise ValueError(f"{path}.label: wajib diisi dengan predikat.")
    return Band(None if lower is None else _decimal(f"{path}.from", lower), label)
