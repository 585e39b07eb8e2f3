"""The file beside its structure: its blocks numbered, and for each field the block that it was read from."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

WORDS = (("sheet", "lembar"), ("page", "halaman"), ("table", "tabel"), ("cell", "sel"), ("row", "baris"), ("line", "baris"))


@dataclass(frozen=True)
class Spot:
    """A piece of the file: the id of its element on the page (none where it is not shown), and where it is, in words."""

    id: str
    words: str


@dataclass(frozen=True)
class Pane:
    """`ids` maps the key of a place to the id of its element."""

    blocks: list[dict[str, Any]]
    ids: dict[str, str]

    @classmethod
    def of(cls, blocks: list[dict[str, Any]] | None) -> "Pane":
        ids: dict[str, str] = {}
        shown = [numbered(block, ids) for block in blocks or []]
        return cls(shown, ids)

    def spot(self, place: Mapping[str, Any] | None, key: str) -> Spot | None:
        return Spot(self.ids.get(key, ""), said(place)) if place else None


def numbered(block: Mapping[str, Any], ids: dict[str, str]) -> dict[str, Any]:
    """The block with an id for each piece; of two at one place the first is the one that is led to."""
    if "rows" not in block:
        return {**block, "id": number(block["at"], ids)}
    return {"rows": [[{**cell, "id": number(cell["at"], ids)} for cell in row] for row in block["rows"]]}


def number(key: str, ids: dict[str, str]) -> str:
    if not key or key in ids:
        return ""
    ids[key] = f"asal-{len(ids) + 1}"
    return ids[key]


def said(place: Mapping[str, Any]) -> str:
    """`halaman 2 baris 14`; a line says more than the row of a table does."""
    kept = {name: value for name, value in place.items() if name != "row" or "line" not in place}
    return " ".join(f"{word} {kept[name]}" for name, word in WORDS if name in kept)
