"""Figures, names and moments as they stand on Indonesian papers."""

import re
from datetime import date, datetime
from decimal import Decimal

from runtut.calendar import say_date, say_day
from tenants.reports.shapes import Capacity

CAPACITIES: dict[Capacity, str] = {"definitif": "", "plt": "Plt.", "plh": "Plh.", "pj": "Pj."}
ZONES = {7: "WIB", 8: "WITA", 9: "WIT"}


def say_number(value: Decimal | None, places: int | None = None) -> str | None:
    """1.234,56; with `places` that many decimals, else those that say something. None stays None."""
    if value is None:
        return None
    plain = f"{value:,.{places}f}" if places is not None else _without_idle_zeros(f"{value:,f}")
    return plain.translate(str.maketrans(",.", ".,"))


def _without_idle_zeros(text: str) -> str:
    return text.rstrip("0").rstrip(".") if "." in text else text


def say_percent(value: Decimal | None) -> str | None:
    """97,35 % on one line"""
    return None if value is None else f"{say_number(value, 2)}\N{NO-BREAK SPACE}%"


def say_nip(nip: str | None) -> str | None:
    """NIP 19680411 199303 1 009; what has not 18 digits is printed as it is."""
    if nip is None:
        return None
    return "NIP " + re.sub(r"^(\d{8})(\d{6})(\d)(\d{3})$", r"\1 \2 \3 \4", nip)


def say_clock(moment: datetime) -> str:
    """09.00 WIB"""
    offset = moment.utcoffset()
    zone = ZONES.get(int(offset.total_seconds() // 3600)) if offset is not None else None
    return f"{moment:%H.%M} {zone}" if zone else f"{moment:%H.%M}"


def say_day_and_clock(moment: datetime) -> str:
    """Senin, 14 April 2025 pukul 09.00 WIB"""
    return f"{say_day(moment.date())} pukul {say_clock(moment)}"


def say_span(start: datetime, end: datetime | None) -> str:
    """09.00–11.30 WIB; 09.00 WIB s.d. selesai"""
    return f"{start:%H.%M}–{say_clock(end)}" if end else f"{say_clock(start)} s.d. selesai"


def say_due(day: date | None) -> str | None:
    return None if day is None else say_date(day)


def listed(items: tuple[str, ...]) -> str:
    """a, b, dan c"""
    if len(items) < 3:
        return " dan ".join(items)
    return ", ".join(items[:-1]) + f", dan {items[-1]}"


def prose(text: str) -> list[dict[str, object]]:
    """Paragraphs and lists of a text that people wrote."""
    blocks = [block.splitlines() for block in re.split(r"\n\s*\n", text.strip()) if block.strip()]
    return [made for block in blocks for made in _block(block)]


def _block(lines: list[str]) -> list[dict[str, object]]:
    """A paragraph up to the first "- ", a list from there on; lines that follow an item belong to it."""
    start = next((n for n, line in enumerate(lines) if line.lstrip().startswith("- ")), len(lines))
    items: list[str] = []
    for line in lines[start:]:
        if line.lstrip().startswith("- "):
            items.append(line.lstrip()[2:].strip())
        else:
            items[-1] += f" {line.strip()}"
    paragraph = " ".join(line.strip() for line in lines[:start])
    made: list[dict[str, object]] = [{"paragraph": paragraph}] if paragraph else []
    return [*made, {"items": items}] if items else made
