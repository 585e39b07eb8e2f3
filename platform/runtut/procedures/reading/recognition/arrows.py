"""Where drawn arrows lead: which step follows, and to which one a refused decision goes back."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from runtut.procedures.reading.source import Arrow, Mark

REFUSED = frozenset({"tidak", "no", "tdk", "n", "t", "kembali", "ditolak", "revisi", "tidak setuju", "tidak sesuai", "belum"})


@dataclass(frozen=True)
class Leads:
    """Positions of the steps that follow; None is the row below, or that no arrow tells."""

    next: int | None = None
    on_return: int | None = None


def leads(marks: Sequence[Sequence[Mark]], arrows: Sequence[Arrow], decisions: Sequence[bool]) -> list[Leads]:
    """`marks` holds those of each step. An arrow to the row below says nothing new."""
    seat = {
        mark.key: place
        for place, row in enumerate(marks)
        for mark in row
        if mark.key is not None and mark.symbol != "connector"
    }
    out: dict[int, list[tuple[int, str]]] = {}
    for start, end, label in _through_connectors(marks, arrows):
        if start in seat and end in seat and seat[start] != seat[end]:
            out.setdefault(seat[start], []).append((seat[end], (label or "").strip().casefold()))
    return [_lead(place, out.get(place, []), decisions[place]) for place in range(len(marks))]


def _lead(place: int, targets: list[tuple[int, str]], decision: bool) -> Leads:
    back = [target for target, label in targets if label in REFUSED]
    onward = [target for target, label in targets if label not in REFUSED]
    if not back and len(set(onward)) > 1:
        back = [target for target in onward if target < place]
        onward = [target for target in onward if target >= place] or onward[:1]
    if not back and decision and onward and onward[0] < place:
        back, onward = onward, []
    following = next(iter(onward), None)
    return Leads(None if following == place + 1 else following, next(iter(back), None))


def order(actors: Sequence[tuple[str, Sequence[Mark]]], arrows: Sequence[Arrow]) -> list[str]:
    """The actors of a step in the order in which arrows hand it from one to the next; else that of the columns."""
    owner = {mark.key: name for name, marks in actors for mark in marks if mark.key is not None}
    handed = [(owner[arrow.start], owner[arrow.end]) for arrow in arrows if arrow.start in owner and arrow.end in owner]
    names = [name for name, _ in actors]
    found: list[str] = []
    while len(found) < len(names):
        left = [name for name in names if name not in found]
        free = [name for name in left if not any(end == name and start in left and start != name for start, end in handed)]
        found.append((free or left)[0])
    return found


def _through_connectors(marks: Sequence[Sequence[Mark]], arrows: Sequence[Arrow]) -> Iterator[tuple[str, str, str | None]]:
    """Arrows as they are, and those into an off-page connector joined with those out of its counterpart."""
    connectors: Mapping[str, str] = {
        mark.key: (mark.text or "").strip()
        for row in marks
        for mark in row
        if mark.symbol == "connector" and mark.key is not None
    }
    into = [arrow for arrow in arrows if arrow.end in connectors]
    out_of = [arrow for arrow in arrows if arrow.start in connectors]
    for arrow in arrows:
        if arrow.start not in connectors and arrow.end not in connectors:
            yield arrow.start, arrow.end, arrow.label
    for arrow in into:
        name = connectors[arrow.end]
        partner = next((other for other in out_of if connectors[other.start] == name and (name or len(out_of) == 1)), None)
        if partner is not None:
            yield arrow.start, partner.end, arrow.label or partner.label
