"""What changed between two versions: in the identity and the parts, and row by row in the flow table."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from tenants.documents.differences import Piece, word_by_word
from tenants.sops.comparing.flat import ACTORS, FIELDS, IDENTITY, PARAGRAPHS, Document, Flat, flat, label, said

ADDED, REMOVED, CHANGED, MOVED, SAME = "added", "removed", "changed", "moved", "same"
SHORT = 160


@dataclass(frozen=True)
class Change:
    """One field: its words before and after, kept, taken out and put in."""

    field: str
    label: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class RowChange:
    """A step by its id; `before` and `after` are its numbers in the two versions."""

    id: str
    kind: str
    before: int | None
    after: int | None
    text: str
    changes: tuple[Change, ...] = ()

    @property
    def moved(self) -> bool:
        return self.kind == MOVED or (self.kind == CHANGED and any(change.field == "order" for change in self.changes))


@dataclass(frozen=True)
class Comparison:
    """`head` are the identity and the parts, `rows` all steps in the order of the newer version."""

    head: tuple[Change, ...]
    rows: tuple[RowChange, ...]

    def counted(self, kind: str) -> int:
        return sum(row.kind == kind for row in self.rows)

    @property
    def changed_ids(self) -> frozenset[str]:
        return frozenset(row.id for row in self.rows if row.kind != SAME)

    @property
    def differs(self) -> bool:
        return bool(self.head or self.changed_ids)


def compare(old: Document, new: Document) -> Comparison:
    """Rows by their stable ids; whatever the two say alike is not told."""
    before, after = flat(old), flat(new)
    return Comparison(tuple(_head(before, after)), tuple(_rows(before, after)))


def _head(before: Flat, after: Flat) -> Iterator[Change]:
    keys = [*(f"identity.{key}" for key in IDENTITY), *PARAGRAPHS, ACTORS]
    for key in keys:
        if before[key] != after[key]:
            old, new = said(key, before[key], {}), said(key, after[key], {})
            yield Change(key, label(key, {}), tuple(word_by_word(old, new)))


def _rows(before: Flat, after: Flat) -> Iterator[RowChange]:
    """Removed steps stand where they stood."""
    old, new = _numbers(before["order"]), _numbers(after["order"])
    moved = _moved([id_ for id_ in before["order"] if id_ in new], [id_ for id_ in after["order"] if id_ in old])
    for id_ in _together(before["order"], after["order"]):
        side = after if id_ in new else before
        text = str(side[f"steps.{id_}.text"] or "")
        if id_ not in old or id_ not in new:
            kind = ADDED if id_ in new else REMOVED
            yield RowChange(
                id_, kind, old.get(id_), new.get(id_), text, tuple(_whole(side, id_, kind, old if kind == REMOVED else new))
            )
            continue
        changes = tuple(_fields(before, after, id_, old, new))
        kind = CHANGED if changes else MOVED if id_ in moved else SAME
        yield RowChange(id_, kind, old[id_], new[id_], text, changes)


def _numbers(order: Sequence[str]) -> dict[str, int]:
    return {id_: no for no, id_ in enumerate(order, 1)}


def _moved(before: list[str], after: list[str]) -> set[str]:
    """The fewest steps that must move so that the one order becomes the other: those outside the longest common run."""
    places = {id_: place for place, id_ in enumerate(before)}
    runs: list[list[str]] = []
    for id_ in after:
        fitting = [run for run in runs if places[run[-1]] < places[id_]]
        runs.append([*_longest(fitting), id_])
    return set(after) - set(_longest(runs))


def _longest(runs: list[list[str]]) -> list[str]:
    return max(runs, key=len) if runs else []


def _together(before: Sequence[str], after: Sequence[str]) -> list[str]:
    order = list(after)
    for place, id_ in enumerate(before):
        if id_ not in order:
            above = next((other for other in reversed(before[:place]) if other in order), None)
            order.insert(order.index(above) + 1 if above else 0, id_)
    return order


def _whole(side: Flat, id_: str, kind: str, numbers: dict[str, int]) -> Iterator[Change]:
    """What a step that came or went says, as far as it says something."""
    for field in ("people", "requirement", "time", "output", "note"):
        words = said(field, side[f"steps.{id_}.{field}"], numbers)
        if words:
            yield Change(field, FIELDS[field], (("new" if kind == ADDED else "gone", words),))


def _fields(before: Flat, after: Flat, id_: str, old: dict[str, int], new: dict[str, int]) -> Iterator[Change]:
    for field in FIELDS:
        key = f"steps.{id_}.{field}"
        if before[key] != after[key]:
            one, other = said(key, before[key], old), said(key, after[key], new)
            yield Change(field, FIELDS[field], tuple(word_by_word(one, other)))


def told(comparison: Comparison) -> dict[str, Any]:
    """As it goes out to programs."""

    def changes(found: Sequence[Change]) -> list[dict[str, Any]]:
        return [
            {"field": one.field, "label": one.label, "pieces": [{"kind": kind, "text": text} for kind, text in one.pieces]}
            for one in found
        ]

    rows = [
        {
            "id": row.id, "kind": row.kind, "before": row.before, "after": row.after, "text": row.text,
            "changes": changes(row.changes),
        }
        for row in comparison.rows
    ]  # fmt: skip
    return {"head": changes(comparison.head), "rows": rows}
