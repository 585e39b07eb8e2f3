"""The index of near-copies: templates of the library and the SOPs that this request may see, kept up to date in memory."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from threading import Lock
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from runtut.database import db
from runtut.library.models import Template
from runtut.procedures import from_json
from runtut.procedures.checking import NearCopies
from runtut.tenancy import bound
from tenants.institutions.models import Opd
from tenants.sops.models import Sop, SopVersion

MOST_INDEXES = 64
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


def twins() -> list[Twin]:
    """Of the library and of the OPDs that are bound, each in its newest version."""
    return [*_templates(), *_sops()]


def index(of: list[Twin]) -> NearCopies:
    """Only what changed since the last request is read again."""
    place, wanted = (bound().pemda, bound().opds), {twin.key: twin.sha256 for twin in of}
    with _lock:
        known, made = _indexes.get(place, ({}, NearCopies()))
    stale = [key for key in known if known[key] != wanted.get(key)]
    fresh = [twin for twin in of if known.get(twin.key) != twin.sha256]
    if stale or fresh:
        made = made.changed(stale, ((key, from_json(content)) for key, content in _contents(fresh)))
    with _lock:
        if len(_indexes) >= MOST_INDEXES:
            _indexes.clear()
        _indexes[place] = (wanted, made)
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


def _contents(fresh: list[Twin]) -> Iterator[tuple[str, dict[str, Any]]]:
    for table, ids in (
        (SopVersion, {twin.version_id: twin.key for twin in fresh if twin.version_id}),
        (Template, {twin.template_id: twin.key for twin in fresh if twin.template_id}),
    ):
        rows = db.session.execute(select(table.id, table.content).where(table.id.in_(list(ids))))
        yield from ((ids[row.id], row.content) for row in rows)
