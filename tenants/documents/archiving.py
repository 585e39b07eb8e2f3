"""Putting a signed paper into the archive, where nobody can change or delete it before its time."""

from datetime import UTC, datetime, time, timedelta
from io import BytesIO
from uuid import UUID

from sqlalchemy import select

from runtut import storage
from runtut.database import db, new_id
from runtut.errors import Conflict
from runtut.events import record
from tenants.documents.classes import ArchiveClass
from tenants.documents.models import ArchiveEntry, Document, Rendering
from tenants.documents.rendering import MEDIA_TYPE, rendering_of, rendering_state
from tenants.documents.service import locked, newest_version

COMING = "PDF bertanda tangan masih disiapkan; tunggu sebentar, lalu kirim lagi. Isian Anda tidak hilang."
FAILED = "PDF bertanda tangan gagal dibuat; buka dokumennya, minta PDF dibuat lagi, lalu kirim lagi."


def archive(document: Document, chosen: ArchiveClass, location: str, official: UUID) -> ArchiveEntry:
    """Copy the signed PDF into the archive and lock it until its retention ends.

    Conflict when the paper is not signed, its PDF is not there yet, or it was archived before. The name in the archive is
    the paper's, so a repeated request finds the copy that a lost one left.
    """
    document = locked(document.id)
    rendering = signed_rendering(document)
    if archive_entry_of(document) is not None:
        raise Conflict("Dokumen ini sudah diarsipkan.")
    until = chosen.retained_until(document.dated or datetime.now(UTC).date())
    bytes_ = b"".join(storage.read(rendering.storage_key, rendering.storage_version, rendering.sha256))
    lock = max(datetime.combine(until, time(), UTC), datetime.now(UTC) + timedelta(days=1))
    kept = storage.archive(document.pemda_id, document.opd_id, f"{document.id}.pdf", BytesIO(bytes_), MEDIA_TYPE, lock)
    row = ArchiveEntry(
        id=new_id(), opd_id=document.opd_id, document_id=document.id, classification=chosen.code,
        active_years=chosen.active, inactive_years=chosen.inactive, fate=chosen.fate, location=location,
        sha256=kept.sha256, storage_key=kept.key, storage_version=kept.version, retained_until=until, official_id=official,
    )  # fmt: skip
    db.session.add(row)
    db.session.flush()
    said = {"classification": chosen.code, "sha256": kept.sha256, "retained_until": until.isoformat()}
    record("document.archived", f"document:{document.id}", document.opd_id, said)
    return row


def signed_rendering(document: Document) -> Rendering:
    """The signed PDF; Conflict with the reason while there is none."""
    if document.frozen_at is None:
        raise Conflict("Dokumen ini belum ditandatangani, jadi belum dapat diarsipkan.")
    version = newest_version(document)
    found = rendering_of(version, "signed")
    if found is None:
        raise Conflict(FAILED if rendering_state(version, "signed") == "failed" else COMING)
    return found


def archive_entry_of(document: Document) -> ArchiveEntry | None:
    return db.session.scalar(select(ArchiveEntry).where(ArchiveEntry.document_id == document.id))
