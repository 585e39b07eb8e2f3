"""The head of a flow table: which column holds what, read from its one, two or three rows of labels."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from runtut.calendar import Unit
from runtut.procedures.reading.recognition.headings import Concept, Heading, header_unit, heading
from runtut.procedures.reading.recognition.marks import BOXES, seen_in
from runtut.procedures.reading.recognition.rows import Row
from runtut.procedures.reading.recognition.spelling import fold, key
from runtut.procedures.reading.recognition.times import is_duration
from runtut.procedures.reading.source import Cell, Place

TALLEST = 5
GROUPS: frozenset[Concept] = frozenset({"actors", "quality"})
QUALITY: tuple[Concept, ...] = ("requirement", "time", "output")
LONGEST_LABEL = 90


@dataclass(frozen=True)
class Remark:
    message: str
    evidence: str | None = None
    code: str = "HD-01"


@dataclass(frozen=True)
class Actor:
    name: str
    column: int
    place: Place = field(default_factory=dict)


@dataclass(frozen=True)
class Label:
    """A label with the columns that it stands over; a group label reaches to the next label of its row."""

    text: str
    start: int
    end: int
    meaning: Heading | None
    cell: Cell
    level: int

    def over(self, column: int) -> bool:
        return self.start <= column < self.end


@dataclass(frozen=True)
class Head:
    """`columns` gives the column of each concept, `actors` their names and columns; `rows` rows of the table are its labels."""

    rows: int
    columns: dict[Concept, int]
    actors: tuple[Actor, ...]
    unit: Unit | None = None
    time_label: str | None = None
    labels: tuple[Label, ...] = ()
    remarks: tuple[Remark, ...] = ()
    named_in_cells: bool = False
    """One column Pelaksana without names over it: its cells name the actor."""
    bare_numbers: bool = True
    """Without a column of numbers, a figure without a point before the activity numbers it: the figures count up."""

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(actor.name for actor in self.actors)


def head_at(rows: Sequence[Row], start: int) -> Head | None:
    """The head that begins in the row, or None where no flow table begins."""
    if not _may_begin(rows[start]):
        return None
    tall = _height(rows, start)
    labels = _labels(rows[start : start + tall])
    head = _head(labels, tall, max(row.width for row in rows[start : start + tall]))
    if head is None or not (_is_flow(head, labels) or _is_marked(head, rows[start + tall : start + tall + 2])):
        return None
    return head


def standards_at(rows: Sequence[Row], start: int) -> Head | None:
    """The head of the right page of a spread: standards without activities."""
    if rows[start].grid is None or not concepts(rows[start]) & {"quality", *QUALITY}:
        return None
    beyond = (
        place for place, row in enumerate(rows[start : start + TALLEST]) if not concepts(row) or row.grid != rows[start].grid
    )
    tall = next(beyond, min(TALLEST, len(rows) - start))
    labels = _labels(rows[start : start + tall])
    known = {label.meaning.concept: label.start for label in labels if label.meaning and label.meaning.concept not in GROUPS}
    if "activity" in known or sum(concept in known for concept in QUALITY) < 2:
        return None
    return Head(tall, known, (), *_unit(labels), tuple(labels), tuple(_remarks(labels)))


def concepts(row: Row) -> set[Concept]:
    return {meaning.concept for cell in row.cells if (meaning := heading(fold(cell.text)))}


def _may_begin(row: Row) -> bool:
    if row.grid is None or any(len(cell.text) > LONGEST_LABEL for cell in row.cells):
        return False
    return len(row.cells) > 1 and bool(concepts(row) & {"activity", "actors", "quality"})


def _height(rows: Sequence[Row], start: int) -> int:
    """How many rows are labels: until the first that has a number, a long text or no place under a group."""
    tall = 1
    while tall < TALLEST and start + tall < len(rows) and _goes_on(rows[start + tall], rows[start], concepts(rows[start])):
        tall += 1
    return tall


def _goes_on(row: Row, first: Row, known: set[Concept]) -> bool:
    if row.grid != first.grid or any(len(cell.text) > LONGEST_LABEL for cell in row.cells):
        return False
    if fold(row.cells[0].text).strip(".) ").isdigit():
        return False
    if is_column_numbers(row) or _is_body(row, first):
        return False
    found = concepts(row)
    if "activity" in known and "activity" in found and "no" in found and not _repeats(row, first):
        return False
    if found - {"no"}:
        return True
    beginning = min((cell.column for cell in first.cells if _means(cell) in GROUPS), default=None)
    return (
        beginning is not None
        and all(cell.column >= beginning for cell in row.cells)
        and not any(cell.marks for cell in row.cells)
    )


def _is_body(row: Row, first: Row) -> bool:
    """What only a step has: a sign of who does it, a span of time, or words of its own where the activity stands."""
    if any(_is_sign(cell) or (is_duration(fold(cell.text)) and not cell.text.strip().isdigit()) for cell in row.cells):
        return True
    activity = next((cell.column for cell in first.cells if _means(cell) == "activity"), None)
    said = row.at(activity)
    return row.sure and said is not None and len(fold(said.text)) > 3 and _means(said) is None


def _is_sign(cell: Cell) -> bool:
    seen = seen_in(cell)
    return not seen.rest and any(mark.symbol in BOXES for mark in seen.marks)


def _repeats(row: Row, first: Row) -> bool:
    """Merged labels that were written into every cell: number and activity stand in both rows, the others differ."""
    same = [cell for cell in row.cells if (above := first.at(cell.column)) is not None and key(above.text) == key(cell.text)]
    return len(same) < len(row.cells) and all(any(_means(cell) == concept for cell in same) for concept in ("no", "activity"))


def _means(cell: Cell) -> Concept | None:
    meaning = heading(fold(cell.text))
    return meaning.concept if meaning else None


def is_column_numbers(row: Row) -> bool:
    """The row `1 2 3 4 5` that some tables have under their labels."""
    figures = [fold(cell.text).strip("().") for cell in row.cells]
    if len(figures) < 4 or not all(figure.isdigit() and len(figure) < 3 for figure in figures):
        return False
    return [int(figure) for figure in figures] == list(range(int(figures[0]), int(figures[0]) + len(figures)))


def _labels(rows: Sequence[Row]) -> list[Label]:
    return [label for level, row in enumerate(rows) for label in _labels_of(row, level)]


def _labels_of(row: Row, level: int) -> Iterator[Label]:
    for place, cell in enumerate(row.cells):
        text = fold(cell.text)
        meaning = heading(text)
        end = cell.column + cell.columns
        if meaning and meaning.concept in GROUPS and cell.columns == 1:
            reached = any(other.column == end for other in row.above)
            end = end if reached else row.cells[place + 1].column if place + 1 < len(row.cells) else row.width
        yield Label(text, cell.column, max(end, cell.column + 1), meaning, cell, level)


def _head(labels: list[Label], tall: int, width: int) -> Head | None:
    columns: dict[Concept, int] = {}
    for label in labels:
        if label.meaning and label.meaning.concept not in GROUPS:
            _place(columns, label, labels)
    if "activity" not in columns:
        return None
    actors, in_cells = _actors(labels, columns, width)
    return Head(tall, columns, actors, *_unit(labels), tuple(labels), tuple(_remarks(labels)), in_cells)


def _place(columns: dict[Concept, int], label: Label, labels: list[Label]) -> None:
    """The lowest label of a meaning counts; under a group of actors only what is no actor's name."""
    assert label.meaning is not None  # noqa: S101
    concept = label.meaning.concept
    if concept in ("no", "activity") and concept in columns:
        return
    if label.meaning.proper and _under(label, "actors", labels) and not _under_quality(label, labels):
        return
    columns[concept] = label.start


