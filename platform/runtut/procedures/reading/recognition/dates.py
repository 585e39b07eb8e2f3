"""Dates as offices write them, in ISO form and as precise as they stand: `2 Januari 2025`, `14-03-2025`, `September 2016`."""

import re
from datetime import date
from functools import lru_cache

from runtut.procedures.reading.recognition.spelling import distance, fold

MONTHS = (
    "januari", "februari", "maret", "april", "mei", "juni", "juli", "agustus", "september", "oktober", "november", "desember",
)  # fmt: skip
SHORT = {
    "jan": 1, "feb": 2, "peb": 2, "pebruari": 2, "mar": 3, "mrt": 3, "apr": 4, "jun": 6, "jul": 7, "agu": 8, "agt": 8, "ags": 8,
    "agust": 8, "sep": 9, "sept": 9, "okt": 10, "nop": 11, "nov": 11, "nopember": 11, "des": 12, "january": 1, "february": 2,
    "march": 3, "may": 5, "june": 6, "july": 7, "august": 8, "october": 10, "december": 12,
}  # fmt: skip
WORDS = re.compile(r"(?:(?P<day>\d{1,2})\s*[-./]?\s*)?(?P<month>[a-z]{3,10})\.?\s*[-./,]?\s*(?P<year>\d{4})")
FIGURES = re.compile(r"(?P<day>\d{1,2})\s*[-./]\s*(?P<month>\d{1,2})\s*[-./]\s*(?P<year>\d{4})")
ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})(?:-(?P<day>\d{1,2}))?")
YEAR = re.compile(r"(?P<year>(?:19|20)\d\d)")
WEEKDAY = re.compile(r"^(?:senin|selasa|rabu|kamis|jum'?at|sabtu|minggu)\s*,\s*|^tanggal\s+", re.IGNORECASE)
SCANNED = str.maketrans({"o": "0", "O": "0", "l": "1", "I": "1", "i": "1", "|": "1"})
AS_DIGIT = re.compile(r"(?<![^\W\d_])(?:\d[oOlI|]+(?!\w)|[oOlI|]+\d[\doOlI|]*(?!\w)|\d[\doOlI|]*\d(?!\w))")
"""A figure in which a scanner read 0 as O, or 1 as l or I: `2O`, `l5`, `20l4`."""


def read_date(text: str) -> str | None:
    """ISO, with month or day left out where the text has none; None where it is no date."""
    plain = AS_DIGIT.sub(lambda figure: figure[0].translate(SCANNED), WEEKDAY.sub("", fold(text)).strip(" .,;:()")).casefold()
    for form in (ISO, FIGURES, WORDS, YEAR):
        if found := form.fullmatch(plain):
            return _iso(found.groupdict())
    return None


def _iso(parts: dict[str, str | None]) -> str | None:
    year, day = int(parts["year"] or 0), parts.get("day")
    word = parts.get("month")
    month = None if word is None else int(word) if word.isdigit() else _month(word)
    if word is not None and month is None:
        return None
    try:
        date(year, month or 1, int(day or 1))
    except ValueError:
        return None
    return "-".join([f"{year:04}"] + [f"{int(part):02}" for part in (month, day) if part])


@lru_cache(maxsize=64)
def _month(word: str) -> int | None:
    if word in SHORT:
        return SHORT[word]
    near = [place for place, month in enumerate(MONTHS, 1) if distance(word, month) <= (0 if len(month) < 5 else 1)]
    return near[0] if len(near) == 1 else None
