"""Schedules the visits of a period, and makes the schedule and a sheet to fill for every unit."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from runtut.calendar import say_date
from runtut.errors import Invalid
from runtut.web.api import Input
from tenants.cycles.activities.plan_visit.papers import write_schedule, write_sheet
from tenants.cycles.activities.plan_visit.rules import faults
from tenants.cycles.activities.plan_visit.schemas import PlanVisitInput
from tenants.cycles.activity import Activity, Outcome, register
from tenants.cycles.people import Person, officials_of
from tenants.cycles.service import calendar_here, today_here
from tenants.cycles.work import Work
from tenants.institutions.models import Unit
from tenants.institutions.service import units

VISITED = ("bidang", "bagian", "seksi")
QUESTIONS = (
    "Realisasi yang dilaporkan sama dengan bukti dukungnya",
    "Bukti dukung lengkap dan dapat ditelusuri",
    "Cara menghitung sesuai definisi operasional indikator",
    "Kendala pencapaian target sudah dicatat",
    "Rencana tindak lanjut ada, dengan penanggung jawab dan batas waktu",
    "Tindak lanjut hasil monev sebelumnya sudah dilaksanakan",
)


class PlanVisitTool:
    schema: type[Input] = PlanVisitInput
    template = "cycles/activities/plan_visit.html"
    button = "Tetapkan jadwal"

    def desk(self, work: Work) -> dict[str, Any]:
        """The units to visit, who may visit them, and a plan to start from: one visit a working day."""
        people, visited = officials_of(work), units_to_visit(work)
        return {
            "period": work.period.label, "units": [{"id": str(unit.id), "name": unit.name} for unit in visited],
            "officials": [{"id": str(one.official_id), "name": one.name, "title": one.title} for one in people],
            "start": {"visits": suggested(work, visited), "questions": list(QUESTIONS)},
            "labels": {f"visits.{place}.": unit.name for place, unit in enumerate(visited)},
        }  # fmt: skip

    def perform(self, work: Work, data: dict[str, Any]) -> Outcome:
        people = {one.official_id: one for one in officials_of(work)}
        visited = {unit.id: unit for unit in units_to_visit(work)}
        if errors := faults(data["visits"], visited, people, calendar_here(work.place), today_here(work.place)):
            raise Invalid("Jadwal kunjungan belum dapat ditetapkan.", errors)
        visits = sorted((planned(visit, visited, people) for visit in data["visits"]), key=lambda visit: visit["start_at"])
        schedule = write_schedule(work, visits)
        sheets = [write_sheet(work, visit, data["questions"]) for visit in visits]
        papers = [str(paper.document_id) for paper in (schedule, *sheets)]
        content = {"visits": visits, "questions": data["questions"], "documents": papers}
        said = f"{len(visits)} kunjungan dijadwalkan, {said_span(visits)}."
        return Outcome(said, content)


def units_to_visit(work: Work) -> list[Unit]:
    """The units that report: Bidang, Bagian or Seksi that do not belong to another of these."""
    found = {unit.id: unit for unit in units(work.cycle.opd_id) if unit.kind in VISITED}
    return [unit for unit in found.values() if unit.parent_id not in found]


def suggested(work: Work, visited: Sequence[Unit]) -> list[dict[str, Any]]:
    """From the next working day on, a visit each working day in the morning."""
    first = today_here(work.place) + timedelta(days=1)
    days = calendar_here(work.place).working_days(first, first + timedelta(days=14 + 3 * len(visited)))
    return [
        {
            "unit_id": str(unit.id), "date": day.isoformat(), "start": "09:00", "end": "11:00", "place": f"Ruang {unit.name}",
            "assessors": [str(work.official_id)], "focus": "",
        }
        for unit, day in zip(visited, days, strict=False)
    ]  # fmt: skip


def planned(visit: Mapping[str, Any], visited: Mapping[UUID, Unit], people: Mapping[UUID, Person]) -> dict[str, Any]:
    """A visit as it is kept: ids and the names that go with them."""
    chosen = list(dict.fromkeys(visit["assessors"]))
    day, start, end = visit["date"].isoformat(), f"{visit['start']:%H:%M}", f"{visit['end']:%H:%M}"
    return {
        "unit_id": str(visit["unit_id"]), "unit": visited[visit["unit_id"]].name, "date": day, "start": start, "end": end,
        "start_at": f"{day}T{start}", "place": visit["place"].strip(), "assessors": [str(one) for one in chosen],
        "assessor_names": [people[one].name for one in chosen], "focus": (visit["focus"] or "").strip(),
    }  # fmt: skip


def said_span(visits: Sequence[Mapping[str, Any]]) -> str:
    first, last = (say_date(date.fromisoformat(visit["date"])) for visit in (visits[0], visits[-1]))
    return first if first == last else f"{first} sampai {last}"


ACTIVITY = register(Activity("plan_visit", "Rencana monev", {"does": PlanVisitTool()}))
