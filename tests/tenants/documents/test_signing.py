"""Signing: what was read, by whom, after whose acceptance."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from runtut.database import db
from runtut.errors import Conflict, Forbidden, Invalid
from runtut.jobs import Outbox
from runtut.permissions import Here
from tenants.documents import reading, service
from tenants.documents.models import Document, DocumentVersion, Signature
from tenants.documents.rendering import keep_rendering, request_rendering
from tenants.documents.signing import new_code, sign

WORD = "lontar-senja-embun-042"
Others = Callable[[str], Here]


@pytest.fixture
def accepted(desk: Any, kasubag: Here, others: Others) -> DocumentVersion:
    """A version that the Sekretaris accepted, printed, numbered and dated."""
    version: DocumentVersion = desk.write(kasubag)
    service.check(version, others("sekretaris").standing.official_id, "accepted", {})
    service.finalise(document_of(version), "12/2025", date(2025, 4, 14))
    keep_rendering(version, "draft", b"%PDF-1.7")
    return version


def document_of(version: DocumentVersion) -> Document:
    return reading.find_document(version.document_id)


def signed(version: DocumentVersion, place: Here, seen: str | None = None, password: str = WORD) -> Signature:
    return sign(document_of(version), version, place, place.seats[0], seen or version.sha256, password)


def test_the_head_signs_and_the_paper_is_frozen(accepted: DocumentVersion, others: Others, desk: Any, kasubag: Here) -> None:
    kadis = others("kadis")
    signature = signed(accepted, kadis)
    assert (signature.position, signature.capacity, signature.sha256) == ("Kepala Dinas", "definitif", accepted.sha256)
    assert document_of(accepted).frozen_at is not None
    with pytest.raises(Conflict, match="sudah ditandatangani"):
        desk.write(kasubag)
    with pytest.raises(Conflict, match="sudah ditandatangani"):
        service.finalise(document_of(accepted), "99/2025", date(2025, 4, 15))
    with pytest.raises(Conflict, match="sudah ditandatangani"):
        service.check(accepted, others("sekretaris").standing.official_id, "returned", {})


def test_a_signature_asks_for_its_pdf_in_the_same_transaction(accepted: DocumentVersion, others: Others) -> None:
    signed(accepted, others("kadis"))
    asked = db.session.scalars(select(Outbox).where(Outbox.dedup == f"render:{accepted.id}:signed")).one()
    assert asked.payload == {"version": str(accepted.id), "purpose": "signed"}


def test_what_changed_since_it_was_read_is_not_signed(
    accepted: DocumentVersion, others: Others, desk: Any, kasubag: Here
) -> None:
    kadis = others("kadis")
    with pytest.raises(Conflict, match="berubah sejak"):
        signed(accepted, kadis, seen="0" * 64)
    newer = desk.write(kasubag, background="Ditambah diam-diam.")
    with pytest.raises(Conflict, match="berubah sejak"):
        signed(accepted, kadis)
    with pytest.raises(Conflict, match="belum diverifikasi"):
        signed(newer, others("kadis"))


def test_an_unnumbered_paper_is_not_signed(desk: Any, kasubag: Here, others: Others) -> None:
    version = desk.write(kasubag)
    service.check(version, others("sekretaris").standing.official_id, "accepted", {})
    with pytest.raises(Conflict, match="belum bernomor"):
        signed(version, others("kadis"))


def test_what_is_not_printed_is_not_signed(desk: Any, kasubag: Here, others: Others) -> None:
    version = desk.write(kasubag)
    service.check(version, others("sekretaris").standing.official_id, "accepted", {})
    service.finalise(document_of(version), "12/2025", date(2025, 4, 14))
    kadis = others("kadis")
    with pytest.raises(Conflict, match="belum dibuat"):
        signed(version, kadis)
    request_rendering(version, "draft")
    with pytest.raises(Conflict, match="masih disiapkan"):
        signed(version, kadis)
    db.session.scalars(select(Outbox).where(Outbox.dedup == f"render:{version.id}:draft")).one().dead_at = datetime.now(UTC)
    db.session.flush()
    with pytest.raises(Conflict, match="gagal dibuat"):
        signed(version, kadis)
    assert document_of(version).frozen_at is None
    keep_rendering(version, "draft", b"%PDF-1.7")
    assert signed(version, kadis).sha256 == version.sha256


def test_a_wrong_password_signs_nothing_and_names_its_field(accepted: DocumentVersion, others: Others) -> None:
    with pytest.raises(Invalid) as refused:
        signed(accepted, others("kadis"), password="bukan-kata-sandi-saya")
    assert list(refused.value.errors) == ["password"]
    assert document_of(accepted).frozen_at is None


def test_whoever_accepted_it_may_not_sign_it(accepted: DocumentVersion, others: Others) -> None:
    with pytest.raises(Forbidden, match="Anda sendiri"):
        signed(accepted, others("sekretaris"))


def test_the_database_takes_no_signature_without_an_acceptance_by_another(
    accepted: DocumentVersion, others: Others, desk: Any, kasubag: Here
) -> None:
    kadis, sekretaris = others("kadis").standing.official_id, others("sekretaris").standing.official_id
    unchecked = desk.write(kasubag, background="Belum diperiksa.")
    for version, signer, checker in ((unchecked, kadis, sekretaris), (accepted, sekretaris, sekretaris)):
        row = Signature(
            opd_id=version.opd_id, document_id=version.document_id, version_id=version.id, signer_id=signer,
            checker_id=checker, capacity="definitif", position="Kepala Dinas", sha256=version.sha256, code=new_code(),
        )  # fmt: skip
        with pytest.raises(IntegrityError), db.session.begin_nested():
            db.session.add(row)
            db.session.flush()


def test_codes_can_be_read_aloud_and_are_never_the_same() -> None:
    codes = {new_code() for _ in range(1_000)}
    assert len(codes) == 1_000
    assert all(len(code) == 19 and not set(code) & set("ILOU") for code in codes)
