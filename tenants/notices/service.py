"""Telling an official something once, and what he has read of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from sqlalchemy import func, select, update
from sqlalchemy.dialects.postgresql import insert

from runtut.database import db, new_id
from runtut.errors import NotFound
from runtut.events import record
from tenants.notices.models import Notice

MOST = 200
"""How many messages a list shows: a year of quarters has fewer."""


@dataclass(frozen=True)
class Message:
    """What is told: `kind` turn, returned, overdue or told; `path` the address where it is to be done."""

    kind: str
    text: str
    path: str


def notify(official_id: UUID, opd_id: UUID, message: Message, dedup: str) -> bool:
    """Tell an official once: a second call with the same `dedup` in the pemda tells nothing. Answers whether it told."""
    row = {
        "id": new_id(), "opd_id": opd_id, "official_id": official_id, "kind": message.kind, "text": message.text,
        "path": message.path, "dedup": dedup,
    }  # fmt: skip
    added = insert(Notice).values(row).on_conflict_do_nothing(index_elements=["pemda_id", "dedup"]).returning(Notice.id)
    notice_id = db.session.scalar(added)
    if notice_id is not None:
        record("notice.sent", f"notice:{notice_id}", opd_id, {"official": str(official_id), "kind": message.kind})
    return notice_id is not None


def notices_of(official_id: UUID) -> list[Notice]:
    """The newest messages, what is unread first."""
    mine = select(Notice).where(Notice.official_id == official_id)
    return list(db.session.scalars(mine.order_by(Notice.read_at.is_not(None), Notice.at.desc(), Notice.id.desc()).limit(MOST)))


def unread_count(official_id: UUID) -> int:
    mine = Notice.official_id == official_id, Notice.read_at.is_(None)
    return db.session.scalar(select(func.count()).select_from(Notice).where(*mine)) or 0


def mark_read(official_id: UUID, notice_id: UUID | None = None) -> int:
    """Mark one message as read, or all of them; NotFound for one that is not his. Answers how many were unread."""
    if notice_id is not None:
        _require_own(official_id, notice_id)
    changed = _unread(official_id, notice_id)
    if changed:
        read = update(Notice).where(Notice.id.in_([row.id for row in changed])).values(read_at=datetime.now(UTC))
        db.session.execute(read)
    for opd_id in {row.opd_id for row in changed}:
        said = {"notices": [str(row.id) for row in changed if row.opd_id == opd_id]}
        record("notice.read", f"official:{official_id}", opd_id, said)
    return len(changed)


def _require_own(official_id: UUID, notice_id: UUID) -> None:
    mine = Notice.id == notice_id, Notice.official_id == official_id
    if db.session.scalar(select(Notice.id).where(*mine)) is None:
        raise NotFound("Pesan ini tidak ada, atau bukan untuk Anda.")


def _unread(official_id: UUID, notice_id: UUID | None) -> Sequence[Notice]:
    mine = select(Notice).where(Notice.official_id == official_id, Notice.read_at.is_(None)).with_for_update()
    return db.session.scalars(mine if notice_id is None else mine.where(Notice.id == notice_id)).all()
