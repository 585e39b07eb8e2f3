"""The archive card: what lies where, for how long."""

from zoneinfo import ZoneInfo

from runtut.errors import Conflict
from tenants.cycles.letterhead import office_of, signatory_of
from tenants.cycles.service import today_here
from tenants.cycles.work import Work
from tenants.documents.classes import archive_classes
from tenants.documents.models import ArchiveEntry, DocumentVersion
from tenants.documents.reading import Paper
from tenants.documents.rendering import request_rendering
from tenants.documents.service import write_version
from tenants.people.models import SHORT
from tenants.people.service import official_names
from tenants.reports import content_of
from tenants.reports.shapes import ArchiveCard


def write_card(work: Work, report: Paper, entry: ArchiveEntry) -> DocumentVersion:
    """Conflict for a report that is not signed."""
    signature, document = report.signature, report.document
    if signature is None:
        raise Conflict("Laporan ini belum ditandatangani, jadi belum ada yang dapat diarsipkan.")
    signer = official_names([signature.signer_id])[signature.signer_id]
    position = f"{SHORT[signature.capacity]} {signature.position}".strip()
    card = ArchiveCard(
        office_of(work.place), today_here(work.place), document.title, document.number, document.dated, work.cycle.period,
        entry.classification, archive_classes()[entry.classification].title, entry.active_years, entry.inactive_years,
        entry.fate, entry.location, entry.sha256, entry.retained_until,
        entry.at.astimezone(ZoneInfo(work.place.zone)).replace(microsecond=0), f"{signer}, {position}", signature.code,
        signatory_of(work),
    )  # fmt: skip
    title = f"Kartu arsip laporan monev {work.period.label}"
    version = write_version("archive_card", work.subject, title, content_of(card), work.official_id)
    request_rendering(version, "draft")
    return version
