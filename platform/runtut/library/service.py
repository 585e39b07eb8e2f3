"""Finding and publishing templates and scoring methods."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources
from typing import Any

from sqlalchemy import func, select

from runtut.database import db
from runtut.errors import NotFound
from runtut.library.announcing import announce
from runtut.library.models import ScoringMethod, Template
from runtut.procedures import from_json, sha256

SHIPPED = ("dinas", "sekretariat-daerah", "kecamatan", "dinas-bentuk-kedua")
KIND = {"dinas": "dinas", "sekretariat-daerah": "sekretariat_daerah", "kecamatan": "kecamatan", "dinas-bentuk-kedua": "dinas"}
METHODS = ("permendagri-86-2017",)
LARGEST = 2**31


@dataclass(frozen=True)
class Wanted:
    """What is looked for on the shelf: each word in the title, the steps or the actors. Empty finds all."""

    words: str = ""
    kind: str = ""
    urusan: str = ""

    def fits(self, template: Template) -> bool:
        """`urusan` is a code or the beginning of one: "2" finds "2.07"."""
        if self.kind and template.kind != self.kind:
            return False
        if self.urusan and not any(f"{code}.".startswith(f"{self.urusan}.") for code in template.urusan):
            return False
        if not self.words:
            return True
        said = _said(template.content)
        return all(word in said for word in self.words.casefold().split())


def _said(content: dict[str, Any]) -> str:
    """What a reader of the document reads, in small letters: title, lists, actors, and the words of each step."""
    sop = from_json(content)
    lists = (*sop.legal_basis, *sop.qualifications, *sop.related, *sop.equipment, *sop.warnings, *sop.records)
    steps = (part for step in sop.steps for part in (step.text, step.requirement, step.output, step.note))
    return "\n".join(part for part in (sop.identity.title, *lists, *sop.actors, *steps) if part).casefold()


def templates(wanted: Wanted = Wanted()) -> list[Template]:  # noqa: B008  # frozen
    """The newest version of each template that is wanted, by title."""
    newest = select(Template.slug, func.max(Template.version).label("version")).group_by(Template.slug).subquery()
    same = (newest.c.slug == Template.slug) & (newest.c.version == Template.version)
    found = db.session.scalars(select(Template).join(newest, same).order_by(Template.title, Template.slug))
    return [template for template in found if wanted.fits(template)]


def template_by_slug(slug: str) -> Template:
    """The newest version; NotFound when the library has none of that name."""
    found = newest_of(slug)
    if found is None:
        raise NotFound("Templat ini tidak ada di pustaka.")
    return found


def newest_of(slug: str) -> Template | None:
    return db.session.scalar(select(Template).where(Template.slug == slug).order_by(Template.version.desc()).limit(1))


def template_by_id(template_id: object) -> Template:
    return db.session.scalars(select(Template).where(Template.id == template_id)).one()


def template_version(slug: str, number: int) -> Template:
    mine = select(Template).where(Template.slug == slug, Template.version == number)
    found = db.session.scalar(mine) if 0 < number < LARGEST else None
    if found is None:
        raise NotFound(f"Templat ini tidak memiliki versi {number}.")
    return found


def versions_of(slug: str) -> list[Template]:
    """The newest first."""
    return list(db.session.scalars(select(Template).where(Template.slug == slug).order_by(Template.version.desc())))


def publish_shipped() -> int:
    """Publish the templates and methods that come with the product where they were never published; needs an operator's
    pass. Answers how many were. Where the shelf has accepted or imported versions of a template, they stay the newest."""
    published = [_publish_shipped(slug) for slug in SHIPPED]
    methods = [publish_method(slug, _content(f"methods/{slug}.json")) for slug in METHODS]
    return sum([*published, *methods])


def _publish_shipped(slug: str) -> bool:
    one_at_a_time(slug)
    known, content = versions_of(slug), _content(f"{slug}.json")
    digest = sha256(content)
    if any(one.note or one.publisher or one.sha256 == digest for one in known):
        return False
    publish(slug, KIND[slug], content)
    if known:
        announce(template_by_slug(slug))
    return True


def one_at_a_time(slug: str) -> None:
    """Who publishes a version of this template next waits until this transaction ends."""
    db.session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(f"template:{slug}", 0))))


def publish(
    slug: str, kind: str, content: dict[str, Any], note: str | None = None, urusan: Sequence[str] | None = None,
    publisher: str | None = None,
) -> bool:  # fmt: skip
    """Add a version of a template unless the newest one says the same; needs an operator's pass.

    `urusan` None keeps those of the version before.
    """
    sop, digest = from_json(content), sha256(content)
    one_at_a_time(slug)
    newest = newest_of(slug)
    if newest is not None and newest.sha256 == digest:
        return False
    db.session.add(
        Template(
            slug=slug, version=newest.version + 1 if newest else 1, title=sop.identity.title or slug, kind=kind,
            content=content, sha256=digest, note=note, publisher=publisher,
            urusan=list(urusan if urusan is not None else newest.urusan if newest else ()),
        )
    )  # fmt: skip
    db.session.flush()
    return True


def publish_method(slug: str, content: dict[str, Any]) -> bool:
    """Add a version of a scoring method unless one says the same."""
    digest, newest = sha256(content), newest_method(slug)
    if db.session.scalar(select(ScoringMethod.id).where(ScoringMethod.slug == slug, ScoringMethod.sha256 == digest)):
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
