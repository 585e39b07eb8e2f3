"""The schedule of visits as a calendar file, for people."""

from flask import Blueprint, Response

from runtut.permissions import needs
from tenants.cycles.activities.plan_visit.serving import calendar_answer
from tenants.cycles.permissions import READ

doors = Blueprint("visit_pages", __name__)


@doors.get("/siklus/<slug:sop>/<period:period>/jadwal.ics")
@needs(READ)
def schedule(sop: str, period: str) -> Response:
    return calendar_answer(sop, period)
