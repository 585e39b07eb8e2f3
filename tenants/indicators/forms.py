"""Forms of a period, frozen: what units are asked, word for word, kept with its SHA-256."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import func, select, update

from runtut.database import db, new_id
from runtut.errors import Invalid, NotFound
from runtut.events import record
from runtut.permissions import here
from runtut.procedures import sha256
from tenants.indicators.aggregation import ONE_ALONE, Aggregation
from tenants.indicators.models import Form, Indicator
from tenants.indicators.numbers import plain
from tenants.indicators.service import indicators, reporters, targets
from tenants.institutions.service import unit_names

FORMAT = "runtut.form/1"
ACTUAL, NOTE, EVIDENCE = "realisasi", "keterangan", "bukti"
COLUMNS = {ACTUAL: "Realisasi", NOTE: "Keterangan", EVIDENCE: "Bukti dukung"}


def freeze(
    subject: str, period: str, indicator_ids: Sequence[UUID], columns: Collection[str], instructions: str, author: UUID, *,
    due_on: date | None = None,
) -> Form:  # fmt: skip
    """The next form of `subject` (such as `cycle:<id>`), with indicators, units and targets as they are now.

    Raises Invalid with a sentence for each indicator that is not there, that no unit reports on, or whose last figure
    several units report.
    """
    opd_id, number = here().opd.id, _last_number(subject) + 1
    content: dict[str, Any] = {
        "format": FORMAT, "period": period, "number": number, "instructions": instructions,
        "due_on": due_on.isoformat() if due_on else None, "columns": [ACTUAL, *(c for c in (NOTE, EVIDENCE) if c in columns)],
        "indicators": _rows(opd_id, period, indicator_ids),
    }  # fmt: skip
    form = Form(
        id=new_id(), opd_id=opd_id, subject=subject, period=period, number=number, content=content, sha256=sha256(content),
        author_id=author,
    )  # fmt: skip
    db.session.add(form)
    db.session.flush()
    said = {"subject": subject, "number": number, "sha256": form.sha256, "indicators": len(content["indicators"])}
    record("form.frozen", f"form:{form.id}", opd_id, said)
    return form


def _last_number(subject: str) -> int:
    return db.session.scalar(select(func.max(Form.number)).where(Form.subject == subject)) or 0


def _rows(opd_id: UUID, period: str, indicator_ids: Sequence[UUID]) -> list[dict[str, Any]]:
    known = {indicator.id: indicator for indicator in indicators(opd_id)}
    aims, reporting, names = targets(opd_id, period), reporters(opd_id), unit_names(opd_id)
    errors: dict[str, list[str]] = {}
    for place, indicator_id in enumerate(indicator_ids):
        if indicator_id not in known:
            errors[f"indicator_ids.{place}"] = ["Indikator ini tidak ada di OPD ini."]
        elif not reporting.get(indicator_id):
            said = f"Belum ada unit yang melaporkan “{known[indicator_id].name}”; tetapkan unitnya di halaman Kinerja."
            errors[f"indicator_ids.{place}"] = [said]
        elif known[indicator_id].aggregation == Aggregation.LAST and len(reporting[indicator_id]) > 1:
            errors[f"indicator_ids.{place}"] = [f"“{known[indicator_id].name}”: {ONE_ALONE}"]
    if errors or not indicator_ids:
        raise Invalid("Pilihan indikator belum benar.", errors or {"indicator_ids": ["Pilih paling sedikit satu indikator."]})
    chosen = [indicator for indicator in known.values() if indicator.id in set(indicator_ids)]
    return [_row(one, plain(aims.get(one.id)), {unit: names[unit] for unit in reporting[one.id]}) for one in chosen]


def _row(indicator: Indicator, target: str | None, units: Mapping[UUID, str]) -> dict[str, Any]:
    return {
        "id": str(indicator.id), "code": indicator.code, "sasaran": indicator.sasaran, "name": indicator.name,
        "satuan": indicator.satuan, "direction": indicator.direction, "aggregation": indicator.aggregation,
        "definition": indicator.definition, "source": indicator.source, "target": target,
        "units": sorted(({"id": str(key), "name": name} for key, name in units.items()), key=lambda unit: unit["name"]),
    }  # fmt: skip


def void(subject: str) -> None:
    """The figures of `subject` count for nothing from now on; what was asked and said stays to be read."""
    mine = Form.subject == subject, Form.void_at.is_(None)
    for form_id in db.session.scalars(update(Form).where(*mine).values(void_at=func.now()).returning(Form.id)).all():
        record("form.voided", f"form:{form_id}", here().opd.id, {"subject": subject})


def newest_form(subject: str) -> Form | None:
    return db.session.scalar(select(Form).where(Form.subject == subject).order_by(Form.number.desc()).limit(1))


def find_form(form_id: UUID) -> Form:
    found = db.session.scalar(select(Form).where(Form.id == form_id))
    if found is None:
        raise NotFound("Format isian ini tidak ada, atau bukan milik OPD ini.")
    return found


def rows_of(form: Form, unit_id: UUID | None = None) -> list[dict[str, Any]]:
    """The rows of the form: all, or those on which a unit reports."""
    rows: list[dict[str, Any]] = form.content["indicators"]
    return [row for row in rows if unit_id is None or str(unit_id) in {unit["id"] for unit in row["units"]}]


def units_of(form: Form) -> dict[UUID, str]:
    """Every unit that the form asks, by id, in the order of their names."""
    found = {unit["name"]: UUID(unit["id"]) for row in rows_of(form) for unit in row["units"]}
    return {found[name]: name for name in sorted(found)}


def has_column(form: Form, column: str) -> bool:
    return column in form.content["columns"]
