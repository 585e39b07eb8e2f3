"""Tables drawn with bars: Markdown, `+---+` frames and box-drawing signs."""

import re
from collections.abc import Iterator, Sequence

from runtut.procedures.reading.formats.fragments import plain
from runtut.procedures.reading.source import Cell, Grid, Place

BARS = re.compile(r"(?<!\\)[|│┃║¦]")
FRAME = re.compile(r"[\s|│┃║¦+\-=:─━═┌┐└┘├┤┬┴┼╔╗╚╝╠╣╦╩╬]+")
RULED = re.compile(r"[-=─━═]{3}")

Lines = Sequence[tuple[str, Place]]


def is_bar_line(text: str) -> bool:
    return len(BARS.findall(text)) >= 2 or (bool(RULED.search(text)) and bool(FRAME.fullmatch(text)) and "+" in text)


def bar_grid(lines: Lines) -> Iterator[Grid]:
    """One grid; between two ruling lines all lines are one row, if there are at least three such rulings."""
    rows = list(_framed(lines) if sum(_is_frame(text) for text, _ in lines) >= 3 else _plain(lines))
    cells = tuple(
        Cell(text, row, column, place={**place, "column": column + 1})
        for row, (texts, place) in enumerate(rows)
        for column, text in enumerate(texts)
        if text
    )
    if cells:
        yield Grid(cells, place=lines[0][1])


def _is_frame(text: str) -> bool:
    return bool(FRAME.fullmatch(text)) and bool(RULED.search(text))


def _plain(lines: Lines) -> Iterator[tuple[list[str], Place]]:
    for text, place in lines:
        if not _is_frame(text):
            yield _cells(text), place


def _framed(lines: Lines) -> Iterator[tuple[list[str], Place]]:
    row: list[str] = []
    start: Place = {}
    for text, place in lines:
        if _is_frame(text):
            if row:
                yield row, start
            row = []
            continue
        cells = _cells(text)
        start = start if row else place
        row = [_joined(*pair) for pair in _paired(row, cells)] if row else cells
    if row:
        yield row, start


def _paired(above: list[str], below: list[str]) -> Iterator[tuple[str, str]]:
    for column in range(max(len(above), len(below))):
        yield (above[column] if column < len(above) else ""), (below[column] if column < len(below) else "")


def _joined(above: str, below: str) -> str:
    return f"{above}\n{below}" if above and below else above or below


def _cells(text: str) -> list[str]:
    parts = BARS.split(text.strip())
    if parts and not parts[0].strip():
        parts = parts[1:]
    if parts and not parts[-1].strip():
        parts = parts[:-1]
    return [plain(part).strip() for part in parts]
