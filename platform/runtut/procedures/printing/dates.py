"""Dates of the identity block as they are said: whole days, months, years."""

import re
from datetime import date

from runtut.calendar import say_date
from runtut.calendar.wording import MONTHS

_PARTIAL = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


def said(iso: str | None) -> str | None:
    """`2022`, `2016-09` or a whole day; anything else stays as it is written."""
    if not iso:
        return None
    found = _PARTIAL.fullmatch(iso)
    if found is None:
        return iso
    year, month, day = found.groups()
    if day:
        return say_date(date(int(year), int(month), int(day)))
    return f"{MONTHS[int(month) - 1]} {year}" if month else year
