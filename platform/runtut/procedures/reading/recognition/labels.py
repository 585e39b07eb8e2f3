"""The labels of the identity block and its parts in all spellings, and the texts that they cut a cell into."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal, TypeAlias, cast

from runtut.procedures.reading.recognition.headings import heading
from runtut.procedures.reading.recognition.rows import Row
from runtut.procedures.reading.recognition.spelling import fold, key, nearest
from runtut.procedures.reading.recognition.words import WORDS, by_key
from runtut.procedures.reading.source import Cell

Field: TypeAlias = Literal[
    "number", "title", "pemda", "opd", "created_on", "revised_on", "approved_on", "effective_on", "approved_by",
    "legal_basis", "qualifications", "related", "equipment", "warnings", "records", "other",
]  # fmt: skip
PARTS: Final[tuple[Field, ...]] = ("legal_basis", "qualifications", "related", "equipment", "warnings", "records")

STRONG_KEYS: Final = by_key(cast(Mapping[Field, Sequence[str]], WORDS["labels"]))
WEAK_KEYS: Final = by_key(cast(Mapping[Field, Sequence[str]], WORDS["weak_labels"]))
MOST_WORDS = 7
LONGEST = 60
LIST_LABEL = re.compile(r"^(?:[A-H]|[IVX]{1,4}|\d{1,2})[.)]\s+")
BRACKETED = re.compile(r"\([^()]{0,60}\)")
FIRST_ITEM = re.compile(r"(?<=\s)1[.)]\s")
DIGIT = re.compile(r"\d")
CLAUSE: Final = frozenset({"legal_basis", "qualifications", "related", "equipment", "warnings", "records"})


@dataclass(frozen=True)
class Segment:
    """A text with the label before it, None for text that belongs to the cell as it is."""

    field: Field | None
    text: str
    label: str = ""


@lru_cache(maxsize=4096)
def label(words: str, loosely: bool = True, weak: bool = False) -> Field | None:
    """The field that the words name, if they are a label and nothing more."""
    bare = BRACKETED.sub(" ", fold(words)).strip(" :;.-=*")
    if not bare or len(bare) > LONGEST:
        return None
    wanted = key(bare)
    if wanted in STRONG_KEYS:
        return STRONG_KEYS[wanted]
    if weak and wanted in WEAK_KEYS:
        return WEAK_KEYS[wanted]
    near = nearest(wanted, STRONG_KEYS) if loosely and len(wanted) > 7 and heading(bare, False) is None else None
    return STRONG_KEYS[near] if near else None


@lru_cache(maxsize=2048)
def segments(text: str) -> tuple[Segment, ...]:
    """The text of a cell cut at its labels: `NOMOR SOP : 12 TGL. : 2 Mei 2024` has two."""
    found: list[Segment] = []
    for line in text.split("\n"):
        if line.strip():
            _join(found, tuple(_line(line, found)))
    return tuple(found)


def row_segments(row: Row) -> list[tuple[Cell, tuple[Segment, ...]]]:
    """The segments of each cell; a weak label counts where its value, with or without a colon, stands in the next cell."""
    found = [(cell, segments(cell.text)) for cell in row.cells]
    for place, (cell, parts) in enumerate(found[:-1]):
        if len(parts) == 1 and parts[0].field is None and (field := label(cell.text, weak=True)):
            beside = found[place + 1][0].text.strip()
            if beside.startswith(":") or (field == "number" and DIGIT.search(beside) and not DIGIT.search(cell.text)):
                found[place] = (cell, (Segment(field, "", fold(cell.text)),))
    return found


def labels_of_row(row: Row) -> set[Field]:
    return {part.field for _, parts in row_segments(row) for part in parts if part.field}


def _join(found: list[Segment], more: tuple[Segment, ...]) -> None:
    for segment in more:
        if segment.field is None and found:
            last = found.pop()
            segment = Segment(last.field, f"{last.text}\n{segment.text}" if last.text else segment.text, last.label)
        found.append(segment)


def _line(line: str, before: list[Segment]) -> Iterator[Segment]:
    whole = _whole(line)
    if whole is not None:
        yield from whole
        return
    if (listed := _before_list(line)) is not None:
        at, end, named = listed
        if line[:at].strip():
            yield from _line(line[:at], before)
        yield Segment(named, line[end:].strip(), line[at:end].strip())
        return
    known = {segment.field for segment in before if segment.field}
    start, open_label, opened = 0, "", None
    field: Field | None = None
    for colon in (place for place, sign in enumerate(line) if sign in ":="):
        cut = _label_before(line, start, colon, bool(known))
        if cut is None:
            continue
        at, named = cut
        if field is not None or line[start:at].strip():
            yield from _closed(field, line[start:at], open_label)
        field, open_label, start, opened = named, line[at:colon].strip(), colon + 1, True
        known.add(named)
    if opened is None and (leading := _leading(line)) is not None:
        field, open_label, start = leading
    yield from _closed(field, line[start:], open_label)


def _whole(line: str) -> tuple[Segment, ...] | None:
    """A line that is a label, or two labels side by side."""
    bare = LIST_LABEL.sub("", line.strip())
    field = label(bare) or (label(bare, weak=True) if bare.rstrip().endswith(":") else None)
    if field is not None and ":" not in bare.rstrip(" :"):
        return (Segment(field, "", bare),)
    words = bare.replace(":", " : ").split()
    for cut in range(1, len(words) if len(words) <= 2 * MOST_WORDS else 0):
        one, other = " ".join(words[:cut]), " ".join(words[cut:])
        if other.startswith(":"):
            continue
        pair = label(one, False), label(other, False)
        if pair[0] in CLAUSE and pair[1] in CLAUSE:
            return Segment(pair[0], "", one), Segment(pair[1], "", other)
    return None


def _label_before(line: str, start: int, colon: int, among: bool) -> tuple[int, Field] | None:
    """Where the label before the colon begins, and its field; the longest wording wins."""
    head = line[start:colon]
    starts = [found.start() for found in re.finditer(r"\S+", head)][-MOST_WORDS:]
    for at in starts:
        first = not head[:at].strip()
        words = LIST_LABEL.sub("", head[at:]) if first else head[at:]
        field = label(words, loosely=first, weak=first or among)
        if field is not None and (first or _may_stand_inside(words, field)):
            return start + at, field
    return None


def _may_stand_inside(words: str, field: Field) -> bool:
    return field not in CLAUSE or words.strip()[:1].isupper()


def _closed(field: Field | None, text: str, named: str) -> Iterator[Segment]:
    """A scalar's text may end with the label of the list that follows: `NAMA SOP : … KUALIFIKASI PELAKSANA`."""
    trailing = _trailing(text) if field is not None and field not in CLAUSE else None
    if trailing is None:
        yield Segment(field, text.strip(), named)
    else:
        at, second = trailing
        yield Segment(field, text[:at].strip(), named)
        yield Segment(second, "", text[at:].strip())


