"""The index of near-copies: templates of the library and the SOPs that this request may see, kept up to date in memory."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from threading import Lock
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from runtut.database import db
from runtut.library.models import Template
from runtut.procedures import Sop as Procedure
from runtut.procedures import from_json
from runtut.procedures.checking import NearCopies, Sketch
from runtut.tenancy import bound
from tenants.institutions.models import Opd
from tenants.sops.checking.models import SopSketch
from tenants.sops.models import Sop, SopVersion

MOST_INDEXES = 12
"""Each holds what one pass may see, some ten megabytes where a pemda has a thousand SOPs."""
_lock = Lock()
_indexes: dict[object, tuple[Mapping[str, str], NearCopies]] = {}


@dataclass(frozen=True)
class Twin:
    """An SOP or template that another may resemble; `origin` is the slug of the template that it comes from."""

    key: str
    title: str
    sha256: str
    origin: str | None
    version_id: UUID | None = None
    template_id: UUID | None = None
    sketch_id: UUID | None = None


def twins() -> list[Twin]:
    """Of the library and of the OPDs that are bound, each in its newest version; of other OPDs the sketches of what is in
    force."""
    return [*_templates(), *_sops(), *_elsewhere()]


def index(of: list[Twin]) -> NearCopies:
    """Only what changed since the last request is read again."""
    place, wanted = (bound().pemda, bound().opds), {twin.key: twin.sha256 for twin in of}
    with _lock:
        known, made = _indexes.get(place, ({}, NearCopies()))
    stale = [key for key in known if known[key] != wanted.get(key)]
    fresh = [twin for twin in of if known.get(twin.key) != twin.sha256]
    if stale or fresh:
        read: Iterator[tuple[str, Procedure | Sketch]] = ((key, from_json(content)) for key, content in _contents(fresh))
        made = made.changed(stale, chain(read, _sketches(fresh)))
    with _lock:
        _indexes.pop(place, None)
        _indexes[place] = (wanted, made)
        while len(_indexes) > MOST_INDEXES:  # the one that was not asked for the longest
            del _indexes[next(iter(_indexes))]
    return made


def key_of(sop: Sop) -> str:
    return f"{db.session.scalar(select(Opd.slug).where(Opd.id == sop.opd_id))}/{sop.slug}"


def _templates() -> Iterator[Twin]:
    newest = select(Template.slug, func.max(Template.version).label("version")).group_by(Template.slug).subquery()
    same = (newest.c.slug == Template.slug) & (newest.c.version == Template.version)
    rows = db.session.execute(select(Template.id, Template.slug, Template.title, Template.sha256).join(newest, same))
    return (Twin(f"pustaka/{row.slug}", row.title, row.sha256, row.slug, template_id=row.id) for row in rows)


def _sops() -> Iterator[Twin]:
    kept = SopVersion.state != "discarded"
    last = select(SopVersion.sop_id, func.max(SopVersion.number).label("number")).where(kept)
    newest = last.group_by(SopVersion.sop_id).subquery()
    rows = db.session.execute(
        select(Opd.slug.label("opd"), Sop.slug, Sop.title, SopVersion.id, SopVersion.sha256, Template.slug.label("origin"))
        .join(Sop, Sop.id == SopVersion.sop_id)
        .join(Opd, Opd.id == Sop.opd_id)
        .join(newest, (newest.c.sop_id == SopVersion.sop_id) & (newest.c.number == SopVersion.number))
        .outerjoin(Template, Template.id == SopVersion.template_id)
    )
    return (Twin(f"{row.opd}/{row.slug}", row.title, row.sha256, row.origin, version_id=row.id) for row in rows)


def _elsewhere() -> Iterator[Twin]:
    rows = db.session.execute(
        select(SopSketch.id, SopSketch.office, SopSketch.title, SopSketch.number, SopSketch.sha256, SopSketch.origin)
        .where(SopSketch.subject.not_in(select(Sop.id)))
    )  # fmt: skip
    for row in rows:
        key = f"{row.office}, nomor {row.number}" if row.number else f"{row.office}, {row.title}"
        yield Twin(key, row.title, row.sha256, row.origin, sketch_id=row.id)


def _sketches(fresh: list[Twin]) -> Iterator[tuple[str, Sketch]]:
    ids = {twin.sketch_id: twin.key for twin in fresh if twin.sketch_id}
    for row in db.session.scalars(select(SopSketch).where(SopSketch.id.in_(list(ids)))) if ids else ():
        yield ids[row.id], Sketch(row.pairs, tuple(row.rows), row.title)


def _contents(fresh: list[Twin]) -> Iterator[tuple[str, dict[str, Any]]]:
    for table, ids in (
        (SopVersion, {twin.version_id: twin.key for twin in fresh if twin.version_id}),
        (Template, {twin.template_id: twin.key for twin in fresh if twin.template_id}),
    ):
        rows = db.session.execute(select(table.id, table.content).where(table.id.in_(list(ids))))
        yield from ((ids[row.id], row.content) for row in rows)
