"""The filled sheet of a unit, the next version of the blangko that was taken along."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from tenants.cycles.letterhead import office_of, signatory_of
from tenants.cycles.people import head_of_unit
from tenants.cycles.service import today_here
from tenants.cycles.work import Work
from tenants.documents.models import DocumentVersion
from tenants.documents.rendering import request_rendering
from tenants.documents.service import write_version
from tenants.evidence.models import Evidence
from tenants.reports import content_of
from tenants.reports.shapes import Attachment, VisitCheck, VisitFinding, VisitSheet


def write_sheet(work: Work, sheet: Mapping[str, Any], files: Mapping[UUID, Evidence]) -> DocumentVersion:
    head = head_of_unit(work, UUID(sheet["unit_id"]))
    shape = VisitSheet(
        office_of(work.place), today_here(work.place), work.cycle.period, sheet["unit"], date.fromisoformat(sheet["on"]),
        tuple(sheet["assessors"]), tuple(_check(check) for check in sheet["checks"]),
        tuple(_finding(finding) for finding in sheet["findings"]),
        tuple(_attachment(files[UUID(one)]) for one in sheet["evidence_ids"]), sheet["conclusion"],
        signatory_of(work), head.signatory if head else None,
    )  # fmt: skip
    subject = f"{work.subject}/unit:{sheet['unit_id']}"
    title = f"Blangko monev {sheet['unit']} {work.period.label}"
    version = write_version("visit_sheet", subject, title, content_of(shape), work.official_id)
    request_rendering(version, "draft")
    return version


def _check(check: Mapping[str, Any]) -> VisitCheck:
    """The paper knows yes and no; what is met in part is not met, and the note says so."""
    note = f"Sebagian. {check['note']}" if check["answer"] == "sebagian" else check["note"]
    return VisitCheck(check["question"], check["answer"] == "ya", note)


def _finding(finding: Mapping[str, Any]) -> VisitFinding:
    due = date.fromisoformat(finding["due"]) if finding["due"] else None
    return VisitFinding(finding["text"], finding["recommendation"], due)


def _attachment(file: Evidence) -> Attachment:
    return Attachment(file.name, file.sha256)
