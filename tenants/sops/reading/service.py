"""Files that are read into SOPs: handed in, read by a job, and the drafts that came from them."""

import io
from datetime import UTC, datetime
from typing import IO, Any
from uuid import UUID

from sqlalchemy import select

from runtut.database import db, new_id
from runtut.errors import Conflict, Invalid, NotFound
from runtut.events import record
from runtut.jobs import JobName, later
from runtut.permissions import here
from runtut.procedures import to_json
from runtut.procedures.reading import Refused
from runtut.procedures.reading.child import read_file
from runtut.procedures.reading.limits import LARGEST_FILE
from runtut.storage import put, read
from tenants.sops.editing import drafts
from tenants.sops.editing.tracing import Trace
from tenants.sops.models import SopReading, SopVersion
from tenants.sops.reading.laying import laid_open

LISTED = 20
PASTED = "tempelan.txt"
NOT_AN_SOP = {
    "narrative": "uraian prosa", "service_standard": "standar pelayanan", "iso_procedure": "prosedur ISO",
    "other": "naskah lain",
}  # fmt: skip


def hand_in(name: str, stream: IO[bytes]) -> SopReading:
    """Keep the file and have it read; whoever handed it in may leave the page meanwhile."""
    place, reading_id = here(), new_id()
    plain = "".join(char for char in name if char.isprintable()).strip()[-200:]
    if not plain or not stream.read(1):
        said = "Pilih berkas yang akan dibaca; berkas itu tidak boleh kosong."
        raise Invalid(said, {"file": [said]})
    stream.seek(0)
    kept = put("documents", place.pemda_id, place.opd.id, f"sop-{reading_id}", stream, "application/octet-stream", LARGEST_FILE)
    row = SopReading(
        id=reading_id, opd_id=place.opd.id, name=plain, key=kept.key, object_version=kept.version, sha256=kept.sha256,
        size=kept.size, official_id=place.standing.official_id, state="waiting",
    )  # fmt: skip
    db.session.add(row)
    db.session.flush()
    later(JobName.READ, {"reading": str(row.id)}, row.opd_id, f"sop.read:{row.id}")
    record("sop.file_handed_in", f"sop_reading:{row.id}", row.opd_id, {"name": plain, "sha256": row.sha256, "size": row.size})
    return row


def hand_in_text(text: str) -> SopReading:
    return hand_in(PASTED, io.BytesIO(text.encode()))


def read_now(reading_id: UUID) -> None:
    """The job: read it in a process of its own; what is wrong with it is kept as a sentence."""
    row = reading_by_id(reading_id)
    if row.state != "waiting":
        return
    data = b"".join(read(row.key, row.object_version or "", row.sha256))
    try:
        documents = [to_json(sop) for sop in read_file(data, row.name)]
        row.state, row.result = "read", {"documents": documents, "source": laid_open(data, row.name), "drafts": {}}
    except Refused as refused:
        row.state, row.problem = "refused", str(refused)
    row.done_at = datetime.now(UTC)
    db.session.flush()
    record("sop.file_read", f"sop_reading:{row.id}", row.opd_id, {"state": row.state, "sha256": row.sha256})


def reading_by_id(reading_id: UUID) -> SopReading:
    found = db.session.scalar(select(SopReading).where(SopReading.id == reading_id))
    if found is None:
        raise NotFound("Naskah ini tidak ada di OPD ini.")
    return found


def readings() -> list[SopReading]:
    """The last ones of this OPD."""
    mine = select(SopReading).where(SopReading.opd_id == here().opd.id)
    return list(db.session.scalars(mine.order_by(SopReading.at.desc(), SopReading.id).limit(LISTED)))


def documents(row: SopReading) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = (row.result or {}).get("documents", [])
    return found


def keep(row: SopReading, number: int, slug: str, title: str) -> SopVersion:
    """One of the documents as the draft of a new SOP; where each value stood goes along."""
    found = documents(row)
    if row.state != "read" or not 0 <= number < len(found):
        raise NotFound("Tidak ada SOP dengan nomor itu dalam naskah ini.")
    document = found[number]
    if document["kind"] in NOT_AN_SOP:
        raise Conflict(f"Naskah ini {NOT_AN_SOP[document['kind']]}, bukan SOP dengan tabel alur, jadi tidak dijadikan draf.")
    version = drafts.begin(here().opd.id, slug, title, document)
    ids = [step["id"] for step in version.content["steps"]]
    trace = Trace.of(document, ids)
    kept = {"version": str(version.id), "places": trace.places, "unsure": trace.unsure, "values": trace.values}
    row.result = {**(row.result or {}), "drafts": {**(row.result or {}).get("drafts", {}), str(number): kept}}
    db.session.flush()
    return version
