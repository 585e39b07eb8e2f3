"""Calling people to a meeting before it is held, from the step at which it will be."""

from collections.abc import Mapping
from typing import Any

from flask import Response
from marshmallow import ValidationError

from runtut.errors import Forbidden, Invalid
from runtut.web.api import flatten
from tenants.cycles import handing
from tenants.cycles.activities.meeting.halves import MEETING
from tenants.cycles.activities.meeting.papers import write_invitation
from tenants.cycles.activities.meeting.rules import calling_faults, invitation_faults
from tenants.cycles.activities.meeting.schemas import InvitationInput
from tenants.cycles.activities.meeting.service import kept_invitation
from tenants.cycles.calendars import calendar_file
from tenants.cycles.service import calendar_here, today_here
from tenants.cycles.work import Work
from tenants.documents.models import DocumentVersion
from tenants.reports import meeting_calendar


def read_invitation(raw: Any) -> dict[str, Any]:
    """A typed invitation; Invalid names its fields as the whole form does."""
    try:
        loaded: dict[str, Any] = InvitationInput().load(raw or {})
    except ValidationError as wrong:
        raise Invalid("Undangan belum lengkap.", flatten({"invitation": wrong.messages_dict})) from wrong
    return loaded


def issue(work: Work, invitation: Mapping[str, Any]) -> DocumentVersion:
    """Write the invitation as a paper; once more when the meeting is moved."""
    if work.task.activity != MEETING or not handing.can_work(work):
        raise Forbidden("Undangan hanya dapat diterbitkan oleh yang sedang mengerjakan langkah rapat ini.")
    errors = invitation_faults(invitation, today_here(work.place))
    if errors := {**errors, **calling_faults(invitation, calendar_here(work.place))}:
        raise Invalid("Undangan belum dapat diterbitkan.", errors)
    return write_invitation(work, kept_invitation(invitation))


def calendar_answer(sop: str, period: str) -> Response:
    """The meeting of a cycle; NotFound while nobody was invited."""
    lacking = "Undangan rapat siklus ini belum diterbitkan."
    return calendar_file(sop, period, "invitation", meeting_calendar, "Undangan rapat", lacking)
