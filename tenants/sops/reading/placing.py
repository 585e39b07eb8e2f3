"""The file beside its structure: its pieces numbered, for each field the piece that it was read from, and the way back."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

WORDS = (("sheet", "lembar"), ("page", "halaman"), ("table", "tabel"), ("cell", "sel"), ("row", "baris"), ("line", "baris"))
NOWHERE = ("identity.pemda", "identity.opd")
"""Read, but not asked for on the page: the draft takes them from the office itself."""


@dataclass(frozen=True)
class Spot:
    """A piece of the file: the id of its element on the page (none where it is not shown), and where it is, in words.

    `more` are the ids of further pieces, where a field was read from several: the items of a list.
    """

    id: str
    words: str
    more: tuple[str, ...] = ()

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(id_ for id_ in (self.id, *self.more) if id_)

    def and_also(self, other: "Spot") -> "Spot":
        return self if other.id in self.ids else replace(self, more=(*self.more, other.id))


@dataclass(frozen=True)
class Lead:
    """From a piece of the file to the field that was read from it, by the id of the field's element."""

    to: str
    unsure: bool = False


@dataclass(frozen=True)
class Piece:
    """A piece of the file on the picture of its page: left, top, width and height in thousandths of the page.

    Of a piece that goes on on the next page only the first part carries its `id`; all carry `of`.
    """

    id: str
    of: str
    text: str
    box: tuple[float, ...]


@dataclass(frozen=True)
class Page:
    """The picture of a page in pixels, and the pieces on it; no pixels where it could not be drawn."""

    width: int
    height: int
    pieces: list[Piece] = field(default_factory=list)


@dataclass(frozen=True)
class Pane:
    """`ids` maps the key of a place to the id of its element: on its page's picture if there is one, else in the text."""

    blocks: list[dict[str, Any]]
    ids: dict[str, str]
    pages: list[Page] = field(default_factory=list)

    @classmethod
    def of(cls, result: Mapping[str, Any] | None) -> "Pane":
        """From what a reading keeps."""
        blocks = (result or {}).get("source") or []
        pages = [Page(one["width"], one["height"]) for one in (result or {}).get("pages") or []]
        ids: dict[str, str] = {}
        place_on(pages, blocks, ids)
        return cls([numbered(block, ids) for block in blocks], ids, pages)

    @property
    def pictured(self) -> bool:
        return any(page.width for page in self.pages)

    def spot(self, place: Mapping[str, Any] | None, key: str) -> Spot | None:
        return Spot(self.ids.get(key, ""), said(place)) if place else None


def place_on(pages: list[Page], blocks: list[dict[str, Any]], ids: dict[str, str]) -> None:
    """Put every piece that was seen on a page onto its picture."""
    for piece in pieces(blocks):
        seen = [one for one in piece.get("on", ()) if one[0] <= len(pages) and pages[one[0] - 1].width]
        first = number(piece["at"], ids) if seen else ""
        for part, (page, *box) in enumerate(seen if first else ()):
            pages[page - 1].pieces.append(Piece("" if part else first, first, piece["text"], tuple(box)))


def pieces(blocks: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for block in blocks:
        yield from (cell for row in block["rows"] for cell in row) if "rows" in block else (block,)


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


def leads(spots: Mapping[str, Spot], unsure: Mapping[str, object]) -> dict[str, Lead]:
    """By the id of a piece the first field that was read from it; unsure as soon as one of them is."""
    found: dict[str, Lead] = {}
    for name, spot in spots.items():
        for id_ in spot.ids if name not in NOWHERE else ():
            before = found.get(id_, Lead(element(name)))
            found[id_] = Lead(before.to, before.unsure or name in unsure or f"{name}.0" in unsure)
    return found


def beginning(spots: Mapping[str, Spot]) -> str:
    """The id of the first piece from which anything was read."""
    return min((id_ for spot in spots.values() for id_ in spot.ids), key=lambda id_: int(id_.rpartition("-")[2]), default="")


def element(name: str) -> str:
    """The id of the element in which a field of the page is filled in; of the boxes of a row, the first."""
    if name.endswith(".cells"):
        return f"f-{name}.0"
    return f"f-{name.removesuffix('.no')}.text" if name.endswith(".no") else f"f-{name}"


def said(place: Mapping[str, Any]) -> str:
    """`halaman 2 baris 14`; a line says more than the row of a table does."""
    kept = {name: value for name, value in place.items() if name != "row" or "line" not in place}
    return " ".join(f"{word} {kept[name]}" for name, word in WORDS if name in kept)
