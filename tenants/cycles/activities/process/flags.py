"""What looks wrong with a unit's figure: pure rules over numbers, each with its sentence."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

TWICE, HALF, HUNDRED = Decimal(2), Decimal("0.5"), Decimal(100)
PERCENT = ("%", "persen")


@dataclass(frozen=True)
class Flag:
    kind: str
    text: str


def flags_of(
    value: Decimal | None, missing_reason: str | None, expected: Decimal | None, before: Decimal | None, satuan_now: str | None,
    row: Mapping[str, Any],
) -> tuple[Flag, ...]:  # fmt: skip
    """`expected` is the unit's part of the target, `before` its figure in the last period; None where unknown."""
    if value is None:
        return (Flag("missing", f"Belum ada angka: {missing_reason}" if missing_reason else "Unit belum mengisi"),)
    found = [*_by_size(value, expected), *_by_history(value, before)]
    if value > HUNDRED and row["satuan"].strip().lower() in PERCENT:
        found.append(Flag("percent", "Persentase di atas 100"))
    if satuan_now is not None and satuan_now != row["satuan"]:
        found.append(Flag("satuan", f"Satuan indikator sudah diubah dari {row['satuan']} menjadi {satuan_now}"))
    return tuple(found)


def _by_size(value: Decimal, expected: Decimal | None) -> list[Flag]:
    if value == 0:
        return [Flag("zero", "Angkanya 0: pastikan memang 0, bukan belum ada data")]
    if value < 0:
        return [Flag("negative", "Angkanya negatif")]
    if expected is None or expected <= 0:
        return []
    if value > expected * TWICE:
        return [Flag("above", "Lebih dari dua kali target")]
    if value < expected * HALF:
        return [Flag("below", "Kurang dari setengah target")]
    return []


def _by_history(value: Decimal, before: Decimal | None) -> list[Flag]:
    if before is None or before <= 0 or value <= 0:
        return []
    if value > before * TWICE or value < before * HALF:
        return [Flag("jump", "Jauh berbeda dari triwulan lalu")]
    return []


def expected_of(row: Mapping[str, Any]) -> Decimal | None:
    """An even part of the target where several units add up to it, else the target itself."""
    if row["target"] is None:
        return None
    target = Decimal(row["target"])
    return target / len(row["units"]) if row["aggregation"] == "sum" else target
