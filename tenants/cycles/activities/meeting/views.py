"""The invitation to a meeting for people: issued while the step is worked on, and as a calendar file."""

from flask import Blueprint, Response, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from runtut.errors import Invalid
from runtut.permissions import needs
from tenants.cycles import handing
from tenants.cycles.activities.meeting.inviting import calendar_answer, issue, read_invitation
from tenants.cycles.forms import nested
from tenants.cycles.permissions import READ, WORK
from tenants.cycles.service import find_cycle

doors = Blueprint("meeting_pages", __name__)
CYCLE = "/siklus/<slug:sop>/<period:period>"


@doors.post(f"{CYCLE}/langkah/<int:no>/undangan")
@needs(WORK)
def invite(sop: str, period: str, no: int) -> ResponseReturnValue:
    """Keep what was typed, then issue the invitation in it; what is wrong with it is told and nothing typed is lost."""
    work = handing.work_at(find_cycle(sop, period), no)
    typed = nested(request.form.items(multi=True))
    handing.save(work, whole("version"), typed, whole("worksheet"))
    try:
        issue(work, read_invitation(typed.get("invitation")))
        flash(_("Undangan diterbitkan; berkas PDF-nya sedang dibuat."), "done")
    except Invalid as refused:
        flash(" ".join([refused.detail, *(said for field in refused.errors.values() for said in field)]), "danger")
    return redirect(url_for("cycle_pages.task", sop=sop, period=period, no=no), 303)


def whole(name: str) -> int:
    text = request.form.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


@doors.get(f"{CYCLE}/undangan.ics")
@needs(READ)
def calendar(sop: str, period: str) -> Response:
    return calendar_answer(sop, period)
