"""From which version of a template each field comes, or that it was changed here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from runtut.procedures.merging.document import Below, Document, documents
from runtut.procedures.model import Sop

Place = tuple[str, str, str]
"""Section, item, field: the place of a `Change`."""


@dataclass(frozen=True)
class Lineage:
    """`since` says of each filled place of `document` the first version of the template since which it reads like this,
    None where no version does."""

    document: Document
    since: Mapping[Place, int | None]


def lineage(sop: Sop, history: Sequence[tuple[int, Sop]]) -> Lineage:
    """`history` are the versions that the SOP has followed, oldest first, filled for the same institution."""
    newest = history[-1][1] if history else sop
    own = documents(newest, sop, newest)[1]
    past = [(number, _values(documents(newest, version, newest)[1])) for number, version in history]
    return Lineage(own, {place: _since(place, value, past) for place, value in _values(own).items()})


def _since(place: Place, value: object, past: Sequence[tuple[int, Mapping[Place, object]]]) -> int | None:
    found: int | None = None
    for number, values in reversed(past):
        if place not in values or values[place] != value:
            break
        found = number
    return found


def _values(document: Document) -> dict[Place, object]:
    places: dict[Place, object] = {("identity", "", key): value for key, value in document.fields.items()}
    for name, section in document.sections.items():
        for item, values in section.items.items():
            places.update(((name, item, key), value) for key, value in values.items() if key != "id")
    return {place: value for place, value in places.items() if value not in (None, (), Below())}
