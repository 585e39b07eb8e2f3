"""Papers of a subject, and writing them: versions, checks by somebody else, number and date."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert

from runtut.database import db, new_id
from runtut.errors import Conflict, Forbidden, Invalid, NotFound
from runtut.events import record
from runtut.permissions import here
from runtut.procedures import sha256
from tenants.documents.models import Check, Document, DocumentVersion, Hand

AUTHOR, CHECKER = "author", "checker"
ACCEPTED, RETURNED = "accepted", "returned"


def papers_of(subject: str) -> list[Document]:
    """The papers of one thing, such as `cycle:<id>`, oldest first."""
    return list(db.session.scalars(select(Document).where(Document.subject == subject).order_by(Document.id)))


def document_of(kind: str, subject: str) -> Document | None:
    return db.session.scalar(select(Document).where(Document.kind == kind, Document.subject == subject))


def newest_version(document: Document) -> DocumentVersion:
    mine = select(DocumentVersion).where(DocumentVersion.document_id == document.id)
    return db.session.scalars(mine.order_by(DocumentVersion.number.desc()).limit(1)).one()


def write_version(
    kind: str, subject: str, title: str, content: Mapping[str, Any], author: UUID, *, opd_id: UUID | None = None
) -> DocumentVersion:
    """The next version of the paper `kind` of `subject`; the first one makes the paper. `author` is an official.

    `content` is JSON: the data of its template. Conflict once the paper is signed.
    """
    document = _for_writing(kind, subject, title, opd_id or here().opd.id)
    version = DocumentVersion(
        id=new_id(), opd_id=document.opd_id, document_id=document.id, number=_last_number(document.id) + 1,
        content=dict(content), sha256=sha256(content), author_id=author,
    )  # fmt: skip
    document.title = title
    db.session.add(version)
    db.session.flush()
    _note_hand(document, author, AUTHOR)
    record("document.written", f"document:{document.id}", document.opd_id, _said(version))
    return version


def _for_writing(kind: str, subject: str, title: str, opd_id: UUID) -> Document:
    mine = Document.kind == kind, Document.subject == subject, Document.opd_id == opd_id
    found = db.session.scalar(select(Document).where(*mine).with_for_update().execution_options(populate_existing=True))
    if found is not None:
        _refuse_frozen(found)
        return found
    document = Document(id=new_id(), opd_id=opd_id, kind=kind, subject=subject, title=title)
    db.session.add(document)
    db.session.flush()
    return document


def _last_number(document_id: UUID) -> int:
    numbers = select(func.max(DocumentVersion.number)).where(DocumentVersion.document_id == document_id)
    return db.session.scalar(numbers) or 0


def _said(version: DocumentVersion) -> dict[str, Any]:
    return {"version": version.number, "sha256": version.sha256}


def _refuse_frozen(document: Document) -> None:
    if document.frozen_at is not None:
        raise Conflict(f"“{document.title}” sudah ditandatangani, jadi tidak dapat diubah lagi.")


def _note_hand(document: Document, official_id: UUID, part: str) -> None:
    row = {"id": new_id(), "opd_id": document.opd_id, "document_id": document.id, "round": document.round}
    once = ["pemda_id", "opd_id", "document_id", "round", "official_id", "part"]
    added = insert(Hand).values(**row, official_id=official_id, part=part)
    db.session.execute(added.on_conflict_do_nothing(index_elements=once))


def locked(document_id: UUID) -> Document:
    """The paper as it stands now, held until the transaction ends."""
    held = select(Document).where(Document.id == document_id).with_for_update().execution_options(populate_existing=True)
    found = db.session.scalar(held)
    if found is None:
        raise NotFound("Dokumen ini tidak ada.")
    return found


def authors_since_acceptance(document: Document) -> set[UUID]:
    """Who had a hand in what nobody has accepted yet."""
    mine = Hand.document_id == document.id, Hand.round == document.round, Hand.part == AUTHOR
    return set(db.session.scalars(select(Hand.official_id).where(*mine)))


def may_check(document: Document, official_id: UUID) -> bool:
    return official_id not in authors_since_acceptance(document)


def check(version: DocumentVersion, official: UUID, outcome: str, content: Mapping[str, Any]) -> Check:
    """Accept or return the newest version, as somebody who wrote nothing of what is still unaccepted.

    A new round of hands begins; after a return the authors stay authors in it. Forbidden for an author, Conflict for a
    version that is not the newest, was checked so already, or is signed.
    """
    document = locked(version.document_id)
    _refuse_frozen(document)
    _refuse_old(document, version)
    if official in authors_since_acceptance(document):
        raise Forbidden("Anda ikut menyusun naskah ini sejak pemeriksaan terakhir; mintalah pejabat lain memeriksanya.")
    _refuse_twice(version, official, outcome)
    _note_hand(document, official, CHECKER)
    done = Check(
        id=new_id(), opd_id=document.opd_id, document_id=document.id, version_id=version.id, official_id=official,
        outcome=outcome, content=dict(content),
    )  # fmt: skip
    db.session.add(done)
    _begin_round(document, outcome)
    record(f"document.{outcome}", f"document:{document.id}", document.opd_id, _said(version))
    return done


def _refuse_old(document: Document, version: DocumentVersion) -> None:
    if version.number != _last_number(document.id):
        raise Conflict(f"Naskah sudah berubah sejak versi {version.number}; muat ulang halaman dan baca versi terbarunya.")


def _refuse_twice(version: DocumentVersion, official: UUID, outcome: str) -> None:
    same = Check.version_id == version.id, Check.official_id == official, Check.outcome == outcome
    if db.session.scalar(select(Check.id).where(*same)) is not None:
        raise Conflict("Anda sudah memberi keputusan yang sama atas versi ini.")


def _begin_round(document: Document, outcome: str) -> None:
    authors = authors_since_acceptance(document)
    document.round += 1
    db.session.flush()
    if outcome == RETURNED:
        for author in authors:
            _note_hand(document, author, AUTHOR)


def finalise(document: Document, number: str, dated: date) -> None:
    """Give the paper its number and date; Invalid for a number that another paper of the OPD has."""
    document = locked(document.id)
    _refuse_frozen(document)
    other = Document.number == number, Document.opd_id == document.opd_id, Document.id != document.id
    taken = db.session.scalar(select(Document.title).where(*other))
    if taken is not None:
        said = f"Nomor ini sudah dipakai “{taken}”; pakai nomor lain."
        raise Invalid(said, {"number": [said]})
    document.number, document.dated = number, dated
    db.session.flush()
    record("document.finalised", f"document:{document.id}", document.opd_id, {"number": number, "dated": dated.isoformat()})
