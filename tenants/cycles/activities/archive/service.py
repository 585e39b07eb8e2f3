"""Puts the signed report into the archive; nothing of it can be changed or deleted before its retention ends."""

from datetime import date
from typing import Any

from runtut.calendar import say_date
from runtut.web.api import Input
from tenants.cycles.activities.archive.papers import write_card
from tenants.cycles.activities.archive.schemas import ArchiveInput
from tenants.cycles.activity import Activity, Outcome, register
from tenants.cycles.report import identified, report_of
from tenants.cycles.service import today_here
from tenants.cycles.work import Work
from tenants.documents.archiving import archive, signed_rendering
from tenants.documents.classes import ArchiveClass, archive_classes, suggested_class
from tenants.documents.reading import paper
from tenants.documents.rendering import rendering_of, rendering_state


class ArchiveTool:
    schema: type[Input] = ArchiveInput
    template = "cycles/activities/archive.html"
    button = "Arsipkan laporan"

    def desk(self, work: Work) -> dict[str, Any]:
        """The signed report, whether its PDF is there, and the classes with what they mean for it."""
        document, version = report_of(work)
        dated, suggested = document.dated or today_here(work.place), suggested_class(document.kind)
        made = rendering_of(version, "signed")
        return {
            "period": work.period.label, **identified(version), "title": document.title, "number": document.number,
            "dated": dated.isoformat(), "pdf": rendering_state(version, "signed"), "pdf_sha256": made.sha256 if made else None,
            "classes": [as_json(row, dated) for row in archive_classes().values()], "suggested": suggested.code,
        }  # fmt: skip

    def perform(self, work: Work, data: dict[str, Any]) -> Outcome:
        document, version = report_of(work)
        rendering = signed_rendering(document)
        chosen = archive_classes()[data["classification"]]
        entry = archive(document, chosen, data["location"].strip(), work.official_id)
        card = write_card(work, paper(document), entry)
        content = {
            **identified(version), "classification": chosen.code, "location": entry.location, "pdf_sha256": rendering.sha256,
            "retained_until": entry.retained_until.isoformat(), "fate": chosen.fate, "card_id": str(card.document_id),
            "number": document.number,
        }  # fmt: skip
        said = f"Laporan diarsipkan dengan klasifikasi {chosen.code}, terkunci sampai {say_date(entry.retained_until)}."
        return Outcome(said, content)


def as_json(row: ArchiveClass, dated: date) -> dict[str, Any]:
    return {
        "code": row.code, "title": row.title, "active": row.active, "inactive": row.inactive, "fate": row.fate,
        "until": row.retained_until(dated).isoformat(),
    }  # fmt: skip


ACTIVITY = register(Activity("archive", "Pengarsipan", {"does": ArchiveTool()}))
