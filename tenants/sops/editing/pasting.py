"""Rows of a spreadsheet as steps: columns by the words of their head, else by their order."""

import re
from collections.abc import Sequence

from runtut.procedures.model.faults import LONGEST_TEXT, MOST_ITEMS, UNPRINTABLE
from tenants.sops.editing.sheet import Document, standard_time

HEADS = {
    "text": ("kegiatan", "uraian", "prosedur", "aktivitas", "langkah"),
    "requirement": ("kelengkapan", "persyaratan", "syarat"),
    "time": ("waktu", "durasi"),
    "output": ("output", "keluaran", "hasil"),
    "note": ("keterangan", "catatan", "ket"),
    "no": ("no", "nomor"),
}
IN_ORDER = ("text", "requirement", "time", "output", "note")
NUMBER = re.compile(r"\d{1,3}[.)]?")


def pasted_rows(text: str, actors: Sequence[str]) -> list[Document]:
    """Each row as the fields of a step that it fills; a row in which nothing stands counts for nothing."""
    rows = [[_clean(cell) for cell in line.split("\t")] for line in text.splitlines()][: MOST_ITEMS + 1]
    rows = [row for row in rows if any(row)]
    if not rows:
        return []
    columns = _by_head(rows[0], actors)
    if columns:
        rows = rows[1:]
    else:
        columns = _by_order(rows, actors)
    return [_step(row, columns, actors) for row in rows]


def _clean(cell: str) -> str:
    plain = UNPRINTABLE.sub("", cell).strip()
    quoted = len(plain) > 1 and plain.startswith('"') and plain.endswith('"')
    return " ".join((plain[1:-1].replace('""', '"') if quoted else plain).split())[:LONGEST_TEXT]


def _by_head(row: Sequence[str], actors: Sequence[str]) -> dict[int, str]:
    """What each column holds, when the first row is a head."""
    found = {place: field for place, cell in enumerate(row) if (field := _named(cell, actors))}
    return found if "text" in found.values() and len(found) > 1 else {}


def _named(cell: str, actors: Sequence[str]) -> str | None:
    word = cell.casefold().strip(" .:")
    for actor in actors:
        if word == actor.casefold():
            return f"actor:{actor}"
    return next((field for field, starts in HEADS.items() if any(re.match(rf"{start}\b", word) for start in starts)), None)


def _by_order(rows: Sequence[Sequence[str]], actors: Sequence[str]) -> dict[int, str]:
    """No, activity, then the actors if there are columns enough for them, then the standard and the note."""
    numbered = all(NUMBER.fullmatch(row[0]) for row in rows) and max(map(len, rows)) > 1
    wide = max(map(len, rows)) - numbered
    middle = [f"actor:{actor}" for actor in actors] if wide >= len(actors) + 4 and actors else []
    fields = [*(["no"] if numbered else []), "text", *middle, *IN_ORDER[1:]]
    return dict(enumerate(fields))


def _step(row: Sequence[str], columns: dict[int, str], actors: Sequence[str]) -> Document:
    cells = {field: row[place] for place, field in columns.items() if place < len(row) and row[place]}
    marked = [actor for actor in actors if cells.get(f"actor:{actor}")]
    step: Document = {field: cells.get(field) for field in ("text", "requirement", "output", "note")}
    step["time"] = standard_time(cells["time"]) if cells.get("time") else None
    return {**step, "actors": marked, "parts": dict.fromkeys(marked, "does") or None}
