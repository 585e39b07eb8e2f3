"""Finding and publishing templates and scoring methods."""

import json
from importlib import resources
from typing import Any

from sqlalchemy import func, select

from runtut.database import db
from runtut.errors import NotFound
from runtut.library.models import ScoringMethod, Template
from runtut.procedures import from_json, sha256

SHIPPED = ("dinas", "sekretariat-daerah", "kecamatan", "dinas-bentuk-kedua")
KIND = {"dinas": "dinas", "sekretariat-daerah": "sekretariat_daerah", "kecamatan": "kecamatan", "dinas-bentuk-kedua": "dinas"}
METHODS = ("permendagri-86-2017",)


def templates() -> list[Template]:
    """The newest version of each template, by title."""
    newest = select(Template.slug, func.max(Template.version).label("version")).group_by(Template.slug).subquery()
    same = (newest.c.slug == Template.slug) & (newest.c.version == Template.version)
    return list(db.session.scalars(select(Template).join(newest, same).order_by(Template.title)))


def template_by_slug(slug: str) -> Template:
    """The newest version; NotFound when the library has none of that name."""
    found = db.session.scalar(select(Template).where(Template.slug == slug).order_by(Template.version.desc()).limit(1))
    if found is None:
        raise NotFound("Templat ini tidak ada di pustaka.")
    return found


def publish_shipped() -> int:
    """Publish the templates and methods that come with the product where their content is new; needs an operator's pass."""
    published = [publish(slug, KIND[slug], _content(f"{slug}.json")) for slug in SHIPPED]
    methods = [publish_method(slug, _content(f"methods/{slug}.json")) for slug in METHODS]
    return sum([*published, *methods])


def publish(slug: str, kind: str, content: dict[str, Any]) -> bool:
    """Add a version of a template unless the newest one says the same."""
    sop, digest = from_json(content), sha256(content)
    newest = db.session.scalar(select(Template).where(Template.slug == slug).order_by(Template.version.desc()).limit(1))
    if newest is not None and newest.sha256 == digest:
        return False
    number = newest.version + 1 if newest else 1
    title = sop.identity.title or slug
    db.session.add(Template(slug=slug, version=number, title=title, kind=kind, content=content, sha256=digest))
    db.session.flush()
    return True


def publish_method(slug: str, content: dict[str, Any]) -> bool:
    """Add a version of a scoring method unless the newest one says the same."""
    digest, newest = sha256(content), newest_method(slug)
    if newest is not None and newest.sha256 == digest:
        return False
    db.session.add(
        ScoringMethod(
            slug=slug, version=newest.version + 1 if newest else 1, title=content["title"], source=content["source"],
            content=content, sha256=digest,
        )
    )  # fmt: skip
    db.session.flush()
    return True


def newest_method(slug: str) -> ScoringMethod | None:
    mine = select(ScoringMethod).where(ScoringMethod.slug == slug).order_by(ScoringMethod.version.desc()).limit(1)
    return db.session.scalar(mine)


def _content(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(resources.files("runtut.library").joinpath("content", name).read_text("utf-8"))
    return found
