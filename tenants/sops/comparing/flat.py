"""An SOP as a flat table of named values, so that two or three of them can be laid beside one another."""

from collections.abc import Mapping
from typing import Any

from runtut.library.paper import CLOSES, PARTS, partial_date
from runtut.procedures.model import ACTIVITIES

Document = Mapping[str, Any]
Flat = dict[str, Any]
IDENTITY = {
    "title": "Nama SOP", "number": "Nomor SOP", "pemda": "Pemerintah daerah", "opd": "Perangkat daerah",
    "created_on": "Tanggal pembuatan", "revised_on": "Tanggal revisi", "approved_on": "Tanggal pengesahan",
    "effective_on": "Tanggal efektif", "approved_by": "Disahkan oleh",
}  # fmt: skip
PARAGRAPHS = {
    "legal_basis": "Dasar hukum", "qualifications": "Kualifikasi pelaksana", "related": "Keterkaitan",
    "equipment": "Peralatan/perlengkapan", "warnings": "Peringatan", "records": "Pencatatan dan pendataan",
}  # fmt: skip
FIELDS = {
    "text": "Kegiatan", "people": "Pelaksana", "requirement": "Kelengkapan", "time": "Waktu", "output": "Output",
    "note": "Keterangan", "shape": "Bentuk", "activity": "Kegiatan kerja", "closes": "Selesai bila", "next": "Lanjut ke",
    "on_return": "Bila dikembalikan ke",
}  # fmt: skip
SHAPES = {"start": "mulai", "process": "proses", "decision": "keputusan", "end": "selesai"}
APPROVER = ("position", "name", "rank", "nip")
ORDER, ACTORS = "order", "actors"
EMPTY: tuple[Any, ...] = (None, "", (), [], {})


def flat(document: Document) -> Flat:
    """`identity.title`, `legal_basis`, `actors`, `order`, `steps.<id>.text` … with values that can be compared."""
    identity = document.get("identity") or {}
    found: Flat = {f"identity.{key}": identity.get(key) for key in IDENTITY}
    found.update({key: list(document.get(key) or []) for key in PARAGRAPHS})
    steps = document.get("steps") or []
    found[ACTORS], found[ORDER] = list(document.get("actors") or []), [step["id"] for step in steps]
    for place, step in enumerate(steps):
        below = steps[place + 1]["id"] if place + 1 < len(steps) else None
        found.update({f"steps.{step['id']}.{key}": _value(step, key, below) for key in FIELDS})
    return found


def _value(step: Document, key: str, below: str | None) -> Any:
    if key == "people":
        return [[actor, (step.get("parts") or {}).get(actor, "does")] for actor in step.get("actors") or []]
    if key == "next" and step.get("next") == below:
        return None  # the row below, whether it is written down or not
    return step.get(key)


def whole(table: Flat, frame: Document) -> dict[str, Any]:
    """The document of a flat table; `frame` gives what the table does not hold."""
    stated = {step["id"] for step in frame.get("steps") or [] if step.get("parts")}
    steps = [_step(table, id_, no, id_ in stated) for no, id_ in enumerate(table[ORDER], 1)]
    used = [actor for step in steps for actor in step["actors"]]
    actors = list(dict.fromkeys([*table[ACTORS], *used]))
    ids = set(table[ORDER])
    for step in steps:
        step.update({key: step[key] if step[key] in ids else None for key in ("next", "on_return")})
    identity = {key: table.get(f"identity.{key}") for key in IDENTITY}
    return {
        **frame, "identity": identity, **{key: table[key] for key in PARAGRAPHS}, "actors": actors, "steps": steps
    }  # fmt: skip


def _step(table: Flat, id_: str, no: int, stated: bool) -> dict[str, Any]:
    """Parts of people who all just do it are written down only where they were `stated` before."""
    people = table[f"steps.{id_}.people"]
    fields = {key: table[f"steps.{id_}.{key}"] for key in FIELDS if key != "people"}
    parts = dict(people) if stated or any(part != "does" for _, part in people) else {}
    return {"id": id_, "no": no, **fields, "actors": [actor for actor, _ in people], "parts": parts or None}


def said(key: str, value: Any, numbers: Mapping[str, int]) -> str:
    """A value in words; `numbers` are those of the steps by id."""
    field = key.rpartition(".")[2]
    if value in EMPTY:
        return ""
    if field == "people":
        return ", ".join(actor if part == "does" else f"{actor} ({PARTS[part]})" for actor, part in value)
    if key == ORDER:
        return ", ".join(str(numbers.get(id_, "baru")) for id_ in value)
    if isinstance(value, list):
        return "\n".join(str(item) for item in value)
    if isinstance(value, dict):
        return str(value.get("raw") or ", ".join(str(value[part]) for part in APPROVER if value.get(part)))
    if field.endswith("_on"):
        return partial_date(value) or ""
    words: dict[str, Mapping[str, str]] = {"shape": SHAPES, "activity": ACTIVITIES, "closes": CLOSES}
    if field in ("next", "on_return"):
        return f"langkah {numbers.get(value, '?')}"
    return words.get(field, {}).get(value, str(value))


def label(key: str, numbers: Mapping[str, int]) -> str:
    """Where a value stands, in words."""
    if key == ORDER:
        return "Urutan langkah"
    if key == ACTORS:
        return "Daftar pelaksana"
    head, _, field = key.partition(".")
    if head == "identity":
        return IDENTITY[field]
    if head == "steps":
        id_, _, name = field.rpartition(".")
        step = f"Langkah {numbers[id_]}" if id_ in numbers else "Langkah yang dihapus"
        return f"{step}: {FIELDS[name]}" if name in FIELDS else step
    return PARAGRAPHS[head]
