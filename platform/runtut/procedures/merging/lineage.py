"""From which version of a template each field comes, or that it was changed here."""

from collections.abc import Mapping, Sequence

from runtut.procedures.merging.document import Document, documents
from runtut.procedures.model import Sop

Place = tuple[str, str, str]
"""Section, item, field: the place of a `Change`."""


def lineage(sop: Sop, history: Sequence[tuple[int, Sop]]) -> Mapping[Place, int | None]:
    """For each filled place the first version since which it reads like this, None when no version does.

    `history` are the versions that the SOP has followed, oldest first, filled for the same institution."""
    if not history:
        return dict.fromkeys(_values(documents(sop, sop, sop)[0]))
    newest = history[-1][1]
    own = _values(documents(newest, sop, newest)[1])
    past = [(number, _values(documents(newest, version, newest)[1])) for number, version in history]
    return {place: _since(place, value, past) for place, value in own.items()}


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
    return {place: value for place, value in places.items() if value not in (None, ())}
