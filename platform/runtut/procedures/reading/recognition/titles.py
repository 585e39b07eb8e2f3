"""Titles on the cover and above the table, to be compared with the name in the identity block."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from runtut.procedures.reading.recognition.fields import Loose
from runtut.procedures.reading.recognition.labels import labels_of_row
from runtut.procedures.reading.recognition.offices import headings_of
from runtut.procedures.reading.recognition.rows import Row
from runtut.procedures.reading.recognition.spelling import fold, words_key
from runtut.procedures.reading.source import Place

KIND = r"(?:STANDAR[DT]?\s+OPERASIONAL\s+PROSEDUR|STANDARD?\s+OPERATING\s+PROCEDURES?|PROSEDUR\s+OPERASIONAL\s+STANDAR)"
COVER = re.compile(rf"\s*{KIND}\s*(?:\(\s*S\s*O\s*P(?:\s*-?\s*AP)?\s*\))?\s*(?:ADMINISTRASI\s+PEMERINTAHAN\s*)?[:\-–]?\s*(.*)", re.IGNORECASE | re.DOTALL)  # fmt: skip # noqa: E501
TABLE = re.compile(
    r"\s*(?:BAGAN\s+ALIR\s+|FLOW\s*CHART\s+|DIAGRAM\s+ALIR\s+)?(?:SOP|PROSEDUR)\b\s*[:\-–]?\s*(\S.*)", re.IGNORECASE | re.DOTALL
)
FURTHEST = 4
MOST_LINES = 4


@dataclass(frozen=True)
class Titled:
    """A title with its place."""

    title: str
    place: Place


def table_title(rows: Sequence[Row]) -> tuple[int, str] | None:
    """The line `SOP : …` right before a flow table: its place among the rows and the title."""
    for place in range(len(rows) - 1, max(-1, len(rows) - 1 - FURTHEST), -1):
        row = rows[place]
        if len(row.cells) != 1 or labels_of_row(row):
            continue
        text = row.cells[0].text.strip()
        if (found := COVER.fullmatch(text) or TABLE.fullmatch(text)) and found[1].strip():
            last = place == len(rows) - 1 and not _is_related(rows, place)
            certain = last or ":" in text[:40] or text.isupper() or row.emphasis
            if certain and len(text) < 300:
                return place, fold(found[1])
    return None


def _is_related(rows: Sequence[Row], place: int) -> bool:
    """Whether the line stands in the list of related SOPs, whose label is the nearest above it."""
    above = next((row for row in reversed(rows[:place]) if labels_of_row(row)), None)
    return above is not None and above.grid == rows[place].grid and "related" in labels_of_row(above)


def cover_title(loose: Sequence[Loose]) -> tuple[str, Loose] | None:
    """The words after STANDAR OPERASIONAL PROSEDUR, in the same heading or in the lines right after it."""
    for place, heading in enumerate(loose):
        found = COVER.fullmatch(heading.text.strip())
        if found is None or len(heading.text) > 300:
            continue
        words = [line for line in found[1].split("\n") if line.strip()]
        words = words or _following(loose[place + 1 : place + 1 + MOST_LINES], heading)
        words = [line for line in words if not headings_of([(line, {})])]
        if words and len(title := fold(" ".join(words))) > 3:
            return title.strip("“”\"' "), heading
    return None


def _following(loose: Sequence[Loose], heading: Loose) -> list[str]:
    words: list[str] = []
    line = heading.place.get("line")
    for further in loose:
        here = further.place.get("line")
        near = not words or not isinstance(line, int) or not isinstance(here, int) or here - line <= 1
        if not near or COVER.match(further.text) or headings_of([(further.text, {})]) or not _is_title(further.text):
            break
        words, line = [*words, further.text], here
    return words


def _is_title(text: str) -> bool:
    return (
        bool(re.search(r"[^\W\d_]{3}", text))
        and len(text) < 160
        and not re.match(r"\s*(?:NOMOR|TAHUN|TANGGAL)\b", text, re.IGNORECASE)
    )


def differ(one: str | None, other: str | None) -> bool:
    return bool(one and other) and words_key(one or "") != words_key(other or "")
