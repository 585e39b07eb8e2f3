"""The results of the visits: what each sheet says, confirmed as received and summed up for the report."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from runtut.calendar import say_date
from runtut.errors import Conflict, Invalid
from tenants.cycles.activity import Outcome
from tenants.cycles.work import Work


def has_visits(work: Work) -> bool:
    return work.earlier("visit") is not None


def sheets_of(work: Work) -> list[Mapping[str, Any]]:
    """The filled sheets of the nearest visits, by unit."""
    task = work.earlier("visit")
    handed = [row.content for row in work.hand_ins(task) if "sheets" in row.content] if task else []
    if not handed:
        raise Conflict("Belum ada blangko monev yang diserahkan, jadi belum ada hasil yang dapat dihimpun.")
    sheets: list[Mapping[str, Any]] = handed[-1]["sheets"]
    return sheets


def desk(work: Work) -> dict[str, Any]:
    sheets = [{**sheet, "day": say_day(sheet["on"])} for sheet in sheets_of(work)]
    return {"mode": "visits", "period": work.period.label, "sheets": sheets}


def gather(work: Work, said: Sequence[Mapping[str, Any]]) -> Outcome:
    """Every visited unit once, received, with a summary. Raises Invalid for what is missing."""
    sheets = {UUID(str(sheet["unit_id"])): sheet for sheet in sheets_of(work)}
    check(sheets, said)
    visits = [result_of(sheets[row["unit_id"]], row) for row in said]
    findings, off = sum(len(visit["findings"]) for visit in visits), sum(visit["postponed"] for visit in visits)
    later = f", {off} unit ditunda" if off else ""
    summary = f"Hasil monev {len(visits) - off} unit dihimpun{later}: {findings} temuan."
    rows = [{**row, "unit_id": str(row["unit_id"])} for row in said]
    return Outcome(summary, {"mode": "visits", "period": work.cycle.period, "visits": rows, "results": visits})


def check(sheets: Mapping[UUID, Mapping[str, Any]], said: Sequence[Mapping[str, Any]]) -> None:
    waiting, errors = {key: str(sheet["unit"]) for key, sheet in sheets.items()}, dict[str, list[str]]()
    for place, row in enumerate(said):
        unit = waiting.pop(row["unit_id"], None)
        if unit is None:
            errors[f"visits.{place}.unit_id"] = ["Unit ini tidak dikunjungi, atau disebut dua kali."]
            continue
        if sheets[row["unit_id"]].get("postponed"):
            continue
        if not row["received"]:
            errors[f"visits.{place}.received"] = [f"Nyatakan bahwa blangko {unit} sudah diterima dan lengkap."]
        if not row["result"]:
            errors[f"visits.{place}.result"] = [f"Tulis ringkasan hasil monev {unit}."]
    if waiting:
        errors["visits"] = [f"Belum dihimpun: {', '.join(waiting.values())}."]
    if errors:
        raise Invalid("Himpunan hasil monev belum lengkap.", errors)


def result_of(sheet: Mapping[str, Any], row: Mapping[str, Any]) -> dict[str, Any]:
    """One line of the register of visit results."""
    put_off = f"Monev ditunda: {sheet['reason']}" if sheet["postponed"] else ""
    return {
        "unit_id": sheet["unit_id"], "unit": sheet["unit"], "on": sheet["on"], "day": say_day(sheet["on"]),
        "postponed": sheet["postponed"], "assessors": sheet["assessors"],
        "findings": [finding["text"] for finding in sheet["findings"]], "conclusion": row["result"] or put_off,
    }  # fmt: skip


def say_day(day: str | None) -> str | None:
    return say_date(date.fromisoformat(day)) if day else None
