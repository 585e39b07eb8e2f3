"""The schedule of visits as a calendar file, for programs."""

from flask import Response
from flask.views import MethodView

from runtut.permissions import needs
from runtut.web.api import Doors
from tenants.cycles.activities.plan_visit.serving import calendar_answer
from tenants.cycles.calendars import ICS
from tenants.cycles.permissions import READ

doors = Doors("visit_schedule", "Jadwal monev")


@doors.route("/cycles/<slug:sop>/<period:period>/visits.ics")
class VisitCalendar(MethodView):
    @needs(READ)
    @doors.gives_file(ICS, "Jadwal monev sebagai berkas kalender")
    @doors.may_refuse(401, 403, 404)
    def get(self, sop: str, period: str) -> Response:
        """The planned visits, to be taken into any calendar program."""
        return calendar_answer(sop, period)
