"""Which SOPs of a pemda came from a template, which version of it they follow, and telling their writers of a newer one."""

from dataclasses import dataclass
from datetime import datetime
from textwrap import shorten
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import Subquery, func, select

from runtut.database import db
from runtut.directory.models import Pemda
from runtut.library.models import Template
from tenants.institutions.models import Opd
from tenants.notices.service import Message, notify
from tenants.people.seats import seat_rows
from tenants.sops.models import Sop, SopVersion
from tenants.sops.permissions import EDIT
from tenants.sops.upgrading.models import SopTakeover

MOST = 200
"""Letters of the publisher's note that a message shows; the page shows all of it."""


@dataclass(frozen=True)
class Clone:
    """`version` is that of the template which the SOP follows."""

    sop_id: UUID
    opd_id: UUID
    slug: str
    title: str
    opd_name: str
    opd_slug: str
    version: int


def followed() -> Subquery:
    """`sop_id` and `template_id`: from which versions of templates each SOP was taken over and brought in line with since;
    not what stood in a version that never came into force."""
    cancelled = (SopVersion.state == "revoked") & SopVersion.in_force.is_(None)
    given_up = cancelled | (SopVersion.state == "discarded")
    cloned = select(SopVersion.sop_id, SopVersion.template_id).where(SopVersion.state != "discarded")
    taken = (
        select(SopTakeover.sop_id, SopTakeover.template_id)
        .join(SopVersion, SopVersion.id == SopTakeover.version_id)
        .where(SopTakeover.undone_at.is_(None), ~given_up)
    )
    return cloned.union(taken).subquery()


def clones(template_slug: str) -> list[Clone]:
    """In the pemda and OPDs that are bound, drafts that were never in force among them."""
    both = followed()
    rows = db.session.execute(
        select(Sop.id, Sop.opd_id, Sop.slug, Sop.title, Opd.short_name, Opd.slug.label("office"), func.max(Template.version))
        .join(both, both.c.sop_id == Sop.id)
        .join(Template, Template.id == both.c.template_id)
        .join(Opd, Opd.id == Sop.opd_id)
        .where(Template.slug == template_slug)
        .group_by(Sop.pemda_id, Sop.id, Sop.opd_id, Sop.slug, Sop.title, Opd.short_name, Opd.slug)
        .order_by(Opd.short_name, Sop.title)
    )
    return [Clone(*row) for row in rows]


def tell(template: Template, pemda: Pemda) -> int:
    """Tell the writers of every clone in the pemda that is bound, once for each version; answers how many are behind."""
    today = datetime.now(ZoneInfo(pemda.zone)).date()
    behind = [clone for clone in clones(template.slug) if clone.version < template.version]
    note = f": {shorten(template.note, MOST, placeholder=' …').rstrip('.')}" if template.note else ""
    for clone in behind:
        said = (
            f"Templat “{template.title}” terbit versi {template.version}{note}. Periksa perubahannya untuk SOP {clone.title}."
        )
        path = f"/{pemda.code}/{clone.opd_slug}/sop/{clone.slug}/pembaruan"
        seats = [seat for seat in seat_rows(today, clone.opd_id) if any(EDIT in role.permissions for role in seat.roles)]
        for official_id in {seat.official.id for seat in seats if seat.official}:
            notify(
                official_id, clone.opd_id, Message("library", said, path), f"library:{template.id}:{clone.sop_id}:{official_id}"
            )
    return len(behind)
