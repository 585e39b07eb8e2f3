"""The flow tables of a source and their steps as they stand, before anything is concluded from them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from runtut.procedures.reading.recognition.alignment import fitted, ordered, straightened
from runtut.procedures.reading.recognition.approver import is_place_and_date
from runtut.procedures.reading.recognition.head import QUALITY, Actor, Head, concepts, head_at, is_column_numbers, standards_at
from runtut.procedures.reading.recognition.headings import Concept
from runtut.procedures.reading.recognition.labels import labels_of_row
from runtut.procedures.reading.recognition.marks import WORDS, Seen, seen_in
from runtut.procedures.reading.recognition.rows import Row
from runtut.procedures.reading.recognition.spelling import fold, value
from runtut.procedures.reading.recognition.times import is_duration
from runtut.procedures.reading.source import Arrow, Cell

NUMBER = re.compile(r"\(?(\d{1,3})\s*[.,):]{0,2}")
NUMBERED = re.compile(r"\(?(\d{1,3})\s*[.):](?!\d)\s*(\S.*)|(\d{1,3})\s+([^\W\d_].*)", re.DOTALL)
"""A digit right after the point makes a number of a lower level: `1.1` numbers no step."""
CONTINUED = re.compile(
    r"(?:[A-Z]{1,2}\s+)?(?:(?:ber)?lanjut(?:an)?\s+)?(?:ke|dari|di)\s+hal(?:aman|\.)?\s*\d*|(?:ber)?lanjut(?:an)?\b.{0,30}",
    re.IGNORECASE,
)
SECTION = re.compile(r"(?:[A-Z]|[IVX]{1,4})[.)]?(?:\s+\S.*)?")
LETTERED = re.compile(r"[a-z][.)]\s")
TOTAL = re.compile(r"(?:jumlah|total)\b", re.IGNORECASE)
PAGE = re.compile(
    r"\W*(?:hal(?:aman)?|hlm|page)\b\W*(?:ke\W*)?\d+(?:\s*(?:dari|of|/)\s*\d+)?\W*|\d+\s*(?:dari|of)\s*\d+", re.IGNORECASE
)
"""The label of a page, that went into the table with its words."""
REMARK = re.compile(r"(?:catatan|keterangan|ket|note|nb)\s*[.*]*\s*:", re.IGNORECASE)
WORD = re.compile(r"[^\W\d_]{3}")
SIGNED = re.compile(r"\bNIP\b|\bmengetahui\b|\bditetapkan di\b", re.IGNORECASE)
FURTHEST = 12
"""Paragraphs between a table and its continuation on the next page."""


@dataclass
class RawStep:
    no: int | None
    cells: dict[Concept, list[Cell]] = field(default_factory=dict)
    seen: list[tuple[Actor, Cell, Seen]] = field(default_factory=list)

    def text(self, concept: Concept) -> str | None:
        parts = [fold(cell.text) for cell in self.cells.get(concept, ())]
        return value(" ".join(part for part in parts if part))


@dataclass(frozen=True)
class Part:
    """A flow table, or a page or sheet of one: the rows from `start` to before `end`, its head and steps."""

    start: int
    end: int
    head: Head
    steps: tuple[RawStep, ...]
    arrows: tuple[Arrow, ...] = ()
    sure: bool = True
    rest: RawStep | None = None
    """The row under its head that has no number, no mark, and begins in the middle of a sentence."""

    @property
    def first(self) -> int | None:
        return next((step.no for step in self.steps if step.no is not None), None)

    @property
    def last(self) -> int | None:
        return next((step.no for step in reversed(self.steps) if step.no is not None), None)


def parts_of(rows: Sequence[Row]) -> list[Part]:
    parts: list[Part] = []
    place = 0
    while place < len(rows):
        head = head_at(rows, place)
        if head is None:
            place += 1
            continue
        part = with_standards(rows, _part(rows, place, head))
        parts.append(part)
        place = part.end
    return [part for part in parts if part.steps] or parts[:1]


def with_standards(rows: Sequence[Row], part: Part) -> Part:
    """A spread: actors on the left page, standards on the right one, their rows aligned by number or by position alone."""
    if any(concept in part.head.columns for concept in QUALITY):
        return part
    found = next(
        (place for place in range(part.end, min(part.end + FURTHEST, len(rows))) if rows[place].grid is not None), None
    )
    right = standards_at(rows, found) if found is not None else None
    if found is None or right is None:
        return part
    body = [row for row in rows[found + right.rows :] if row.grid == rows[found].grid]
    if len(body) != len(part.steps):
        return part
    for step, row in zip(part.steps, body, strict=True):
        step.cells |= {concept: [cell] for concept, cell in _cells(row, right).items() if concept not in ("no", "activity")}
    head = replace(part.head, unit=right.unit, time_label=right.time_label, remarks=(*part.head.remarks, *right.remarks))
    return replace(part, end=found + right.rows + len(body), head=head, sure=False)


def _part(rows: Sequence[Row], start: int, head: Head) -> Part:
    body, end = _body(rows, start + head.rows, head)
    head = ordered(fitted(straightened(head), body), body)
    head = replace(head, bare_numbers="no" not in head.columns and _counts_up(body, head))
    steps, rest = _steps(body, head)
    arrows = dict.fromkeys(arrow for row in body for arrow in row.arrows)
    return Part(start, end, head, tuple(steps), tuple(arrows), all(row.sure for row in body), rest)


def _counts_up(body: Sequence[Row], head: Head) -> bool:
    """`3 orang petugas …` in one row numbers nothing; `1 …`, `2 …`, `3 …` do."""
    numbers = [no for row in body if (no := _no(row, head)) is not None]
    steady = bool(numbers) and numbers == list(range(numbers[0], numbers[0] + len(numbers)))
    return steady and (len(numbers) * 2 > len(body) and (len(numbers) > 1 or numbers == [1]))


def raw_steps(parts: Sequence[Part]) -> list[tuple[Part, RawStep]]:
    """All steps; a row that the end of a page or sheet cut in two is one again, analogous to `joining` within a format."""
    found: list[tuple[Part, RawStep]] = []
    for part in parts:
        if part.rest is not None and found and part.first is not None and found[-1][1].no == part.first - 1:
            _append(found[-1][1], part.rest)
        elif part.rest is not None and len(part.rest.cells) > 1:
            found.append((part, part.rest))
        found += [(part, step) for step in part.steps]
    return found


def _body(rows: Sequence[Row], start: int, head: Head) -> tuple[list[Row], int]:
    """The rows under the head: to the end of the grid, and on into grids that go on counting."""
    body: list[Row] = []
    place, grid = start, rows[start - 1].grid
    while place < len(rows):
        row = rows[place]
        if row.grid != grid:
            further = _continuation(rows, place, body, head)
            if further is None:
                break
            place, grid = further, rows[further].grid
            continue
        if _ends(rows, place, bool(body)):
            break
        if not is_column_numbers(row) or body:
            body.append(row)
        place += 1
    return body, place


def _ends(rows: Sequence[Row], place: int, begun: bool) -> bool:
    row = rows[place]
    if SIGNED.search(row.text) and len(row.cells) < 4:
        return True
    if begun and len(row.cells) == 1 and any(is_place_and_date(fold(line)) for line in row.text_lines):
        return True
    if len(concepts(row)) > 2 and head_at(rows, place) is not None:
        return True
    return begun and number_of(row.cells[0].text) is None and bool(labels_of_row(row) & {"number", "title", "created_on"})


def _continuation(rows: Sequence[Row], place: int, body: list[Row], head: Head) -> int | None:
    """The first row of a following grid without a head of its own that counts on where the last one stopped."""
    last = next((no for row in reversed(body) if (no := _no(row, head)) is not None), None)
    for ahead in range(place, min(place + FURTHEST, len(rows))):
        row = rows[ahead]
        if row.grid is None:
            if labels_of_row(row) - {"other"}:
                return None
            continue
        if last is None or head_at(rows, ahead) is not None or len(row.cells) < 2:
            return None
        return ahead if _no(row, head) == last + 1 and _has_same_columns(row, body[-1], head) else None
    return None


def _has_same_columns(row: Row, above: Row, head: Head) -> bool:
    """Of a text, whose last empty cells may be left out, the time tells that the columns are the same."""
    if not row.sure or row.width == above.width:
        return True
    time = row.at(head.columns.get("time"))
    return row.line is not None and row.width < above.width and time is not None and is_duration(fold(time.text))


def _no(row: Row, head: Head) -> int | None:
    cell = row.at(head.columns.get("no", head.columns["activity"]))
    return number_of(cell.text, head.bare_numbers or "no" in head.columns) if cell else None


def number_of(text: str, bare: bool = True) -> int | None:
    """`bare` takes a figure before words also without a point."""
    found = NUMBER.fullmatch(fold(text)) or NUMBERED.fullmatch(fold(text))
    if found and not bare and found.re is NUMBERED and found[3]:
        return None
    return next((int(figure) for figure in found.groups() if figure and figure.isdigit()), None) if found else None


def _steps(body: Sequence[Row], head: Head) -> tuple[list[RawStep], RawStep | None]:
    numbered = sum(_no(row, head) is not None for row in body)
    steps: list[RawStep] = []
    rest: RawStep | None = None
    for row in body:
        if _is_section(row, head) or _is_apart(row, head):
            continue
        step = _read(row, head)
        if not steps and rest is None and numbered and _is_rest(step):
            rest = step
        elif _is_further_line(step, row, steps, head, numbered):
            _append(steps[-1], step)
        elif not _is_beside(step, row, numbered):
            steps.append(step)
    return steps, rest


def _is_rest(step: RawStep) -> bool:
    texts = [text for concept in step.cells if (text := step.text(concept))]
    wrapped = all(text[0].islower() and not LETTERED.match(text) for text in texts)
    return step.no is None and bool(texts) and wrapped and not any(seen.marks or seen.rest for _, _, seen in step.seen)


def _is_band(row: Row, head: Head) -> bool:
    """The row of off-page connectors at the end or the beginning of a page: `A ke halaman 2 · B dari halaman 2`."""
    cell = row.cells[0] if len(row.cells) == 1 else row.at(head.columns["activity"])
    if cell is None or row.at(head.columns.get("time")) is not None and len(row.cells) > 1:
        return False
    return _no(row, head) is None and all(CONTINUED.fullmatch(part.strip()) for part in re.split("[·;,|]", fold(cell.text)))


def _is_section(row: Row, head: Head) -> bool:
    """`A. Persiapan`, a letter or Roman figure where the number stands; or `ke halaman 2`."""
    cell = row.at(head.columns.get("no"))
    if _is_band(row, head):
        return True
    lettered = cell is not None and bool(SECTION.fullmatch(fold(cell.text)))
    return lettered and len(row.cells) <= 2 and not any(other.marks for other in row.cells)


def _is_apart(row: Row, head: Head) -> bool:
    """A row that is no step and no part of one: a heading over several columns, a note, a label of the page, dashes."""
    said = [cell for cell in row.cells if value(cell.text)]
    if not said or any(cell.marks for cell in row.cells) or _no(row, head) is not None:
        return not said and not any(cell.marks for cell in row.cells)
    text = fold(said[0].text)
    if row.sure and "no" in head.columns and _names_in_number(row, head):
        return True
    if len(said) > 1:
        return False
    ends = WORDS.get(text.casefold()) in ("start", "end") and said[0].column <= head.columns["activity"]
    return ends or bool(PAGE.fullmatch(text) or REMARK.match(text)) or row.sure and _is_over_columns(said[0], head)


def _names_in_number(row: Row, head: Head) -> bool:
    """Words in a cell that is the number's alone: `Catatan`, `Tahap I`."""
    cell = row.at(head.columns["no"])
    alone = cell is not None and row.at(head.columns["activity"]) is not cell
    return alone and cell is not None and bool(WORD.search(cell.text)) and number_of(cell.text) is None


