"""The figures of a unit: what the frozen form asks of it, what it may prove them with, who is late."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import select

from runtut.calendar import Period, say_date, say_moment
from runtut.database import db
from runtut.errors import Conflict
from tenants.cycles.activity import Outcome
from tenants.cycles.models import Share
from tenants.cycles.service import today_here
from tenants.cycles.work import Work
from tenants.evidence.kinds import ACCEPT, SAID
from tenants.evidence.models import Evidence
from tenants.evidence.service import LIMIT, files_for
from tenants.indicators import forms
from tenants.indicators.measuring import Entry, enter, evidence_of
from tenants.indicators.models import Form, Measurement
from tenants.indicators.numbers import plain, typed
from tenants.indicators.series import unit_figures
from tenants.institutions.service import unit_names


def form_of(work: Work) -> Form:
    form = forms.newest_form(work.subject)
    if form is None:
        raise Conflict("Format isian siklus ini belum dibekukan, jadi belum ada yang dapat diisi.")
    return form


def unit_of(work: Work) -> UUID:
    if work.share is None or work.share.unit_id is None:
        raise Conflict("Jabatan Anda tidak berada pada suatu unit, jadi tidak ada format untuk Anda; hubungi admin pemda.")
    return work.share.unit_id


def desk(work: Work) -> dict[str, Any]:
    form, unit_id = form_of(work), unit_of(work)
    names = unit_names(work.cycle.opd_id)
    before = unit_figures(work.cycle.opd_id, unit_id, str(work.period.previous()))
    return {
        "mode": "figures", "form_id": str(form.id), "unit_id": str(unit_id), "unit": names[unit_id],
        "period": work.period.label, "previous_period": work.period.previous().label,
        "columns": form.content["columns"], "instructions": form.content["instructions"], "due": due_label(form),
        "rows": [{**row, "before": plain(before.get(UUID(row["id"])))} for row in forms.rows_of(form, unit_id)],
        "files": files_to_pick(work, unit_id),
        "others": states(work, form, names), "accept": ACCEPT, "kinds": SAID, "limit": LIMIT,
    }  # fmt: skip


def due_label(form: Form) -> str | None:
    due = form.content["due_on"]
    return say_date(date.fromisoformat(due)) if due else None


def file_of(evidence: Evidence) -> dict[str, Any]:
    return {"id": str(evidence.id), "name": evidence.name, "size": evidence.size, "sha256": evidence.sha256}


def files_to_pick(work: Work, unit_id: UUID) -> list[dict[str, Any]]:
    """What came in since the cycle was opened, and what was picked before."""
    files = files_for(unit_id, work.official_id, work.cycle.opened_at, picked(work))
    return [dated_file(file, work.place.zone) for file in files]


def dated_file(evidence: Evidence, zone: str) -> dict[str, Any]:
    return {**file_of(evidence), "at": say_moment(evidence.at, ZoneInfo(zone))}


def picked(work: Work) -> set[UUID]:
    """The files that the worksheet names already, from whatever time they are."""
    rows = [row for row in work.kept().get("rows") or () if isinstance(row, dict)]
    named = [str(key) for row in rows for key in row.get("evidence_ids") or ()]
    return {UUID(key) for key in named if is_id(key)}


def is_id(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


def states(work: Work, form: Form, names: dict[UUID, str]) -> list[dict[str, Any]]:
    """Every unit that hands in at this step: done, late or still at it."""
    due, today = form.content["due_on"], today_here(work.place)
    overdue = due is not None and date.fromisoformat(due) < today
    overdue = overdue or (work.task.due_at is not None and work.task.due_at < datetime.now(UTC))
    mine = Share.task_id == work.task.id, Share.round == work.task.round, Share.part == "does"
    rows = db.session.scalars(select(Share).where(*mine).order_by(Share.id))
    return [
        {
            "unit": names.get(row.unit_id, row.actor) if row.unit_id else row.actor, "who": work.holder_name(row.position_id),
            "state": "done" if row.status == "done" else "late" if overdue else "waiting",
        }
        for row in rows
    ]  # fmt: skip


def hand_over(work: Work, rows: Sequence[dict[str, Any]]) -> Outcome:
    """Enter the figures of the unit, all rows at once."""
    form, unit_id = form_of(work), unit_of(work)
    entries = [Entry(**{**row, "evidence_ids": tuple(row["evidence_ids"])}) for row in rows]
    entered = enter(form, unit_id, entries, work.official_id)
    return Outcome(*handed(work, form, unit_id, entered))


def handed(work: Work, form: Form, unit_id: UUID, entered: Sequence[Measurement]) -> tuple[str, dict[str, Any]]:
    """The sentence for the log and what is kept: figures, and the register of their evidence."""
    unit, files = unit_names(work.cycle.opd_id)[unit_id], evidence_of(entered)
    asked = {row["id"]: row for row in forms.rows_of(form, unit_id)}
    rows = [said_row(asked[str(row.indicator_id)], row, files.get(row.id, [])) for row in entered]
    register = {file["id"]: file for row in rows for file in row["evidence"]}
    filled = sum(row["number"] is not None for row in rows)
    said = f"{unit}: {filled} dari {len(rows)} indikator terisi, {len(register)} bukti."
    content = {
        "mode": "figures", "form_id": str(form.id), "form_sha256": form.sha256, "unit_id": str(unit_id), "unit": unit,
        "period": str(Period.parse(form.period)), "rows": rows, "evidence": list(register.values()),
    }  # fmt: skip
    return said, content


def said_row(asked: dict[str, Any], row: Measurement, files: Sequence[Evidence]) -> dict[str, Any]:
    """`value` as it may be typed again, `number` as programs read it."""
    return {
        "indicator_id": asked["id"], "code": asked["code"], "indicator": asked["name"], "sasaran": asked["sasaran"],
        "satuan": asked["satuan"], "target": asked["target"], "value": typed(row.value), "number": plain(row.value),
        "note": row.note, "missing_reason": row.missing_reason, "evidence_ids": [str(file.id) for file in files],
        "evidence": [file_of(file) for file in files],
    }  # fmt: skip
