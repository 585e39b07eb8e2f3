"""Working time of Indonesian offices: calendars, durations, periods and how dates are said."""

from runtut.calendar.durations import Duration, Unit, parse_duration
from runtut.calendar.holidays import indonesian
from runtut.calendar.periods import Period
from runtut.calendar.wording import say_date, say_day, say_duration, say_moment
from runtut.calendar.working_time import MINUTES_PER_DAY, WorkCalendar

__all__ = [
    "MINUTES_PER_DAY",
    "Duration",
    "Period",
    "Unit",
    "WorkCalendar",
    "indonesian",
    "parse_duration",
    "say_date",
    "say_day",
    "say_duration",
    "say_moment",
]
