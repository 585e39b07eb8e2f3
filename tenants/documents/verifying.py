"""The facts of one signed paper for whoever holds it: found by the code on it, and nothing besides."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from runtut.database import db
from runtut.directory.models import Pemda
from runtut.directory.service import pemda_by_code
from runtut.tenancy import Pass, bound, enter
from tenants.documents.models import ArchiveEntry, Document, Signature
from tenants.institutions.models import Opd
from tenants.people.models import Official


@dataclass(frozen=True)
class Verified:
    """What the paper itself says too; no NIP."""

    pemda: str
    opd: str
    title: str
    number: str | None
    dated: date | None
    name: str
    capacity: str
    position: str
    at: datetime
    sha256: str
    code: str
    zone: str
    archived: bool


def verified(region: str, code: str) -> Verified | None:
    """The one row that carries `code` in the pemda of `region`, read under a pass that can write nothing.

    Nobody is signed in here, so the pemda is entered for this statement alone and left again.
    """
    pemda = pemda_by_code(region)
    if pemda is None:
        return None
    before = bound()
    db.session.flush()  # a session that was seen is written before the transaction may only read
    enter(Pass(pemda.id, ("*",), read_only=True))
    try:
        return _found(pemda, code.upper())
    finally:
        enter(before)


def _found(pemda: Pemda, code: str) -> Verified | None:
    row = db.session.execute(
        select(Signature, Document, Official.name, Opd.name, ArchiveEntry.id)
        .join(Document, Document.id == Signature.document_id)
        .join(Official, Official.id == Signature.signer_id)
        .join(Opd, Opd.id == Document.opd_id)
        .join(ArchiveEntry, ArchiveEntry.document_id == Document.id, isouter=True)
        .where(Signature.code == code)
    ).one_or_none()
    if row is None:
        return None
    signature, document, name, opd, entry = row
    return Verified(
        pemda.name, opd, document.title, document.number, document.dated, name, signature.capacity, signature.position,
        signature.at, signature.sha256, signature.code, pemda.zone, entry is not None,
    )  # fmt: skip
