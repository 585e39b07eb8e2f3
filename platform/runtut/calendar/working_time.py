"""Counting minutes of office time: Monday to Friday, 450 minutes a day (Perpres 21/2023, article 4)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import takewhile
from zoneinfo import ZoneInfo

MINUTES_PER_DAY = 450

FRIDAY = 4
USUAL_HOURS = ((time(7, 30), time(12)), (time(13), time(16)))
FRIDAY_HOURS = ((time(7, 30), time(11, 30)), (time(13), time(16, 30)))


@dataclass(frozen=True, eq=False)
class WorkCalendar:
    """Office time of one zone. Moments go in with any zone and come out in this one."""

    zone: ZoneInfo
    holidays: Mapping[date, str]

    def is_working_day(self, day: date) -> bool:
        return day.weekday() <= FRIDAY and self.holiday_name(day) is None

    def holiday_name(self, day: date) -> str | None:
        return self.holidays.get(day)

    def working_days(self, first: date, last: date) -> list[date]:
        """The working days from `first` to `last`, both included."""
        days = (first + timedelta(days=n) for n in range((last - first).days + 1))
        return [day for day in days if self.is_working_day(day)]

    def add_minutes(self, start: datetime, minutes: int) -> datetime:
        """The first moment at which `minutes` of office time have passed; with 0, `start` or the next opening."""
        if minutes < 0:
            raise ValueError("Lama waktu tidak boleh kurang dari 0 menit.")
        left, spans = timedelta(minutes=minutes), self._spans_from(self._on_the_wall(start))
        opens, closes = next(spans)
        while left > closes - opens:
            left -= closes - opens
            opens, closes = next(spans)
        return (opens + left).replace(tzinfo=self.zone)

    def minutes_between(self, a: datetime, b: datetime) -> int:
        """Whole minutes of office time from `a` to `b`; negative where `b` is earlier."""
        first, last = self._on_the_wall(a), self._on_the_wall(b)
        if last < first:
            return -self.minutes_between(b, a)
        spans = takewhile(lambda span: span[0] < last, self._spans_from(first))
        passed = sum((min(closes, last) - opens for opens, closes in spans), timedelta())
        return passed // timedelta(minutes=1)

    def due(self, start: datetime, minutes: int) -> datetime:
        """Deadline of a standard time: whole days count from the next working day and end at closing time."""
        days, rest = divmod(minutes, MINUTES_PER_DAY)
        if rest or days < 1:
            return self.add_minutes(start, minutes)
        day = self._on_the_wall(start).date()
        while days:
            day += timedelta(days=1)
            days -= self.is_working_day(day)
        return self._spans(day)[-1][1].replace(tzinfo=self.zone)

    def _on_the_wall(self, moment: datetime) -> datetime:
        """Local clock time; the three zones of Indonesia have no summer time, so plain arithmetic is exact."""
        if moment.tzinfo is None:
            raise ValueError("Waktu harus disertai zona waktu.")
        return moment.astimezone(self.zone).replace(tzinfo=None)

    def _spans_from(self, moment: datetime) -> Iterator[tuple[datetime, datetime]]:
        """Stretches of office time that end at or after `moment`, the first one cut to begin there."""
        day = moment.date()
        while True:
            for opens, closes in self._spans(day):
                if closes >= moment:
                    yield max(opens, moment), closes
            day += timedelta(days=1)

    def _spans(self, day: date) -> list[tuple[datetime, datetime]]:
        if not self.is_working_day(day):
            return []
        hours = FRIDAY_HOURS if day.weekday() == FRIDAY else USUAL_HOURS
        return [(datetime.combine(day, opens), datetime.combine(day, closes)) for opens, closes in hours]
