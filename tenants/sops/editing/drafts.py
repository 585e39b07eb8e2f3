"""Drafts: opened, saved by compare-and-set, undone and done again."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert

from runtut.database import db, new_id
from runtut.errors import Conflict, Invalid, NotFound
from runtut.events import record
from runtut.permissions import here
from runtut.procedures import SopError, from_json, sha256
from tenants.people.seats import today_at
from tenants.people.service import official_names
from tenants.sops import service
from tenants.sops.comparing.flat import IDENTITY
from tenants.sops.editing.acts import blank_step
from tenants.sops.editing.joining import Joined, join
from tenants.sops.models import OPEN, Sop, SopActor, SopEdit, SopHand, SopVersion

KEPT, FOR = 300, timedelta(days=1)
"""Changes of a draft that can be undone; a younger one stays in any case, for somebody may have his sheet open from it."""
STRETCH = timedelta(minutes=15)
"""Whoever saves again within this time goes on writing; only the beginning is an event of its own."""
FIRST_ACTORS = ("Pelaksana 1", "Pelaksana 2")


@dataclass(frozen=True)
class Saved:
    """`revision` is the one to write on next; `merged` what came from somebody else meanwhile."""

    version: SopVersion
    changed: bool
    merged: tuple[str, ...] = ()


class Clashing(Conflict):
    """Somebody else changed the same places; `joined` says which, `who` wrote there."""

    def __init__(self, joined: Joined, revision: int, who: str) -> None:
        places = ", ".join(clash.label for clash in joined.clashes)
        super().__init__(
            f"{who} menyimpan perubahan lain pada bagian yang sama: {places}. Pilih yang dipakai, lalu simpan lagi.",
            {clash.key: [f"Anda: “{clash.mine}”. Tersimpan: “{clash.theirs}”."] for clash in joined.clashes},
        )
        self.joined, self.revision, self.who = joined, revision, who


def open_version(sop: Sop) -> SopVersion | None:
    """The version that is on its way to being in force."""
    mine = SopVersion.sop_id == sop.id, SopVersion.state.in_(OPEN)
    return db.session.scalar(select(SopVersion).where(*mine).order_by(SopVersion.number.desc()).limit(1))


def draft_of(sop: Sop) -> SopVersion:
    """The draft that may be written on; NotFound or Conflict say why there is none."""
    found = open_version(sop)
    if found is None:
        raise NotFound("SOP ini tidak mempunyai draf. Mulailah revisi dari versi yang berlaku.")
    if found.state != "draft":
        raise Conflict(locked(found))
    return found


def locked(version: SopVersion) -> str:
    """Why a version is not written on any more, and what to do when it still has to change."""
    if version.state == "review" and version.reviewed_at is None:
        return "Draf ini sudah diajukan dan sedang direviu, jadi terkunci. Tarik kembali pengajuannya untuk mengubahnya."
    if version.state == "review":
        return "Draf ini sudah lulus reviu, jadi terkunci. Mintalah pengesah mengembalikannya bila masih perlu diubah."
    if version.state == "approved":
        return "Versi ini sudah disahkan, jadi terkunci. Batalkan pengesahannya, atau mulai revisi sesudah versi ini berlaku."
    return "Versi ini bukan draf lagi, jadi terkunci. Mulailah revisi dari versi yang berlaku."


def begin(opd_id: UUID, slug: str, title: str, document: Mapping[str, Any] | None = None) -> SopVersion:
    """A new SOP of the OPD with a draft, blank or with what was read; Conflict when the address is taken."""
    service.require_free(opd_id, slug)
    sop = Sop(id=new_id(), opd_id=opd_id, slug=slug, title=title)
    db.session.add(sop)
    db.session.flush()
    content = prepared(document) if document else blank()
    content["identity"] = {**content["identity"], "title": title, **_own(opd_id, content["identity"])}
    version = _add(sop, 1, checked(content))
    record("sop.begun", f"sop:{sop.id}", opd_id, {"slug": slug, "title": title})
    return version


def _own(opd_id: UUID, identity: Mapping[str, Any]) -> dict[str, str]:
    own = service.own_identity(opd_id)
    return {key: identity.get(key) or value for key, value in own.items()} | {"pemda": own["pemda"], "opd": own["opd"]}


def blank() -> dict[str, Any]:
    steps = [{**blank_step(shape), "no": no} for no, shape in enumerate(("start", "process", "end"), 1)]
    lists = ("legal_basis", "qualifications", "related", "equipment", "warnings", "records")
    empty: dict[str, Any] = {"identity": dict.fromkeys(IDENTITY), **{key: [] for key in lists}}
    return {"format": "runtut.sop/1", "kind": "sop_ap", **empty, "actors": list(FIRST_ACTORS), "steps": steps}


def prepared(document: Mapping[str, Any]) -> dict[str, Any]:
    """A document as a draft: every step has an id, and targets name steps by id."""
    steps = [{**blank_step(), **step} for step in document.get("steps") or []]
    for step, fresh in zip(steps, document.get("steps") or [], strict=True):
        step["id"] = fresh.get("id") or blank_step()["id"]
    by_no = {step["no"]: step["id"] for step in reversed(steps) if step["no"] is not None}
    for no, step in enumerate(steps, 1):
        for key in ("next", "on_return"):
            step[key] = by_no.get(step[key]) if isinstance(step[key], int) else step[key]
        step["no"] = no
    rest = {key: value for key, value in document.items() if key not in ("sources", "findings")}
    whole = blank()
    return {**whole, **rest, "identity": {**whole["identity"], **(document.get("identity") or {})}, "steps": steps}


def revise(sop: Sop, reason: str) -> SopVersion:
    """A draft from the version in force, with its reason and the mapping of its actors."""
    if open_version(sop) is not None:
        raise Conflict("SOP ini sudah mempunyai draf; lanjutkan draf itu.")
    source = service.shown_version(sop)
    if source.state == "discarded":
        raise Conflict("Draf SOP ini dibuang; urungkan pembuangannya, lalu lanjutkan draf itu.")
    content = prepared(source.content)
    content["identity"] = {
        **content["identity"], "revised_on": today_at(here()).isoformat(), "approved_on": None, "effective_on": None,
        "approved_by": None,
    }  # fmt: skip
    version = _add(sop, service.versions_of(sop)[0].number + 1, checked(content), source)
    version.reason = reason
    record("sop.revised", f"sop:{sop.id}", sop.opd_id, {"version": version.number, "from": source.number, "reason": reason})
    return version


def _add(sop: Sop, number: int, content: dict[str, Any], source: SopVersion | None = None) -> SopVersion:
    version = SopVersion(
        id=new_id(), opd_id=sop.opd_id, sop_id=sop.id, number=number, content=content, sha256=sha256(content), revision=0,
        state="draft", template_id=source.template_id if source else None,
    )  # fmt: skip
    db.session.add(version)
    db.session.flush()
    actors = service.actor_roles(source.id) if source else {}
    for actor, role_id in actors.items():
        db.session.add(SopActor(opd_id=sop.opd_id, version_id=version.id, actor=actor, role_id=role_id))
    _sign(version)
    return version


def checked(document: dict[str, Any]) -> dict[str, Any]:
    """The document if it keeps the format; Invalid names the fields of the sheet."""
    try:
        from_json(document)
    except SopError as wrong:
        errors = {path.replace("[", ".").replace("]", ""): found for path, found in wrong.errors.items()}
        raise Invalid("Isian SOP belum benar.", errors) from wrong
    return document


def save(version: SopVersion, revision: int, document: dict[str, Any], picks: Mapping[str, str] | None = None) -> Saved:
    """Keep `document`, written on `revision`. What others saved since is put together with it; Clashing where both
    changed the same place and nothing was picked."""
    hold(version)
    merged: tuple[str, ...] = ()
    if revision != version.revision:
        checked(document)  # what cannot be kept is refused as such, before anybody is asked about it
        joined = join(_base(version, revision), document, version.content, picks or {})
        if joined.clashes:
            raise Clashing(joined, version.revision, who_wrote(version))
        document, merged = joined.document, joined.taken
    checked(document)
    if document == version.content:
        return Saved(version, False, merged)
    _keep(version, document, back=version.revision, forward=None)
    return Saved(version, True, merged)


def undo(version: SopVersion, revision: int) -> SopVersion:
    return _go(version, revision, "back", "Tidak ada lagi yang dapat diurungkan.")


def redo(version: SopVersion, revision: int) -> SopVersion:
    return _go(version, revision, "forward", "Tidak ada lagi yang dapat diulangi.")


def _go(version: SopVersion, revision: int, way: str, end: str) -> SopVersion:
    """To where `way` leads; the way back is kept, so undo and redo are changes like any other."""
    hold(version)
    if revision != version.revision:
        raise Conflict(f"{who_wrote(version)} baru saja menyimpan perubahan; muat ulang halaman, lalu ulangi.")
    now = edit_of(version, version.revision)
    goal = getattr(now, way) if now else None
    target = edit_of(version, goal) if goal is not None else None
    if now is None or target is None:
        raise Conflict(end)
    if way == "back":
        _keep(version, target.content, back=target.back, forward=now.revision)
    else:
        _keep(version, target.content, back=target.back, forward=target.forward)
    return version


def ways(version: SopVersion) -> tuple[bool, bool]:
    """Whether there is something to undo, and to do again."""
    now = edit_of(version, version.revision)
    return (now is not None and now.back is not None, now is not None and now.forward is not None)


def hold(version: SopVersion) -> None:
    """Nobody else writes until this transaction ends; what is read is what is there."""
    db.session.refresh(version, with_for_update=True)
    if version.state != "draft":
        raise Conflict(f"{locked(version)} Perubahan terakhir belum tersimpan.")


def _base(version: SopVersion, revision: int) -> dict[str, Any] | None:
    found = edit_of(version, revision)
    return found.content if found else None


def edit_of(version: SopVersion, revision: int) -> SopEdit | None:
    mine = SopEdit.version_id == version.id, SopEdit.revision == revision
    return db.session.scalar(select(SopEdit).where(*mine)) if 0 <= revision < service.LARGEST else None


def _keep(version: SopVersion, document: dict[str, Any], back: int | None, forward: int | None) -> None:
    official, now = here().standing.official_id, datetime.now(UTC)
    begins = not _goes_on(version, max(now - STRETCH, version.submitted_at or now - STRETCH))
    if edit_of(version, version.revision) is None:
        _remember(version, version.content, None, None)
    version.content, version.sha256, version.revision = document, sha256(document), version.revision + 1
    version.edited_by, version.edited_at = official, now
    _remember(version, document, back, forward)
    old = SopEdit.version_id == version.id, SopEdit.revision < version.revision - KEPT, SopEdit.at < now - FOR
    db.session.execute(delete(SopEdit).where(*old).execution_options(synchronize_session=False))
    _title(version)
    _sign(version)
    if begins:
        said = {"version": version.number, "revision": version.revision, "sha256": version.sha256}
        record("sop.edited", f"sop:{version.sop_id}", version.opd_id, said)


def _goes_on(version: SopVersion, since: datetime) -> bool:
    """Whether the same person has saved this draft since then; what came of it is told when it is handed in."""
    mine = SopEdit.version_id == version.id, SopEdit.official_id == here().standing.official_id
    last = db.session.scalar(select(SopEdit.at).where(*mine).order_by(SopEdit.revision.desc()).limit(1))
    return last is not None and last > since


def forget(version: SopVersion) -> None:
    """The way to an approved version is not needed any more, neither to undo nor to put sheets together."""
    mine = delete(SopEdit).where(SopEdit.version_id == version.id)
    db.session.execute(mine.execution_options(synchronize_session=False))


def _remember(version: SopVersion, content: dict[str, Any], back: int | None, forward: int | None) -> None:
    db.session.add(
        SopEdit(
            opd_id=version.opd_id, version_id=version.id, revision=version.revision, content=content, back=back,
            forward=forward, official_id=here().standing.official_id,
        )
    )  # fmt: skip
    db.session.flush()


def _title(version: SopVersion) -> None:
    """An SOP that was never in force is called what its draft is called."""
    title = version.content["identity"].get("title")
    if title and version.number == 1:
        service.sop_by_id(version.sop_id).title = title[:200]


def _sign(version: SopVersion) -> None:
    """The writer is one of its hands from now on."""
    row = {"id": new_id(), "opd_id": version.opd_id, "version_id": version.id, "official_id": here().standing.official_id}
    keys = ["pemda_id", "opd_id", "version_id", "official_id"]
    db.session.execute(insert(SopHand).values(row).on_conflict_do_nothing(index_elements=keys))


def who_wrote(version: SopVersion) -> str:
    """The name of who saved last."""
    names = official_names([version.edited_by]) if version.edited_by else {}
    return names.get(version.edited_by, "Seseorang") if version.edited_by else "Seseorang"
