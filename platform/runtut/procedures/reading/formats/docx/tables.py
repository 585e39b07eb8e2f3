"""The frame of a table: the edges of its columns, the heights of its rows, the cells with what they span."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from runtut.procedures.reading.formats.docx.names import MARKUP, WORD, Element, child, is_on, points, value
from runtut.procedures.reading.formats.measures import measure

PAD = 5.4
"""The usual distance of words from the sides of a cell."""
WIDEST = 400
HeightOf = Callable[[Element, float], float]


@dataclass(frozen=True)
class Slot:
    """A cell as it is written: `kept` is False where it only continues the one above."""

    cell: Element
    row: int
    column: int
    columns: int
    rows: int = 1
    kept: bool = True


@dataclass(frozen=True)
class Frame:
    """`edges` in points from the left edge; `heights` and `heads` by row, `breaks` where a page begins before a row."""

    slots: tuple[Slot, ...]
    edges: tuple[float, ...]
    heights: tuple[float, ...]
    heads: tuple[bool, ...]
    breaks: tuple[bool, ...]
    indent: float
    pad: float

    def width(self, slot: Slot) -> float:
        return self.edges[slot.column + slot.columns] - self.edges[slot.column]


def through(element: Element, name: str) -> Iterator[Element]:
    """Children of a name, also those that a content control or a marked insertion holds."""
    for part in element:
        if part.tag == WORD + name:
            yield part
        elif part.tag in (WORD + "sdt", WORD + "sdtContent", WORD + "ins", WORD + "customXml", MARKUP + "AlternateContent"):
            yield from through(part, name)


def frame_of(table: Element, room: float, height_of: HeightOf) -> Frame:
    rows = [row for row in through(table, "tr") if child(row, "trPr", "del") is None]
    slots = [slot for at, row in enumerate(rows) for slot in _slots(row, at)]
    edges = _edges(table, slots, room)
    merged = tuple(_merged(slots))
    pad = _pad(table)
    heights = [_height(row, [slot for slot in merged if slot.row == at], edges, pad, height_of) for at, row in enumerate(rows)]
    heads = tuple(is_on(child(row, "trPr", "tblHeader")) for row in rows)
    return Frame(
        merged, edges, tuple(heights), heads, tuple(_begins_page(row) for row in rows), _indent(table, edges, room), pad
    )


def _slots(row: Element, at: int) -> Iterator[Slot]:
    column = _span(child(row, "trPr", "gridBefore"), 0)
    for cell in through(row, "tc"):
        columns = _span(child(cell, "tcPr", "gridSpan"), 1)
        if column + columns > WIDEST:
            return
        merged = child(cell, "tcPr", "vMerge")
        across = value(child(cell, "tcPr", "hMerge")) if child(cell, "tcPr", "hMerge") is not None else "restart"
        continued = merged is not None and value(merged) != "restart"
        yield Slot(cell, at, column, columns, kept=not continued and across == "restart")
        column += columns


def _span(element: Element | None, default: int) -> int:
    return min(max(int(measure(value(element), default)), default), WIDEST)


def _merged(slots: Sequence[Slot]) -> Iterator[Slot]:
    """A cell reaches down over all that continue it."""
    below = {(slot.row, slot.column): slot for slot in slots}
    for slot in slots:
        rows, columns = 1, slot.columns
        while slot.kept and (under := below.get((slot.row + rows, slot.column))) and _continues(under):
            rows += 1
        while slot.kept and (beside := below.get((slot.row, slot.column + columns))) and _follows(beside):
            columns += beside.columns
        yield Slot(slot.cell, slot.row, slot.column, columns, rows, slot.kept or _hangs(slot, below))


def _continues(slot: Slot) -> bool:
    merged = child(slot.cell, "tcPr", "vMerge")
    return merged is not None and value(merged) != "restart"


def _follows(slot: Slot) -> bool:
    return not slot.kept and not _continues(slot)


def _hangs(slot: Slot, all_slots: dict[tuple[int, int], Slot]) -> bool:
    """A cell that continues nothing is a cell of its own."""
    return _continues(slot) and (slot.row - 1, slot.column) not in all_slots


def _edges(table: Element, slots: Sequence[Slot], room: float) -> tuple[float, ...]:
    """By the grid of the table; by the widths of its cells, or evenly, where it has none."""
    count = max((slot.column + slot.columns for slot in slots), default=1)
    grid = child(table, "tblGrid")
    widths = [] if grid is None else [points(value(column, "w")) for column in grid.findall(WORD + "gridCol")]
    if len(widths) < count or sum(widths[:count]) <= 0:
        widths = _cell_widths(slots, count) or [room / count] * count
    return (0.0, *accumulate(widths[: max(count, 1)]))


def _cell_widths(slots: Sequence[Slot], count: int) -> list[float]:
    known: dict[int, float] = {}
    for slot in slots:
        width = points(value(child(slot.cell, "tcPr", "tcW"), "w"))
        if slot.columns == 1 and width > 0:
            known.setdefault(slot.column, width)
    return [known[column] for column in range(count)] if len(known) >= count else []


def _height(row: Element, slots: Sequence[Slot], edges: Sequence[float], pad: float, height_of: HeightOf) -> float:
    asked = child(row, "trPr", "trHeight")
    given = points(value(asked))
    if value(asked, "hRule") == "exact" and given:
        return given
    single = [slot for slot in slots if slot.kept and slot.rows == 1]
    content = [height_of(slot.cell, edges[slot.column + slot.columns] - edges[slot.column] - 2 * pad) for slot in single]
    return max([given, *content, 1.0])


def _pad(table: Element) -> float:
    left = child(table, "tblPr", "tblCellMar", "left")
    left = child(table, "tblPr", "tblCellMar", "start") if left is None else left
    return PAD if left is None else points(value(left, "w"))


def _indent(table: Element, edges: Sequence[float], room: float) -> float:
    """From the left margin to the left edge."""
    align = value(child(table, "tblPr", "jc"))
    if align in ("center", "right", "end"):
        return (room - edges[-1]) / (2 if align == "center" else 1)
    return points(value(child(table, "tblPr", "tblInd"), "w"))


def _begins_page(row: Element) -> bool:
    """Where Word last broke the page, or is told to."""
    for cell in row.findall(WORD + "tc"):
        first = cell.find(WORD + "p")
        if first is not None and (
            is_on(child(first, "pPr", "pageBreakBefore"))
            or next(
                (
                    part.tag == WORD + "lastRenderedPageBreak"
                    for part in first.iterfind(f"{WORD}r/*")
                    if part.tag != WORD + "rPr"
                ),
                False,
            )
        ):
            return True
    return False
