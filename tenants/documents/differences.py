"""What changed between two versions of a paper, place by place and word by word."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Literal

from tenants.documents.wording import is_said, label, said

Piece = tuple[Literal["same", "gone", "new"], str]
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
    """In the order of the new version; what is only in the old one comes last."""
    before, after = dict(_leaves(old)), dict(_leaves(new))
    places = [*after, *(place for place in before if place not in after)]
    changed = (place for place in places if before.get(place, "") != after.get(place, ""))
    return [Change(" › ".join(place), tuple(word_by_word(before.get(place, ""), after.get(place, "")))) for place in changed]


def _leaves(value: Any, place: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], str]]:
    if isinstance(value, Mapping):
        for key, inner in value.items():
            if is_said(key):
                yield from _leaves(inner, (*place, label(key)))
    elif isinstance(value, list):
        for name, inner in zip(_names(value), value, strict=True):
            yield from _leaves(inner, (*place, name))
    else:
        yield place, "" if value is None else said(value)


def _names(items: list[Any]) -> list[str]:
    """One name for each item, different from all others: its own, its text, or its number."""
    found: list[str] = []
    for number, item in enumerate(items, 1):
        named = next((str(item[key]) for key in NAMES if item.get(key)), "") if isinstance(item, Mapping) else str(item)
        short = named if len(named) <= 60 else f"{named[:59]}…"
        found.append(short if short and short not in found else f"{short or 'nomor'} ({number})")
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
