"""The standard time of a step: a quantity with its unit, an anchor in the calendar, or words that are neither."""

import re

from runtut.calendar import Unit, parse_duration
from runtut.procedures.model import StandardTime
from runtut.procedures.reading.recognition.spelling import fold

MONTHS = "januari|februari|pebruari|maret|april|mei|juni|juli|agustus|september|oktober|november|nopember|desember"
ANCHOR = re.compile(
    rf"\b(?:{MONTHS}|triwulan|semester|akhir|awal|pertengahan|setiap|tiap|tanggal|tgl|senin|selasa|rabu|kamis|jum'?at|"
    r"(?:minggu|hari|bulan|pekan)\s+ke)\b",
    re.IGNORECASE,
)
BARE = re.compile(r"[±+~]?\s*(?:[1-9]\d{0,2}\.\d{3}|\d+(?:[.,]\d+)?)")
THOUSANDS = re.compile(r"(?<=^[1-9])\.(?=\d{3}$)|(?<=^[1-9]\d)\.(?=\d{3}$)|(?<=^[1-9]\d\d)\.(?=\d{3}$)")
CALENDAR = re.compile(r"\s+kalender\b", re.IGNORECASE)
DAYS_OF_24_HOURS = re.compile(r"\b(\d+)\s*[x×]\s*24\s*jam\b", re.IGNORECASE)
"""What offices call so many days, of the calendar."""
MOST = 100_000


def read_time(text: str, unit: Unit | None) -> StandardTime:
    """`unit` is that of the column's head, for figures that stand alone; value and unit stay empty where they are not told."""
    raw = fold(text)
    try:
        span = parse_duration(CALENDAR.sub("", DAYS_OF_24_HOURS.sub(r"\1 hari", raw)), unit)
    except ValueError:
        return _other(raw)
    value = int(span.value) if span.value == int(span.value) else float(span.value)
    return StandardTime(raw, value, span.unit) if value <= MOST else StandardTime(raw)


def _other(raw: str) -> StandardTime:
    if ANCHOR.search(raw):
        return StandardTime(raw, anchor=True)
    if BARE.fullmatch(raw):
        figure = float(THOUSANDS.sub("", raw.lstrip("±+~ ")).replace(",", "."))
        if figure <= MOST:
            return StandardTime(raw, int(figure) if figure == int(figure) else figure)
    return StandardTime(raw)


def is_duration(text: str) -> bool:
    """Whether the words are a span of time, or a figure that may be one."""
    if not text[:8].strip() or not any(sign.isdigit() for sign in text):
        return False
    try:
        parse_duration(text, "minute")
    except ValueError:
        return False
    return True
