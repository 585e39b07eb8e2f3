"""What the operator looks at: offers with who gives them, and the versions of a template with what each of them changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from runtut.directory.models import Pemda
from runtut.directory.service import pemdas_by_id
from runtut.library import service
from runtut.library.models import LibraryOffer, Template
from runtut.library.offers import origins_of
from runtut.procedures import Sop, from_json
from runtut.procedures.merging import Merge, applied, merge, take_all


@dataclass(frozen=True)
class Published:
    """A version of a template; `origin` is the offer that it came of, `before` the version before it."""

    template: Template
    before: Template | None
    origin: LibraryOffer | None

    @property
    def changes(self) -> Merge | None:
        """What it says otherwise than the version before; None for the first one."""
        if self.before is None:
            return None
        before = from_json(self.before.content)
        return merge(before, before, from_json(self.template.content))


def history(slug: str) -> list[Published]:
    """The newest version first; NotFound when the library has no such template."""
    service.template_by_slug(slug)
    rows, origins = service.versions_of(slug), origins_of(slug)
    return [Published(row, before, origins.get(row.id)) for row, before in zip(rows, [*rows[1:], None], strict=True)]


def published(slug: str, number: int) -> Published:
    """One version with what it changed."""
    service.template_version(slug, number)
    return next(one for one in history(slug) if one.template.version == number)


def givers(offers: Sequence[LibraryOffer]) -> dict[UUID, Pemda]:
    """The pemda of each offer, by its id."""
    return {pemda.id: pemda for pemda in pemdas_by_id(sorted({offer.pemda_id for offer in offers}))}


def result_of(found: Merge) -> Sop | None:
    """What the template would become; None where the library changed the same place."""
    return None if found.conflicts else applied(found, take_all(found)).sop
