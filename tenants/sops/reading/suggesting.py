"""Who a step without a mark may belong to: an offer with its reason, never a value until somebody accepts it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

SHORT = {
    "kabid": "kepala bidang", "kadis": "kepala dinas", "kasi": "kepala seksi", "kaban": "kepala badan", "sekdis": "sekretaris",
    "kasubag": "kasubbag", "kasub": "kasubbag",
}  # fmt: skip
LONG = (("kepala sub bagian", "kasubbag"), ("kepala subbagian", "kasubbag"), ("kepala sub bag", "kasubbag"))


@dataclass(frozen=True)
class Suggestion:
    """The column of an actor, and why just he."""

    column: int
    actor: str
    reason: str


def suggestions(document: Mapping[str, Any]) -> dict[int, Suggestion]:
    """By the row of each step that has no actor yet but whose words name one."""
    actors = list(document.get("actors") or [])
    steps = enumerate(document.get("steps") or [])
    offered = {row: suggestion(step, actors) for row, step in steps if not step.get("actors")}
    return {row: found for row, found in offered.items() if found}


def suggestion(step: Mapping[str, Any], actors: Sequence[str]) -> Suggestion | None:
    """Whoever is named first in what is to be done; of two that begin at the same word the longer name."""
    said = plain(step.get("text") or "")
    places = [(at, -len(name), column) for column, name in enumerate(map(plain, actors)) if (at := found_at(name, said)) >= 0]
    if not places:
        return None
    column = min(places)[2]
    return Suggestion(column, actors[column], f"Uraian kegiatan menyebut “{actors[column]}”.")


def found_at(name: str, said: str) -> int:
    """Where the whole words of a name begin; -1 where they do not stand."""
    match = re.search(rf"(?<!\w){re.escape(name)}(?!\w)", said) if name else None
    return match.start() if match else -1


def plain(words: str) -> str:
    """The same office is the same words: short names of posts are written out, spaces and dots do not count."""
    small = " ".join(re.sub(r"[^\w\s]", " ", words.casefold()).split())
    for long, short in LONG:
        small = small.replace(long, short)
    return " ".join(SHORT.get(word, word) for word in small.split())
