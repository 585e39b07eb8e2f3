"""A version of a template in the words of an OPD, as it is cloned and as it is compared with what became of it."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from sqlalchemy import select

from runtut.database import db
from runtut.library.models import Template
from runtut.permissions import here
from runtut.procedures import Sop, from_json, to_json
from runtut.procedures.filling import Institution, fill
from tenants.institutions.models import Opd


def institution_of(opd_id: UUID, pemda_name: str) -> Institution:
    opd = db.session.scalars(select(Opd).where(Opd.id == opd_id)).one()
    return Institution(opd.kind, opd.name, opd.short_name, pemda_name)


def filled(template: Template, opd_id: UUID, pemda_name: str | None = None) -> Sop:
    """The template without an identity of its own but for its title and who approves."""
    return fill(from_json(template.content), template.kind, institution_of(opd_id, pemda_name or here().pemda_name))


def filled_document(template: Template, opd_id: UUID) -> dict[str, Any]:
    return to_json(filled(template, opd_id))


def as_of(sop: Sop, own: Sop) -> Sop:
    """`sop` with the identity block of `own`, but for the title: number, names and dates are the OPD's alone."""
    return replace(sop, identity=replace(own.identity, title=sop.identity.title), kind=own.kind)
