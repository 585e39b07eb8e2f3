"""Templates of the library into a package, and a package into the library; both with an operator's pass."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from runtut.database import db
from runtut.library.models import Template
from runtut.library.packages import Item, Keyring, Package, packed, unpacked
from runtut.library.service import publish, template_by_slug, templates, versions_of


@dataclass(frozen=True)
class Imported:
    """`new` are versions that the library has now and had not before, `known` how many it had already."""

    publisher: str
    new: tuple[Template, ...]
    known: int


def export(slugs: Sequence[str], ring: Keyring, every: bool = False) -> bytes:
    """The newest version of each template, or `every` one; all templates when none is named."""
    chosen = [template_by_slug(slug) for slug in slugs] if slugs else templates()
    rows = [row for one in chosen for row in (reversed(versions_of(one.slug)) if every else (one,))]
    return packed([item_of(row) for row in rows], ring)


def item_of(template: Template) -> Item:
    return Item(
        template.slug, template.version, template.title, template.kind, tuple(template.urusan), template.note,
        template.sha256, template.content,
    )  # fmt: skip


def import_(data: bytes, ring: Keyring) -> Imported:
    """Add what is new; what the library has already, under that name and in any version, stays as it is."""
    return take_in(unpacked(data, ring))


def take_in(package: Package) -> Imported:
    new = [row for item in package.items if (row := _added(item, package.publisher)) is not None]
    return Imported(package.publisher, tuple(new), len(package.items) - len(new))


def _added(item: Item, publisher: str) -> Template | None:
    known = select(Template.id).where(Template.slug == item.slug, Template.sha256 == item.sha256)
    if db.session.scalar(known.limit(1)) is not None:
        return None
    publish(item.slug, item.kind, item.content, item.note, item.urusan, publisher)
    return template_by_slug(item.slug)
