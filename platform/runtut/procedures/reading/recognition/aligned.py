"""Tables whose columns are only spaces: found by the gaps that run down through the lines."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from runtut.procedures.reading.recognition.flow import PAGE, SECTION, SIGNED, number_of
from runtut.procedures.reading.recognition.headings import Concept, heading
from runtut.procedures.reading.recognition.labels import labels_of_row
from runtut.procedures.reading.recognition.rows import Row
from runtut.procedures.reading.recognition.titles import COVER
from runtut.procedures.reading.source import Block, Cell, Grid, Paragraph, Place

CHUNK = re.compile(r"\S+(?: \S+)*")
GROUPS: frozenset[Concept] = frozenset({"actors", "quality"})
TALLEST_HEAD = 5
NEAR = 4
WIDEST_SIGN = 3
BLANKS = 2
"""Empty lines that a table may have between its rows."""


@dataclass(frozen=True)
class Chunk:
    text: str
    start: int
    end: int

    @property
    def concept(self) -> Concept | None:
        meaning = heading(self.text)
        return meaning.concept if meaning else None


@dataclass(frozen=True)
class Line:
    chunks: tuple[Chunk, ...]
    block: Paragraph

    @property
    def no(self) -> int:
        no = self.block.place.get("line")
        return no if isinstance(no, int) else 0

    @property
    def concepts(self) -> set[Concept]:
        return {chunk.concept for chunk in self.chunks if chunk.concept}


def with_aligned_tables(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with every run of lines in columns made a grid; its columns are guessed, so it is not sure."""
    found: list[Block] = []
    run: list[Line] = []
    for block in blocks:
        if isinstance(block, Paragraph) and "\n" not in block.text and not block.emphasis:
            run.append(Line(_chunks(block.text), block))
            continue
        found += [*_run(run), block]
        run = []
    return [*found, *_run(run)]


def _chunks(text: str) -> tuple[Chunk, ...]:
    return tuple(Chunk(found[0], found.start(), found.end()) for found in CHUNK.finditer(text))


def _run(lines: Sequence[Line]) -> Iterator[Block]:
    """Flow tables first; what stands between them is pairs of label and value, or plain lines."""
    start = place = 0
    while place < len(lines):
        if _begins_flow(lines, place):
            yield from _pairs(lines[start:place])
            end = _end_of_flow(lines, place)
            yield _flow_grid(lines[place:end])
            start = place = end
        else:
            place += 1
    yield from _pairs(lines[start:])


def _begins_flow(lines: Sequence[Line], place: int) -> bool:
    if len(lines[place].chunks) < 2 or not lines[place].concepts & {"activity", *GROUPS}:
        return False
    near = set[Concept]().union(*(line.concepts for line in lines[place : place + 3]))
    return "activity" in near and len(near) >= 4


def _end_of_flow(lines: Sequence[Line], start: int) -> int:
    tall = _head_height(lines, start)
    labels = [chunk for line in lines[start : start + tall] for chunk in line.chunks]
    left = min((chunk.start for chunk in labels if chunk.concept == "activity"), default=0)
    for place in range(start + tall, len(lines)):
        line = lines[place]
        if _is_page_label(line):
            continue
        if _stands_outside(line, left):
            return place
        row = Row((Cell(line.block.text, 0, 0),))
        if len(line.chunks) == 1 and (SIGNED.search(line.block.text) or COVER.match(line.block.text) or labels_of_row(row)):
            return place
        if len(line.concepts) >= 3 and _begins_flow(lines, place) and "activity" in line.concepts | lines[place - 1].concepts:
            return place
        if labels_of_row(row) & {"number", "title", "created_on"}:
            return place
    return len(lines)


def _is_page_label(line: Line) -> bool:
    """`Halaman 1 dari 2`, left or in the middle: it neither ends the table nor says where its columns are."""
    return len(line.chunks) == 1 and bool(PAGE.fullmatch(line.chunks[0].text))


def _stands_outside(line: Line, left: int) -> bool:
    """A single text that begins left of the activities and is no number: a page footer, a title, a signature."""
    text = line.chunks[0].text
    return len(line.chunks) == 1 and line.chunks[0].start < left - 1 and number_of(text) is None and not SECTION.fullmatch(text)


def _head_height(lines: Sequence[Line], start: int) -> int:
    """The lines of labels: to the last line with a known label and those that stand close below it, before the first number."""
    tall = 1
    for place in range(start + 1, min(start + TALLEST_HEAD + 1, len(lines))):
        line = lines[place]
        if number_of(line.chunks[0].text) is not None:
            break
        if line.concepts - {"no"} or (line.no - lines[place - 1].no <= 1 and tall == place - start):
            tall = place - start + 1
    return tall


def _flow_grid(lines: Sequence[Line]) -> Grid:
    tall = _head_height(lines, 0)
    lines = [*lines[:tall], *(line for line in lines[tall:] if not _is_page_label(line))]
    columns = _columns(lines, tall)
    head = [cell for row, line in enumerate(lines[:tall]) for cell in _cells([line], row, columns)]
    body = [cell for row, group in enumerate(_groups(lines[tall:]), tall) for cell in _cells(group, row, columns)]
    return Grid((*head, *body), sure=False, place=lines[0].block.place)


