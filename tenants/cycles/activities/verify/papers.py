"""The verification sheet, a version for each verification."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Literal, cast
from zoneinfo import ZoneInfo

from tenants.cycles.activities.verify.checklist import ITEMS
from tenants.cycles.letterhead import office_of, signatory_of
from tenants.cycles.service import today_here
from tenants.cycles.work import Work
from tenants.documents.models import Document, DocumentVersion
from tenants.documents.rendering import request_rendering
from tenants.documents.service import write_version
from tenants.reports import content_of
from tenants.reports.shapes import VerificationItem, VerificationSheet


def write_sheet(work: Work, document: Document, version: DocumentVersion, decided: Mapping[str, Any]) -> DocumentVersion:
    """`decided` is the hand-in's content."""
    said = {row["id"]: row for row in decided["checks"]}
    items = tuple(_item(text, said.get(key)) for key, text in ITEMS.items())
    sheet = VerificationSheet(
        office_of(work.place), today_here(work.place), work.cycle.period, document.title, version.number, version.sha256,
        datetime.now(ZoneInfo(work.place.zone)).replace(microsecond=0), items,
        cast(Literal["accepted", "returned"], decided["outcome"]), signatory_of(work), decided["reason"] or "",
        decided["returned_to"] or "",
    )  # fmt: skip
    title = f"Lembar verifikasi {work.period.label}"
    written = write_version("verification_sheet", work.subject, title, content_of(sheet), work.official_id)
    request_rendering(written, "draft")
    return written


def _item(text: str, row: Mapping[str, Any] | None) -> VerificationItem:
    """What was not looked at stays open."""
    return VerificationItem(text, bool(row["ok"]) if row else None, (row["note"] or "") if row else "")
