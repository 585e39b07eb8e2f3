"""Heads whose labels do not stand over their cells: put right by the group they belong to, or by what the cells hold."""

from collections.abc import Sequence
from dataclasses import replace

from runtut.procedures.reading.recognition.head import QUALITY, Head, Label, Remark, shifted
from runtut.procedures.reading.recognition.rows import Row
from runtut.procedures.reading.recognition.spelling import fold
from runtut.procedures.reading.recognition.times import is_duration

SHIFTED = "HD-02"


def straightened(head: Head) -> Head:
    """A standard whose label slipped out of the group Mutu Baku takes the column of the group that has no label."""
    labels = head.labels
    groups = {
        label.meaning.concept: label for label in labels if label.meaning and label.meaning.concept in ("actors", "quality")
    }
    quality, actors = groups.get("quality"), groups.get("actors")
    if quality is None:
        return _without_group(head, actors)
    outside = [concept for concept in QUALITY if concept in head.columns and not quality.over(head.columns[concept])]
    known = [head.columns[concept] for concept in QUALITY if concept in head.columns and concept not in outside]
    free = [column for column in range(max(known, default=quality.start), quality.end) if column not in head.columns.values()]
    if quality.end - quality.start < 2 or len(outside) != 1 or len(free) != 1 or not head.columns[outside[0]] >= quality.end:
        return head
    seen = ", ".join(f"“{label.text}”" for label in labels if label.level and label.start >= quality.start)
    message = f"Kepala tabel bergeser: label {seen} tidak sejajar dengan isi kolom di bawah “{quality.text}”."
    return replace(head, columns=head.columns | {outside[0]: free[0]}, remarks=(*head.remarks, Remark(message, seen, SHIFTED)))


def _without_group(head: Head, actors: Label | None) -> Head:
    if actors is None or not any(actors.over(head.columns[concept]) for concept in QUALITY if concept in head.columns):
        return head
    message = f"Kepala tabel bergeser: label “Mutu Baku” tidak ada; “{actors.text}” membentang di atas kolom mutu baku."
    return replace(head, remarks=(*head.remarks, Remark(message, actors.text, SHIFTED)))


def ordered(head: Head, body: Sequence[Row]) -> Head:
    """Where the note's label stands before the output's, the cells right of the time are read as output and note."""
    output, note, time = (head.columns.get(concept) for concept in ("output", "note", "time"))
    if output is None or note is None or time is None or note > output:
        return head
    filled = [column for column in range(time + 1, output + 2) if any(_starts(row, column) for row in body)]
    first = filled[0] if filled else time + 1
    further = next((column for column in filled if column > first), first + 1)
    seen = ", ".join(f"“{label.text}”" for label in head.labels if label.start >= time)
    message = f"Kepala tabel bergeser: label {seen} tidak sejajar dengan isi kolomnya; dibaca menurut letak isinya."
    said = any(remark.code == SHIFTED for remark in head.remarks) or not all(row.sure for row in body)
    remarks = head.remarks if said else (*head.remarks, Remark(message, seen, SHIFTED))
    return replace(head, columns=head.columns | {"output": first, "note": further}, remarks=remarks)


def _starts(row: Row, column: int) -> bool:
    cell = row.at(column)
    return cell is not None and cell.column == column and bool(cell.text.strip())


def fitted(head: Head, body: Sequence[Row]) -> Head:
    """Moved by one or two columns where all durations stand beside the column that the head names."""
    column = head.columns.get("time")
    if column is None or len(body) < 2 or _durations(body, column):
        return head
    for by in (1, -1, 2, -2):
        lowest = column + by - (1 if "requirement" in head.columns else 0)
        free = lowest > max((actor.column for actor in head.actors), default=head.columns["activity"]) + min(by, 0)
        if free and _durations(body, column + by) * 2 > len(body):
            message = "Kepala tabel bergeser: label mutu baku tidak sejajar dengan isi kolomnya; dibaca menurut letak waktu."
            return shifted(head, by, Remark(message, head.time_label, SHIFTED))
    return head


def _durations(body: Sequence[Row], column: int) -> int:
    return sum((cell := row.at(column)) is not None and is_duration(fold(cell.text)) for row in body)
