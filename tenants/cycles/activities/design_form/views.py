"""The frozen form as a spreadsheet, for units that fill it away from the screen."""

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from flask import Blueprint, Response, request

from runtut.calendar import say_date
from runtut.errors import NotFound
from runtut.permissions import here, needs
from tenants.cycles.letterhead import office_of
from tenants.cycles.permissions import READ
from tenants.evidence.serving import disposition
from tenants.indicators import forms
from tenants.indicators.models import Form
from tenants.reports import shapes
from tenants.reports.spreadsheet import form_spreadsheet

doors = Blueprint("form_pages", __name__)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FIXED = (
    shapes.FormColumn("kode", "Kode", width=10),
    shapes.FormColumn("indikator", "Indikator", width=44),
    shapes.FormColumn("satuan", "Satuan", width=12),
    shapes.FormColumn("target", "Target", "number", width=14),
)
OPEN = {
    forms.ACTUAL: shapes.FormColumn(forms.ACTUAL, "Realisasi", "number", True, 14),
    forms.NOTE: shapes.FormColumn(forms.NOTE, "Keterangan", "text", True, 36),
    forms.EVIDENCE: shapes.FormColumn(forms.EVIDENCE, "Nama berkas bukti", "text", True, 28),
}
MISSING = shapes.FormColumn("alasan", "Alasan bila belum ada data", "text", True, 32)


@doors.get("/kinerja/format/<uuid:form>.xlsx")
@needs(READ)
def spreadsheet(form: UUID) -> Response:
    """The form of one unit (`unit` in the address), or of all together."""
    found = forms.find_form(form)
    unit_id = request.args.get("unit", type=UUID)
    units = forms.units_of(found)
    if unit_id is not None and unit_id not in units:
        raise NotFound("Format ini tidak menanyakan apa pun kepada unit tersebut.")
    unit = units[unit_id] if unit_id else "Semua unit"
    answer = Response(form_spreadsheet(sheet_of(found, unit_id, unit)), mimetype=XLSX)
    answer.headers["Content-Disposition"] = disposition(f"Format isian {found.period} {unit}.xlsx")
    return answer


def sheet_of(form: Form, unit_id: UUID | None, unit: str) -> shapes.FormSheet:
    """The columns of the web form; equal forms give equal files, so it is dated from the day it was frozen."""
    columns = (*FIXED, *(OPEN[key] for key in form.content["columns"]), MISSING)
    rows = tuple((row["id"], cells(row, len(columns) - len(FIXED))) for row in forms.rows_of(form, unit_id))
    return shapes.FormSheet(
        office_of(here()), made_on(form), form.period, unit, str(form.id), columns, rows, notes_of(form),
    )  # fmt: skip


def cells(row: dict[str, Any], blanks: int) -> tuple[str | Decimal | None, ...]:
    target = Decimal(row["target"]) if row["target"] is not None else None
    return (row["code"], row["name"], row["satuan"], target, *([None] * blanks))


def made_on(form: Form) -> date:
    return form.frozen_at.astimezone(ZoneInfo(here().zone)).date()


def notes_of(form: Form) -> tuple[str, ...]:
    due = form.content["due_on"]
    said = [form.content["instructions"], f"Diisi paling lambat {say_date(date.fromisoformat(due))}." if due else ""]
    return tuple(line for line in said if line)
