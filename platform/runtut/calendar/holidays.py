"""The national calendar of Indonesia (public holidays and cuti bersama) with what a pemda adds or takes away."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import chain
from zoneinfo import ZoneInfo

from runtut.calendar.working_time import WorkCalendar

ZONES = {"WIB": "Asia/Jakarta", "WITA": "Asia/Makassar", "WIT": "Asia/Jayapura"}
YEARS = range(1990, 2078)
"""Years for which the package `holidays` knows or estimates the Islamic feasts."""

LocalDays = Mapping[date, str | None]


def indonesian(zone: str, local: LocalDays | None = None) -> WorkCalendar:
    """Calendar of a zone ("Asia/Jakarta" or "WIB"); None in `local` makes a holiday an ordinary day."""
    return _calendar(zone, tuple(sorted((local or {}).items())))


@lru_cache(maxsize=1024)
def _calendar(zone: str, local: tuple[tuple[date, str | None], ...]) -> WorkCalendar:
    return WorkCalendar(ZoneInfo(ZONES.get(zone, zone)), _Holidays(dict(local)))


@lru_cache(maxsize=len(YEARS))
def _national(year: int) -> dict[date, str]:
    # Imported late: it costs 0.2 s, and a year 8 ms.
    from holidays import country_holidays

    return dict(country_holidays("ID", years=year, categories=("public", "government"), language="id"))


@dataclass(frozen=True)
class _Holidays(Mapping[date, str]):
    """National holidays, a year at a time, overlaid with local days."""

    local: LocalDays

    def __getitem__(self, day: date) -> str:
        name = self.local[day] if day in self.local else _national(day.year).get(day)
        if name is None:
            raise KeyError(day)
        return name

    def __iter__(self) -> Iterator[date]:
        national = chain.from_iterable(_national(year) for year in YEARS)
        return (day for day in sorted({*national, *self.local}) if self.get(day) is not None)

    def __len__(self) -> int:
        return sum(1 for _ in self)
