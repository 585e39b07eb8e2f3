"""A change in the words of the office: where it is, what is done there, and what each side says."""

from collections.abc import Mapping
from typing import Any

from runtut.procedures.merging.change import Change, Merge, plain
from runtut.procedures.merging.document import Document
from runtut.procedures.merging.lineage import Place
from runtut.procedures.model import ACTIVITIES

IDENTITY = {
    "kind": "Jenis naskah", "identity.title": "Nama SOP", "identity.number": "Nomor SOP", "identity.pemda": "Pemda",
    "identity.opd": "Perangkat daerah", "identity.created_on": "Tanggal pembuatan", "identity.revised_on": "Tanggal revisi",
    "identity.approved_on": "Tanggal pengesahan", "identity.effective_on": "Tanggal efektif",
    "identity.approved_by.position": "Jabatan yang mengesahkan", "identity.approved_by.name": "Nama yang mengesahkan",
    "identity.approved_by.rank": "Pangkat yang mengesahkan", "identity.approved_by.nip": "NIP yang mengesahkan",
}  # fmt: skip
SECTIONS = {
    "legal_basis": "Dasar hukum", "qualifications": "Kualifikasi pelaksana", "related": "Keterkaitan",
    "equipment": "Peralatan/perlengkapan", "warnings": "Peringatan", "records": "Pencatatan dan pendataan",
    "actors": "Pelaksana", "steps": "Langkah",
}  # fmt: skip
FIELDS = {
    "text": "uraian kegiatan", "people": "pelaksana dan bagiannya", "requirement": "kelengkapan", "time": "waktu",
    "output": "output", "note": "keterangan", "activity": "kegiatan kerja", "shape": "simbol", "closes": "kapan selesai",
    "next": "langkah sesudahnya", "on_return": "kembali ke",
}  # fmt: skip
PARTS = {"does": "mengerjakan", "joins": "ikut serta", "chairs": "memimpin", "signs": "menandatangani", "receives": "menerima"}
SHAPES = {"start": "mulai", "process": "proses", "decision": "keputusan", "end": "selesai"}
CLOSES = {"all": "semua bagian diserahkan", "any": "salah satu bagian diserahkan", "chair": "ditutup pemimpin"}
KINDS = {
    "edit": "diubah", "insert": "ditambahkan", "delete": "dihapus", "move": "dipindahkan",
    "restore": "diubah di pustaka, sudah Anda hapus",
}  # fmt: skip


def place_words(change: Change, merge: Merge) -> str:
    """`Langkah 3: waktu`, `Dasar hukum`, `Pelaksana Sekretaris`."""
    if change.section == "identity":
        return IDENTITY[change.field]
    if change.section == "steps":
        where = step_words(change.item, merge)
        return f"{where}: {FIELDS[change.field]}" if change.field else where
    return SECTIONS[change.section]


def step_words(key: str, merge: Merge) -> str:
    """The step by its number in mine; one that mine does not have by its number in theirs."""
    if key in merge.mine.sections["steps"].items:
        return f"Langkah {merge.mine.sections['steps'].order.index(key) + 1}"
    for side, said in ((merge.theirs, "Langkah baru"), (merge.base, "Langkah yang dihapus")):
        if key in side.sections["steps"].items:
            return f"{said} “{_shortened(str(side.sections['steps'].items[key]['text'] or '-'))}”"
    return "Langkah"


def _shortened(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:57].rstrip()} …"


def values_words(change: Change, merge: Merge) -> tuple[str | None, str | None, str | None]:
    """What base, mine and theirs say; None where there is nothing."""
    sides = ((change.base, merge.base), (change.mine, merge.mine), (change.theirs, merge.theirs))
    if change.kind == "move":
        base, mine, theirs = (_behind(value, change, merge) for value, _ in sides)
        if mine == theirs:  # the same neighbour above, something else between or below
            mine, theirs = mine + _ahead(change, merge, merge.mine), theirs + _ahead(change, merge, merge.theirs)
        return base, mine, theirs
    before, own, other = (_said(value, change, merge, side) for value, side in sides)
    return before, own, other


def told(place: Place, document: Document) -> tuple[str, str, str]:
    """Of a filled place its part of the SOP, the field in that part, and what it says."""
    section, item, field = place
    value = document.fields[field] if section == "identity" else document.sections[section].items[item][field]
    change = Change("edit", section, item, field, None, plain(value), None)
    alone = Merge(document, document, document, ())
    part, _, name = place_words(change, alone).partition(": ")
    return part, name or part, _said(change.mine, change, alone, document) or ""


def _behind(key: str | None, change: Change, merge: Merge) -> str:
    return f"sesudah {_item_words(key, change, merge)}" if key else "paling atas"


def _ahead(change: Change, merge: Merge, side: Document) -> str:
    order, both = side.sections[change.section].order, merge.mine.sections[change.section].items
    below = next((key for key in order[order.index(change.item) + 1 :] if key in both), None)
    return f", sebelum {_item_words(below, change, merge)}" if below else ", paling bawah"


def _item_words(key: str, change: Change, merge: Merge) -> str:
    if change.section == "steps":
        return step_words(key, merge).replace("Langkah", "langkah", 1)
    return f"“{_shortened(key.rpartition('#')[0] or key)}”"


def _said(value: Any, change: Change, merge: Merge, side: Document) -> str | None:
    if change.field == "next" and value is None:
        return "langkah di bawahnya"
    if value is None or value in ([], ""):
        return None
    if not change.field:
        return _whole(value, side) if change.section == "steps" else str(value["text"])
    if change.field in ("next", "on_return"):
        return step_words(str(value), merge)
    return field_words(change.field, value, side)


def field_words(field: str, value: Any, side: Document) -> str:
    if field == "people":
        return ", ".join(person_words(actor, part, side) for actor, part in value)
    if field == "time":
        return str(value["raw"])
    words: Mapping[str, Mapping[str, str]] = {"activity": ACTIVITIES, "shape": SHAPES, "closes": CLOSES}
    return words.get(field, {}).get(str(value), str(value))


def person_words(actor: str, part: str | None, side: Document) -> str:
    named = side.sections["actors"].items.get(actor, {}).get("text", actor)
    return f"{named} {PARTS[part]}" if part else str(named)


def _whole(step: Mapping[str, Any], side: Document) -> str:
    """A step in one sentence: what, by whom, in what time, with which output."""
    told = [str(step["text"] or "tanpa uraian")]
    told += [field_words(field, step[field], side) for field in ("people", "time", "output") if step[field]]
    return " · ".join(told)