def _is_over_columns(cell: Cell, head: Head) -> bool:
    """Merged over columns of different meanings, and no wrapped end of a sentence."""
    columns = {*head.columns.values(), *(actor.column for actor in head.actors)}
    over = sum(cell.column <= column < cell.column + cell.columns for column in columns)
    return over > 1 and not cell.text.strip()[:1].islower()


def _read(row: Row, head: Head) -> RawStep:
    cells = _cells(row, head)
    step = RawStep(None, {concept: [cell] for concept, cell in cells.items() if concept != "no"})
    if "no" in cells:
        _number(step, cells["no"])
    elif "activity" in cells:
        _number_in_text(step, cells["activity"], head.bare_numbers)
    for actor in head.actors:
        cell = row.at(actor.column)
        if cell is not None and cell is not cells.get("activity"):
            step.seen.append((actor, cell, seen_in(cell)))
    return step


def _cells(row: Row, head: Head) -> dict[Concept, Cell]:
    found: dict[Concept, Cell] = {}
    for concept, column in sorted(head.columns.items(), key=lambda item: item[1]):
        cell = row.at(column)
        if cell is not None and cell not in found.values():
            found[concept] = cell
    return found


def _number(step: RawStep, cell: Cell) -> None:
    step.no = number_of(cell.text)
    if step.no is not None and not NUMBER.fullmatch(fold(cell.text)) and "activity" not in step.cells:
        _number_in_text(step, cell, bare=True)
    elif step.no is None and "activity" not in step.cells:
        step.cells["activity"] = [cell]


