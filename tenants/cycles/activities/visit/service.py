"""Takes the filled sheets of all scheduled units, and makes the papers of those that were held."""

from collections.abc import Mapping
from typing import Any

from runtut.errors import Conflict, Invalid
from runtut.web.api import Input
from tenants.cycles.activities.visit.papers import write_sheet
from tenants.cycles.activities.visit.rules import faults
from tenants.cycles.activities.visit.schemas import ANSWERS, VisitsHeldInput
from tenants.cycles.activity import Activity, Outcome, register
from tenants.cycles.service import today_here
from tenants.cycles.work import Work
from tenants.evidence import service as evidence
from tenants.evidence.kinds import ACCEPT, SAID


class VisitTool:
    schema: type[Input] = VisitsHeldInput
    template = "cycles/activities/visit.html"
    button = "Kirim hasil monev"

    def desk(self, work: Work) -> dict[str, Any]:
        """The scheduled visits with their questions, and the files that can be attached."""
        plan = work.content_of("plan_visit")
        files = evidence.files_for(work.seat.unit_id, work.official_id)
        return {
            "visits": [{key: visit[key] for key in SHOWN} for visit in plan.get("visits", ())],
            "questions": list(plan.get("questions", ())), "answers": [list(pair) for pair in ANSWERS.items()],
            "today": today_here(work.place).isoformat(), "files": [{"id": str(file.id), "name": file.name} for file in files],
            "accept": ACCEPT, "kinds": SAID, "limit": evidence.LIMIT,
        }  # fmt: skip

    def perform(self, work: Work, data: dict[str, Any]) -> Outcome:
        plan = work.content_of("plan_visit")
        if not plan.get("visits"):
            raise Conflict("Jadwal monev belum ada, jadi blangko belum dapat diisi.")
        files = evidence.by_ids([one for sheet in data["sheets"] for one in sheet["evidence_ids"]])
        if errors := faults(data["sheets"], plan["visits"], len(plan["questions"]), files, today_here(work.place)):
            raise Invalid("Hasil monev belum lengkap.", errors)
        visits = {visit["unit_id"]: visit for visit in plan["visits"]}
        sheets = [filled(sheet, visits[str(sheet["unit_id"])], plan["questions"]) for sheet in data["sheets"]]
        held = [sheet for sheet in sheets if not sheet["postponed"]]
        papers = [write_sheet(work, sheet, files) for sheet in held]
        return Outcome(said(sheets), {"sheets": sheets, "documents": [str(paper.document_id) for paper in papers]})


SHOWN = ("unit_id", "unit", "date", "start", "end", "place", "assessor_names", "focus")


def filled(sheet: Mapping[str, Any], visit: Mapping[str, Any], questions: list[str]) -> dict[str, Any]:
    """A sheet as it is kept, with the questions that were asked and who asked them."""
    known = {"unit_id": visit["unit_id"], "unit": visit["unit"], "assessors": list(visit["assessor_names"])}
    if sheet["postponed"]:
        return {**known, "postponed": True, "reason": sheet["reason"].strip(), "on": None, **NOTHING}
    return {
        **known, "postponed": False, "reason": None, "on": sheet["on"].isoformat() if sheet["on"] else visit["date"],
        "checks": [
            {"question": question, "answer": given["answer"], "note": (given["note"] or "").strip()}
            for question, given in zip(questions, sheet["checks"], strict=True)
        ],
        "findings": [kept_finding(finding) for finding in sheet["findings"]], "conclusion": sheet["conclusion"].strip(),
        "evidence_ids": [str(one) for one in dict.fromkeys(sheet["evidence_ids"])],
    }  # fmt: skip


NOTHING: Mapping[str, Any] = {"checks": [], "findings": [], "conclusion": None, "evidence_ids": []}


def kept_finding(finding: Mapping[str, Any]) -> dict[str, Any]:
    due = finding["due"].isoformat() if finding["due"] else None
    return {"text": finding["text"].strip(), "recommendation": (finding["recommendation"] or "").strip(), "due": due}


def said(sheets: list[dict[str, Any]]) -> str:
    held = [sheet for sheet in sheets if not sheet["postponed"]]
    findings, off = sum(len(sheet["findings"]) for sheet in held), len(sheets) - len(held)
    later = f", {off} ditunda" if off else ""
    return f"{len(held)} unit dimonev{later}; {findings} temuan dicatat."


ACTIVITY = register(Activity("visit", "Laksanakan monev", {"does": VisitTool()}))
