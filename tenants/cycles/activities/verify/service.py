"""Lets somebody who did not write the report accept it, or send it back with a reason."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from runtut.errors import Conflict, Invalid
from runtut.web.api import Input
from tenants.cycles.activities.verify.checklist import faults, items
from tenants.cycles.activities.verify.papers import write_sheet
from tenants.cycles.activities.verify.schemas import VerifyInput
from tenants.cycles.activity import Activity, Outcome, register
from tenants.cycles.report import report_of
from tenants.cycles.store import plan_of
from tenants.cycles.work import Work
from tenants.documents.differences import differences
from tenants.documents.models import DocumentVersion
from tenants.documents.reading import versions_of
from tenants.documents.service import check, may_check
from tenants.documents.wording import outline

CHANGED = "Naskah sudah berubah sejak Anda membacanya; muat ulang halaman dan baca versi terbarunya."


class VerifyTool:
    schema: type[Input] = VerifyInput
    template = "cycles/activities/verify.html"
    button = "Kirim keputusan"

    def desk(self, work: Work) -> dict[str, Any]:
        """The newest version with what changed in it, the checklist, and the steps that it may go back to."""
        document, version = report_of(work)
        before = next((one for one in reversed(versions_of(document.id)) if one.number < version.number), None)
        return {
            "period": work.period.label, "document_id": str(document.id), "title": document.title, "version": version.number,
            "sha256": version.sha256, "items": items(work, version), "may": may_check(document, work.official_id),
            "changes": changed(before, version), "parts": [asdict(part) for part in outline(version.content)],
            "ways_back": ways_back(work), "followed": list(work.content_of("revise").get("items", ())),
        }  # fmt: skip

    def perform(self, work: Work, data: dict[str, Any]) -> Outcome:
        document, version = report_of(work)
        if version.sha256 != data["sha256"]:
            raise Conflict(CHANGED)
        if errors := faults(data["checks"], data["outcome"], data["reason"]):
            raise Invalid("Keputusan verifikasi belum lengkap.", errors)
        content = decided(work, version, data)
        check(version, work.official_id, data["outcome"], {"checks": content["checks"], "reason": content["reason"]})
        sheet = write_sheet(work, document, version, content)
        content["sheet_id"] = str(sheet.document_id)
        if data["outcome"] == "returned":
            return Outcome(f"Laporan versi {version.number} dikembalikan.", content, content["reason"], data["to"])
        return Outcome(f"Laporan versi {version.number} diterima: {len(content['checks'])} butir sesuai.", content)


def changed(before: DocumentVersion | None, version: DocumentVersion) -> list[dict[str, Any]]:
    return [asdict(change) for change in differences(before.content, version.content)] if before else []


def ways_back(work: Work) -> list[dict[str, str]]:
    """The steps that the work may go back to, the usual one first."""
    plan = plan_of(work.cycle)
    found = (plan.step(step_id) for step_id in plan.step(work.task.step_id).returns)
    return [{"id": step.id, "text": f"Langkah {step.no}: {step.text}"} for step in found]


def decided(work: Work, version: DocumentVersion, data: Mapping[str, Any]) -> dict[str, Any]:
    """The decision as it is kept; `returned_to` in words."""
    back, ways = data["outcome"] == "returned", ways_back(work)
    target = next((way for way in ways if data["to"] in (None, way["id"])), None) if back else None
    if back and target is None:
        raise Invalid("Laporan tidak dapat dikembalikan ke langkah itu.", {"to": ["Pilih langkah dari daftar."]})
    return {
        "document_id": str(version.document_id), "version_id": str(version.id), "version": version.number,
        "sha256": version.sha256, "outcome": data["outcome"], "reason": data["reason"].strip() if back else None,
        "returned_to": target["text"] if target else None,
        "checks": [{**row, "ok": bool(row["ok"]), "note": (row["note"] or "").strip()} for row in data["checks"]],
    }  # fmt: skip


ACTIVITY = register(Activity("verify", "Verifikasi", {"decides": VerifyTool()}))
