"""The words over the columns of a flow table, in all spellings that offices use."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal, TypeAlias, cast

from runtut.calendar import Unit
from runtut.procedures.reading.recognition.spelling import fold, key, nearest
from runtut.procedures.reading.recognition.words import WORDS, by_key

Concept: TypeAlias = Literal["no", "activity", "actors", "quality", "requirement", "time", "output", "note"]

UNITS: Final[Mapping[str, Unit]] = {
    "menit": "minute", "mnt": "minute", "jam": "hour", "hari": "day", "harikerja": "day", "hr": "day", "minggu": "week",
    "bulan": "month", "minute": "minute",
}  # fmt: skip

KNOWN: Final = by_key(cast(Mapping[Concept, Sequence[str]], WORDS["columns"]))
PROPER: Final[Mapping[str, str]] = {key(word): word for words in WORDS["columns"].values() for word in words}
WRONG: Final[Mapping[str, str]] = {key(wrong): meant for wrong, meant in WORDS["misspelt"].items()}
BRACKETS = re.compile(r"[(\[]([^()\[\]]*)[)\]]?")
LONGEST = 48


@dataclass(frozen=True)
class Heading:
    concept: Concept
    proper: str | None = None
    """How the label should have been written, where it is misspelt."""


@lru_cache(maxsize=2048)
def heading(label: str, loosely: bool = True) -> Heading | None:
    """What the label of a column means; `loosely` allows a letter or two to be wrong."""
    bare = fold(BRACKETS.sub(" ", label))
    if not bare or len(bare) > LONGEST:
        return None
    wanted = key(bare)
    if wanted in KNOWN:
        return Heading(KNOWN[wanted])
    if wanted in WRONG:
        return Heading(KNOWN[key(WRONG[wanted])], WRONG[wanted])
    near = nearest(wanted, KNOWN) if loosely and len(wanted) > 4 else None
    return Heading(KNOWN[near], PROPER[near]) if near else None


def header_unit(label: str) -> Unit | None:
    """The unit that stands in brackets in the head of a column: `Waktu (menit)`."""
    for words in BRACKETS.findall(label):
        for word in (words, *words.split()):
            if (unit := UNITS.get(re.sub(r"[^a-z]", "", word.casefold()))) is not None:
                return unit
    return None