def _under(label: Label, concept: Concept, labels: list[Label]) -> bool:
    return any(
        other.meaning is not None and other.meaning.concept == concept and other.level < label.level and other.over(label.start)
        for other in labels
    )


def _under_quality(label: Label, labels: list[Label]) -> bool:
    return label.meaning is not None and label.meaning.concept in (*QUALITY, "note") or _under(label, "quality", labels)


def _actors(labels: list[Label], columns: dict[Concept, int], width: int) -> tuple[tuple[Actor, ...], bool]:
    """The labels under Pelaksana or, without such a group, those between the activity and the first standard of quality."""
    groups = [label for label in labels if label.meaning and label.meaning.concept == "actors"]
    taken = set(columns.values())
    right = min((columns[concept] for concept in QUALITY if concept in columns), default=width)
    group = _reaching(groups[0], labels, columns["activity"] + 1, right) if groups else None
    names: list[Label] = []
    for label in labels:
        inner = group is not None and label.level > group.level and group.over(label.start)
        loose = group is None and label.meaning is None and columns["activity"] < label.start < right
        named = label.meaning is None or (inner and label.meaning.concept == "actors")
        if named and label.start not in taken and (loose or inner):
            names.append(label)
    found = _by_column(names)
    actors = tuple(
        Actor(" ".join(part.text for part in parts), column, parts[0].cell.place) for column, parts in sorted(found.items())
    )
    if not actors and group is not None and group.end - group.start == 1:
        return (Actor("", group.start),), True
    return actors, False


