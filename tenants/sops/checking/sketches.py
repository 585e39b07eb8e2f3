"""Sketches of the SOPs in force, by which an office hears of near-copies in other offices without reading their SOPs."""

from collections.abc import Iterator
from uuid import UUID

from sqlalchemy import delete, select

from runtut.database import db
from runtut.library.models import Template
from runtut.procedures import from_json
from runtut.procedures.checking import sketch_of
from tenants.institutions.models import Opd
from tenants.sops.checking.models import SopSketch
from tenants.sops.models import Sop, SopVersion


def refresh() -> int:
    """Sketches of what is in force now, for a pass of the whole pemda; answers how many are new. Only what changed since the
    last time is read."""
    in_force = select(SopVersion.sop_id, SopVersion.sha256).where(SopVersion.state == "effective")
    known = {row.subject: row.sha256 for row in db.session.execute(select(SopSketch.subject, SopSketch.sha256))}
    now = {row.sop_id: row.sha256 for row in db.session.execute(in_force)}
    gone = [subject for subject, sha256 in known.items() if now.get(subject) != sha256]
    new = [subject for subject, sha256 in now.items() if known.get(subject) != sha256]
    if gone:
        db.session.execute(delete(SopSketch).where(SopSketch.subject.in_(gone)))
    db.session.add_all(_made(new))
    db.session.flush()
    return len(new)


def _made(subjects: list[UUID]) -> Iterator[SopSketch]:
    rows = db.session.execute(
        select(Sop.id, SopVersion.content, SopVersion.sha256, Opd.short_name, Template.slug.label("origin"))
        .join(SopVersion, SopVersion.sop_id == Sop.id)
        .join(Opd, Opd.id == Sop.opd_id)
        .outerjoin(Template, Template.id == SopVersion.template_id)
        .where(SopVersion.state == "effective", SopVersion.sop_id.in_(subjects))
    )
    for row in rows:
        sop = from_json(row.content)
        found = sketch_of(sop)
        yield SopSketch(
            subject=row.id, office=row.short_name, title=found.title, number=sop.identity.number, origin=row.origin,
            sha256=row.sha256, pairs=found.prints, rows=list(found.rows),
        )  # fmt: skip
