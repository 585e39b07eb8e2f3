"""Dates, numbers, spans and sizes as an Indonesian office writes them, or as English readers expect them."""

from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_datetime
from babel.numbers import format_decimal
from flask import Flask, g
from flask_babel import get_locale, ngettext

from runtut.calendar.working_time import MINUTES_PER_DAY

ABSENT = "–"  # null is never 0
DEFAULT_ZONE = ZoneInfo("Asia/Jakarta")
SIZES = ("B", "kB", "MB", "GB", "TB")
Number = int | float | Decimal


def init_formats(app: Flask) -> None:
    """Make the formats filters of every template."""
    named = {"tanggal": tanggal, "momen": momen, "angka": angka, "persen": persen, "durasi": durasi}
    app.jinja_env.filters.update(named, ukuran_berkas=ukuran_berkas, mesin=mesin)


def tanggal(day: date | str | None, weekday: bool = False) -> str:
    """14 April 2025; with `weekday` Senin, 14 April 2025. Kept content has days as ISO text."""
    if not day:
        return ABSENT
    day = date.fromisoformat(day) if isinstance(day, str) else day
    return format_date(_local(day), "EEEE, d MMMM y" if weekday else "d MMMM y", locale=_locale())


def momen(moment: datetime | None, year: bool = False) -> str:
    """Sen 14 Apr 16.00 on the clocks of the pemda (`g.zone`); with `year` Sen 14 Apr 2025 16.00."""
    if moment is None:
        return ABSENT
    return format_datetime(_local(moment), f"EEE d MMM{' y' if year else ''} HH.mm", locale=_locale())


def mesin(moment: date | None) -> str:
    """The value of a `datetime` attribute."""
    return "" if moment is None else _local(moment).isoformat()


def angka(value: Number | None, digits: int | None = None) -> str:
    """1.234,56; `digits` fixes the number of decimals, else at most two are shown and none that is zero."""
    if value is None:
        return ABSENT
    return format_decimal(value, "#,##0.##" if digits is None else f"#,##0.{'0' * digits}".rstrip("."), _locale())


def persen(value: Number | None, digits: int | None = 2) -> str:
    """84,25 becomes 84,25%; the value counts in hundredths already."""
    return ABSENT if value is None else f"{angka(value, digits)}%"


def durasi(minutes: int | None) -> str:
    """2 hari kerja 3 jam: working time, of which a day has 450 minutes."""
    if minutes is None:
        return ABSENT
    days, rest = divmod(abs(minutes), MINUTES_PER_DAY)
    hours, rest = divmod(rest, 60)
    said = [ngettext("%(num)d hari kerja", "%(num)d hari kerja", days)] * bool(days)
    said += [ngettext("%(num)d jam", "%(num)d jam", hours)] * bool(hours)
    said += [ngettext("%(num)d menit", "%(num)d menit", rest)] * bool(rest or not said)
    return " ".join(said)


def ukuran_berkas(size: int | None) -> str:
    """1,2 MB, in steps of a thousand as file managers of phones count."""
    if size is None:
        return ABSENT
    shown, unit = float(size), 0
    while shown >= 1000 and unit < len(SIZES) - 1:
        shown, unit = shown / 1000, unit + 1
    return f"{format_decimal(shown, '#,##0.#' if unit else '0', _locale())} {SIZES[unit]}"


def _local(moment: date) -> date:
    """A moment with a zone on the clocks of the pemda; a day or a bare moment as it is."""
    if isinstance(moment, datetime) and moment.tzinfo is not None:
        return moment.astimezone(g.get("zone", DEFAULT_ZONE) if g else DEFAULT_ZONE)
    return moment


def _locale() -> str:
    return "en_GB" if str(get_locale()) == "en" else "id"
