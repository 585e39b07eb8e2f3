"""Files that are read into SOPs: handed in, read by a job, and the drafts that came from them."""

import io
from datetime import UTC, datetime
from typing import IO, Any, Literal
from uuid import UUID

from sqlalchemy import func, null, select, update
from sqlalchemy.orm import load_only

from runtut.database import db, new_id
from runtut.errors import Invalid, NotFound
from runtut.events import record
from runtut.jobs import JobName, Outbox, later
from runtut.permissions import here
from runtut.procedures.reading import Refused
from runtut.procedures.reading.limits import LARGEST_FILE
from runtut.storage import Stored, put, read
from tenants.evidence.kept import drop_if_committed, keep_if_committed
from tenants.evidence.names import ending_of, harmless
from tenants.sops.models import SopReading
from tenants.sops.reading.opening import opened
from tenants.sops.reading.picturing import kept_pages

LISTED = 20
PASTED = "tempelan.txt"
ENDINGS = ("docx", "docm", "pdf", "xlsx", "xlsm", "html", "htm", "txt", "text", "md", "csv", "tsv")
SECONDS = 25
"""For reading, and for drawing the pages: a transaction that is still for half a minute is ended by the database."""
Phase = Literal["waiting", "reading", "again", "lost", "done"]


def hand_in(name: str, stream: IO[bytes]) -> SopReading:
    """Keep the file and have it read; whoever handed it in may leave the page meanwhile."""
    place, reading_id = here(), new_id()
    plain = checked_name(name)
    if not stream.read(1):
        raise refusal(f"Berkas “{plain}” kosong; periksa berkasnya, lalu unggah lagi.")
    stream.seek(0)
    kept = put("documents", place.pemda_id, place.opd.id, f"sop-{reading_id}", stream, "application/octet-stream", LARGEST_FILE)
    keep_if_committed(kept)
    row = SopReading(
        id=reading_id, opd_id=place.opd.id, name=plain, key=kept.key, object_version=kept.version, sha256=kept.sha256,
        size=kept.size, official_id=place.standing.official_id, state="waiting",
    )  # fmt: skip
    db.session.add(row)
    db.session.flush()
    later(JobName.READ, {"reading": str(row.id)}, row.opd_id, dedup(row))
    record("sop.file_handed_in", f"sop_reading:{row.id}", row.opd_id, {"name": plain, "sha256": row.sha256, "size": row.size})
    return row


def checked_name(name: str) -> str:
    """The name without what could mislead; the kind is told by the content later, this only refuses what cannot be read."""
    if not name.strip():
        raise refusal("Pilih berkas yang akan dibaca, atau tempelkan teksnya.")
    plain = harmless(name)
    if ending_of(plain) not in ENDINGS:
        raise refusal(f"Berkas “{plain}” bukan jenis yang dapat dibaca; unggah DOCX, PDF, XLSX, HTML, atau TXT.")
    return plain


def refusal(sentence: str) -> Invalid:
    return Invalid(sentence, {"file": [sentence]})


def dedup(row: SopReading) -> str:
    return f"sop.read:{row.id}"


def hand_in_text(text: str) -> SopReading:
    return hand_in(PASTED, io.BytesIO(text.encode()))


def read_now(reading_id: UUID) -> None:
    """The job: read it in a process of its own; of what cannot be read the sentence is kept, and not the file."""
    row = reading_by_id(reading_id)
    if row.state != "waiting":
        return
    data = b"".join(read(row.key, row.object_version or "", row.sha256))
    try:
        found = opened(data, row.name, SECONDS)
    except Refused as refused:
        row.state, row.problem, row.done_at = "refused", str(refused), datetime.now(UTC)
        drop_if_committed(Stored(row.key, row.object_version or "", row.sha256, row.size))
    else:
        row.state, row.result, row.done_at = "read", {"documents": found.documents}, datetime.now(UTC)
        db.session.flush()
        row.result = {**row.result, "source": found.blocks, "pages": kept_pages(row, data, SECONDS)}
    db.session.flush()
    record("sop.file_read", f"sop_reading:{row.id}", row.opd_id, {"state": row.state, "sha256": row.sha256})


def read_again(row: SopReading) -> None:
    """Another five attempts for a reading that was lost."""
    if phase(row) != "lost":
        return
    later(JobName.READ, {"reading": str(row.id)}, row.opd_id, dedup(row))
    dead = Outbox.dedup == dedup(row), Outbox.dead_at.is_not(None)
    db.session.execute(update(Outbox).where(*dead).values(dead_at=null(), attempts=0, next_at=func.now(), last_error=null()))
    record("sop.file_read_again", f"sop_reading:{row.id}", row.opd_id, {"sha256": row.sha256})


def phase(row: SopReading) -> Phase:
    """How far the reading is: a lost worker leaves it to another, and after five times somebody has to look."""
    if row.state != "waiting":
        return "done"
    job = db.session.execute(select(Outbox.attempts, Outbox.dead_at).where(Outbox.dedup == dedup(row))).one_or_none()
    if job is None or job.dead_at is not None:
        return "lost"
    return "waiting" if job.attempts == 0 else "reading" if job.attempts == 1 else "again"


def reading_by_id(reading_id: UUID) -> SopReading:
    found = db.session.scalar(select(SopReading).where(SopReading.id == reading_id))
    if found is None:
        raise NotFound("Naskah ini tidak ada di OPD ini.")
    return found


def readings() -> list[SopReading]:
    """The last ones of this OPD, without what was read."""
    shown = load_only(SopReading.name, SopReading.state, SopReading.at)
    mine = select(SopReading).where(SopReading.opd_id == here().opd.id).options(shown)
    return list(db.session.scalars(mine.order_by(SopReading.at.desc(), SopReading.id).limit(LISTED)))


def documents(row: SopReading) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = (row.result or {}).get("documents", [])
    return found
