"""The process that reads a stranger's file and lays it open as plain blocks, to be shown beside what was read from it."""

import json
import sys
from collections.abc import Sequence
from typing import Any

from runtut.procedures.reading.__main__ import confine, main
from runtut.procedures.reading.source import Cell, Grid, Paragraph, Region, Source, key_of

MOST_BLOCKS, LONGEST, WIDEST = 2_000, 600_000, 60
"""Blocks and characters that are shown; an SOP has about 100 and 20,000."""


def blocks(source: Source) -> list[dict[str, Any]]:
    """Paragraphs and grids in reading order, each value with the key of its place."""
    found: list[dict[str, Any]] = []
    left = LONGEST
    for block in source.blocks[:MOST_BLOCKS]:
        shown = paragraph(block) if isinstance(block, Paragraph) else grid(block)
        left -= len(json.dumps(shown, ensure_ascii=False))
        if left < 0:
            break
        found.append(shown)
    return found


def paragraph(block: Paragraph) -> dict[str, Any]:
    return {"text": block.text, "at": key_of(block.place), "strong": block.emphasis, **regions(block.regions)}


def regions(seen: Sequence[Region]) -> dict[str, Any]:
    """`on`: page from 1, left, top, width, height in thousandths of the page, for formats that have pages."""
    shares = [[one.page, *(round(1000 * share, 1) for share in (one.x, one.y, one.width, one.height))] for one in seen]
    return {"on": shares} if shares else {}


def grid(block: Grid) -> dict[str, Any]:
    """Row by row; a place that no cell covers is an empty cell, so that columns stand below one another."""
    taken: set[tuple[int, int]] = set()
    rows: list[list[dict[str, Any]]] = []
    starts = {(cell.row, cell.column): cell for cell in block.cells}
    for row in range(block.height):
        shown: list[dict[str, Any]] = []
        for column in range(min(block.width, WIDEST)):
            if (row, column) in taken:
                continue
            cell = starts.get((row, column), Cell("", row, column))
            taken |= {(row + down, column + right) for down in range(cell.rows) for right in range(cell.columns)}
            shown.append(cell_shown(cell))
        rows.append(shown)
    return {"rows": rows}


def cell_shown(cell: Cell) -> dict[str, Any]:
    marks = " ".join(mark.text or SIGNS.get(mark.symbol, "□") for mark in cell.marks)
    words = " ".join(part for part in (cell.text, marks if marks not in cell.text else "") if part)
    return {"text": words, "at": key_of(cell.place), "rows": cell.rows, "columns": cell.columns, **regions(cell.regions)}


SIGNS = {
    "start": "⬭ Mulai",
    "end": "⬭ Selesai",
    "terminator": "⬭",
    "decision": "◇",
    "process": "▭",
    "connector": "⬠",
    "arrow": "→",
}


def said(source: Source) -> bytes:
    return json.dumps(blocks(source), ensure_ascii=False).encode()


if __name__ == "__main__":
    confine()
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "", sys.stdin.buffer, sys.stdout.buffer, said))
