"""Who a step without a mark may belong to: an offer with its reason, never a value until somebody accepts it."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

SHORT = {
    "kabid": "kepala bidang", "kadis": "kepala dinas", "kasi": "kepala seksi", "kaban": "kepala badan", "sekdis": "sekretaris",
    "kasubag": "kasubbag", "kasub": "kasubbag",
}  # fmt: skip
LONG = (("kepala sub bagian", "kasubbag"), ("kepala subbagian", "kasubbag"), ("kepala sub bag", "kasubbag"))
Known = Mapping[str, tuple[str, tuple[str, ...]]]
"""By the words of a step the SOP of this OPD that has it, and who does it there."""


@dataclass(frozen=True)
class Suggestion:
    """The column of an actor, and why just he."""

    column: int
    actor: str
    reason: str


def suggestions(document: Mapping[str, Any], known: Known | None = None) -> dict[int, Suggestion]:
    """By the row of each step that has no actor yet: who does the same elsewhere here, else whom its words name as the doer."""
    actors = list(document.get("actors") or [])
    steps = enumerate(document.get("steps") or [])
    offered = {row: suggestion(plain(step.get("text") or ""), actors, known or {}) for row, step in steps if not step["actors"]}
    return {row: found for row, found in offered.items() if found}


def suggestion(said: str, actors: Sequence[str], known: Known) -> Suggestion | None:
    columns = {plain(name): column for column, name in enumerate(actors)}
    title, does = known.get(said, ("", ()))
    column = next((columns[plain(name)] for name in does if plain(name) in columns), None)
    if column is not None:
        return Suggestion(column, actors[column], f"Langkah yang sama pada SOP “{title}” dikerjakan olehnya.")
    named = [column for name, column in sorted(columns.items(), key=lambda one: -len(one[0])) if is_doer(name, said)]
    return Suggestion(named[0], actors[named[0]], "Uraian kegiatan menyebutnya sebagai pelaku.") if named else None


def is_doer(name: str, said: str) -> bool:
    """`Sekretaris memeriksa …`, `… oleh Sekretaris`, `dikoreksi Sekretaris`; to whom something is handed does not do it."""
    whole = rf"{re.escape(name)}(?!\w)"
    return bool(name) and bool(re.match(whole, said) or re.search(rf"\b(?:oleh|di\w{{4,}}) {whole}", said))


def known_steps(documents: Iterable[tuple[str, Mapping[str, Any]]]) -> dict[str, tuple[str, tuple[str, ...]]]:
    """From titles and contents of SOPs; the first one that has a step counts."""
    found: dict[str, tuple[str, tuple[str, ...]]] = {}
    for title, document in documents:
        for step in document.get("steps") or []:
            if step.get("text") and step.get("actors"):
                found.setdefault(plain(step["text"]), (title, tuple(step["actors"])))
    return found


def plain(words: str) -> str:
    """The same office is the same words: short names of posts are written out, spaces and dots do not count."""
    small = " ".join(re.sub(r"[^\w\s]", " ", words.casefold()).split())
    for long, short in LONG:
        small = small.replace(long, short)
    return " ".join(SHORT.get(word, word) for word in small.split())
