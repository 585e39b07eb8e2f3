"""PDFs of papers: asked for in the transaction that needs them, made by a job, kept once."""

from hashlib import sha256
from io import BytesIO
from typing import Literal

from sqlalchemy import func, null, select, update

from runtut.database import db, new_id
from runtut.events import record
from runtut.jobs import JobName, Outbox, later
from runtut.storage import put
from tenants.documents.models import DocumentVersion, Rendering

Purpose = Literal["draft", "signed"]
State = Literal["ready", "coming", "failed", "none"]
MEDIA_TYPE = "application/pdf"


def request_rendering(version: DocumentVersion, purpose: Purpose) -> None:
    """Have the PDF of a version made; asking again for one that failed gives it another five attempts."""
    dedup = _dedup(version, purpose)
    later(JobName.RENDER, {"version": str(version.id), "purpose": purpose}, version.opd_id, dedup)
    dead = Outbox.dedup == dedup, Outbox.dead_at.is_not(None)
    db.session.execute(update(Outbox).where(*dead).values(dead_at=null(), attempts=0, next_at=func.now(), last_error=null()))


def _dedup(version: DocumentVersion, purpose: str) -> str:
    return f"render:{version.id}:{purpose}"


def rendering_of(version: DocumentVersion, purpose: str) -> Rendering | None:
    mine = Rendering.version_id == version.id, Rendering.purpose == purpose
    return db.session.scalar(select(Rendering).where(*mine))


def rendering_state(version: DocumentVersion, purpose: str) -> State:
    """ready, coming (asked for, not made yet), failed (given up), or none (never asked for)."""
    if rendering_of(version, purpose) is not None:
        return "ready"
    asked = db.session.scalar(select(Outbox).where(Outbox.dedup == _dedup(version, purpose)))
    if asked is None:
        return "none"
    return "failed" if asked.dead_at is not None else "coming"


def keep_rendering(version: DocumentVersion, purpose: str, made: bytes) -> Rendering:
    """Store a PDF and note it. The name in the storage follows from the bytes, so a job that is repeated after the
    storage but before the database had them finds them there."""
    found = rendering_of(version, purpose)
    if found is not None:
        return found
    name = f"{version.id}-{purpose}-{sha256(made).hexdigest()[:16]}.pdf"
    stored = put("documents", version.pemda_id, version.opd_id, name, BytesIO(made), MEDIA_TYPE)
    row = Rendering(
        id=new_id(), opd_id=version.opd_id, document_id=version.document_id, version_id=version.id, purpose=purpose,
        size=stored.size, sha256=stored.sha256, storage_key=stored.key, storage_version=stored.version,
    )  # fmt: skip
    db.session.add(row)
    db.session.flush()
    said = {"version": version.number, "purpose": purpose, "sha256": stored.sha256}
    record("document.rendered", f"document:{version.document_id}", version.opd_id, said)
    return row
