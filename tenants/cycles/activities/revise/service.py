"""Works through remarks, takes the narrative anew and writes the next version; figures stay what the data say."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from runtut.errors import Invalid
from runtut.web.api import Input
from tenants.cycles.activities.revise.remarks import faults, remarks
from tenants.cycles.activities.revise.schemas import ReviseInput
from tenants.cycles.activity import Activity, Outcome, register
from tenants.cycles.report import compose, identified, narrative_of, report_of, sections, write_report
from tenants.cycles.work import Work
from tenants.documents.differences import differences
from tenants.reports import content_of


class ReviseTool:
    schema: type[Input] = ReviseInput
    template = "cycles/activities/revise.html"
    button = "Kirim hasil perbaikan"

    def desk(self, work: Work) -> dict[str, Any]:
        """The remarks, the last version, and what the next one would change as it was last kept."""
        document, version = report_of(work)
        kept = work.kept()
        written = narrative_of(kept if "background" in kept else version.content)
        return {
            "period": work.period.label, "items": remarks(work), "document_id": str(document.id), "title": document.title,
            "version": version.number, "start": dict(sections(narrative_of(version.content))),
            "changes": changed(version.content, content_of(compose(work, written))),
        }  # fmt: skip

    def perform(self, work: Work, data: dict[str, Any]) -> Outcome:
        _, before = report_of(work)
        open_ = remarks(work)
        if errors := faults(open_, data["items"]):
            raise Invalid("Masih ada catatan yang belum ditindaklanjuti.", errors)
        narrative = narrative_of(data)
        version = write_report(work, narrative)
        changes = changed(before.content, version.content)
        items = [{**row, "note": row["note"].strip()} for row in data["items"]]
        content = {
            **identified(version), **dict(sections(narrative)), "items": items, "remarks": open_, "changes": changes,
            "previous": before.number,
        }  # fmt: skip
        return Outcome(said(version.number, len(items), len(changes)), content)


def changed(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [asdict(change) for change in differences(old, new)]


def said(number: int, followed: int, changes: int) -> str:
    worked = f"{followed} catatan ditindaklanjuti" if followed else "tanpa catatan yang perlu ditindaklanjuti"
    return f"Laporan versi {number}: {worked}, {changes} bagian berubah."


ACTIVITY = register(Activity("revise", "Perbaikan", {"does": ReviseTool()}))
