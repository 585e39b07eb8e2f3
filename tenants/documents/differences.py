"""What changed between two versions of a paper, place by place and word by word."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Literal

from tenants.documents.wording import EMPTY, in_a_line, label, told

Piece = tuple[Literal["same", "gone", "new"], str]
Place = tuple[str, ...]
NAMES = ("indicator", "question", "title", "name", "recipient", "unit", "text", "document")
"""What names an item of a list, the first of them that it has: an item that moved is not a change."""
AROUND = 8
"""Words kept on either side of a change."""


@dataclass(frozen=True)
class Change:
    """`place` says where ("Capaian kinerja › … › Realisasi"); `pieces` are words kept, taken out and put in."""

    place: str
    pieces: tuple[Piece, ...]


def differences(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[Change]:
    """In the order of reading; whatever is wholly new or wholly gone is one change."""
    return list(_between((), old, new))


def _between(place: Place, old: Any, new: Any) -> Iterator[Change]:
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        for key, _ in told({**old, **new}):
            yield from _between((*place, label(key)), old.get(key), new.get(key))
    elif _is_list_of_named(old) and _is_list_of_named(new):
        before, after = _by_name(old), _by_name(new)
        for name in [*after, *(gone for gone in before if gone not in after)]:
            yield from _between((*place, name), before.get(name), after.get(name))
    elif _line(old) != _line(new):
        yield Change(" › ".join(place), tuple(word_by_word(_line(old), _line(new))))


def _line(value: Any) -> str:
    """A group that is wholly new or gone tells its fields by their labels."""
    if isinstance(value, Mapping):
        return "; ".join(f"{label(key)}: {in_a_line(inner)}" for key, inner in told(value) if inner not in EMPTY)
    return "" if value in EMPTY else in_a_line(value)


def _is_list_of_named(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(item, Mapping) for item in value)


def _by_name(items: list[Mapping[str, Any]]) -> dict[str, Any]:
    """One name for each item, different from all others: its own, its text, or its number."""
    found: dict[str, Any] = {}
    for number, item in enumerate(items, 1):
        named = next((str(item[key]) for key in NAMES if item.get(key)), "nomor")
        short = named if len(named) <= 60 else f"{named[:59]}…"
        found[short if short not in found and named != "nomor" else f"{short} ({number})"] = item
    return found


def word_by_word(old: str, new: str) -> Iterator[Piece]:
    """The words kept, gone and new; long stretches that stayed are shortened to what stands around a change."""
    before, after = re.findall(r"\s+|\S+", old), re.findall(r"\s+|\S+", new)
    steps = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    for number, (deed, a, b, c, d) in enumerate(steps):
        if deed == "equal":
            yield "same", _shortened(before[a:b], first=number == 0, last=number == len(steps) - 1)
            continue
        if b > a:
            yield "gone", "".join(before[a:b])
        if d > c:
            yield "new", "".join(after[c:d])


def _shortened(words: list[str], first: bool, last: bool) -> str:
    keep = AROUND * 2  # words and the blanks between them
    if len(words) <= keep * 2:
        return "".join(words)
    head = "" if first else "".join(words[:keep])
    tail = "" if last else "".join(words[-keep:])
    return f"{head} … {tail}"
