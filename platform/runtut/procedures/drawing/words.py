"""Sets lines of words into a box, and says figures the Indonesian way."""

from collections.abc import Sequence

from runtut.procedures.drawing import metrics
from runtut.procedures.drawing.columns import PADDING
from runtut.procedures.drawing.picture import Box, Text

BEFORE = {"start": 0.0, "middle": 0.5, "end": 1.0}
"""How much of a line stands before its anchor."""


def block(
    lines: Sequence[str],
    cell: Box,
    size: float,
    role: str,
    anchor: str = "start",
    bold: bool = False,
    step: int | None = None,
) -> list[Text]:
    """The lines in the middle of the cell's height, each with the box that it covers."""
    if not lines:
        return []
    pitch, tall, rise = size * metrics.LEADING, size * (metrics.ASCENT + metrics.DESCENT), size * metrics.ASCENT
    room, before = cell.width - 2 * PADDING, BEFORE[anchor]
    at = cell.x + PADDING + before * room
    y = cell.cy - pitch * len(lines) / 2 + (pitch - tall) / 2
    texts = []
    for words in lines:
        width = metrics.width(words, size, bold)
        covered = Box(at - before * width, y, width, tall)
        texts.append(Text(words, at, y + rise, size, covered, room, role, anchor, bold, step))
        y += pitch
    return texts


def turned_block(lines: Sequence[str], cell: Box, size: float, role: str, bold: bool = False) -> list[Text]:
    """The lines read from below to above, beside one another in the middle of the cell."""
    pitch, tall = size * metrics.LEADING, size * (metrics.ASCENT + metrics.DESCENT)
    texts = []
    for number, words in enumerate(lines):
        width = metrics.width(words, size, bold)
        left = cell.cx + (number - len(lines) / 2) * pitch + (pitch - tall) / 2
        covered = Box(left, cell.cy - width / 2, tall, width)
        x = left + size * metrics.ASCENT
        texts.append(Text(words, x, cell.cy, size, covered, 2 * width + 1, role, "middle", bold, turned=True))
    return texts


def figure(value: float, decimals: int = 0) -> str:
    """1234.5 → `1.234,50`."""
    return f"{value:,.{decimals}f}".translate(str.maketrans(",.", ".,"))