def _trailing(text: str) -> tuple[int, Field] | None:
    starts = [found.start() for found in re.finditer(r"\S+", text)][-MOST_WORDS:]
    for at in starts:
        field = label(text[at:], loosely=False)
        if field in CLAUSE and text[:at].strip() and len(text[at:].split()) > 1 and text[at].isupper():
            return at, field
    return None


def _before_list(line: str) -> tuple[int, int, Field] | None:
    """A label in capitals right before the first number of its list: `KUALIFIKASI PELAKSANA 1. …`."""
    for number in FIRST_ITEM.finditer(line):
        starts = [found.start() for found in re.finditer(r"\S+", line[: number.start()])][-MOST_WORDS:]
        for at in starts:
            words = line[at : number.start()]
            field = label(words, loosely=False) if words.strip(" :").isupper() else None
            if field in CLAUSE:
                return at, number.start(), field
    return None


def _leading(line: str) -> tuple[Field, str, int] | None:
    """A label without a colon before its value: `Nomor SOP 065/12/2024`."""
    ends = [found.end() for found in re.finditer(r"\S+", line)][: MOST_WORDS - 1]
    for end in reversed(ends[1:]):
        field = label(line[:end], loosely=False)
        if field is not None and field not in CLAUSE and field not in ("opd", "pemda", "other") and line[end:].strip():
            return field, line[:end].strip(), end
    return None
