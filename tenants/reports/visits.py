"""Jadwal monev and blangko monev."""

from runtut.calendar import say_day
from tenants.reports.paper import Data, Paper, paper, period_label, signer, signing
from tenants.reports.shapes import Attachment, PlannedVisit, Stamp, VisitCheck, VisitFinding, VisitSchedule, VisitSheet
from tenants.reports.wording import listed, prose, say_due, say_span


def visit_schedule(schedule: VisitSchedule, stamp: Stamp) -> Paper:
    data = {
        "period": period_label(schedule.period).upper(),
        "purpose": prose(schedule.purpose),
        "visits": [_planned(visit) for visit in sorted(schedule.visits, key=lambda visit: visit.start)],
        "signing": signing(schedule.office, stamp, schedule.signatory),
    }
    title = f"Jadwal Monitoring dan Evaluasi {period_label(schedule.period)}"
    return paper("visit_schedule", title, schedule.office, schedule.made_on, stamp, data)


def visit_sheet(sheet: VisitSheet, stamp: Stamp) -> Paper:
    data = {
        "period": period_label(sheet.period).upper(),
        "facts": [
            ["Unit yang dikunjungi", sheet.unit],
            ["Hari, tanggal", say_day(sheet.on) if sheet.on else None],
            ["Petugas", listed(sheet.assessors) or None],
        ],
        "checks": [_check(check) for check in sheet.checks],
        "tally": _tally(sheet.checks),
        "findings": [_finding(finding) for finding in sheet.findings],
        "attachments": [_attachment(file) for file in sheet.attachments],
        "conclusion": prose(sheet.conclusion),
        "assessor": signer(sheet.assessor) if sheet.assessor else None,
        "head": signer(sheet.head) if sheet.head else None,
    }
    title = f"Blangko Monev {sheet.unit} {period_label(sheet.period)}"
    return paper("visit_sheet", title, sheet.office, sheet.made_on, stamp, data)


def _planned(visit: PlannedVisit) -> Data:
    return {
        "unit": visit.unit,
        "day": say_day(visit.start.date()),
        "clock": say_span(visit.start, visit.end),
        "place": visit.place,
        "assessors": list(visit.assessors),
        "agenda": visit.agenda or None,
    }


def _check(check: VisitCheck) -> Data:
    return {"question": check.question, "met": check.met, "note": check.note or None}


def _tally(checks: tuple[VisitCheck, ...]) -> str | None:
    answered = [check for check in checks if check.met is not None]
    if not answered:
        return None
    return f"{sum(bool(check.met) for check in answered)} dari {len(answered)} hal yang dijawab sudah sesuai."


def _finding(finding: VisitFinding) -> Data:
    return {"text": finding.text, "recommendation": finding.recommendation or None, "due": say_due(finding.due)}


def _attachment(file: Attachment) -> Data:
    return {"name": file.name, "caption": file.caption or None, "sha256": file.sha256[:16]}
