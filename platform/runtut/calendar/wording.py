"""Dates, moments and spans in the words of an Indonesian office."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from runtut.calendar.working_time import MINUTES_PER_DAY

DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
MONTHS = (
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
)


def say_date(day: date) -> str:
    """14 April 2025"""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def say_day(day: date) -> str:
    """Senin, 14 April 2025"""
    return f"{DAYS[day.weekday()]}, {say_date(day)}"


def say_moment(moment: datetime, zone: ZoneInfo) -> str:
    """Sen 14 Apr 16.00, on the clocks of `zone`."""
    local = moment.astimezone(zone)
    return f"{DAYS[local.weekday()][:3]} {local.day} {MONTHS[local.month - 1][:3]} {local:%H.%M}"


def say_duration(minutes: int) -> str:
    """2 hari kerja 3 jam; only the size is said, "lewat" or "sisa" stand around it."""
    days, rest = divmod(abs(minutes), MINUTES_PER_DAY)
    hours, rest = divmod(rest, 60)
    parts = [f"{days} hari kerja"] * bool(days) + [f"{hours} jam"] * bool(hours) + [f"{rest} menit"] * bool(rest)
    return " ".join(parts) or "0 menit"
