"""Figures that units enter into a form: a value or a reason why there is none, and the files that prove it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy import delete, select

from runtut.database import db, new_id
from runtut.errors import Invalid
from runtut.events import record
from tenants.evidence.models import Evidence
from tenants.evidence.service import by_ids
from tenants.indicators.forms import EVIDENCE, has_column, rows_of
from tenants.indicators.models import Form, Measurement, MeasurementEvidence
from tenants.indicators.numbers import plain


@dataclass(frozen=True)
class Entry:
    """What a unit says of one indicator. No value is not 0: then `missing_reason` says why."""

    indicator_id: UUID
    value: Decimal | None = None
    note: str | None = None
    missing_reason: str | None = None
    evidence_ids: Sequence[UUID] = field(default_factory=tuple)


def enter(form: Form, unit_id: UUID, entries: Sequence[Entry], official_id: UUID) -> list[Measurement]:
    """Enter the figures of a unit, all rows that the form asks of it at once; entering again replaces them.

    Raises Invalid with a sentence for each wrong field (`rows.0.value`, …).
    """
    check(form, unit_id, entries)
    before = {row.indicator_id: row for row in _entered(form, unit_id)}
    rows = [_put(form, unit_id, entry, official_id, before.get(entry.indicator_id)) for entry in entries]
    db.session.flush()
    for row, entry in zip(rows, entries, strict=True):
        _link(row, entry.evidence_ids)
    db.session.flush()
    record("measurement.entered", f"form:{form.id}", form.opd_id, {"unit": str(unit_id), "rows": [_said(row) for row in rows]})
    return rows


def _entered(form: Form, unit_id: UUID) -> list[Measurement]:
    mine = Measurement.form_id == form.id, Measurement.unit_id == unit_id
    return list(db.session.scalars(select(Measurement).where(*mine).with_for_update()))


def _put(form: Form, unit_id: UUID, entry: Entry, official_id: UUID, row: Measurement | None) -> Measurement:
    if row is None:
        row = Measurement(id=new_id(), opd_id=form.opd_id, form_id=form.id, indicator_id=entry.indicator_id, unit_id=unit_id)
        db.session.add(row)
    elif (row.value, row.missing_reason, row.note) != (entry.value, entry.missing_reason, entry.note):
        row.version, row.at = row.version + 1, datetime.now(UTC)
    row.value, row.missing_reason, row.note = entry.value, entry.missing_reason, entry.note
    row.official_id = official_id
    return row


def _link(row: Measurement, evidence_ids: Sequence[UUID]) -> None:
    db.session.execute(delete(MeasurementEvidence).where(MeasurementEvidence.measurement_id == row.id))
    for evidence_id in dict.fromkeys(evidence_ids):
        db.session.add(MeasurementEvidence(opd_id=row.opd_id, measurement_id=row.id, evidence_id=evidence_id))


def _said(row: Measurement) -> dict[str, str | None]:
    return {"indicator": str(row.indicator_id), "value": plain(row.value), "missing_reason": row.missing_reason}


def check(form: Form, unit_id: UUID, entries: Sequence[Entry]) -> None:
    """Every row that is asked for, once, with a value or a reason, and with evidence where the form wants it."""
    asked, proven = {row["id"]: row["name"] for row in rows_of(form, unit_id)}, has_column(form, EVIDENCE)
    files, errors = by_ids([key for entry in entries for key in entry.evidence_ids]), dict[str, list[str]]()
    for place, entry in enumerate(entries):
        name = asked.pop(str(entry.indicator_id), None)
        if name is None:
            errors[f"rows.{place}.indicator_id"] = ["Indikator ini tidak ditanyakan kepada unit ini, atau diisi dua kali."]
            continue
        errors |= {f"rows.{place}.{key}": [said] for key, said in _faults(entry, name, proven, files).items()}
    if asked:
        errors["rows"] = [f"Belum diisi: {', '.join(asked.values())}."]
    if errors:
        raise Invalid("Isian belum lengkap atau belum benar.", errors)


def _faults(entry: Entry, name: str, proven: bool, files: dict[UUID, Evidence]) -> dict[str, str]:
    found: dict[str, str] = {}
    if entry.value is None and not entry.missing_reason:
        found["value"] = f"Isi realisasi “{name}”, atau tulis alasan bila datanya belum ada; yang kosong bukan 0."
    if entry.value is not None and entry.missing_reason:
        found["missing_reason"] = f"Kosongkan alasan “{name}” karena realisasinya sudah diisi, atau hapus angkanya."
    if set(entry.evidence_ids) - set(files):
        found["evidence_ids"] = f"Bukti “{name}” tidak tersimpan di OPD ini; pilih dari daftar berkas unit Anda."
    elif proven and entry.value is not None and not entry.evidence_ids:
        found["evidence_ids"] = f"Pilih paling sedikit satu bukti untuk “{name}”; unggah dahulu bila belum ada."
    return found


def measurements_of(form: Form, unit_id: UUID | None = None) -> list[Measurement]:
    """What was entered into a form, by all units or by one, in the order of time."""
    mine = [Measurement.form_id == form.id] + ([Measurement.unit_id == unit_id] if unit_id else [])
    return list(db.session.scalars(select(Measurement).where(*mine).order_by(Measurement.at, Measurement.id)))


def evidence_of(rows: Sequence[Measurement]) -> dict[UUID, list[Evidence]]:
    """The files of measurements, by measurement."""
    linked = select(MeasurementEvidence.measurement_id, Evidence).join(Evidence, Evidence.id == MeasurementEvidence.evidence_id)
    chosen = linked.where(MeasurementEvidence.measurement_id.in_([row.id for row in rows])).order_by(Evidence.name, Evidence.id)
    found: dict[UUID, list[Evidence]] = {}
    for measurement_id, evidence in db.session.execute(chosen):
        found.setdefault(measurement_id, []).append(evidence)
    return found
