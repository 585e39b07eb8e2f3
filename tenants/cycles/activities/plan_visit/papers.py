"""The papers of a plan: the schedule, and an empty sheet for each unit."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from tenants.cycles.letterhead import office_of, signatory_of
from tenants.cycles.service import today_here
from tenants.cycles.work import Work
from tenants.documents.models import DocumentVersion
from tenants.documents.rendering import request_rendering
from tenants.documents.service import write_version
from tenants.reports import content_of
from tenants.reports.shapes import PlannedVisit, VisitCheck, VisitSchedule, VisitSheet

Visit = Mapping[str, Any]


def write_schedule(work: Work, visits: Sequence[Visit]) -> DocumentVersion:
    schedule = VisitSchedule(
        office_of(work.place), today_here(work.place), work.cycle.period, tuple(_shape(visit, work) for visit in visits),
        signatory_of(work),
    )  # fmt: skip
    return _written(work, "visit_schedule", work.subject, f"Jadwal monev {work.period.label}", schedule)


def write_sheet(work: Work, visit: Visit, questions: Sequence[str]) -> DocumentVersion:
    """The blangko to take along; the visit writes its next version."""
    sheet = VisitSheet(
        office_of(work.place), today_here(work.place), work.cycle.period, visit["unit"], date.fromisoformat(visit["date"]),
        tuple(visit["assessor_names"]), tuple(VisitCheck(question) for question in questions),
    )  # fmt: skip
    subject = f"{work.subject}/unit:{visit['unit_id']}"
    return _written(work, "visit_sheet", subject, f"Blangko monev {visit['unit']} {work.period.label}", sheet)


def _written(work: Work, kind: str, subject: str, title: str, shape: Any) -> DocumentVersion:
    version = write_version(kind, subject, title, content_of(shape), work.official_id)
    request_rendering(version, "draft")
    return version


def _shape(visit: Visit, work: Work) -> PlannedVisit:
    zone = ZoneInfo(work.place.zone)
    start, end = (datetime.fromisoformat(f"{visit['date']}T{visit[key]}").replace(tzinfo=zone) for key in ("start", "end"))
    return PlannedVisit(visit["unit"], start, end, visit["place"], tuple(visit["assessor_names"]), visit["focus"])
