"""Comparing words that were typed, scanned or broken: what two spellings have in common."""

import re
from collections.abc import Iterable
from functools import lru_cache

LOOKALIKES = str.maketrans({"0": "o", "1": "i", "|": "i", "!": "i", "l": "i", "5": "s", "q": "g", "ﬁ": "fi", "ﬂ": "fi"})
NOT_LETTER = re.compile(r"[^a-z]+")
SPACES = re.compile(r"\s+")
DASHES = frozenset("-–—−_.·")


def fold(text: str) -> str:
    return SPACES.sub(" ", text).strip()


def value(text: str) -> str | None:
    """The text of a cell, or None where there is nothing but dashes."""
    folded = fold(text)
    return folded if any(sign not in DASHES and sign != " " for sign in folded) else None


@lru_cache(maxsize=4096)
def key(text: str) -> str:
    """The letters alone, with the confusions of a scanner undone: `Tql. Revisi :` and `TGL REVISI` are the same."""
    return NOT_LETTER.sub("", text.casefold().translate(LOOKALIKES)).replace("rn", "m")


def words_key(text: str) -> str:
    """Letters and figures alone, for comparing titles."""
    return re.sub(r"[\W_]+", "", text.casefold())


def nearest(wanted: str, known: Iterable[str]) -> str | None:
    """The known key that differs by one letter, in long words by two; None if there is none or it is too short."""
    most = 0 if len(wanted) < 5 else 1 if len(wanted) < 11 else 2
    return next((key for distance in range(1, most + 1) for key in known if _within(wanted, key, distance)), None)


def _within(one: str, other: str, most: int) -> bool:
    return abs(len(one) - len(other)) <= most and distance(one, other) <= most


@lru_cache(maxsize=4096)
def distance(one: str, other: str) -> int:
    """Letters to be put in, taken out, changed or swapped with the neighbour."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        before, above, row = row, before, [i]
        for j, counterpart in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != counterpart))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == counterpart:
                cost = min(cost, above[j - 2] + 1)
            row.append(cost)
    return row[-1]
