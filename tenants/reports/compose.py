"""From a document's kind and content to its paper: the one door for whoever renders documents."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from tenants.reports import checks, letters, meetings, monev, shapes, visits
from tenants.reports.codec import from_json, to_json
from tenants.reports.paper import Paper
from tenants.reports.shapes import Stamp


@dataclass(frozen=True)
class Kind:
    """A kind of paper: its name in Indonesian, the shape of its content, what makes the paper of it."""

    label: str
    shape: type
    compose: Callable[[Any, Stamp], Paper]


KINDS: Mapping[str, Kind] = {
    "monev_report": Kind("Laporan monev", shapes.MonevReport, monev.monev_report),
    "analysis_sheet": Kind("Lembar analisis", shapes.AnalysisSheet, monev.analysis_sheet),
    "visit_schedule": Kind("Jadwal monev", shapes.VisitSchedule, visits.visit_schedule),
    "visit_sheet": Kind("Blangko monev", shapes.VisitSheet, visits.visit_sheet),
    "invitation": Kind("Undangan rapat", shapes.Meeting, meetings.invitation),
    "attendance": Kind("Daftar hadir", shapes.Meeting, meetings.attendance),
    "minutes": Kind("Notulen rapat", shapes.Meeting, meetings.minutes),
    "verification_sheet": Kind("Lembar verifikasi", shapes.VerificationSheet, checks.verification_sheet),
    "receipt": Kind("Tanda terima", shapes.Receipt, letters.receipt),
    "order_letter": Kind("Surat perintah", shapes.OrderLetter, letters.order_letter),
    "disposition": Kind("Lembar disposisi", shapes.Disposition, letters.disposition_sheet),
    "cover_letter": Kind("Surat pengantar atau nota dinas", shapes.CoverLetter, letters.cover_letter),
    "archive_card": Kind("Kartu arsip", shapes.ArchiveCard, checks.archive_card),
}


def content_of(shape: Any) -> dict[str, Any]:
    """The shape as JSON, to be kept as a document's content."""
    content: dict[str, Any] = to_json(shape)
    return content


def shape_of(kind: str, content: Mapping[str, Any]) -> Any:
    """The shape that was kept; ValueError names the place where content does not fit the kind."""
    return from_json(KINDS[kind].shape, content)


def compose(kind: str, content: Mapping[str, Any], stamp: Stamp) -> Paper:
    return KINDS[kind].compose(shape_of(kind, content), stamp)
