"""The analysis sheet as a paper of the cycle."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from tenants.cycles.letterhead import office_of, signatory_of
from tenants.cycles.service import today_here
from tenants.cycles.work import Work
from tenants.documents.models import DocumentVersion
from tenants.documents.rendering import request_rendering
from tenants.documents.service import write_version
from tenants.reports import content_of
from tenants.reports.shapes import Analysis, AnalysisSheet


def write_sheet(work: Work, analyses: Sequence[Mapping[str, Any]]) -> DocumentVersion:
    """The next version of the sheet; its PDF is made by a job."""
    sheet = AnalysisSheet(
        office_of(work.place), today_here(work.place), work.cycle.period, tuple(map(shaped, analyses)), signatory_of(work)
    )
    title, opd_id = f"Lembar analisis {work.period.label}", work.cycle.opd_id
    version = write_version("analysis_sheet", work.subject, title, content_of(sheet), work.official_id, opd_id=opd_id)
    request_rendering(version, "draft")
    return version


def shaped(row: Mapping[str, Any]) -> Analysis:
    return Analysis(
        indicator=row["indicator"], percent=number(row["percent"]), rating=row["rating"], cause=row["cause"],
        follow_up=row["follow_up"], previous=number(row["previous"]), responsible=row["responsible"],
        due=date.fromisoformat(row["due"]) if row["due"] else None,
    )  # fmt: skip


def number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
