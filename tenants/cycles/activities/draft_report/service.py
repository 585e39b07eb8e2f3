"""Composes the report from the data and takes the words that people add; each hand-in is a version of it."""

from typing import Any

from runtut.web.api import Input
from tenants.cycles.activities.draft_report.schemas import DraftReportInput
from tenants.cycles.activities.draft_report.wording import proposal
from tenants.cycles.activity import Activity, Outcome, register
from tenants.cycles.report import KIND, Narrative, compose, identified, narrative_of, processed, sections, write_report
from tenants.cycles.work import Work
from tenants.documents.service import document_of, newest_version
from tenants.reports.shapes import MonevReport
from tenants.reports.wording import say_percent


class DraftReportTool:
    schema: type[Input] = DraftReportInput
    template = "cycles/activities/draft_report.html"
    button = "Simpan sebagai draf laporan"

    def desk(self, work: Work) -> dict[str, Any]:
        """The figures that the report will show, sentences to begin with, and what else it holds."""
        given, bare = processed(work), compose(work, Narrative("", "", ""))
        start = newest_text(work) or proposal(bare, work.period.label, work.sop.identity.title or "")
        kept = work.kept()
        written = narrative_of(kept) if kept.get("background") else start
        return {
            "period": work.period.label, "start": dict(sections(start)), "preview": dict(sections(written)),
            "figures": given["figures"], "units": given["units"], "percent": given["percent"], "rating": given["rating"],
            "method": given["method"]["title"], "signatory": f"{bare.signatory.name}, {bare.signatory.position}",
            "holds": {"analyses": len(bare.analyses), "visits": len(bare.visits), "legal_basis": len(bare.legal_basis)},
        }  # fmt: skip

    def perform(self, work: Work, data: dict[str, Any]) -> Outcome:
        narrative = narrative_of(data)
        version = write_report(work, narrative)
        content = {**identified(version), **dict(sections(narrative))}
        return Outcome(said(version.number, compose(work, narrative)), content)


def newest_text(work: Work) -> Narrative | None:
    """What people wrote last, where the work came back after others had revised the report; None before any draft."""
    document = document_of(KIND, work.subject)
    return narrative_of(newest_version(document).content) if document else None


def said(number: int, report: MonevReport) -> str:
    summary = f"Draf laporan versi {number} disusun: {len(report.figures)} indikator"
    if report.percent is not None:
        summary += f", rata-rata capaian {say_percent(report.percent)} ({report.rating})"
    return f"{summary}."


ACTIVITY = register(Activity("draft_report", "Susun draf laporan", {"does": DraftReportTool()}))
