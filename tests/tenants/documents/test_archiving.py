"""From a signature to the archive: the PDF is made once, copied, and locked."""

from datetime import UTC, date, datetime, time
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader
from sqlalchemy import func, select

from runtut import storage
from runtut.config import settings
from runtut.database import db
from runtut.errors import CannotStart, Conflict
from runtut.permissions import Here
from tenants.documents import reading
from tenants.documents.archiving import archive
from tenants.documents.classes import archive_classes
from tenants.documents.models import Document, DocumentVersion, Rendering
from tenants.documents.rendering import rendering_of, rendering_state, request_rendering
from tenants.documents.signing import signature_of
from workers.documents import render, stamp


def paper_of(version: DocumentVersion) -> Document:
    return reading.find_document(version.document_id)


def pdf_of(row: Rendering) -> bytes:
    return b"".join(storage.read(row.storage_key, row.storage_version, row.sha256))


def test_a_signed_pdf_carries_number_name_and_code(signed: DocumentVersion) -> None:
    render({"version": str(signed.id), "purpose": "signed"})
    row = rendering_of(signed, "signed")
    assert row is not None
    words = " ".join(page.extract_text() for page in PdfReader(BytesIO(pdf_of(row))).pages)
    code = reading.paper(paper_of(signed)).signature.code  # type: ignore[union-attr]
    assert all(said in words for said in ("12/2025", "Ir. Harmen Syahputra", code, "Painan, 14 April 2025"))
    assert "DRAF" not in words


def test_a_signed_pdf_leads_to_the_operators_address_and_without_one_is_not_made(
    signed: DocumentVersion, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = signature_of(paper_of(signed))
    assert given is not None
    assert stamp(paper_of(signed), signed, "signed").signed.address == f"https://runtut.example/periksa/13.01/{given.code}"  # type: ignore[union-attr]
    monkeypatch.delenv("RUNTUT_ADDRESS")
    settings.cache_clear()
    with pytest.raises(CannotStart, match="RUNTUT_ADDRESS belum diisi"):
        render({"version": str(signed.id), "purpose": "signed"})
    monkeypatch.undo()
    settings.cache_clear()
    assert rendering_of(signed, "signed") is None


def test_a_job_that_is_repeated_makes_no_second_pdf(signed: DocumentVersion) -> None:
    for _ in range(3):
        render({"version": str(signed.id), "purpose": "signed"})
    mine = select(func.count()).select_from(Rendering).where(Rendering.version_id == signed.id, Rendering.purpose == "signed")
    assert db.session.scalar(mine) == 1


def test_it_is_not_archived_before_its_pdf_is_there(signed: DocumentVersion, kasubag: Here) -> None:
    assert rendering_state(signed, "signed") == "coming"
    with pytest.raises(Conflict, match="masih disiapkan"):
        archive(paper_of(signed), archive_classes()["000.8.6.3"], "Rak 2", kasubag.standing.official_id)


def test_an_unsigned_paper_is_not_archived(desk: Any, kasubag: Here) -> None:
    version = desk.write(kasubag)
    with pytest.raises(Conflict, match="belum ditandatangani"):
        archive(paper_of(version), archive_classes()["000.8.6.3"], "Rak 2", kasubag.standing.official_id)


def test_the_archive_holds_the_same_bytes_and_lets_nobody_touch_them(signed: DocumentVersion, kasubag: Here) -> None:
    render({"version": str(signed.id), "purpose": "signed"})
    chosen = archive_classes()["000.8.6.3"]
    entry = archive(paper_of(signed), chosen, "Rak 2, map 14", kasubag.standing.official_id)
    row = rendering_of(signed, "signed")
    assert row is not None
    assert entry.sha256 == row.sha256
    assert entry.retained_until == date(2030, 4, 14)
    assert storage.locked_until(entry.storage_key, entry.storage_version) == datetime(2030, 4, 14, tzinfo=UTC)
    with pytest.raises(Conflict, match="tidak dapat dihapus"):
        storage.discard(entry.storage_key, entry.storage_version)
    with pytest.raises(Conflict, match="sudah diarsipkan"):
        archive(paper_of(signed), chosen, "Rak 3", kasubag.standing.official_id)
    assert reading.paper(paper_of(signed)).state == "archived"


def test_a_copy_that_a_lost_request_left_is_found_again(signed: DocumentVersion, kasubag: Here) -> None:
    render({"version": str(signed.id), "purpose": "signed"})
    chosen = archive_classes()["000.7.5"]
    with pytest.raises(ZeroDivisionError), db.session.begin_nested():
        first = archive(paper_of(signed), chosen, "Rak 2", kasubag.standing.official_id).storage_version
        raise ZeroDivisionError
    longer = archive_classes()["000.8.6.3"]
    again = archive(paper_of(signed), longer, "Rak 2", kasubag.standing.official_id)
    assert again.storage_version == first
    assert again.retained_until > chosen.retained_until(date(2025, 4, 14))
    assert storage.locked_until(again.storage_key, first) == datetime.combine(again.retained_until, time(), UTC)


def test_a_retention_that_is_over_still_locks_for_a_day(signed: DocumentVersion, kasubag: Here) -> None:
    render({"version": str(signed.id), "purpose": "signed"})
    paper_of(signed).dated = date(2015, 2, 28)
    entry = archive(paper_of(signed), archive_classes()["000.7.2.8"], "Rak 2", kasubag.standing.official_id)
    assert entry.retained_until == date(2017, 2, 28)
    until = storage.locked_until(entry.storage_key, entry.storage_version)
    assert until is not None
    assert until > datetime.now(UTC)


def test_a_pdf_that_failed_for_good_can_be_asked_for_again(signed: DocumentVersion) -> None:
    from runtut.jobs import Outbox

    row = db.session.scalars(select(Outbox).where(Outbox.dedup == f"render:{signed.id}:signed")).one()
    row.attempts, row.dead_at = 5, func.now()
    db.session.flush()
    assert rendering_state(signed, "signed") == "failed"
    request_rendering(signed, "signed")
    db.session.refresh(row)
    assert (rendering_state(signed, "signed"), row.attempts) == ("coming", 0)


def test_a_leap_day_is_kept_until_the_first_of_march() -> None:
    assert archive_classes()["000.7.2.8"].retained_until(date(2024, 2, 29)) == date(2026, 3, 1)
