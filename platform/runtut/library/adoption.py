"""What the rooms above tell the shelf: who took a template over, and where it can be taken."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class Adoption:
    """An SOP of this pemda that came from a template; `version` is the template's."""

    template_id: UUID
    template_slug: str
    template_version: int
    opd_name: str
    sop_title: str
    href: str


@dataclass(frozen=True)
class Desk:
    """`adoptions` that the person may see; `take_href` the address where he takes a template over, "" when he may not."""

    adoptions: Callable[[], Sequence[Adoption]]
    take_href: Callable[[str], str]


_desk = Desk(lambda: (), lambda _slug: "")


def connect(desk: Desk) -> None:
    """Called once by the room that keeps the SOPs of an OPD."""
    global _desk  # noqa: PLW0603
    _desk = desk


def adoptions() -> dict[str, list[Adoption]]:
    """By slug of the template."""
    found: dict[str, list[Adoption]] = {}
    for adoption in _desk.adoptions():
        found.setdefault(adoption.template_slug, []).append(adoption)
    return found


def take_href(slug: str) -> str:
    return _desk.take_href(slug)
