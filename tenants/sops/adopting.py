"""Taking a template over from the library: where to, under which address, and who has done so already."""

import re
import unicodedata
from typing import Any

from flask import url_for
from sqlalchemy import select

from runtut.database import db
from runtut.library.adoption import Adoption, Desk, connect
from runtut.library.models import Template
from runtut.permissions import here
from tenants.institutions.models import Opd
from tenants.institutions.service import opds
from tenants.sops.models import Sop
from tenants.sops.permissions import CLONE
from tenants.sops.upgrading.clones import followed

LITTLE = {"dan", "di", "ke", "dari", "untuk", "yang", "atas", "pada", "dengan"}
LONGEST = 48


def takers() -> list[Opd]:
    """The OPDs into which the person may take an SOP."""
    standing = here().standing
    return [opd for opd in opds() if standing.may(CLONE, opd.id)]


def suggested_slug(title: str) -> str:
    """An address out of a title: its words that matter, as long as they fit."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    words = [word for word in re.findall(r"[a-z0-9]+", plain) if word not in LITTLE]
    slug = ""
    for word in words:
        longer = f"{slug}-{word}".strip("-")
        if len(longer) > LONGEST:
            break
        slug = longer
    return slug or "sop"


def adoptions() -> list[Adoption]:
    """The SOPs that came from a template, in the OPDs that the person reaches, with the version that they follow."""
    both = followed()
    rows = db.session.execute(
        select(
            Template.id,
            Template.slug,
            Template.version,
            Sop.id.label("sop_id"),
            Sop.slug.label("address"),
            Sop.title,
            Opd.slug.label("office"),
            Opd.short_name,
        )
        .join(both, both.c.template_id == Template.id)
        .join(Sop, Sop.id == both.c.sop_id)
        .join(Opd, Opd.id == Sop.opd_id)
        .order_by(Opd.short_name, Sop.title, Template.version)
    )
    newest = {(row.sop_id, row.slug): row for row in rows}
    return [_adoption(row) for row in newest.values()]


def _adoption(row: Any) -> Adoption:
    href = url_for("sops_pages.sop", opd=row.office, slug=row.address)
    return Adoption(row.id, row.slug, row.version, row.short_name, row.title, href)


def take_href(slug: str) -> str:
    return url_for("sops_shelf_pages.take", slug=slug) if takers() else ""


connect(Desk(adoptions, take_href))
