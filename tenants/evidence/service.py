"""Taking evidence in, finding it again and giving it out."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import IO
from uuid import UUID

from sqlalchemy import func, or_, select, true

from runtut.database import db, new_id
from runtut.errors import Invalid, NotFound, TooLarge
from runtut.events import record
from runtut.permissions import Here, here
from runtut.storage import Stored, put, read
from tenants.evidence.kept import keep_if_committed
from tenants.evidence.kinds import BY_ENDING, SAID, Kind
from tenants.evidence.models import Evidence
from tenants.evidence.names import ending_of, harmless

LIMIT = 25 * 1024**2
PAGE = 50


@dataclass(frozen=True)
class Upload:
    """A file as it came in: its name and type are what the sender says."""

    name: str
    declared: str
    stream: IO[bytes]


@dataclass(frozen=True)
class Page:
    items: list[Evidence]
    number: int
    total: int

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // PAGE))


def add(upload: Upload, unit_id: UUID | None = None) -> Evidence:
    """Keep a file in the OPD of the address; `unit_id` None: the unit of the person who brings it.

    The object is stored first and the row written in the same transaction; when that comes to nothing the object goes again.
    Raises Invalid, TooLarge or Unavailable, each with a sentence, and then nothing is kept.
    """
    place, name = here(), harmless(upload.name)
    unit = unit_of(place, unit_id)
    kind, evidence_id = checked_kind(upload, name), new_id()
    stored = store(place, evidence_id, upload, kind)
    row = Evidence(
        id=evidence_id, opd_id=place.opd.id, unit_id=unit, official_id=place.standing.official_id, name=name,
        media_type=kind.media_type, size=stored.size, sha256=stored.sha256, storage_key=stored.key,
        storage_version=stored.version,
    )  # fmt: skip
    db.session.add(row)
    db.session.flush()
    record("evidence.added", f"evidence:{row.id}", row.opd_id, {"name": name, "size": row.size, "sha256": row.sha256})
    return row


def unit_of(place: Here, wanted: UUID | None) -> UUID | None:
    """Evidence belongs to a unit in which the person sits."""
    own = [seat.unit_id for seat in place.seats if seat.unit_id and seat.opd_id == place.opd.id]
    if wanted is None:
        return own[0] if own else None
    if wanted not in own:
        said = "Bukti hanya dapat diunggah untuk unit tempat Anda menjabat."
        raise Invalid(said, {"unit_id": [said]})
    return wanted


def checked_kind(upload: Upload, name: str) -> Kind:
    """Ending, declared type and content must agree."""
    kind = BY_ENDING.get(ending_of(name))
    if not upload.name.strip():
        raise refusal("Pilih berkas yang akan diunggah.")
    check_size(upload.stream, name)
    if kind is None:
        raise refusal(f"Berkas “{name}” bukan jenis yang diterima; unggah {SAID}.")
    if upload.declared.lower() not in kind.declared:
        said = upload.declared[:60] or "tak dikenal"
        raise refusal(
            f"Berkas “{name}” berakhiran .{ending_of(name)}, tetapi dikirim sebagai jenis {said};"
            f" simpan ulang sebagai {kind.label}, lalu unggah lagi."
        )
    upload.stream.seek(0)
    if fault := kind.fault_of(upload.stream):
        raise refusal(f"Berkas “{name}” tidak dapat diterima sebagai {kind.label}: {fault}.")
    return kind


def check_size(stream: IO[bytes], name: str) -> None:
    stream.seek(0, 2)
    size = stream.tell()
    if size == 0:
        raise refusal(f"Berkas “{name}” kosong; periksa berkasnya, lalu unggah lagi.")
    if size > LIMIT:
        said = f"Berkas “{name}” lebih besar dari 25 MB; perkecil atau pisahkan berkasnya."
        raise TooLarge(said, {"file": [said]})


def refusal(sentence: str) -> Invalid:
    return Invalid(sentence, {"file": [sentence]})


def store(place: Here, evidence_id: UUID, upload: Upload, kind: Kind) -> Stored:
    upload.stream.seek(0)
    stored = put("evidence", place.pemda_id, place.opd.id, str(evidence_id), upload.stream, kind.media_type, LIMIT)
    keep_if_committed(stored)
    return stored


def find(evidence_id: UUID) -> Evidence:
    found = db.session.scalar(select(Evidence).where(Evidence.id == evidence_id))
    if found is None:
        raise NotFound("Bukti ini tidak ada, atau bukan untuk Anda.")
    return found


def content(evidence: Evidence) -> Iterator[bytes]:
    """The bytes; their sum is checked before the last of them is given out."""
    return read(evidence.storage_key, evidence.storage_version, evidence.sha256)


def listed(number: int = 1, unit_id: UUID | None = None) -> Page:
    """The files of this OPD, newest first."""
    mine = [Evidence.opd_id == here().opd.id] + ([Evidence.unit_id == unit_id] if unit_id else [])
    total = db.session.scalar(select(func.count()).select_from(Evidence).where(*mine)) or 0
    newest = select(Evidence).where(*mine).order_by(Evidence.at.desc(), Evidence.id.desc())
    rows = db.session.scalars(newest.limit(PAGE).offset(PAGE * (number - 1)))
    return Page(list(rows), number, total)


def files_for(
    unit_id: UUID | None, official_id: UUID, since: datetime | None = None, always: Collection[UUID] = ()
) -> list[Evidence]:
    """What a seat may pick from: the files of its unit and those that the person brought, newest first.

    With `since` only what came in after it, and those `always` in the list because they were picked before.
    """
    mine = Evidence.official_id == official_id
    chosen = or_(mine, Evidence.unit_id == unit_id) if unit_id else mine
    lately = or_(Evidence.at >= since, Evidence.id.in_(set(always))) if since else true()
    rows = select(Evidence).where(Evidence.opd_id == here().opd.id, chosen, lately)
    return list(db.session.scalars(rows.order_by(Evidence.at.desc(), Evidence.id.desc()).limit(200)))


def by_ids(ids: Collection[UUID]) -> dict[UUID, Evidence]:
    """Those of `ids` that are there, in this OPD."""
    found = select(Evidence).where(Evidence.opd_id == here().opd.id, Evidence.id.in_(set(ids)))
    return {row.id: row for row in db.session.scalars(found)}
