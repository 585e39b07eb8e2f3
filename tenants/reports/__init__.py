"""Papers of a cycle composed from plain data: shapes in, templates with their data out."""

from tenants.reports.calendar_file import meeting_calendar, visit_calendar
from tenants.reports.compose import KINDS, compose, content_of, shape_of
from tenants.reports.paper import Paper
from tenants.reports.spreadsheet import form_spreadsheet

__all__ = [
    "KINDS",
    "Paper",
    "compose",
    "content_of",
    "form_spreadsheet",
    "meeting_calendar",
    "shape_of",
    "visit_calendar",
]