def _by_column(names: list[Label]) -> dict[int, list[Label]]:
    """The words of each column from above to below: a label over several columns, as of an office, belongs to each of them."""
    found: dict[int, list[Label]] = {}
    for name in names:
        below = {other.start for other in names if other.level > name.level and name.over(other.start)}
        for column in {name.start, *below}:
            found.setdefault(column, []).append(name)
    return found


def _reaching(group: Label, labels: list[Label], left: int, right: int) -> Label:
    """A group without merged cells reaches from the activity to the first standard, wherever in between its label stands."""
    below = any(label.level > group.level and label.meaning and label.meaning.concept in QUALITY for label in labels)
    return (
        replace(group, start=min(left, group.start), end=right)
        if below and group.cell.columns == 1 and right > group.start
        else group
    )


def _unit(labels: list[Label]) -> tuple[Unit | None, str | None]:
    for label in labels:
        if label.meaning and label.meaning.concept in ("time", "quality") and (unit := header_unit(label.text)):
            return unit, label.text
    return None, None


def _remarks(labels: list[Label]) -> Iterator[Remark]:
    for label in labels:
        if label.meaning and label.meaning.proper:
            yield Remark(f"Kepala tabel tertulis “{label.text}”; seharusnya “{label.meaning.proper}”.", label.text)


def _is_flow(head: Head, labels: list[Label]) -> bool:
    """A table of steps has actors and at least one standard; or the three standards together."""
    standards = sum(concept in head.columns for concept in QUALITY)
    grouped = any(label.meaning and label.meaning.concept in GROUPS for label in labels)
    has_actors = bool(head.actors) and (grouped or len(head.actors) > 1)
    return (has_actors and (standards >= 1 or grouped)) or standards == 3 or (grouped and standards >= 2)


def _is_marked(head: Head, below: Sequence[Row]) -> bool:
    """One label alone before the standards is an actor's where the first two rows hold signs of a flow, not ticks alone."""
    if len(head.actors) != 1 or len(below) < 2 or not any(concept in head.columns for concept in QUALITY):
        return False
    cells = [row.at(head.actors[0].column) for row in below]
    if not all(cell is not None and _is_sign(cell) for cell in cells):
        return False
    return any(mark.symbol in BOXES - {"mark"} for cell in cells if cell is not None for mark in seen_in(cell).marks)


def shifted(head: Head, by: int, remark: Remark) -> Head:
    """The same head with the columns of the standards moved, because the cells under them say so."""
    moved = {concept: column + by if concept in (*QUALITY, "note") else column for concept, column in head.columns.items()}
    return replace(head, columns=moved, remarks=(*head.remarks, remark))
