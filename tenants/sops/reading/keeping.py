"""What was looked through becomes a draft: of a new SOP, or the next version of one that the OPD has."""

from collections.abc import Mapping
from dataclasses import asdict

from sqlalchemy import select

from runtut.database import db
from runtut.errors import Conflict, Invalid
from runtut.events import record
from runtut.permissions import here
from tenants.people.seats import today_at
from tenants.sops import service
from tenants.sops.adopting import suggested_slug
from tenants.sops.editing import drafts
from tenants.sops.editing.sheet import Document
from tenants.sops.editing.tracing import Trace
from tenants.sops.models import Sop, SopOrigin, SopReading, SopVersion
from tenants.sops.reading.reviewing import FLOW, read_document, step_ids

KINDS = {
    "narrative": "uraian prosedur tanpa tabel alur", "service_standard": "standar pelayanan",
    "iso_procedure": "prosedur mutu (ISO)", "other": "naskah lain",
}  # fmt: skip
UNSIGNED = {"approved_on": None, "effective_on": None, "approved_by": None}


def as_new_sop(row: SopReading, number: int, document: Document, slug: str | None) -> SopVersion:
    """The draft of a new SOP; Invalid without a name, Conflict when its address is taken."""
    require_flow(row, number)
    title = (document["identity"].get("title") or "").strip()
    if not 3 <= len(title) <= 200:
        raise Invalid("Nama SOP belum diisi.", {"identity.title": ["Tulis nama SOP, 3 sampai 200 huruf."]})
    version = drafts.begin(here().opd.id, slug or suggested_slug(title), title, document)
    note(row, number, version)
    return version


def as_revision(row: SopReading, number: int, document: Document, sop: Sop, reason: str) -> SopVersion:
    """The next version of an SOP with what was read; steps whose words are the same keep their ids."""
    require_flow(row, number)
    version = drafts.revise(sop, reason)
    new = known_ids(document, version.content)
    content = renamed(document, new)
    own = service.own_identity(sop.opd_id)
    content["identity"] = {
        **content["identity"], **UNSIGNED, "title": content["identity"].get("title") or sop.title, "pemda": own["pemda"],
        "opd": own["opd"], "revised_on": today_at(here()).isoformat(),
    }  # fmt: skip
    drafts.save(version, version.revision, content)
    note(row, number, version, new)
    return version


def require_flow(row: SopReading, number: int) -> None:
    kind = read_document(row, number)["kind"]
    if kind not in FLOW:
        raise Conflict(f"Naskah ini {KINDS.get(kind, 'naskah lain')}, bukan SOP dengan tabel alur, jadi tidak dijadikan draf.")


def known_ids(document: Document, before: Document) -> dict[str, str]:
    """The id of each step in the next version: a step that the version in force has too, word by word, keeps that one's."""
    known: dict[str, str] = {}
    for step in before["steps"]:
        known.setdefault(words(step), step["id"])
    known.pop("", None)
    return {step["id"]: known.pop(words(step), step["id"]) for step in document["steps"]}


def renamed(document: Document, new: Mapping[str, str]) -> Document:
    """A copy whose steps go by their new ids."""
    targets: dict[str | None, str | None] = {None: None, **dict(new.items())}
    steps = [
        {**step, "id": new[step["id"]], **{key: targets.get(step.get(key)) for key in ("next", "on_return")}}
        for step in document["steps"]
    ]
    return {**document, "steps": steps}


def words(step: Document) -> str:
    return " ".join((step.get("text") or "").casefold().split())


def note(row: SopReading, number: int, version: SopVersion, new: Mapping[str, str] | None = None) -> None:
    """Which reading the draft came from, and where each value stood."""
    ids = [(new or {}).get(id_, id_) for id_ in step_ids(row, number)]
    trace = asdict(Trace.of(read_document(row, number), ids))
    db.session.add(SopOrigin(opd_id=row.opd_id, version_id=version.id, reading_id=row.id, document=number, trace=trace))
    db.session.flush()
    said = {"reading": str(row.id), "document": number, "version": version.number}
    record("sop.draft_read", f"sop:{version.sop_id}", version.opd_id, said)


def drafts_of(row: SopReading) -> dict[int, str]:
    """The documents of a reading that were kept, each with the address of the SOP that it became last."""
    rows = (
        select(SopOrigin.document, Sop.slug)
        .join(SopVersion, SopVersion.id == SopOrigin.version_id)
        .join(Sop, Sop.id == SopVersion.sop_id)
        .where(SopOrigin.reading_id == row.id)
        .order_by(SopVersion.created_at, SopVersion.id)
    )
    return {row.document: row.slug for row in db.session.execute(rows)}


def revisable() -> list[Sop]:
    """The SOPs of this OPD of which a new version may be begun."""
    opd_id = here().opd.id
    return [sop for sop, version in service.sops() if sop.opd_id == opd_id and drafts.open_version(sop) is None]
