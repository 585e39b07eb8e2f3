"""Signing a paper: what was read is what is signed, somebody else accepted it before, and nothing changes afterwards."""

import secrets
from uuid import UUID

from flask import request
from sqlalchemy import func, select

from runtut.auth.service import confirm_password
from runtut.database import db, new_id
from runtut.errors import Conflict, Forbidden, Invalid, Unauthorized
from runtut.events import record
from runtut.permissions import Here, Seat
from tenants.documents.models import Check, Document, DocumentVersion, Signature
from tenants.documents.rendering import rendering_state, request_rendering
from tenants.documents.service import ACCEPTED, locked, newest_version

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: nothing in it can be mistaken when a code is read aloud."""
UNPRINTED = {
    "coming": "PDF versi ini masih disiapkan; tunggu sebentar, lalu tanda tangani.",
    "failed": "PDF versi ini gagal dibuat, jadi belum dapat ditandatangani; buka dokumennya dan minta PDF dibuat lagi.",
    "none": "PDF versi ini belum dibuat, jadi belum dapat ditandatangani; buka dokumennya dan minta PDF dibuat.",
}


def sign(document: Document, version: DocumentVersion, place: Here, seat: Seat, sha256_seen: str, password: str) -> Signature:
    """Sign `version` from `seat` with the password typed now; freezes the paper and has its signed PDF made.

    Conflict when the paper is not ready, not printed, or not the one that was read, Forbidden when nobody else accepted it,
    Invalid for a wrong password.
    """
    document = locked(document.id)
    _require_ready(document, version, sha256_seen)
    acceptance = _acceptance(version, place.standing.official_id)
    _require_print(version)
    _confirm(place.account_id, password)
    row = Signature(
        id=new_id(), opd_id=document.opd_id, document_id=document.id, version_id=version.id,
        signer_id=place.standing.official_id, checker_id=acceptance.official_id, outcome=ACCEPTED, capacity=seat.capacity,
        letter=seat.letter, position=seat.title, sha256=version.sha256, code=new_code(),
    )  # fmt: skip
    db.session.add(row)
    document.frozen_at = func.now()
    db.session.flush()
    record("document.signed", f"document:{document.id}", document.opd_id, {"version": version.number, "sha256": version.sha256})
    request_rendering(version, "signed")
    return row


def _require_ready(document: Document, version: DocumentVersion, sha256_seen: str) -> None:
    if document.frozen_at is not None:
        raise Conflict(f"“{document.title}” sudah ditandatangani.")
    if document.number is None or document.dated is None:
        raise Conflict("Naskah ini belum bernomor dan bertanggal; mintalah Kasubag memfinalkannya lebih dahulu.")
    newest = newest_version(document)
    if newest.id != version.id or newest.sha256 != sha256_seen.strip().lower():
        raise Conflict("Naskah sudah berubah sejak Anda membacanya; muat ulang halaman, baca lagi, lalu tanda tangani.")


def _require_print(version: DocumentVersion) -> None:
    """A text that cannot be printed is not signed: afterwards it is frozen, and nobody could mend it."""
    state = rendering_state(version, "draft")
    if state != "ready":
        raise Conflict(UNPRINTED[state])


def _acceptance(version: DocumentVersion, signer: UUID) -> Check:
    mine = Check.version_id == version.id, Check.outcome == ACCEPTED
    found = list(db.session.scalars(select(Check).where(*mine).order_by(Check.at.desc())))
    if not found:
        raise Conflict(f"Versi {version.number} belum diverifikasi, jadi belum dapat ditandatangani.")
    by_another = next((check for check in found if check.official_id != signer), None)
    if by_another is None:
        raise Forbidden("Anda sendiri yang memverifikasi naskah ini; mintalah pejabat lain menandatanganinya.")
    return by_another


def _confirm(account_id: UUID, password: str) -> None:
    try:
        confirm_password(account_id, password, request.remote_addr or "")
    except Unauthorized as wrong:
        raise Invalid(wrong.detail, {"password": [wrong.detail]}) from wrong


def new_code() -> str:
    """80 bits that nobody can guess: `7K2M-…`, four groups of four."""
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(4))


def signature_of(document: Document) -> Signature | None:
    return db.session.scalar(select(Signature).where(Signature.document_id == document.id))
