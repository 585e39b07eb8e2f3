"""Finding and adding OPDs and units of the pemda that is bound."""

from uuid import UUID

from sqlalchemy import select

from runtut.database import db
from runtut.errors import NotFound
from tenants.institutions.models import Opd, Unit


def opd_by_slug(slug: str) -> Opd | None:
    return db.session.scalar(select(Opd).where(Opd.slug == slug))


def require_opd(slug: str) -> Opd:
    """The OPD of that address; NotFound when the pemda has none."""
    found = opd_by_slug(slug)
    if found is None:
        raise NotFound(f"Pemda ini tidak memiliki perangkat daerah di alamat “{slug}”.")
    return found


def opds() -> list[Opd]:
    return list(db.session.scalars(select(Opd).order_by(Opd.name)))


def units(opd_id: UUID) -> list[Unit]:
    return list(db.session.scalars(select(Unit).where(Unit.institution_id == opd_id).order_by(Unit.name)))


def unit_names(opd_id: UUID) -> dict[UUID, str]:
    """In the order of their names."""
    named = select(Unit.id, Unit.name).where(Unit.institution_id == opd_id).order_by(Unit.name)
    return dict(db.session.execute(named).all())


def add_opd(slug: str, name: str, short_name: str, kind: str, seat: str, type: str | None = None) -> Opd:  # noqa: A002
    """`seat` is the place that stands before the date on its papers."""
    opd = Opd(slug=slug, name=name, short_name=short_name, kind=kind, seat=seat, type=type)
    db.session.add(opd)
    db.session.flush()
    return opd


def add_unit(opd: Opd, slug: str, name: str, kind: str, parent: Unit | None = None) -> Unit:
    unit = Unit(institution_id=opd.id, slug=slug, name=name, kind=kind, parent_id=parent.id if parent else None)
    db.session.add(unit)
    db.session.flush()
    return unit
