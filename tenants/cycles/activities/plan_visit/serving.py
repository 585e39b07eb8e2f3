"""The planned visits as a file for calendars."""

from flask import Response

from tenants.cycles.calendars import calendar_file
from tenants.reports import visit_calendar


def calendar_answer(sop: str, period: str) -> Response:
    """The visits of a cycle; NotFound while they are not planned."""
    lacking = "Jadwal monev siklus ini belum ditetapkan."
    return calendar_file(sop, period, "visit_schedule", visit_calendar, "Jadwal monev", lacking)
