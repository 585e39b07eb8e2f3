"""Where each field of a clone comes from, in words, part by part."""

from dataclasses import dataclass

from runtut.procedures import from_json
from runtut.procedures.merging import lineage, told
from tenants.sops.filling import as_of
from tenants.sops.upgrading.service import Upgrade, history_of

SHARED = ("", "identity.title")
"""Fields of the identity block that come from a template; number, dates and names are the OPD's own."""


@dataclass(frozen=True)
class Origin:
    """`since` is a version of the template; None for what was written here."""

    field: str
    value: str
    since: int | None


@dataclass(frozen=True)
class Part:
    """A part of the SOP with the origins of its fields."""

    title: str
    origins: tuple[Origin, ...]

    @property
    def own(self) -> int:
        return sum(one.since is None for one in self.origins)


def origins(found: Upgrade) -> list[Part]:
    """By list of the identity block, actors, and step after step."""
    mine = from_json(found.version.content)
    history = [(number, as_of(version, mine)) for number, version in history_of(found.followed, found.sop.opd_id)]
    line, parts = lineage(mine, history), dict[str, list[Origin]]()
    for place, since in line.since.items():
        if place[0] == "identity" and place[2] not in SHARED:
            continue
        part, field, value = told(place, line.document)
        parts.setdefault(part, []).append(Origin(field, value, since))
    return [Part(title, tuple(rows)) for title, rows in parts.items()]
