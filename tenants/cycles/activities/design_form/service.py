"""Freezes the form of the cycle's period; says what units will see before it does."""

from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select

from runtut.calendar import say_date
from runtut.database import db
from runtut.errors import Invalid
from runtut.web.api import Input
from tenants.cycles.activities.design_form.schemas import COLUMNS, DesignFormInput
from tenants.cycles.activity import Activity, Outcome, register
from tenants.cycles.models import Share, Task
from tenants.cycles.service import calendar_here, today_here
from tenants.cycles.work import Work
from tenants.indicators import forms, service
from tenants.indicators.models import Form
from tenants.indicators.numbers import plain
from tenants.institutions.service import unit_names

INSTRUCTIONS = (
    "Isilah realisasi menurut definisi operasional setiap indikator. Bila datanya belum ada, kosongkan angkanya dan tulis"
    " alasannya; jangan diisi 0. Lampirkan bukti dukung untuk setiap angka."
)
LONGEST_DAYS = 180


class DesignFormTool:
    schema: type[Input] = DesignFormInput
    template = "cycles/activities/design_form.html"
    button = "Bekukan format isian"

    def desk(self, work: Work) -> dict[str, Any]:
        """Every indicator by sasaran with who reports and what is aimed at, a start to change, and the preview."""
        rows = indicator_rows(work)
        start = starting_point(work, rows)
        kept = work.kept() or start
        return {
            "period": work.period.label, "groups": grouped(rows), "start": start,
            "columns": [{"key": key, "label": forms.COLUMNS[key]} for key in COLUMNS],
            "preview": preview(rows, kept.get("indicator_ids") or ()), "previewed_columns": kept.get("columns") or [],
        }  # fmt: skip

    def perform(self, work: Work, data: dict[str, Any]) -> Outcome:
        check_due(data["due_on"], today_here(work.place))
        check_answering(work, data["indicator_ids"])
        form = forms.freeze(
            work.subject, work.cycle.period, list(dict.fromkeys(data["indicator_ids"])), data["columns"],
            (data["instructions"] or "").strip(), work.official_id, due_on=data["due_on"],
        )  # fmt: skip
        units = forms.units_of(form)
        said = (
            f"Format isian {work.period.label} dibekukan: {len(forms.rows_of(form))} indikator untuk {len(units)} unit,"
            f" diisi paling lambat {say_date(data['due_on'])}."
        )
        return Outcome(said, content_of(form, data["columns"]))


def check_answering(work: Work, chosen: Sequence[UUID]) -> None:
    """Invalid where the next collecting has no seat in a unit that is asked: its figures would be missing for ever."""
    silent, reporting = silent_units(work), service.reporters(work.cycle.opd_id)
    lacking = {silent[unit] for key in chosen for unit in reporting.get(key, ()) if unit in silent}
    if lacking:
        said = (
            f"Pada langkah pengumpulan data tidak ada pejabat yang mengisi untuk {', '.join(sorted(lacking))}; "
            "ubah unit pelapor indikatornya di halaman Kinerja, atau jangan pilih indikator itu."
        )
        raise Invalid("Ada unit yang ditanyai tetapi tidak dapat mengisi.", {"indicator_ids": [said]})


def silent_units(work: Work) -> dict[UUID, str]:
    """Units for which nobody fills the figures that are collected next, with their names."""
    collecting = next_collecting(work)
    if collecting is None or any(task.activity == "visit" and task.no < collecting.no for task in work.tasks):
        return {}
    mine = Share.task_id == collecting.id, Share.round == collecting.round, Share.part == "does"
    answering = set(db.session.scalars(select(Share.unit_id).where(*mine)))
    return {unit: name for unit, name in unit_names(work.cycle.opd_id).items() if unit not in answering}


def next_collecting(work: Work) -> Task | None:
    return next((task for task in work.tasks if task.activity == "collect" and task.no > work.task.no), None)


def check_due(due_on: date, today: date) -> None:
    if due_on < today:
        raise Invalid("Batas pengisian sudah lewat.", {"due_on": ["Tanggal ini sudah lewat; pilih hari ini atau sesudahnya."]})
    if due_on > today + timedelta(days=LONGEST_DAYS):
        raise Invalid("Batas pengisian terlalu jauh.", {"due_on": ["Batas ini lebih dari enam bulan lagi; periksa tahunnya."]})


def indicator_rows(work: Work) -> list[dict[str, Any]]:
    """What the designer chooses from; `lacking` says why an indicator cannot be asked, `remark` what it lacks."""
    opd_id = work.cycle.opd_id
    reporting, names, aims = service.reporters(opd_id), unit_names(opd_id), service.targets(opd_id, work.cycle.period)
    return [
        {
            "id": str(one.id), "code": one.code, "sasaran": one.sasaran, "name": one.name, "satuan": one.satuan,
            "target": plain(aims.get(one.id)), "units": sorted(names[unit] for unit in reporting.get(one.id, ())),
            "unit_ids": [str(unit) for unit in reporting.get(one.id, ())],
        }
        for one in service.indicators(opd_id)
    ]  # fmt: skip


def grouped(rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    groups: dict[str, list[Mapping[str, Any]]] = {}
    for row in rows:
        groups.setdefault(row["sasaran"], []).append(row)
    return [{"sasaran": sasaran, "indicators": found} for sasaran, found in groups.items()]


def starting_point(work: Work, rows: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Everything that somebody reports on, all columns, and the day on which the next collecting is due."""
    silent = {str(unit) for unit in silent_units(work)}
    asked = [row["id"] for row in rows if row["units"] and not silent.intersection(row["unit_ids"])]
    return {
        "indicator_ids": asked, "columns": list(COLUMNS),
        "instructions": INSTRUCTIONS, "due_on": suggested_due(work).isoformat(),
    }  # fmt: skip


def suggested_due(work: Work) -> date:
    collecting = next_collecting(work)
    minutes = (collecting.minutes if collecting else None) or 5 * 450
    return calendar_here(work.place).add_minutes(datetime.now(UTC), minutes).date()


def preview(rows: Sequence[Mapping[str, Any]], chosen: Collection[str]) -> list[dict[str, Any]]:
    """The form as each unit will see it."""
    units: dict[str, list[Mapping[str, Any]]] = {}
    for row in rows:
        for unit in row["units"] if row["id"] in set(chosen) else ():
            units.setdefault(unit, []).append(row)
    return [{"unit": unit, "rows": units[unit]} for unit in sorted(units)]


def content_of(form: Form, columns: Sequence[str]) -> dict[str, Any]:
    """What is handed in: the choice as it was made, and the frozen form that came of it."""
    rows = forms.rows_of(form)
    return {
        "indicator_ids": [row["id"] for row in rows], "columns": list(columns), "instructions": form.content["instructions"],
        "due_on": form.content["due_on"], "due_label": due_label(form),
        "form_id": str(form.id), "form_sha256": form.sha256, "form_number": form.number,
        "period": form.period, "indicators": rows,
        "units": [{"id": str(key), "name": name, "rows": len(forms.rows_of(form, key))} for key, name in unit_list(form)],
    }  # fmt: skip


def due_label(form: Form) -> str:
    return say_date(date.fromisoformat(form.content["due_on"]))


def unit_list(form: Form) -> list[tuple[UUID, str]]:
    return list(forms.units_of(form).items())


ACTIVITY = register(Activity("design_form", "Susun format isian", {"does": DesignFormTool()}))
