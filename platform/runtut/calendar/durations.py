"""Reading the standard times that SOPs write: "15 menit", "1hari", "0,5 Hari", "± 12 (dua belas) hari kerja"."""

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

Unit = Literal["minute", "hour", "day", "week", "month"]

MINUTES: dict[Unit, int] = {"minute": 1, "hour": 60, "day": 450, "week": 5 * 450, "month": 20 * 450}
LONGEST = 12 * 10 * MINUTES["month"]
"""Ten years: anything longer is a slip of the pen, and would keep a calendar walking."""

WORDS: dict[str, Unit] = {
    **dict.fromkeys(("menit", "mnt"), "minute"),
    **dict.fromkeys(("jam",), "hour"),
    **dict.fromkeys(("hari", "hr", "hk"), "day"),
    **dict.fromkeys(("minggu", "mgg", "pekan"), "week"),
    **dict.fromkeys(("bulan", "bln"), "month"),
}
APPROXIMATELY = re.compile(
    r"^(?:\+\s*/?\s*-|[±+~≤]|kurang lebih|lebih kurang|sekitar|paling (?:lama|lambat)|selama|maksimal|maks\.?)\s*"
)
SPELT_OUT = re.compile(r"\([^()\d]*\)")
FRACTION = re.compile(r"(?<!\d)(\d*)\s*([¼½¾])|\bsetengah\b")
DECIMALS = {"¼": ",25", "½": ",5", "¾": ",75", None: ",5"}
MINUTE_MARK = re.compile(r"(?<=\d)\s*['’′](?!\w)")
PART = re.compile(r"\s*([0-9][0-9.,]*)\s*([a-z]+)?\.?(?:\s+kerja\b)?(?:\s*(?:,|dan|\+)\s+(?=[0-9]))?")


@dataclass(frozen=True)
class Duration:
    """A span as written (`raw`), as a number of a unit, and in minutes of office time."""

    raw: str
    value: Decimal
    unit: Unit
    minutes: int


def parse_duration(raw: str, default_unit: Unit | None = None) -> Duration:
    """Read `raw`; a bare number needs `default_unit` (the unit in the column's head). ValueError says what is wrong."""
    text = APPROXIMATELY.sub("", SPELT_OUT.sub(" ", _plain(" ".join(raw.lower().split()))).strip(" .,;"))
    parts = _parts(raw, text, default_unit)
    if len(parts) == 1:
        value, unit = parts[0]
    else:
        value, unit = sum((number * MINUTES[of] for number, of in parts), Decimal()), "minute"
    minutes = int((value * MINUTES[unit]).quantize(Decimal(1), ROUND_HALF_UP))
    if minutes > LONGEST:
        raise ValueError(f"Waktu “{raw}” lebih dari 10 tahun; periksa angka dan satuannya.")
    return Duration(raw, value, unit, minutes)


def _plain(text: str) -> str:
    """`½ hari` and `30'` in figures and words."""
    text = FRACTION.sub(lambda found: (found[1] or "0") + DECIMALS[found[2]], text)
    return MINUTE_MARK.sub(" menit", text)


def _parts(raw: str, text: str, default_unit: Unit | None) -> list[tuple[Decimal, Unit]]:
    parts: list[tuple[Decimal, Unit]] = []
    at = 0
    while at < len(text):
        match = PART.match(text, at)
        if match is None:
            break
        bare = match[2] is None and (bool(parts) or match.end() < len(text))
        parts.append((_number(raw, match[1]), _unit(raw, match[2], None if bare else default_unit)))
        at = match.end()
    if not parts or at < len(text):
        raise ValueError(f"Waktu “{raw}” tidak terbaca; tulis seperti “15 menit”, “3 jam”, atau “2 hari”.")
    return parts


def _number(raw: str, digits: str) -> Decimal:
    """Indonesian figures: a comma starts the decimals, a point before three digits groups thousands."""
    grouped = re.fullmatch(r"[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?", digits) is not None
    plain = (digits.replace(".", "") if grouped else digits).replace(",", ".")
    if not re.fullmatch(r"\d{1,9}(\.\d{1,6})?", plain):
        raise ValueError(f"Angka “{digits}” pada waktu “{raw}” tidak terbaca; tulis seperti “2” atau “0,5”.")
    return Decimal(plain)


def _unit(raw: str, word: str | None, default_unit: Unit | None) -> Unit:
    unit = WORDS.get(word) if word else default_unit
    if unit is None:
        raise ValueError(f"Satuan waktu “{raw}” tidak dikenal; gunakan menit, jam, hari, minggu, atau bulan.")
    return unit
