"""Tables as they lie on the pages of a file, and the ones that continue each other as one grid."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from runtut.procedures.drawing.picture import Box
from runtut.procedures.reading.formats.canvas import Figure, Line, Words, holds
from runtut.procedures.reading.formats.settling import Placed, settle
from runtut.procedures.reading.source import Cell, Grid, Place

NEAR = 4.0
POINTER = re.compile(r"(?:\W*[A-Z]\d?\b)*\W*(?:(?:ke|dari|lanjut\w*|bersambung|sambung\w*)\b[^·;]{0,60})?", re.IGNORECASE)
"""What may stand beside an off-page connector, between `·` and `;`: its letter, and where it leads."""
POINTERS_APART = re.compile("[·;]")
TALLEST_HEAD = 4
FEW_EDGES = 5
WORD = re.compile(r"[a-z]{3}", re.IGNORECASE)
LABEL = re.compile(r"^\(?(\d{1,2})[.)]\s", re.MULTILINE)


@dataclass(frozen=True)
class Draft:
    """A table with the boxes of its cells; `seams` are the rows where a further page was added."""

    cells: tuple[Placed, ...]
    edges: tuple[float, ...]
    place: Place
    seams: tuple[int, ...] = ()

    @property
    def height(self) -> int:
        return max((cell.row + cell.rows for cell, _ in self.cells), default=0)

    def row(self, at: int) -> dict[int, Cell]:
        return {cell.column: cell for cell, _ in self.cells if cell.row == at}

    def holds(self, box: Box) -> bool:
        return any(holds(each, (box.cx, box.cy)) for _, each in self.cells)


def continues(above: Draft, below: Draft, *, next_to: bool) -> int | None:
    """How many rows of the lower table repeat the head of the upper one; None if it is a table of its own.

    `next_to` says that nothing but the end of a page lies between them.
    """
    if not _same_edges(above, below):
        return 0 if next_to and _fits(above, below) and not _begins_anew(above, below, 0) else None
    head = _same_head(above, below)
    if _begins_anew(above, below, head):
        return None
    return head or (0 if next_to else None)


def _same_edges(above: Draft, below: Draft) -> bool:
    return len(above.edges) == len(below.edges) and all(
        abs(a - b) <= NEAR for a, b in zip(above.edges, below.edges, strict=True)
    )


def _fits(above: Draft, below: Draft) -> bool:
    """Tables of few columns, like an identity block, whose lower part has other inner edges."""
    few = max(len(above.edges), len(below.edges)) <= FEW_EDGES
    return few and all(abs(above.edges[end] - below.edges[end]) <= NEAR for end in (0, -1))


def _begins_anew(above: Draft, below: Draft, head: int) -> bool:
    """Its numbers start again, or it begins with the same labels."""
    numbers = [_number(draft.row(row).get(0)) for draft, rows in ((above, range(above.height)),) for row in rows]
    first = next((no for row in range(head, below.height) if (no := _number(below.row(row).get(0))) is not None), None)
    if first is not None and first <= max((no for no in numbers if no is not None), default=0):
        return True
    labels = {_letters(cell.text) for row in (0, 1) for cell in above.row(row).values()} - {""}
    return not head and any(_letters(cell.text) in labels for cell in below.row(0).values())


def _number(cell: Cell | None) -> int | None:
    found = re.fullmatch(r"(\d{1,3})[.)]?", cell.text.strip()) if cell else None
    return int(found[1]) if found else None


def _letters(text: str) -> str:
    letters = "" if re.search(r"\d", text) else re.sub(r"[^a-z]", "", text.casefold())
    return letters if 3 < len(letters) < 40 else ""


def _same_head(above: Draft, below: Draft) -> int:
    """Rows from the top with the same words; they must say something in three cells at least."""
    same = 0
    while same < min(TALLEST_HEAD, below.height) and _words(above, same) == _words(below, same) and not _is_step(below, same):
        same += 1
    said = sum(bool(text) for row in range(same) for _, text in _words(below, row))
    return same if said >= 3 else 0


def _is_step(draft: Draft, row: int) -> bool:
    """It begins with a number and goes on in words; a row that only numbers the columns belongs to the head."""
    cells = sorted(draft.row(row).items())
    return bool(cells) and _number(cells[0][1]) is not None and any(WORD.search(cell.text) for _, cell in cells[1:])


def _words(draft: Draft, row: int) -> list[tuple[int, str]]:
    return sorted((column, "".join(cell.text.split())) for column, cell in draft.row(row).items())


def joined(above: Draft, below: Draft, head: int) -> Draft:
    """The lower table without its head under the upper one, both on the same edges."""
    start = above.height
    edges = _together(above.edges, below.edges)
    added = [(replace(cell, row=cell.row - head + start), box) for cell, box in _on(below, edges) if cell.row >= head]
    return Draft((*_on(above, edges), *added), edges, above.place, (*above.seams, start))


def _together(one: Sequence[float], other: Sequence[float]) -> tuple[float, ...]:
    more = [edge for edge in other if all(abs(edge - known) > NEAR for known in one)]
    return tuple(sorted([*one, *more]))


def _on(draft: Draft, edges: Sequence[float]) -> list[Placed]:
    """The cells with their columns counted by other edges, among which are all of their own."""
    if len(edges) == len(draft.edges):
        return list(draft.cells)
    seat = [min(range(len(edges)), key=lambda at: abs(edges[at] - edge)) for edge in draft.edges]
    moved = []
    for cell, box in draft.cells:
        end = seat[min(cell.column + cell.columns, len(seat) - 1)]
        moved.append((replace(cell, column=seat[cell.column], columns=end - seat[cell.column]), box))
    return moved


def grid_of(draft: Draft, figures: Sequence[Figure], lines: Sequence[Line], words: Sequence[Words]) -> Grid:
    """What is drawn on the table goes into its cells; rows that only carry connectors fall away."""
    settled = settle(draft.cells, figures, lines, words)
    cells = list(settled.cells)
    for at, (_, box) in enumerate(draft.cells):
        own = [each.text for each in settled.unused if holds(box, (each.box.cx, each.box.cy))]
        if own:
            cells[at] = replace(cells[at], text="\n".join(filter(None, [cells[at].text, *own])))
    cells = _mended(cells, draft.seams)
    return Grid(tuple(_without_bands(cells)), settled.arrows, place=draft.place)


def _mended(cells: list[Cell], seams: Sequence[int]) -> list[Cell]:
    """A row that a page break cut in two is one again: its second half has words but no number."""
    for seam in sorted(seams, reverse=True):
        rows = sorted({cell.row for cell in cells if cell.text})
        above = max((row for row in rows if row < seam), default=None)
        below = min((row for row in rows if row >= seam), default=None)
        if above is not None and below is not None and _is_rest(cells, above, below):
            cells = _merged(cells, above, below)
    return cells


def _is_rest(cells: Sequence[Cell], above: int, below: int) -> bool:
    """Without a number where the row above has one; or each of its words goes on where those above end."""
    upper = {cell.column: cell for cell in cells if cell.row == above}
    lower = {cell.column: cell for cell in cells if cell.row == below}
    if upper.keys() != lower.keys() or any(cell.rows > 1 or cell.marks for cell in lower.values()):
        return False
    first = min(upper, default=0)
    if _number(upper[first]) is not None:
        return not lower[first].text
    return all(_goes_on(upper[column].text, cell.text) for column, cell in lower.items() if cell.text)


def _goes_on(above: str, below: str) -> bool:
    """In the middle of a sentence, or with the next number of a list."""
    last, first = LABEL.findall(above), LABEL.match(below)
    if first:
        return bool(last) and int(first[1]) == int(last[-1]) + 1
    return bool(above) and below[:1].islower()


def _merged(cells: Sequence[Cell], above: int, below: int) -> list[Cell]:
    rest = {cell.column: cell for cell in cells if cell.row == below}
    kept = [_whole(cell, rest.get(cell.column)) if cell.row == above else cell for cell in cells if cell.row != below]
    return [replace(cell, row=cell.row - 1) if cell.row > below else cell for cell in kept]


def _whole(cell: Cell, rest: Cell | None) -> Cell:
    return replace(cell, text=_one(cell.text, rest.text), regions=(*cell.regions, *rest.regions)) if rest else cell


def _one(above: str, below: str) -> str:
    return ("\n" if LABEL.match(below) else " ").join(filter(None, [above, below]))


def _without_bands(cells: Sequence[Cell]) -> list[Cell]:
    """Without the rows in which nothing stands but off-page connectors."""
    rows: dict[int, list[Cell]] = {}
    for cell in cells:
        for row in range(cell.row, cell.row + cell.rows):
            rows.setdefault(row, []).append(cell)
    bands = {row for row, each in rows.items() if _is_band(each)}
    return [replace(cell, row=cell.row - sum(band < cell.row for band in bands)) for cell in cells if cell.row not in bands]


def _is_band(cells: Sequence[Cell]) -> bool:
    marks = [mark for cell in cells for mark in cell.marks]
    if not marks or not all(mark.symbol == "connector" for mark in marks):
        return False
    return all(cell.rows == 1 and points(cell.text) for cell in cells)


def points(text: str) -> bool:
    """Whether the text says nothing but where connectors lead: `A ke halaman 2 · B dari halaman 2`."""
    return all(POINTER.fullmatch(part) for part in POINTERS_APART.split(text))
