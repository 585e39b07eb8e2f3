"""The invitation to a meeting for programs."""

from typing import Any

from flask import Response
from flask.views import MethodView
from marshmallow import fields

from runtut.permissions import needs
from runtut.web.api import Doors, Output
from tenants.cycles import handing
from tenants.cycles.activities.meeting.inviting import calendar_answer, issue
from tenants.cycles.activities.meeting.schemas import InvitationInput
from tenants.cycles.calendars import ICS
from tenants.cycles.permissions import READ, WORK
from tenants.cycles.service import find_cycle
from tenants.documents.models import DocumentVersion

doors = Doors("meetings", "Rapat")
CYCLE = "/cycles/<slug:sop>/<period:period>"


class IssuedOutput(Output):
    document_id = fields.UUID(required=True)
    number = fields.Integer(required=True, metadata={"description": "Versi undangan"})
    sha256 = fields.String(required=True)


@doors.route(f"{CYCLE}/tasks/<int:no>/invitation")
class Invitation(MethodView):
    @needs(WORK)
    @doors.changes(IssuedOutput, "Undangan diterbitkan", takes=InvitationInput)
    def put(self, data: dict[str, Any], sop: str, period: str, no: int) -> DocumentVersion:
        """Call people to the meeting of this step before it is held."""
        return issue(handing.work_at(find_cycle(sop, period), no), data)


@doors.route(f"{CYCLE}/invitation.ics")
class MeetingCalendar(MethodView):
    @needs(READ)
    @doors.gives_file(ICS, "Rapat sebagai berkas kalender")
    @doors.may_refuse(401, 403, 404)
    def get(self, sop: str, period: str) -> Response:
        """The meeting, to be taken into any calendar program."""
        return calendar_answer(sop, period)
