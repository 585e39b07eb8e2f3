"""Which characters our font can draw: an archival PDF may hold no other."""

import re
import struct
import unicodedata
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import fontpkg_arimo  # type: ignore[import-untyped]
import orjson

FONTS: Path = fontpkg_arimo.ROOT / "files"
UNKNOWN = "\N{WHITE SQUARE}"
CONTROL = re.compile(r"\\[^n\\\"/]|\x7f")
"""What is escaped in JSON because it cannot be seen; a new line may stay."""


def written(data: Mapping[str, Any]) -> str:
    """The data as JSON in which every text holds only what can be drawn; most do from the start."""
    try:
        text = orjson.dumps(data).decode()
    except TypeError:  # half a character, or a tuple with names
        text = "\\?"
    if CONTROL.search(text) or not (text.isascii() or _draws(text)):
        return orjson.dumps(legible(dict(data))).decode()
    return text


def _draws(text: str) -> bool:
    return unicodedata.is_normalized("NFC", text) and all(_as_drawn(character) == character for character in set(text))


def legible(value: Any) -> Any:
    """JSON data in which every text holds only what can be drawn."""
    match value:
        case str():
            return value if value.isascii() and value.isprintable() else _drawn(value)
        case dict():
            return {key: legible(inner) for key, inner in value.items()}
        case list() | tuple():
            return [legible(inner) for inner in value]
        case _:
            return value


def _drawn(text: str) -> str:
    return "".join(_as_drawn(character) for character in unicodedata.normalize("NFC", text))


def _as_drawn(character: str) -> str:
    if character == "\n":
        return character
    match unicodedata.category(character):
        case "Cc" | "Zs" | "Zl" | "Zp":
            return "\N{NO-BREAK SPACE}" if character == "\N{NO-BREAK SPACE}" else " "
        case "Cf" | "Co":
            return ""  # direction marks, joiners, private characters
    return character if ord(character) in drawable() else UNKNOWN


@cache
def drawable() -> frozenset[int]:
    """Code points that the upright and the italic face both have."""
    upright, italic = (_code_points(FONTS / name) for name in ("Arimo[wght].ttf", "Arimo-Italic[wght].ttf"))
    return frozenset(upright & italic)


def _code_points(font: Path) -> set[int]:
    """Read the `cmap` table of a TrueType file, subtable format 4 (OpenType specification, “cmap”)."""
    data = font.read_bytes()
    at = _cmap(data)
    for record in range(struct.unpack_from(">H", data, at + 2)[0]):
        table = at + struct.unpack_from(">L", data, at + 4 + 8 * record + 4)[0]
        if struct.unpack_from(">H", data, table)[0] == 4:
            return _segments(data, table)
    raise ValueError(f"{font.name} has no character map of format 4")


def _cmap(data: bytes) -> int:
    tables = struct.unpack_from(">H", data, 4)[0]
    for tag, _, offset, _ in (struct.unpack_from(">4sLLL", data, 12 + 16 * n) for n in range(tables)):
        if tag == b"cmap":
            return int(offset)
    raise ValueError("the font has no character map")


def _segments(data: bytes, table: int) -> set[int]:
    count = struct.unpack_from(">H", data, table + 6)[0] // 2
    ends = struct.unpack_from(f">{count}H", data, table + 14)
    starts = struct.unpack_from(f">{count}H", data, table + 16 + 2 * count)
    return {code for start, end in zip(starts, ends, strict=True) for code in range(start, end + 1) if code < 0xFFFF}