def _columns(lines: Sequence[Line], tall: int) -> list[tuple[int, int]]:
    """Ranges of positions that are used, apart from each other by gaps that hardly a line crosses."""
    labels = [chunk for line in lines[:tall] for chunk in line.chunks if chunk.concept not in GROUPS]
    rows = [line for line in lines[tall:] if len(line.chunks) > 1 or number_of(line.chunks[0].text) is not None]
    body = _ranges([chunk for line in rows for chunk in line.chunks], len(lines) // 12)
    single = [label for label in labels if sum(_overlap(column, (label.start, label.end)) > 0 for column in body) < 2]
    spans = [Chunk("", start, end) for start, end in body] + single
    return _labelled(_ranges(spans, 0), labels)


def _ranges(spans: Sequence[Chunk], most: int) -> list[tuple[int, int]]:
    """Runs of positions that more than `most` of the texts cover."""
    cover = [0] * (max((chunk.end for chunk in spans), default=0) + 2)
    for chunk in spans:
        for at in range(chunk.start, chunk.end):
            cover[at] += 1
    found: list[tuple[int, int]] = []
    start: int | None = None
    for at, count in enumerate(cover):
        if count > most and start is None:
            start = at
        elif count <= most and start is not None:
            found.append((start, at))
            start = None
    return found


def _labelled(columns: list[tuple[int, int]], labels: Sequence[Chunk]) -> list[tuple[int, int]]:
    """A range without a label belongs to the nearest one that has a label: a sign beside the middle of its column."""
    own = [any(_overlap(column, (label.start, label.end)) for label in labels) for column in columns]
    merged: list[tuple[int, int]] = []
    spare = [column for column, labelled in zip(columns, own, strict=True) if not labelled]
    for column, labelled in zip(columns, own, strict=True):
        if labelled:
            near = [other for other in spare if _is_sign(other) and max(other[0] - column[1], column[0] - other[1]) <= NEAR]
            merged.append((min([column, *near])[0], max(end for _, end in [column, *near])))
            spare = [other for other in spare if other not in near]
    return sorted([*merged, *spare])


def _is_sign(column: tuple[int, int]) -> bool:
    return column[1] - column[0] <= WIDEST_SIGN


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> int:
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))


def _groups(lines: Sequence[Line]) -> list[list[Line]]:
    """Lines of one row: between blank lines, where each such block has one number; else every line is for itself."""
    blocks: list[list[Line]] = []
    for line in lines:
        if blocks and line.no - blocks[-1][-1].no <= 1:
            blocks[-1].append(line)
        else:
            blocks.append([line])
    numbered = [sum(number_of(line.chunks[0].text) is not None for line in block) for block in blocks]
    if len(blocks) > 1 and all(count <= 1 for count in numbered) and sum(numbered) * 2 > len(blocks):
        return blocks
    return [[line] for line in lines]


def _cells(group: Sequence[Line], row: int, columns: Sequence[tuple[int, int]]) -> Iterator[Cell]:
    texts: dict[int, list[str]] = {}
    for line in group:
        for chunk in line.chunks:
            for part in _cut(chunk, columns):
                texts.setdefault(_seat(part, columns), []).append(part.text)
    for column, parts in sorted(texts.items()):
        place: Place = {**group[0].block.place, "column": column + 1}
        yield Cell("\n".join(parts), row, column, place=place)


def _cut(chunk: Chunk, columns: Sequence[tuple[int, int]]) -> list[Chunk]:
    """A chunk of one space too few before the next column is cut at the space in the gap."""
    if chunk.concept in GROUPS:
        return [chunk]
    for (_, end), (start, _) in zip(columns, columns[1:], strict=False):
        at = chunk.text.rfind(" ", max(0, end - chunk.start), max(0, start - chunk.start))
        if at > 0 and chunk.start < end and chunk.end > start:
            rest = Chunk(chunk.text[at + 1 :], chunk.start + at + 1, chunk.end)
            return [Chunk(chunk.text[:at], chunk.start, chunk.start + at), *_cut(rest, columns)]
    return [chunk]


def _seat(chunk: Chunk, columns: Sequence[tuple[int, int]]) -> int:
    """The column that the chunk stands over; a label of a group is put on its first one."""
    over = [place for place, column in enumerate(columns) if _overlap(column, (chunk.start, chunk.end))]
    if not over:
        middle = (chunk.start + chunk.end) / 2
        return min(range(len(columns)), key=lambda place: abs(sum(columns[place]) / 2 - middle), default=0)
    return (
        over[0] if chunk.concept in GROUPS else max(over, key=lambda place: _overlap(columns[place], (chunk.start, chunk.end)))
    )


def _pairs(lines: Sequence[Line]) -> Iterator[Block]:
    """Runs of lines with gaps are rows of cells; lines without, far from them, stay paragraphs."""
    place = 0
    while place < len(lines):
        end = _end_of_pairs(lines, place)
        if end == place:
            yield lines[place].block
            place += 1
        else:
            yield _pair_grid(lines[place:end])
            place = end


def _end_of_pairs(lines: Sequence[Line], start: int) -> int:
    if len(lines[start].chunks) < 2:
        return start
    end = start + 1
    while end < len(lines):
        apart = lines[end].no - lines[end - 1].no
        if apart > BLANKS or (apart > 1 and len(lines[end].chunks) < 2) or COVER.match(lines[end].block.text):
            break
        end += 1
    return end


def _pair_grid(lines: Sequence[Line]) -> Grid:
    starts: list[int] = []
    for start in sorted({chunk.start for line in lines for chunk in line.chunks}):
        if not starts or start - starts[-1] > NEAR:
            starts.append(start)
    cells = [
        Cell(chunk.text, row, _column(chunk.start, starts), place={**line.block.place, "column": place + 1})
        for row, line in enumerate(lines)
        for place, chunk in enumerate(line.chunks)
    ]
    return Grid(tuple(cells), sure=False, place=lines[0].block.place)


def _column(start: int, starts: Sequence[int]) -> int:
    return max(place for place, known in enumerate(starts) if known <= start)
