"""Taking SOPs over from the library, mapping their actors to roles, and putting versions into force."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import count
from uuid import UUID

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.dialects.postgresql import Range
from sqlalchemy.orm import defer

from runtut.database import db, new_id
from runtut.errors import Conflict, Invalid, NotFound
from runtut.events import record
from runtut.library.models import Template
from runtut.library.service import template_by_slug
from runtut.permissions import here
from runtut.procedures import from_json, obstacles, sha256
from tenants.institutions.models import Opd
from tenants.people.models import Role
from tenants.people.seats import today_at
from tenants.people.service import positions_with_role, roles
from tenants.sops.filling import filled_document
from tenants.sops.holding import hold, hold_effective
from tenants.sops.models import Sop, SopActor, SopVersion
from tenants.sops.numbering import one_at_a_time, suggested_number
from tenants.sops.signing import sign

LARGEST = 2**31
RESERVED = ("baru", "unggah", "penilaian")
"""Addresses below /sop that are pages of their own."""


def clone(opd_id: UUID, template_slug: str, slug: str, title: str) -> SopVersion:
    """Take the newest version of a template into the OPD as version 1 of a new SOP; Conflict when the address is taken."""
    template = template_by_slug(template_slug)
    require_free(opd_id, slug)
    sop = Sop(id=new_id(), opd_id=opd_id, slug=slug, title=title)
    db.session.add(sop)
    db.session.flush()
    version = first_version(sop, template)
    record("sop.cloned", f"sop:{sop.id}", opd_id, {"template": template_slug, "slug": slug, "sha256": version.sha256})
    return version


def require_free(opd_id: UUID, slug: str) -> None:
    if slug in RESERVED:
        said = "Alamat ini dipakai halaman lain; pakailah alamat lain."
        raise Conflict(f"Alamat “{slug}” dipakai halaman lain pada daftar SOP; pakailah alamat lain.", {"slug": [said]})
    holder = db.session.scalar(select(Sop).where(Sop.opd_id == opd_id, Sop.slug == slug))
    if holder is not None and is_discarded(holder):
        _give_way(holder)
    elif holder is not None:
        said = "Sudah dipakai SOP lain di OPD ini; pakailah alamat lain."
        raise Conflict(f"OPD ini sudah memiliki SOP di alamat “{slug}”; pakailah alamat lain.", {"slug": [said]})


def is_discarded(sop: Sop) -> bool:
    """Nothing of it is left but drafts that were thrown away."""
    return all(version.state == "discarded" for version in versions_of(sop))


def _give_way(sop: Sop) -> None:
    """An SOP that was thrown away leaves its address to a new one and can still be brought back, at another address."""
    before, stem = sop.slug, sop.slug[:45].rstrip("-")
    taken = set(
        db.session.scalars(select(Sop.slug).where(Sop.opd_id == sop.opd_id, Sop.slug.startswith(stem, autoescape=True)))
    )
    sop.slug = next(free for free in (f"{stem}-dibuang-{turn}" for turn in count(1)) if free not in taken)
    db.session.flush()
    record("sop.moved", f"sop:{sop.id}", sop.opd_id, {"from": before, "to": sop.slug})


def first_version(sop: Sop, template: Template) -> SopVersion:
    content = filled_document(template, sop.opd_id)
    content["identity"] = dict(content["identity"], title=sop.title, **own_identity(sop.opd_id))
    version = SopVersion(
        id=new_id(), opd_id=sop.opd_id, sop_id=sop.id, number=1, content=content, sha256=sha256(content),
        template_id=template.id,
    )  # fmt: skip
    db.session.add(version)
    db.session.flush()
    return version


def own_identity(opd_id: UUID) -> dict[str, str]:
    """What the identity block says of the institution; the day it was taken over is the day it was made."""
    opd = db.session.scalars(select(Opd).where(Opd.id == opd_id)).one()
    return {"pemda": here().pemda_name, "opd": opd.name, "created_on": today_at(here()).isoformat()}


def map_actors(version: SopVersion, mapping: Mapping[str, UUID]) -> None:
    """Say which role each actor is. Every actor needs a role of this pemda on which a seat of this OPD hangs."""
    hold(version)
    if version.state != "draft":
        raise Conflict(locked_mapping(version))
    actors = from_json(version.content).actors
    errors = mapping_errors(version.opd_id, actors, mapping)
    if errors:
        raise Invalid("Pemetaan pelaksana belum lengkap.", errors)
    for actor in db.session.scalars(select(SopActor).where(SopActor.version_id == version.id)).all():
        db.session.delete(actor)
    db.session.flush()
    rows = (SopActor(opd_id=version.opd_id, version_id=version.id, actor=actor, role_id=mapping[actor]) for actor in actors)
    db.session.add_all(rows)
    said = {actor: str(role_id) for actor, role_id in mapping.items()}
    record("sop.mapped", f"sop:{version.sop_id}", version.opd_id, {"version": version.number, "mapping": said})


def locked_mapping(version: SopVersion) -> str:
    """Why the mapping of a version that is no draft stays as it is, and what to do."""
    if version.state == "review" and not version.reviewed_at:
        return "Pemetaan terkunci karena versi ini sedang direviu. Tarik kembali pengajuannya, lalu ubah pemetaannya."
    if version.state == "review":
        return "Pemetaan terkunci karena versi ini menunggu pengesahan. Mintalah pengesah mengembalikannya bila perlu diubah."
    said = {"approved": "sudah disahkan", "effective": "sudah berlaku", "superseded": "sudah digantikan"}
    if version.state == "discarded":
        return "Pemetaan terkunci karena draf ini dibuang. Urungkan pembuangannya, lalu ubah pemetaannya."
    was = said.get(version.state, "sudah dicabut")
    return f"Pemetaan terkunci karena versi ini {was}. Perubahan pemetaan menjadi bagian versi berikutnya."


def mapping_errors(opd_id: UUID, actors: tuple[str, ...], mapping: Mapping[str, UUID]) -> dict[str, list[str]]:
    known, errors = {role.id: role.name for role in roles()}, {}
    for place, actor in enumerate(actors):
        role_id = mapping.get(actor)
        if role_id not in known:
            errors[f"actors.{place}.role"] = [f"Pilih peran untuk pelaksana {actor}."]
        elif not positions_with_role(role_id, opd_id):
            errors[f"actors.{place}.role"] = [f"Belum ada jabatan di OPD ini yang berperan {known[role_id]}."]
    if unknown := set(mapping) - set(actors):
        errors["actors"] = [f"Bukan pelaksana SOP ini: {', '.join(sorted(unknown))}."]
    return errors


def put_into_force(version: SopVersion) -> None:
    """Make a mapped draft that can be run the version in force from today on; the one before is superseded.

    Only a template as it was taken over: what somebody wrote here goes by way of review and approval. It gets the next
    number by the pattern of the OPD.
    """
    today = today_at(here())
    hold(version)
    if version.state == "effective" and version.approved_by == here().standing.official_id:
        return  # a second click
    if version.state != "draft":
        raise Conflict("Versi ini bukan draf, jadi tidak dapat diberlakukan lagi.")
    if not as_taken_over(version):
        raise Conflict("Draf ini ditulis atau diubah di sini; ajukan untuk direviu, lalu disahkan.")
    sop = from_json(version.content)
    if faults := obstacles(sop):
        raise Conflict("SOP ini belum dapat dijalankan, jadi belum dapat diberlakukan.", faults)
    require_mapped(version, sop.actors)
    before = hold_effective(version.sop_id)
    if before is not None:
        before.state = "superseded"
        before.in_force = before.in_force and Range(min(before.in_force.lower or today, today), today)
        db.session.flush()
    one_at_a_time(version)
    sign(version, suggested_number(version, today.year), today, today)
    version.state, version.in_force = "effective", Range(today, None)
    record("sop.effective", f"sop:{version.sop_id}", version.opd_id, {"version": version.number, "sha256": version.sha256})


def require_mapped(version: SopVersion, actors: Iterable[str]) -> None:
    """Conflict names whom no role stands for. The mapping of an actor that was taken out of the flow does no harm."""
    mapped = actor_roles(version.id)
    if lacking := [actor for actor in actors if actor not in mapped]:
        raise Conflict(f"Pelaksana belum semua dipetakan ke peran: {', '.join(lacking)}. Lengkapi dahulu pemetaannya.")


def as_taken_over(version: SopVersion) -> bool:
    """A draft that came from the library and in which nobody here wrote anything."""
    return version.state == "draft" and version.template_id is not None and not version.revision and not version.reason


def sops() -> list[tuple[Sop, SopVersion]]:
    """The SOPs of the OPDs that are bound, each with its newest version; not what was thrown away."""
    return _newest(SopVersion.state != "discarded")


def discarded_sops() -> list[tuple[Sop, SopVersion]]:
    """Those of which nothing is left but drafts that were thrown away."""
    kept = select(SopVersion.sop_id).where(SopVersion.state != "discarded")
    return _newest(SopVersion.sop_id.not_in(kept))


def _newest(chosen: ColumnElement[bool]) -> list[tuple[Sop, SopVersion]]:
    last = select(SopVersion.sop_id, func.max(SopVersion.number).label("number")).where(chosen)
    newest = last.group_by(SopVersion.sop_id).subquery()
    rows = db.session.execute(
        select(Sop, SopVersion)
        .join(SopVersion, SopVersion.sop_id == Sop.id)
        .join(newest, (newest.c.sop_id == Sop.id) & (newest.c.number == SopVersion.number))
        .order_by(Sop.title)
    )
    return [(sop, version) for sop, version in rows]


def sop_by_slug(slug: str) -> Sop:
    found = db.session.scalar(select(Sop).where(Sop.slug == slug))
    if found is None:
        raise NotFound("SOP ini tidak ada di OPD ini.")
    return found


def sop_by_id(sop_id: UUID) -> Sop:
    return db.session.scalars(select(Sop).where(Sop.id == sop_id)).one()


def version_of(sop: Sop, number: int) -> SopVersion:
    mine = select(SopVersion).where(SopVersion.sop_id == sop.id, SopVersion.number == number)
    found = db.session.scalar(mine) if number < LARGEST else None
    if found is None:
        raise NotFound(f"SOP ini tidak memiliki versi {number}.")
    return found


def versions_of(sop: Sop) -> list[SopVersion]:
    mine = select(SopVersion).where(SopVersion.sop_id == sop.id).order_by(SopVersion.number.desc())
    return list(db.session.scalars(mine))


def all_versions() -> dict[UUID, list[SopVersion]]:
    """The versions of each SOP in the OPDs that are bound, the newest first; without their documents, which are large."""
    found: dict[UUID, list[SopVersion]] = defaultdict(list)
    for version in db.session.scalars(select(SopVersion).options(defer(SopVersion.content)).order_by(SopVersion.number.desc())):
        found[version.sop_id].append(version)
    return found


def shown_version(sop: Sop) -> SopVersion:
    """The version in force, else the newest."""
    return version_in_force(sop.id) or newest_version(sop)


def newest_version(sop: Sop) -> SopVersion:
    """What was thrown away counts only where nothing else is left."""
    found = versions_of(sop)
    return next((version for version in found if version.state != "discarded"), found[0])


def version_in_force(sop_id: UUID) -> SopVersion | None:
    """By its days: from midnight on the approved one, before the hourly job has said so in its state."""
    mine = SopVersion.sop_id == sop_id, SopVersion.in_force.contains(today_at(here()))
    return db.session.scalar(select(SopVersion).where(*mine))


def versions_in_force() -> dict[UUID, SopVersion]:
    """Of all SOPs in the OPDs that are bound, by SOP."""
    today = SopVersion.in_force.contains(today_at(here()))
    return {version.sop_id: version for version in db.session.scalars(select(SopVersion).where(today))}


def actor_roles(version_id: UUID) -> dict[str, UUID]:
    rows = db.session.execute(select(SopActor.actor, SopActor.role_id).where(SopActor.version_id == version_id))
    return {row.actor: row.role_id for row in rows}


def suggested_roles(version: SopVersion) -> dict[str, Role | None]:
    """For each actor the role that is mapped, else the role of the same name: a suggestion, not a decision."""
    mapped, by_name = actor_roles(version.id), {role.name.casefold(): role for role in roles()}
    by_id = {role.id: role for role in by_name.values()}
    return {
        actor: by_id.get(mapped[actor]) if actor in mapped else by_name.get(actor.casefold())
        for actor in from_json(version.content).actors
    }
