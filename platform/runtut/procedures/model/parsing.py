"""Reads a document of the format runtut.sop/1 into the model, with every fault named by its place."""

from collections.abc import Mapping
from dataclasses import fields

from runtut.procedures.model.faults import UNPRINTABLE, Cursor, Faults
from runtut.procedures.model.sop import Approver, Finding, Identity, Sop, StandardTime, Step, StepRef
from runtut.procedures.model.vocabulary import (
    ACTIVITIES,
    CLOSES,
    FORMAT,
    KINDS,
    MINUTES_PER_UNIT,
    PARTS,
    SEVERITIES,
    SHAPES,
)

PARAGRAPHS = ("legal_basis", "qualifications", "related", "equipment", "warnings", "records")
DATES = ("created_on", "revised_on", "approved_on", "effective_on")
REFERENCES = ("next", "on_return")


def from_json(document: Mapping[str, object]) -> Sop:
    """Raise `SopError` with all faults at once, or answer the SOP; a draft may still have empty cells."""
    faults = Faults()
    sop = _sop(Cursor(document, "", faults))
    _check_references(sop, faults)
    faults.raise_if_any()
    return sop


def _sop(cursor: Cursor) -> Sop:
    cursor.only(("format", *(field.name for field in fields(Sop))))
    if cursor.fields.get("format") != FORMAT:
        cursor.wrong("format", f"Format harus {FORMAT}; berkas ini bukan SOP yang dikenal.")
    actors = cursor.distinct("actors")
    return Sop(
        kind=cursor.choice("kind", KINDS, "sop_ap") or "sop_ap",
        identity=_identity(Cursor(cursor.fields.get("identity") or {}, "identity", cursor.faults)),
        actors=actors,
        steps=tuple(_step(Cursor(item, path, cursor.faults), actors) for path, item in cursor.items("steps")),
        sources=_sources(Cursor(cursor.fields.get("sources") or {}, "sources", cursor.faults)),
        findings=tuple(_finding(Cursor(item, path, cursor.faults)) for path, item in cursor.items("findings")),
        **{key: cursor.texts(key) for key in PARAGRAPHS},
    )


def _identity(cursor: Cursor) -> Identity:
    cursor.only([field.name for field in fields(Identity)])
    approver = cursor.fields.get("approved_by")
    return Identity(
        **{key: cursor.text(key) for key in ("title", "number", "pemda", "opd")},
        **{key: cursor.date(key) for key in DATES},
        approved_by=None if approver is None else _approver(Cursor(approver, cursor.at("approved_by"), cursor.faults)),
    )


def _approver(cursor: Cursor) -> Approver:
    keys = [field.name for field in fields(Approver)]
    cursor.only(keys)
    return Approver(**{key: cursor.text(key) for key in keys})


def _step(cursor: Cursor, columns: tuple[str, ...]) -> Step:
    cursor.only([field.name for field in fields(Step)])
    actors = cursor.distinct("actors")
    for actor in actors:
        if actor not in columns:
            cursor.wrong("actors", f"“{actor}” tidak ada dalam daftar pelaksana; tambahkan atau perbaiki namanya.")
    return Step(
        **{key: cursor.text(key) for key in ("text", "id", "requirement", "output", "note")},
        no=cursor.ordinal("no"),
        actors=actors,
        parts=_parts(cursor, actors),
        closes=cursor.choice("closes", CLOSES, "all") or "all",
        activity=cursor.choice("activity", tuple(ACTIVITIES)),
        shape=cursor.choice("shape", SHAPES, "process") or "process",
        time=_time(cursor),
        next=_reference(cursor, "next"),
        on_return=_reference(cursor, "on_return"),
    )


def _parts(cursor: Cursor, actors: tuple[str, ...]) -> Mapping[str, str] | None:
    raw = cursor.fields.get("parts")
    if raw is None:
        return None
    parts = Cursor(raw, cursor.at("parts"), cursor.faults)
    parts.only(actors)
    for actor in actors:
        if parts.fields.get(actor) is None:
            parts.wrong(actor, f"Pilih peran dalam langkah ini: {', '.join(PARTS)}.")
    read = {actor: parts.choice(actor, PARTS) for actor in actors}
    return {actor: part for actor, part in read.items() if part is not None}


def _time(cursor: Cursor) -> StandardTime | None:
    raw = cursor.fields.get("time")
    if raw is None:
        return None
    time = Cursor(raw, cursor.at("time"), cursor.faults)
    time.only([field.name for field in fields(StandardTime)])
    if time.fields.get("raw") is None:
        time.wrong("raw", "Tulis waktu seperti di naskah, misalnya “2 hari”.")
    if not isinstance(time.fields.get("anchor") or False, bool):
        time.wrong("anchor", "Harus ya (true) atau tidak (false).")
    read = StandardTime(
        raw=time.text("raw") or "",
        value=time.number("value"),
        unit=time.choice("unit", tuple(MINUTES_PER_UNIT)),
        anchor=time.fields.get("anchor") is True,
    )
    if read.anchor and (read.value is not None or read.unit is not None):
        time.wrong("value", "Waktu yang berupa patokan kalender tidak memakai angka dan satuan.")
    return read


def _reference(cursor: Cursor, key: str) -> StepRef | None:
    value = cursor.fields.get(key)
    return cursor.text(key) if value is None or isinstance(value, str) else cursor.ordinal(key)


def _sources(cursor: Cursor) -> Mapping[str, Mapping[str, object]]:
    for key, place in cursor.fields.items():
        if not isinstance(place, Mapping) or UNPRINTABLE.search(str(key)):
            cursor.wrong(
                UNPRINTABLE.sub("?", str(key)),
                "Letak di naskah harus berupa kumpulan isian, misalnya halaman dan baris.",
            )
    return dict(cursor.fields)


def _finding(cursor: Cursor) -> Finding:
    return Finding(
        code=cursor.text("code"),
        severity=cursor.choice("severity", SEVERITIES, "warning") or "warning",
        at=cursor.text("at") or "",
        message=cursor.text("message") or "",
        evidence=cursor.text("evidence"),
    )


def _check_references(sop: Sop, faults: Faults) -> None:
    ids = [step.id for step in sop.steps if step.id is not None]
    for place, step in enumerate(sop.steps):
        if step.id is not None and ids.count(step.id) > 1:
            faults.add(f"steps[{place}].id", f"Pengenal “{step.id}” dipakai lebih dari satu langkah.")
        for key in REFERENCES:
            target = getattr(step, key)
            if target is not None and target not in sop.places:
                faults.add(f"steps[{place}].{key}", f"Langkah tujuan “{target}” tidak ada.")
