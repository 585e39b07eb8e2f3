"""One SOP out of the rows and tables that belong to it, with the place of each value and what the reader noticed."""

from collections.abc import Sequence

from runtut.procedures.model import Finding, Identity, Sop
from runtut.procedures.reading.recognition.documents import Document
from runtut.procedures.reading.recognition.fields import Fields, fields_of
from runtut.procedures.reading.recognition.flow import number_of
from runtut.procedures.reading.recognition.identity import identity_of
from runtut.procedures.reading.recognition.items import LONGEST, items_of
from runtut.procedures.reading.recognition.kinds import kind_without_flow
from runtut.procedures.reading.recognition.labels import PARTS, Field
from runtut.procedures.reading.recognition.notes import Notes
from runtut.procedures.reading.recognition.rows import Row
from runtut.procedures.reading.recognition.steps import Flow, flow_of
from runtut.procedures.reading.recognition.titles import Titled, table_title

LINES_ARE_ITEMS = frozenset({"docx", "xlsx", "html"})
OWN_TO_SOP_AP: frozenset[Field] = frozenset({"qualifications", "related", "equipment", "warnings", "records"})
RESEMBLING = {
    "narrative": "memuat prosedur berupa uraian tanpa tabel alur",
    "service_standard": "memuat standar pelayanan",
    "iso_procedure": "memuat prosedur mutu (ISO)",
    "other": "tidak memuat identitas dan tabel alur SOP",
}
SCALARS: frozenset[Field] = frozenset(
    {"number", "title", "created_on", "revised_on", "approved_on", "effective_on", "approved_by"}
)


def sop_of(document: Document, source_kind: str) -> Sop:
    notes = Notes()
    before, table = _without_title(document.before) if document.parts else (document.before, None)
    fields = _merged(fields_of(before), fields_of(document.after))
    kind = _kind(document, fields)
    if not kind.startswith("sop_ap"):
        return _resembling(kind, fields)
    flow = flow_of(document.parts, notes) if document.parts else Flow((), ())
    if kind == "sop_ap_table" and _is_plan(document, flow):
        return _resembling("other", fields)
    after = fields_of(document.after).loose
    identity = identity_of(fields, after, table, notes)
    lists = {name: _list(name, fields, source_kind, notes) for name in PARTS}
    _note_tables(document, kind, notes)
    _note_left_out(document, notes)
    if document.parts and not flow.steps:
        message = "Tabel alur ada di berkas ini, tetapi tidak satu pun langkahnya terbaca; periksa baris-barisnya."
        notes.noticed("RD-07", "steps", message, severity="error")
    return Sop(
        identity, kind, **lists, actors=flow.actors, steps=flow.steps, sources=notes.sources, findings=tuple(notes.findings)
    )  # fmt: skip


def _without_title(rows: Sequence[Row]) -> tuple[tuple[Row, ...], Titled | None]:
    found = table_title(rows)
    if found is None:
        return tuple(rows), None
    place, title = found
    return (*rows[:place], *rows[place + 1 :]), Titled(title, rows[place].place)


def _merged(before: Fields, after: Fields) -> Fields:
    """Parts below the table count where none stand above it; an identity block only where there is none above."""
    whole = len(before.labels.keys() & SCALARS) >= 2
    merged = Fields(loose=[*before.loose], unsure=[*before.unsure, *after.unsure])
    if not before.labels:
        merged.loose += after.loose
    for name, label in after.labels.items():
        if name in PARTS or not whole:
            merged.labels[name] = label
            merged.pieces |= {name: after.pieces[name]} if name in after.pieces else {}
    merged.pieces.update(before.pieces)
    merged.labels.update(before.labels)
    return merged


def _kind(document: Document, fields: Fields) -> str:
    labels = fields.labels.keys()
    if document.parts:
        return "sop_ap" if len(labels & (SCALARS | OWN_TO_SOP_AP | {"legal_basis"})) >= 2 else "sop_ap_table"
    if "number" in labels | {"title"} and len(labels & SCALARS) >= 2 and len(labels & OWN_TO_SOP_AP) >= 2:
        return "sop_ap"
    return kind_without_flow(document.rows)


def _is_plan(document: Document, flow: Flow) -> bool:
    """An agenda or a plan of action has the columns of a flow table, but neither drawn marks nor a single span of time."""
    drawn = any(step.actors for step in flow.steps) and not any(part.head.named_in_cells for part in document.parts)
    return bool(flow.steps) and not drawn and all(step.time is None or step.time.value is None for step in flow.steps)


def _list(name: Field, fields: Fields, source_kind: str, notes: Notes) -> tuple[str, ...]:
    pieces = fields.pieces.get(name, ())
    if name in fields.labels and not pieces:
        notes.stood(name, fields.labels[name].place)
    found: list[str] = []
    for piece in _joined([(piece.text, piece.place) for piece in pieces]):
        for item in items_of([piece[0]], source_kind in LINES_ARE_ITEMS):
            notes.stood(f"{name}[{len(found)}]", piece[1])
            found.append((notes.bounded(item, f"{name}[{len(found)}]") or "")[:LONGEST])
    for field, text in fields.unsure:
        if field == name:
            message = "Baris ini berasal dari dua kolom yang menyatu; periksa apakah letaknya di daftar yang benar."
            notes.noticed("RD-01", name, message, text)
    return tuple(found[:200])


def _joined(pieces: list[tuple[str, object]]) -> list[tuple[str, dict[str, object]]]:
    """Pieces from rows of their own; a piece that begins in small letters goes on with the one before it."""
    found: list[tuple[str, dict[str, object]]] = []
    for text, place in pieces:
        where = dict(place) if isinstance(place, dict) else {}
        wrapped = text[:1].islower() and text[1:2] not in (".", ")")
        if found and (wrapped or len(found[-1][0].strip(" .)")) <= 2):
            found[-1] = (f"{found[-1][0]} {text}", found[-1][1])
        else:
            found.append((text, where))
    return found


def _note_tables(document: Document, kind: str, notes: Notes) -> None:
    for part in document.parts:
        for remark in part.head.remarks:
            notes.noticed(remark.code, "header", remark.message, remark.evidence)
        if not part.sure:
            message = "Kolom tabel alur diperkirakan dari letak teksnya; cocokkan tiap baris dengan naskah."
            notes.noticed("RD-10", "header", message, severity="info")
    if kind == "sop_ap" and not document.parts:
        notes.noticed(
            "RD-07", "steps", "Tabel alur tidak ditemukan di berkas ini; langkah-langkahnya tidak terbaca.", severity="error"
        )


def _note_left_out(document: Document, notes: Notes) -> None:
    """A table below that counts on from the last step, but has other columns."""
    last = document.parts[-1].last if document.parts else None
    for row in document.after:
        if last is not None and row.grid is not None and len(row.cells) > 1 and number_of(row.cells[0].text) == last + 1:
            message = f"Sesudah langkah {last} ada tabel dengan kolom yang lain; baris-barisnya tidak dibaca sebagai langkah."
            notes.noticed("RD-07", "steps", message, row.text)
            return


def _resembling(kind: str, fields: Fields) -> Sop:
    """What is no SOP keeps what its own labels and heading say, and no steps."""
    message = f"Berkas ini {RESEMBLING[kind]}, bukan SOP administrasi pemerintahan; tidak ada langkah yang dibaca."
    findings = (Finding("RD-08", "error", "kind", message),)
    if kind == "other":
        return Sop(Identity(), kind, findings=findings)
    notes = Notes()
    return Sop(identity_of(fields, (), None, notes), kind, sources=notes.sources, findings=findings)
