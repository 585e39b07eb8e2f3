"""The schedule of a cycle's visits as a calendar file."""

from flask import Response

from runtut.errors import NotFound
from tenants.cycles.service import find_cycle
from tenants.documents.service import document_of, newest_version
from tenants.evidence.serving import disposition
from tenants.reports import shape_of, visit_calendar

ICS = "text/calendar"


def calendar_answer(sop: str, period: str) -> Response:
    """The visits of a cycle, to be taken into any calendar; NotFound while they are not planned."""
    subject = f"cycle:{find_cycle(sop, period).id}"
    paper = document_of("visit_schedule", subject)
    if paper is None:
        raise NotFound("Jadwal monev siklus ini belum ditetapkan.")
    version = newest_version(paper)
    made = visit_calendar(shape_of("visit_schedule", version.content), subject, sequence=version.number - 1)
    answer = Response(made, mimetype=ICS)
    answer.headers["Content-Disposition"] = disposition(f"Jadwal monev {period}.ics")
    return answer
