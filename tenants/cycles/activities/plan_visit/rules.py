"""What a schedule must meet: every unit once, on working days, nobody in two places at a time."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta
from itertools import combinations
from typing import Any
from uuid import UUID

from runtut.calendar import WorkCalendar, say_date
from runtut.calendar.wording import DAYS
from tenants.cycles.people import Person
from tenants.institutions.models import Unit

Visits = Sequence[Mapping[str, Any]]
Errors = dict[str, list[str]]
FAR = timedelta(days=366)


def faults(
    visits: Visits, units: Mapping[UUID, Unit], people: Mapping[UUID, Person], calendar: WorkCalendar, today: date
) -> Errors:
    """Dotted path → sentences; empty when the schedule can be kept."""
    errors: Errors = {}
    for place, visit in enumerate(visits):
        _check_visit(f"visits.{place}", visit, units, people, errors)
        if said := day_fault(visit["date"], calendar, today):
            errors[f"visits.{place}.date"] = [said]
    _check_units(visits, units, errors)
    _check_meetings(visits, people, errors)
    return errors


def _check_visit(
    path: str, visit: Mapping[str, Any], units: Mapping[UUID, Unit], people: Collection[UUID], errors: Errors
) -> None:
    unit = units.get(visit["unit_id"])
    if unit is None:
        errors[f"{path}.unit_id"] = ["Unit ini bukan unit yang dikunjungi di OPD ini."]
        return
    if visit["end"] <= visit["start"]:
        errors[f"{path}.end"] = [f"{unit.name}: jam selesai harus sesudah jam mulai."]
    if any(one not in people for one in visit["assessors"]):
        errors[f"{path}.assessors"] = [f"{unit.name}: ada petugas yang tidak memangku jabatan di OPD ini; pilih dari daftar."]


def day_fault(day: date, calendar: WorkCalendar, today: date) -> str | None:
    if abs(day - today) > FAR:
        return f"{say_date(day)} lebih dari setahun dari hari ini; periksa tahunnya."
    if calendar.is_working_day(day):
        return None
    why = calendar.holiday_name(day) or f"hari {DAYS[day.weekday()]}"
    return f"{say_date(day)} bukan hari kerja ({why}); pilih hari lain."


def _check_units(visits: Visits, units: Mapping[UUID, Unit], errors: Errors) -> None:
    planned = [visit["unit_id"] for visit in visits]
    for place, unit_id in enumerate(planned):
        if unit_id in planned[:place]:
            errors[f"visits.{place}.unit_id"] = ["Unit ini sudah dijadwalkan; satu kunjungan untuk setiap unit."]
    if left := [unit.name for unit in units.values() if unit.id not in planned]:
        errors["visits"] = [f"Belum dijadwalkan: {', '.join(left)}."]


def _check_meetings(visits: Visits, people: Mapping[UUID, Person], errors: Errors) -> None:
    for (_, one), (later, other) in combinations(enumerate(visits), 2):
        if not _overlap(one, other):
            continue
        both = [people[who].name for who in other["assessors"] if who in one["assessors"] and who in people]
        if both:
            said = f"{', '.join(both)} sudah bertugas pada kunjungan lain di jam yang sama; ubah jam atau petugasnya."
            errors.setdefault(f"visits.{later}.assessors", []).append(said)


def _overlap(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    return bool(one["date"] == other["date"] and one["start"] < other["end"] and other["start"] < one["end"])
