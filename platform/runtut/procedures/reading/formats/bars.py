"""Tables drawn with bars: Markdown, `+---+` frames and box-drawing signs."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TypeAlias

from runtut.procedures.reading.formats.fragments import plain
from runtut.procedures.reading.source import Cell, Grid, Place

BARS = re.compile(r"(?<!\\)[|│┃║¦]")
FRAME = re.compile(r"[\s|│┃║¦+\-=:─━═┌┐└┘├┤┬┴┼╔╗╚╝╠╣╦╩╬]+")
RULED = re.compile(r"[-=─━═]{3}")
CORNERS = frozenset("+┌┐└┘├┤┬┴┼╔╗╚╝╠╣╦╩╬")

Lines: TypeAlias = Sequence[tuple[str, Place]]
Span: TypeAlias = tuple[int, int]


def is_bar_line(text: str) -> bool:
    return len(BARS.findall(text)) >= 2 or (_is_frame(text) and any(sign in CORNERS for sign in text))


def bar_grid(lines: Lines) -> Iterator[Grid]:
    """One grid; with ruling lines all lines between two of them are one row, and cells may span columns."""
    corners = sorted({at for text, _ in lines if _is_frame(text) for at, sign in enumerate(text) if sign in CORNERS})
    framed = sum(_is_frame(text) for text, _ in lines) >= 3 and len(corners) > 2
    cells = tuple(_framed(lines, corners) if framed else _plain(lines))
    if cells:
        yield Grid(cells, place=lines[0][1])


def _is_frame(text: str) -> bool:
    return bool(FRAME.fullmatch(text)) and bool(RULED.search(text))


def _plain(lines: Lines) -> Iterator[Cell]:
    rows = [(_cells(text), place) for text, place in lines if not _is_frame(text)]
    for row, (texts, place) in enumerate(rows):
        for column, text in enumerate(texts):
            if text:
                yield Cell(text, row, column, place={**place, "column": column + 1})


def _cells(text: str) -> list[str]:
    parts = BARS.split(text.strip())
    if parts and not parts[0].strip():
        parts = parts[1:]
    if parts and not parts[-1].strip():
        parts = parts[:-1]
    return [plain(part).strip() for part in parts]


def _framed(lines: Lines, corners: Sequence[int]) -> Iterator[Cell]:
    row = 0
    for ruled, block in groupby(lines, key=lambda line: _is_frame(line[0])):
        if ruled:
            continue
        read = [(_spans(text, corners), place) for text, place in block]
        if len({tuple(span for span, _ in spans) for spans, _ in read}) == 1:
            read = [(_stacked([spans for spans, _ in read]), read[0][1])]
        for spans, place in read:
            for (first, last), text in spans:
                if text:
                    yield Cell(text, row, first, columns=last - first, place={**place, "column": first + 1})
            row += 1


def _spans(text: str, corners: Sequence[int]) -> list[tuple[Span, str]]:
    """Each text between two bars with the columns that lie between them."""
    bars = [found.start() for found in BARS.finditer(text)]
    found: list[tuple[Span, str]] = []
    for left, right in zip(bars, bars[1:], strict=False):
        first = _nearest(corners, left)
        found.append(((first, max(_nearest(corners, right), first + 1)), plain(text[left + 1 : right]).strip()))
    return found


def _nearest(corners: Sequence[int], at: int) -> int:
    return min(range(len(corners)), key=lambda place: abs(corners[place] - at))


def _stacked(lines: Sequence[list[tuple[Span, str]]]) -> list[tuple[Span, str]]:
    """The texts of the lines of one row, one below the other in each cell."""
    return [(column[0][0], "\n".join(text for _, text in column if text)) for column in zip(*lines, strict=True)]
