"""Which text belongs to which label: to its right, below it, in the same cell, or in the paragraphs that follow."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from runtut.procedures.reading.recognition.approver import NIP_WORD
from runtut.procedures.reading.recognition.labels import PARTS, Field, Segment, row_segments
from runtut.procedures.reading.recognition.rows import Row
from runtut.procedures.reading.recognition.spelling import fold
from runtut.procedures.reading.source import Cell, Place

NUMBERED = re.compile(r"\s*\(?(\d{1,2})[.)]\s*\S")
NUMBER_ALONE = re.compile(r"\s*\(?\d{1,2}[.)]?\s*")
BOTH_COLUMNS = re.compile(r"\s*(\d{1,2})[.)]\s*(\S.*?)\s+\1[.)]\s*(\S.*)")
BULLET = re.compile(r"\s*(?:[-–•*▪◦o]\s+|\(?\d{1,2}[.)]|\(?[a-h][.)])\s*\S")
HEADLINE = re.compile(r"\s*(?:SOP|STANDAR[DT]?\s+OPERASIONAL|STANDARD?\s+OPERATING|PROSEDUR|PEMERINTAH)\b")
SIGNED = re.compile(NIP_WORD, re.IGNORECASE)
SPACE_TO_SIGN = 7
"""Lines between a position and the name below it."""
FLOWING: frozenset[Field] = frozenset({"title", "approved_by", *PARTS})
"""Fields whose text may go on in the row or line below."""


@dataclass(frozen=True)
class Piece:
    text: str
    place: Place


@dataclass(frozen=True)
class Loose:
    """Text without a label: the heading of a page, the name of an office, a signature."""

    text: str
    place: Place
    emphasis: bool
    row: int


@dataclass
class Fields:
    """What was found under each label, the labels that were there, and the text that belongs to none."""

    pieces: dict[Field, list[Piece]] = field(default_factory=dict)
    labels: dict[Field, Piece] = field(default_factory=dict)
    loose: list[Loose] = field(default_factory=list)
    unsure: list[tuple[Field, str]] = field(default_factory=list)

    def text(self, name: Field) -> str:
        return "\n".join(piece.text for piece in self.pieces.get(name, ())).strip()

    def place(self, name: Field) -> Place:
        pieces = self.pieces.get(name)
        return pieces[0].place if pieces else self.labels[name].place if name in self.labels else {}


@dataclass
class Open:
    """A label that still takes text: in its own column, or in the column where its first value stood."""

    field: Field
    column: int | None
    end: int
    grid: int | None
    value_column: int | None = None
    filled: bool = False
    last_line: int | None = None

    def takes(self, cell: Cell) -> bool:
        if self.value_column is not None and self.value_column != self.column:
            return self.value_column == cell.column
        return self.column is not None and cell.column < self.end and self.column < cell.column + cell.columns


def fields_of(rows: Sequence[Row]) -> Fields:
    collector = Collector()
    for place, row in enumerate(rows):
        collector.take(row, place)
    return collector.found


class Collector:
    def __init__(self) -> None:
        self.found = Fields()
        self.open: list[Open] = []
        self.grid: int | None = None
        self.filling: Open | None = None
        self.lanes: list[int] = []

    def take(self, row: Row, number: int) -> None:
        if row.grid != self.grid:
            self.open = [label for label in self.open if not label.filled]
            self.grid, self.filling = row.grid, None if row.grid is not None else self.filling
        cut = row_segments(row)
        if any(part.field for _, parts in cut for part in parts):
            self._labelled(row, cut, number)
        elif row.grid is None:
            self._paragraph(row, number)
        else:
            for cell, label in self._in_lanes(row):
                if label is None:
                    self._below(cell, row, number)
                else:
                    self._fill(label, cell.text, cell)

    def _labelled(self, row: Row, cut: Sequence[tuple[Cell, Sequence[Segment]]], number: int) -> None:
        if row.grid is None:
            self.open = []
        current: Open | None = None
        for cell, parts in cut:
            for part in parts:
                if part.field is not None:
                    current = self._opened(part, cell, row)
                elif not part.text.strip(" :=\n"):
                    continue
                elif current is not None:
                    self._fill(current, part.text, cell)
                else:
                    self._below(cell, row, number)

    def _opened(self, part: Segment, cell: Cell, row: Row) -> Open:
        assert part.field is not None  # noqa: S101
        end = cell.column + cell.columns
        if row.grid is not None:
            self.open = [label for label in self.open if label.grid == row.grid and not _meets(label, cell)]
        self.found.labels.setdefault(part.field, Piece(part.label, cell.place))
        label = Open(part.field, cell.column, end, row.grid)
        self.open.append(label)
        if part.text.strip(" :="):
            self._fill(label, part.text, cell)
        return label

    def _fill(self, label: Open, text: str, cell: Cell) -> None:
        text = text.strip().lstrip(":=").strip()
        if not text:
            return
        if not (label.field in self.found.pieces and not label.filled and label.field not in PARTS):
            self.found.pieces.setdefault(label.field, []).append(Piece(text, cell.place))
        label.filled, label.last_line = True, _line(cell)
        label.value_column = cell.column if label.value_column is None else label.value_column

    def _in_lanes(self, row: Row) -> list[tuple[Cell, Open | None]]:
        """Numbers in a column of their own go with the text beside them; as many such pairs as lists are open are theirs."""
        cells, parts = _numbered(row.cells), self._parts()
        starts = [cell.column for cell in cells]
        if len(cells) < len(row.cells) and len(cells) == len(parts) > 1:
            self.lanes = starts
        if len(cells) == len(row.cells) or len(self.lanes) != len(parts) or not set(starts) <= set(self.lanes):
            return [(cell, None) for cell in cells]
        return [(cell, parts[self.lanes.index(cell.column)]) for cell in cells]

    def _below(self, cell: Cell, row: Row, number: int) -> None:
        """A cell without a label: it belongs to the label above it, or to none."""
        takers = [label for label in self.open if label.grid == row.grid and label.takes(cell)]
        if not takers and len(self.open) == 1 and len(row.cells) == 1 and self.open[0].grid == row.grid:
            takers = self.open
        taker = next((label for label in takers if not label.filled or _flows(label, row)), None)
        if taker is None or (taker.field == "approved_by" and SIGNED.search(self.found.text("approved_by"))):
            self.found.loose.append(Loose(cell.text, cell.place, row.emphasis, number))
        else:
            self._fill(taker, cell.text, cell)

    def _paragraph(self, row: Row, number: int) -> None:
        cell = row.cells[0]
        if (row.emphasis or HEADLINE.match(cell.text)) and not self._awaits_related():
            self.open, self.filling = [], None
        both = BOTH_COLUMNS.fullmatch(fold(cell.text)) if len(self._parts()) == 2 else None
        if both:
            for label, text in zip(self._parts(), (f"{both[1]}. {both[2]}", f"{both[1]}. {both[3]}"), strict=True):
                self._fill(label, text, cell)
            return
        taker = self._taker(row)
        if taker is None:
            self.found.loose.append(Loose(cell.text, cell.place, row.emphasis, number))
            return
        self._fill(taker, cell.text, cell)
        self.filling = taker

    def _parts(self) -> list[Open]:
        return [label for label in self.open if label.field in PARTS]

    def _awaits_related(self) -> bool:
        return any(label.field == "related" for label in self.open)

    def _taker(self, row: Row) -> Open | None:
        waiting = [label for label in self.open if not label.filled]
        current = (
            self.filling if self.filling in self.open else next((label for label in reversed(self.open) if label.filled), None)
        )
        if len(self._parts()) == 2 and not waiting and self.filling is None:
            self.found.unsure.append((self._parts()[0].field, row.text))
            return self._parts()[0]
        if current is not None and (not waiting or self._counts_on(current, row)):
            return current if self._may_follow(current, row) else None
        return waiting[0] if waiting else None

    def _counts_on(self, current: Open, row: Row) -> bool:
        """Whether the paragraph is the next item of the list that is being filled, not the first of the next list."""
        number = NUMBERED.match(row.text)
        pieces = self.found.pieces.get(current.field, [])
        last = NUMBERED.match(pieces[-1].text) if pieces else None
        return bool(number and last and int(number[1]) == int(last[1]) + 1)

    def _may_follow(self, label: Open, row: Row) -> bool:
        if label.field not in FLOWING:
            return False
        line = row.line
        near = line is None or label.last_line is None or line - label.last_line <= 1
        if label.field == "approved_by":
            near = line is None or label.last_line is None or line - label.last_line <= SPACE_TO_SIGN
            return near and not SIGNED.search(self.found.text("approved_by"))
        return near or (label.field in PARTS and bool(BULLET.match(row.text)))


def _numbered(cells: Sequence[Cell]) -> list[Cell]:
    """A cell that holds only a number, and the next cell, as one."""
    found: list[Cell] = []
    for cell in cells:
        if found and NUMBER_ALONE.fullmatch(found[-1].text) and not NUMBER_ALONE.fullmatch(cell.text):
            number = found.pop()
            cell = replace(
                number, text=f"{number.text.strip(' .)(')}. {cell.text}", columns=cell.column + cell.columns - number.column
            )
        found.append(cell)
    return found


def _flows(label: Open, row: Row) -> bool:
    """Whether the row may go on with the label's text: nothing new stands where the label stood."""
    beside = label.value_column not in (None, label.column)
    return label.field in FLOWING and not (beside and row.at(label.column) is not None)


def _meets(label: Open, cell: Cell) -> bool:
    if label.column is None:
        return True
    columns = {label.column, label.value_column if label.value_column is not None else label.column}
    return any(cell.column <= column < cell.column + cell.columns for column in columns) or (
        label.column <= cell.column < label.end
    )


def _line(cell: Cell) -> int | None:
    line = cell.place.get("line")
    return line if isinstance(line, int) else None


def labelled_fields(rows: Sequence[Row]) -> Iterator[tuple[int, Field, str]]:
    """Every label with its row and the text in its own cell or to its right; for telling documents apart."""
    for place, row in enumerate(rows):
        parts = [part for _, cut in row_segments(row) for part in cut]
        for at, part in enumerate(parts):
            if part.field is not None:
                beside = parts[at + 1].text if at + 1 < len(parts) and parts[at + 1].field is None else ""
                after = (
                    parts[at + 2].text
                    if beside.strip(" :") == "" and at + 2 < len(parts) and parts[at + 2].field is None
                    else ""
                )
                yield place, part.field, fold(part.text or beside.strip(" :") or after)
