"""Near-copies: SOPs whose rows say nearly the same, found among thousands by the smallest hashes of their word pairs."""

import heapq
import re
from array import array
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from hashlib import blake2b
from itertools import pairwise
from typing import NamedTuple

from runtut.procedures.model import Sop, Step

SKETCH = 48
COMPARED = 40
TOKEN = re.compile(r"\w+")


class RowDifference(NamedTuple):
    """A row that differs: its position here and there (None: has no counterpart) and its words."""

    here: int | None
    there: int | None
    own: str | None
    other: str | None


class NearCopy(NamedTuple):
    key: str
    similarity: float
    rows: tuple[RowDifference, ...]
    title: str


class Sketch(NamedTuple):
    """What finds near-copies of an SOP and tells none of its words: hashes of its word pairs, eight bytes each, and of its
    rows."""

    prints: bytes
    rows: tuple[str, ...]
    title: str


def sketch_of(sop: Sop) -> Sketch:
    return Sketch(array("Q", sorted(prints(sop))).tobytes(), _hashed(rows(sop)), sop.identity.title or "")


def _hashed(plain: Iterable[str]) -> tuple[str, ...]:
    words = (" ".join(_words(row)).encode("utf-8", "surrogatepass") for row in plain)
    return tuple(blake2b(row, digest_size=8).hexdigest() for row in words)


@dataclass(frozen=True)
class _Entry:
    """`veiled`: its rows are hashes."""

    prints: "array[int]"
    rows: tuple[str, ...]
    title: str
    veiled: bool = False


class NearCopies:
    """An index of SOPs by key. Similarity is the share of common word pairs (Jaccard): symmetric, 1.0 for itself."""

    def __init__(self) -> None:
        self._entries: dict[str, _Entry] = {}
        self._holders: dict[int, list[str]] = {}

    @classmethod
    def of(cls, sops: Iterable[tuple[str, Sop]]) -> "NearCopies":
        index = cls()
        for key, sop in sops:
            index.add(key, sop)
        return index

    def __len__(self) -> int:
        return len(self._entries)

    def add(self, key: str, sop: Sop) -> None:
        """Put the SOP in, in place of the one that had the key."""
        self._put(key, _Entry(array("Q", sorted(prints(sop))), rows(sop), sop.identity.title or key))

    def add_sketch(self, key: str, sketch: Sketch) -> None:
        """The same for an SOP of which nothing else is known."""
        self._put(key, _Entry(array("Q", sketch.prints), sketch.rows, sketch.title or key, veiled=True))

    def _put(self, key: str, entry: _Entry) -> None:
        self.remove(key)
        self._entries[key] = entry
        for one in _sketch(entry.prints):
            self._holders.setdefault(one, []).append(key)

    def remove(self, key: str) -> None:
        entry = self._entries.pop(key, None)
        for one in _sketch(entry.prints) if entry else ():
            self._holders[one].remove(key)

    def changed(self, gone: Iterable[str], new: Iterable[tuple[str, Sop | Sketch]]) -> "NearCopies":
        """Another index, so that whoever searches this one meanwhile is not disturbed."""
        other = NearCopies()
        other._entries = dict(self._entries)
        other._holders = {print_: list(keys) for print_, keys in self._holders.items()}
        for key in gone:
            other.remove(key)
        for key, one in new:
            if isinstance(one, Sketch):
                other.add_sketch(key, one)
            else:
                other.add(key, one)
        return other

    def similar(self, sop: Sop, at_least: float = 0.8, without: Collection[str] = ()) -> list[NearCopy]:
        """Those at least so similar, the most similar first; a document without steps is like none."""
        own, found = prints(sop), []
        for key in self._candidates(own, without) if own else ():
            entry = self._entries[key]
            share = _jaccard(own, entry.prints)
            if share >= at_least:
                found.append(NearCopy(key, share, _told(rows(sop), entry), entry.title))
        return sorted(found, key=lambda copy: (-copy.similarity, copy.key))

    def _candidates(self, own: frozenset[int], without: Collection[str]) -> Iterator[str]:
        shared: Counter[str] = Counter()
        for one in _sketch(own):
            shared.update(self._holders.get(one, ()))
        for key in without:
            shared.pop(key, None)
        return (key for key, _ in shared.most_common(COMPARED))


def _told(own: tuple[str, ...], entry: _Entry) -> tuple[RowDifference, ...]:
    """Of a veiled entry only which of one's own rows it has not."""
    if not entry.veiled:
        return differing(own, entry.rows)
    found = differing(_hashed(own), entry.rows)
    return tuple(RowDifference(row.here, None, own[row.here], None) for row in found if row.here is not None)


def similarity(a: Sop, b: Sop) -> float:
    return _jaccard(prints(a), prints(b))


def _jaccard(a: Collection[int], b: Collection[int]) -> float:
    common = len(frozenset(a).intersection(b))
    return common / (len(a) + len(b) - common) if a or b else 1.0


def _sketch(found: Iterable[int]) -> list[int]:
    return heapq.nsmallest(SKETCH, found)


def prints(sop: Sop) -> frozenset[int]:
    """A hash for each pair of neighbouring words in the rows; figures count, capitals and punctuation do not."""
    pairs = {pair for step in sop.steps for cell in _cells(step) for pair in pairwise(["^", *_words(cell), "$"])}
    return frozenset(
        int.from_bytes(blake2b(f"{a} {b}".encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big") for a, b in pairs
    )


def _words(cell: str) -> list[str]:
    return TOKEN.findall(cell.casefold()) or [cell.strip()]


def _cells(step: Step) -> list[str]:
    time = step.time.raw if step.time else None
    return [cell for cell in (step.text, step.requirement, step.output, time) if cell]


def rows(sop: Sop) -> tuple[str, ...]:
    return tuple(" · ".join(_cells(step)) for step in sop.steps)


def differing(own: tuple[str, ...], other: tuple[str, ...]) -> tuple[RowDifference, ...]:
    """The rows that are not word for word the same, side by side."""
    here_plain, there_plain = ([" ".join(_words(row)) for row in side] for side in (own, other))
    found: list[RowDifference] = []
    for tag, a, b, c, d in SequenceMatcher(None, here_plain, there_plain, autojunk=False).get_opcodes():
        for step in range(max(b - a, d - c)) if tag != "equal" else ():
            here, there = (a + step if a + step < b else None), (c + step if c + step < d else None)
            own_row, other_row = (own[here] if here is not None else None), (other[there] if there is not None else None)
            found.append(RowDifference(here, there, own_row, other_row))
    return tuple(found)