def _number_in_text(step: RawStep, cell: Cell, bare: bool) -> None:
    found = NUMBERED.fullmatch(fold(cell.text))
    if found and (bare or found[1]):
        no, text = (found[1], found[2]) if found[1] else (found[3], found[4])
        step.no, step.cells["activity"] = int(no), [replace(cell, text=text)]


def _is_further_line(step: RawStep, row: Row, steps: list[RawStep], head: Head, numbered: int) -> bool:
    """Whether the row only goes on with the step above it."""
    text = step.text("activity")
    if not steps or step.no is not None or TOTAL.match(text or ""):
        return False
    if text is None or row.reached(head.columns.get("no")) or row.reached(head.columns["activity"]):
        return True
    if numbered < len(steps) or not numbered:
        return False
    marked = any(found.marks for _, _, found in step.seen)
    wrapped = text[0].islower() and not LETTERED.match(text)
    return not row.sure or wrapped or not (marked or step.text("time"))


def _append(step: RawStep, more: RawStep) -> None:
    for concept, cells in more.cells.items():
        step.cells.setdefault(concept, []).extend(cell for cell in cells if value(cell.text) or concept not in step.cells)
    step.seen += more.seen


def _is_beside(step: RawStep, row: Row, numbered: int) -> bool:
    """Sums and headings of sections that stand between the steps."""
    text = step.text("activity")
    if step.no is None and (text is None or TOTAL.match(text)):
        return True
    return step.no is None and bool(numbered) and len(row.cells) == 1
