"""Finding papers of the OPD that is bound, with everything that belongs to one."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

from sqlalchemy import func, select

from runtut.database import db
from runtut.errors import NotFound
from tenants.documents.models import ArchiveEntry, Check, Document, DocumentVersion, Rendering, Signature

PAGE = 50
Row = TypeVar("Row", Check, Rendering, Signature, ArchiveEntry)


@dataclass(frozen=True)
class Paper:
    """A paper whole; versions and checks oldest first."""

    document: Document
    versions: Sequence[DocumentVersion]
    checks: Sequence[Check]
    renderings: Sequence[Rendering]
    signature: Signature | None
    archive: ArchiveEntry | None

    @property
    def newest(self) -> DocumentVersion:
        return self.versions[-1]

    @property
    def state(self) -> str:
        last = next((check for check in reversed(self.checks) if check.version_id == self.newest.id), None)
        return state(self.document, last.outcome if last else None, self.archive is not None)

    def accepted(self, version: DocumentVersion) -> Check | None:
        """The acceptance of a version, if there is one."""
        found = (check for check in self.checks if check.version_id == version.id and check.outcome == "accepted")
        return next(found, None)

    def rendering(self, version: DocumentVersion, purpose: str) -> Rendering | None:
        made = (row for row in self.renderings if row.version_id == version.id and row.purpose == purpose)
        return next(made, None)


@dataclass(frozen=True)
class PaperLine:
    """A paper in a list. `state`: draft, returned, accepted, signed or archived."""

    document: Document
    version: int
    state: str


def count() -> int:
    return db.session.scalar(select(func.count()).select_from(Document)) or 0


def lines(page: int = 1) -> list[PaperLine]:
    """A page of papers, newest first, each with where it stands; three statements, however many papers."""
    newest = select(DocumentVersion.document_id, func.max(DocumentVersion.number).label("number"))
    newest_of = newest.group_by(DocumentVersion.document_id).subquery()
    rows = db.session.execute(
        select(Document, DocumentVersion.id, DocumentVersion.number)
        .join(newest_of, newest_of.c.document_id == Document.id)
        .join(
            DocumentVersion,
            (DocumentVersion.document_id == Document.id) & (DocumentVersion.number == newest_of.c.number),
        )
        .order_by(Document.id.desc())
        .limit(PAGE)
        .offset((page - 1) * PAGE)
    ).all()
    of_versions = Check.version_id.in_([row[1] for row in rows])
    checked = db.session.execute(select(Check.version_id, Check.outcome).where(of_versions).order_by(Check.at, Check.id)).all()
    outcomes = {row.version_id: row.outcome for row in checked}
    of_papers = ArchiveEntry.document_id.in_([row[0].id for row in rows])
    archived = set(db.session.scalars(select(ArchiveEntry.document_id).where(of_papers)))
    return [PaperLine(row[0], row[2], state(row[0], outcomes.get(row[1]), row[0].id in archived)) for row in rows]


def state(document: Document, outcome: str | None, is_archived: bool) -> str:
    if document.frozen_at is not None:
        return "archived" if is_archived else "signed"
    return outcome or "draft"


def find_document(document_id: UUID) -> Document:
    found = db.session.scalar(select(Document).where(Document.id == document_id))
    if found is None:
        raise NotFound("Dokumen ini tidak ada, atau bukan milik OPD ini.")
    return found


def paper(document: Document) -> Paper:
    return Paper(
        document, versions_of(document.id), _rows(Check, document.id), _rows(Rendering, document.id),
        next(iter(_rows(Signature, document.id)), None), next(iter(_rows(ArchiveEntry, document.id)), None),
    )  # fmt: skip


def versions_of(document_id: UUID) -> list[DocumentVersion]:
    mine = select(DocumentVersion).where(DocumentVersion.document_id == document_id)
    return list(db.session.scalars(mine.order_by(DocumentVersion.number)))


def version_by_id(version_id: UUID) -> DocumentVersion:
    found = db.session.scalar(select(DocumentVersion).where(DocumentVersion.id == version_id))
    if found is None:
        raise NotFound("Versi naskah ini tidak ada.")
    return found


def _rows(table: type[Row], document_id: UUID) -> list[Row]:
    return list(db.session.scalars(select(table).where(table.document_id == document_id).order_by(table.at, table.id)))
