"""Tables of which only one cell per line is left: put together again from the order of their labels and numbers."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from runtut.procedures.reading.recognition.flow import NUMBER, number_of
from runtut.procedures.reading.recognition.headings import UNITS, Concept, heading
from runtut.procedures.reading.recognition.marks import seen_in
from runtut.procedures.reading.recognition.spelling import fold
from runtut.procedures.reading.recognition.times import is_duration
from runtut.procedures.reading.source import Block, Cell, Grid, Paragraph

UNIT = re.compile(rf"(?:{'|'.join(UNITS)})(?:\s+kerja)?\.?")
FIGURE = re.compile(r"\d{1,4}(?:[.,]\d{1,3})?")
MOST_LABELS = 24
LONGEST_LABEL = 60
FEWEST_STEPS = 2
STANDARDS: tuple[Concept, ...] = ("requirement", "time", "output", "note")


@dataclass(frozen=True)
class Labels:
    """The columns in their order: number, activity, one for each actor, and the standards that were named."""

    actors: tuple[Paragraph, ...]
    named: dict[Concept, Paragraph]
    count: int

    @property
    def columns(self) -> list[tuple[Concept, Paragraph]]:
        actors: list[tuple[Concept, Paragraph]] = [("actors", actor) for actor in self.actors]
        standards = [(concept, self.named[concept]) for concept in STANDARDS if concept in self.named]
        return [("no", self.named["no"]), ("activity", self.named["activity"]), *actors, *standards]


def with_stacked_tables(blocks: Sequence[Block]) -> list[Block]:
    found: list[Block] = []
    place = 0
    while place < len(blocks):
        grid = _table(blocks, place)
        if grid is None:
            found.append(blocks[place])
            place += 1
        else:
            table, end = grid
            found.append(table)
            place = end
    return found


def _table(blocks: Sequence[Block], start: int) -> tuple[Grid, int] | None:
    labels = _labels(blocks, start)
    if labels is None:
        return None
    records, end = _records(blocks, start + labels.count)
    if len(records) < FEWEST_STEPS:
        return None
    cells = [*_head(labels), *(cell for row, record in enumerate(records, 2) for cell in _row(record, row, labels, records))]
    return Grid(tuple(cells), sure=False, place=records[0][0].place), end


def _labels(blocks: Sequence[Block], start: int) -> Labels | None:
    """Lines that are labels, from `No` on, to the line before the first number."""
    first = blocks[start]
    if not isinstance(first, Paragraph) or _concept(first) != "no":
        return None
    named: dict[Concept, Paragraph] = {}
    actors: list[Paragraph] = []
    for place, block in enumerate(blocks[start : start + MOST_LABELS]):
        if not isinstance(block, Paragraph) or len(block.text) > LONGEST_LABEL:
            return None
        if NUMBER.fullmatch(fold(block.text)):
            return (
                Labels(tuple(actors), named, place) if {"no", "activity", "time"} <= named.keys() and len(named) > 3 else None
            )
        concept = _concept(block)
        if concept is not None:
            named.setdefault(concept, block)
        elif "activity" in named:
            actors.append(block)
    return None


def _concept(block: Paragraph) -> Concept | None:
    meaning = heading(fold(block.text))
    return meaning.concept if meaning else None


def _records(blocks: Sequence[Block], start: int) -> tuple[list[list[Paragraph]], int]:
    """The lines of each step: from its number to before the next number."""
    records: list[list[Paragraph]] = []
    place = start
    while place < len(blocks):
        block = blocks[place]
        if not isinstance(block, Paragraph) or block.emphasis:
            break
        wanted = (number_of(records[-1][0].text) or 0) + 1 if records else number_of(block.text)
        if NUMBER.fullmatch(fold(block.text)) and number_of(block.text) == wanted and not _is_bare_time(blocks, place, records):
            records.append([block])
        elif records:
            records[-1].append(block)
        place += 1
    if records and len(records) > 1:
        most = max(len(record) for record in records[:-1])
        place -= max(0, len(records[-1]) - most)
        records[-1] = records[-1][:most]
    return records, place


def _is_bare_time(blocks: Sequence[Block], place: int, records: Sequence[Sequence[Paragraph]]) -> bool:
    """A figure between the cells of a step: what follows a number of a step is a sentence."""
    after = blocks[place + 1] if place + 1 < len(blocks) else None
    return bool(records) and (not isinstance(after, Paragraph) or len(records[-1]) < 2 or not any(map(str.isalpha, after.text)))


def _head(labels: Labels) -> Iterator[Cell]:
    columns = labels.columns
    actors = len(labels.actors)
    if actors:
        yield Cell("Pelaksana", 0, 2, columns=actors, place=labels.named.get("actors", labels.actors[0]).place)
    for column, (_, label) in enumerate(columns):
        yield Cell(label.text.strip(), 1, column, place=label.place)
    if "quality" in labels.named:
        standards = sum(concept in labels.named for concept in STANDARDS[:3])
        yield Cell(labels.named["quality"].text.strip(), 0, 2 + actors, columns=standards, place=labels.named["quality"].place)


def _row(record: Sequence[Paragraph], row: int, labels: Labels, records: Sequence[Sequence[Paragraph]]) -> Iterator[Cell]:
    seats = _by_place(record, labels, records) or _by_order(record, labels)
    for column, block in seats:
        yield Cell(block.text.strip(), row, column, place=block.place)


def _by_place(
    record: Sequence[Paragraph], labels: Labels, records: Sequence[Sequence[Paragraph]]
) -> list[tuple[int, Paragraph]] | None:
    """Where empty cells are empty lines, the line within the record is the column."""
    starts = [_line(other[0]) for other in records]
    width = len(labels.columns)
    if any(later - earlier != width for earlier, later in zip(starts, starts[1:], strict=False)):
        return None
    seats = [(_line(block) - _line(record[0]), block) for block in record]
    return seats if all(column < width for column, _ in seats) else None


def _line(block: Paragraph) -> int:
    line = block.place.get("line")
    return line if isinstance(line, int) else 0


def _by_order(record: Sequence[Paragraph], labels: Labels) -> list[tuple[int, Paragraph]]:
    """Without empty lines the actor's column is lost; the standards are found by the time among them."""
    seats = list(enumerate(record[:2]))
    rest = _with_units([block for block in record[2:] if not _is_mark(block)])
    columns = {concept: place for place, (concept, _) in enumerate(labels.columns) if concept != "actors"}
    times = [place for place, block in enumerate(rest) if is_duration(fold(block.text))]
    if len(times) != 1:
        return seats
    time = times[0]
    wanted: list[tuple[Concept, int]] = [("requirement", time - 1), ("time", time), ("output", time + 1), ("note", time + 2)]
    return seats + [(columns[concept], rest[at]) for concept, at in wanted if concept in columns and 0 <= at < len(rest)]


def _with_units(blocks: Sequence[Paragraph]) -> list[Paragraph]:
    """A figure alone and the unit in the line below it are one time: `15`, `menit`."""
    found: list[Paragraph] = []
    for block in blocks:
        unit = fold(block.text).casefold()
        if found and UNIT.fullmatch(unit) and FIGURE.fullmatch(fold(found[-1].text)):
            found[-1] = replace(found[-1], text=f"{fold(found[-1].text)} {fold(block.text)}")
        else:
            found.append(block)
    return found


def _is_mark(block: Paragraph) -> bool:
    seen = seen_in(Cell(block.text, 0, 0))
    return not seen.rest and bool(seen.marks or seen.answers)
