"""How wide words are in Arimo (metric-compatible with Arial), and how they break into lines."""

import json
from functools import cache, lru_cache
from importlib.resources import files
from math import inf

UNITS_PER_EM = 2048
ASCENT, DESCENT = 0.728, 0.212
"""Share of the size that capitals and tails take above and below the baseline."""
LEADING = 1.26
REMEMBERED = 32768
"""How many words and cells are kept, since one drawing is mostly the one before it."""


class Advances(dict[str, float]):
    """Of each character, in ems; one that the table lacks counts as a full em."""

    def __missing__(self, char: str) -> float:
        return 1.0


@cache
def _advances(bold: bool) -> Advances:
    table = json.loads(files(__package__).joinpath("arimo.json").read_text("utf-8"))["bold" if bold else "regular"]
    return Advances({char: int(advance) / UNITS_PER_EM for advance, chars in table.items() for char in chars})


@lru_cache(REMEMBERED)
def _ems(words: str, bold: bool) -> float:
    return float(sum(map(_advances(bold).__getitem__, words)))


def width(words: str, size: float, bold: bool = False) -> float:
    """In the unit of `size`."""
    return size * _ems(words, bold)


@lru_cache(REMEMBERED // 4)
def lines(words: str, room: float, size: float, bold: bool = False) -> tuple[str, ...]:
    """Break at spaces, and inside a word only where the word alone is too long for a line."""
    broken: list[str] = []
    space, filled = _advances(bold)[" "], inf
    for word in words.split():
        for piece in _pieces(word, room, size, bold):
            ems = _ems(piece, bold)
            if size * (filled + space + ems) <= room:
                broken[-1] += f" {piece}"
                filled += space + ems
            else:
                broken.append(piece)
                filled = ems
    return tuple(broken)


def forget() -> None:
    """As in a process that has measured no words yet."""
    _ems.cache_clear()
    lines.cache_clear()


def _pieces(word: str, room: float, size: float, bold: bool) -> list[str]:
    pieces = []
    while size * _ems(word, bold) > room and len(word) > 1:
        fits = next((n for n in range(len(word) - 1, 0, -1) if width(word[:n], size, bold) <= room), 1)
        cut = _soft_break(word, fits)
        pieces.append(word[:cut])
        word = word[cut:]
    return [*pieces, word]


def _soft_break(word: str, fits: int) -> int:
    after = max(word.rfind(mark, 0, fits) for mark in "-/") + 1
    return after if after > 1 else fits


def fitted(words: str, room: float, size: float, bold: bool = False) -> float:
    """The largest size up to `size` at which the words fit on one line."""
    return min(size, room / max(width(words, 1.0, bold), 1e-9))


def clipped(words: str, room: float, size: float, most: int, bold: bool = False) -> tuple[str, ...]:
    """At most `most` lines; what does not fit ends in an ellipsis."""
    broken = lines(words, room, size, bold)
    if len(broken) <= most:
        return broken
    last = broken[most - 1]
    while last and width(last + "…", size, bold) > room:
        last = last[:-1]
    return (*broken[: most - 1], last.rstrip() + "…")
