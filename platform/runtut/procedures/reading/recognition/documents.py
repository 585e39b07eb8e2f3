"""Where one SOP of a file ends and the next begins."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from runtut.procedures.reading.recognition.fields import labelled_fields
from runtut.procedures.reading.recognition.flow import Part
from runtut.procedures.reading.recognition.labels import Field
from runtut.procedures.reading.recognition.rows import Row
from runtut.procedures.reading.recognition.spelling import words_key
from runtut.procedures.reading.recognition.titles import COVER, table_title

IDENTITY: frozenset[Field] = frozenset(
    {
        "number",
        "title",
        "created_on",
        "revised_on",
        "effective_on",
        "approved_on",
        "approved_by",
        "legal_basis",
        "qualifications",
    }
)
NAMING: frozenset[Field] = frozenset({"number", "title"})
COVERS = re.compile(r"\s*(?:PEMERINTAH\b|LAMPIRAN\b|LOGO\b)", re.IGNORECASE)
COVER_ROWS = 12


@dataclass(frozen=True)
class Document:
    """The rows around the tables of one SOP, in order, and the tables (a table per page, perhaps)."""

    before: tuple[Row, ...]
    parts: tuple[Part, ...]
    after: tuple[Row, ...]

    @property
    def rows(self) -> tuple[Row, ...]:
        return self.before + self.after


@dataclass
class Gap:
    rows: list[Row]
    part: Part | None = None
    """The table that follows."""

    def names(self) -> dict[Field, str]:
        found: dict[Field, str] = {}
        for _, name, text in labelled_fields(self.rows):
            found.setdefault(name, text)
        return found

    @cached_property
    def title(self) -> str | None:
        """The line `SOP : …` right before the table."""
        found = table_title(self.rows)
        return words_key(found[1]) if found else None

    @property
    def is_identity(self) -> bool:
        return len(self.names().keys() & IDENTITY) >= 2


def documents_of(rows: Sequence[Row], parts: Sequence[Part]) -> list[Document]:
    gaps = list(_gaps(rows, parts))
    if not parts:
        return [Document(tuple(block), (), ()) for block in _blocks(gaps[0].rows)]
    if _identity_follows(gaps):
        return list(_with_identity_after(gaps))
    return list(_in_order(gaps))


def _gaps(rows: Sequence[Row], parts: Sequence[Part]) -> Iterator[Gap]:
    start = 0
    for part in parts:
        yield Gap(list(rows[start : part.start]), part)
        start = part.end
    yield Gap(list(rows[start:]))


def _identity_follows(gaps: Sequence[Gap]) -> bool:
    return not gaps[0].is_identity and gaps[-1].is_identity and not _begins_anew(gaps[-1])


def _begins_anew(last: Gap) -> bool:
    """A further SOP without a table at the end of the file is no identity block of the table before it."""
    return any(COVER.match(row.text) for row in last.rows[:3] if row.emphasis)


def _with_identity_after(gaps: Sequence[Gap]) -> Iterator[Document]:
    before, parts = gaps[0].rows, [gaps[0].part]
    for last, gap in pairwise(gaps):
        if gap.is_identity or gap.part is None or not _counts_on(last, gap):
            tail, head = (gap.rows, []) if gap.is_identity else _split(gap.rows)
            yield Document(tuple(before), tuple(part for part in parts if part), tuple(tail))
            before, parts = head, []
        else:
            before = before + gap.rows
        parts.append(gap.part)
    if any(parts):
        yield Document(tuple(before), tuple(part for part in parts if part), ())


def _in_order(gaps: Sequence[Gap]) -> Iterator[Document]:
    *earlier, before = _blocks(gaps[0].rows)
    yield from (Document(tuple(block), (), ()) for block in earlier)
    parts, between = [gaps[0].part], list[Row]()
    names = gaps[0].names()
    for last, gap in pairwise(gaps):
        if gap.part is not None and not _starts_new(names, last, gap):
            parts, between = [*parts, gap.part], between + gap.rows
            continue
        tail, head = _split(gap.rows) if gap.part is not None or gap.is_identity else (gap.rows, [])
        yield Document(tuple(before), tuple(part for part in parts if part), tuple(between + tail))
        *earlier, before = _blocks(head)
        yield from (Document(tuple(block), (), ()) for block in earlier)
        parts, between, names = [gap.part], [], gap.names()
    if before and parts == [None] and Gap(before).is_identity:
        yield Document(tuple(before), (), ())


def _starts_new(names: Mapping[Field, str], last: Gap, gap: Gap) -> bool:
    if gap.is_identity and _other_identity(names, gap.names(), _is_next(last.part, gap.part)):
        return True
    return gap.part is not None and not _counts_on(last, gap)


def _other_identity(one: Mapping[Field, str], other: Mapping[Field, str], is_next: bool) -> bool:
    """The identity block of another SOP; that of the same one may be repeated on each page.

    Without number and title it is the same one only where nothing in it differs and the table goes on by the next number.
    """
    shared = [(name, words_key(one[name]), words_key(other[name])) for name in one.keys() & other.keys()]
    differing = {name for name, own, further in shared if own != further}
    if is_next and differing == {"title"} and _same_title(*(words_key(names["title"]) for names in (one, other))):
        return False
    if differing & NAMING:
        return True
    return not (one.keys() & NAMING and other.keys() & NAMING) and (bool(differing) or not is_next)


def _is_next(last: Part | None, part: Part | None) -> bool:
    """The same table under the same head, one number on."""
    if last is None or part is None or last.last is None:
        return False
    return part.first == last.last + 1 and _letters(last.head.names) == _letters(part.head.names)


def _letters(names: Sequence[str]) -> list[str]:
    return [words_key(name) for name in names]


def _counts_on(last: Gap, gap: Gap) -> bool:
    """Where steps have no numbers, tables under the same actors are one, unless each has a title of its own."""
    if last.part is None or gap.part is None:
        return False
    if gap.part.first is None or last.part.last is None:
        return last.part.head.names == gap.part.head.names and _same_title(last.title, gap.title)
    return gap.part.first > last.part.last


def _same_title(one: str | None, other: str | None) -> bool:
    """`Izin Keramaian` and `Izin Keramaian (lanjutan)` are the same."""
    return one is None or other is None or one.startswith(other) or other.startswith(one)


def _split(rows: Sequence[Row]) -> tuple[list[Row], list[Row]]:
    """The end of one document and the beginning of the next, at the first label, cover line or title of a table."""
    labelled = next((place for place, name, _ in labelled_fields(rows) if name in IDENTITY), len(rows))
    cover = next((place for place, row in enumerate(rows) if COVER.match(row.text) or COVERS.match(row.text)), len(rows))
    title = table_title(rows)
    at = min(labelled, cover, title[0] if title else len(rows))
    return list(rows[:at]), list(rows[at:])


def _blocks(rows: Sequence[Row]) -> list[list[Row]]:
    """Cut where a second number or title of another SOP appears."""
    cuts, seen = [0], dict[Field, str]()
    for place, name, text in labelled_fields(rows):
        if name not in ("number", "title"):
            continue
        if name in seen and words_key(seen[name]) != words_key(text) and len(seen) > 1 and place > cuts[-1]:
            cuts.append(_beginning(rows, place, cuts[-1]))
            seen = {}
        seen.setdefault(name, text)
    return [list(rows[start:end]) for start, end in zip(cuts, [*cuts[1:], len(rows)], strict=True)]


def _beginning(rows: Sequence[Row], place: int, least: int) -> int:
    """Back from the first label of the next SOP to its cover, if there is one close above."""
    above = range(place, max(least, place - COVER_ROWS), -1)
    return next((at for at in above if COVER.match(rows[at].text) or COVERS.match(rows[at].text)), place)
