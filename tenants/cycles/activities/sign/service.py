"""Finalises the report, then lets its signatory sign exactly what he has read, or send it back."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any
from zoneinfo import ZoneInfo

from runtut.calendar import say_date
from runtut.errors import Conflict, Invalid
from runtut.web.api import Input
from tenants.cycles.activities.sign.schemas import FinaliseInput, SignInput
from tenants.cycles.activity import Activity, Outcome, Tool, register
from tenants.cycles.engine.plan import Part
from tenants.cycles.report import identified, report_of
from tenants.cycles.service import today_here
from tenants.cycles.store import plan_of
from tenants.cycles.work import Work
from tenants.documents.differences import differences
from tenants.documents.models import Check
from tenants.documents.reading import Paper, paper
from tenants.documents.rendering import rendering_state
from tenants.documents.service import finalise
from tenants.documents.signing import sign
from tenants.documents.wording import outline
from tenants.people.models import SHORT
from tenants.people.service import official_names

UNCHECKED = "Versi terakhir laporan ini belum diverifikasi, jadi belum dapat difinalkan."

LACKING = {"number": "Isi nomor naskah.", "dated": "Isi tanggal naskah."}


def shown(work: Work) -> dict[str, Any]:
    """What will be signed: the newest version, who accepted it, and what changed in it."""
    found = paper(report_of(work)[0])
    before, accepted = found.versions[-2:-1], found.accepted(found.newest)
    changes = differences(before[0].content, found.newest.content) if before else []
    return {
        "period": work.period.label, **identified(found.newest), "title": found.document.title,
        "number": found.document.number, "dated": found.document.dated.isoformat() if found.document.dated else None,
        "place": found.newest.content["office"]["place"], "accepted": acceptance(accepted),
        "changes": [asdict(change) for change in changes], "parts": [asdict(part) for part in outline(found.newest.content)],
        "pdf": rendering_state(found.newest, "draft"),
    }  # fmt: skip


def acceptance(check: Check | None) -> dict[str, Any] | None:
    if check is None:
        return None
    return {"name": official_names([check.official_id])[check.official_id], "at": check.at.isoformat()}


def hints(work: Work) -> dict[str, str]:
    today = today_here(work.place)
    return {"today": today.isoformat(), "example": f"000.8.6.3/12/{work.place.opd.short_name}/{today.year}"}


def give_number(work: Work, found: Paper, data: Mapping[str, Any]) -> None:
    """Number and date of an accepted paper; Invalid for what is missing, lies ahead, or lies before the cycle."""
    if found.accepted(found.newest) is None:
        raise Conflict(UNCHECKED)
    if lacking := {key: [said] for key, said in LACKING.items() if not data[key]}:
        raise Invalid("Nomor atau tanggal naskah belum diisi.", lacking)
    if data["dated"] > today_here(work.place):
        raise Invalid("Tanggal naskah belum tiba.", {"dated": ["Tanggal naskah tidak boleh sesudah hari ini."]})
    opened = work.cycle.opened_at.astimezone(ZoneInfo(work.place.zone)).date()
    if data["dated"] < opened:  # the retention in the archive is counted from it
        said = f"Tanggal naskah tidak boleh sebelum siklus dibuka, {say_date(opened)}."
        raise Invalid("Tanggal naskah terlalu awal.", {"dated": [said]})
    finalise(found.document, data["number"].strip(), data["dated"])


def signs_alone(work: Work) -> bool:
    """Whether nobody else finalises the paper in this step, so that the signatory does."""
    return not any(share.part is Part.DOES for share in plan_of(work.cycle).step(work.task.step_id).shares)


class FinaliseTool:
    schema: type[Input] = FinaliseInput
    template = "cycles/activities/sign_does.html"
    button = "Finalkan naskah"

    def desk(self, work: Work) -> dict[str, Any]:
        return {**shown(work), **hints(work)}

    def perform(self, work: Work, data: dict[str, Any]) -> Outcome:
        found = paper(report_of(work)[0])
        give_number(work, found, data)
        content = {
            **identified(found.newest), "number": data["number"].strip(), "dated": data["dated"].isoformat(),
            "place": found.newest.content["office"]["place"],
        }  # fmt: skip
        return Outcome(f"Naskah difinalkan dengan nomor {content['number']}, tanggal {say_date(data['dated'])}.", content)


class SignTool:
    schema: type[Input] = SignInput
    template = "cycles/activities/sign_signs.html"
    button = "Tanda tangani"

    def desk(self, work: Work) -> dict[str, Any]:
        seat = work.seat
        position = f"{SHORT[seat.capacity]} {seat.title}".strip()
        own = {"position": position, "letter": seat.letter, "name": work.place.standing.name, "alone": signs_alone(work)}
        return {**shown(work), **hints(work), **own}

    def perform(self, work: Work, data: dict[str, Any]) -> Outcome:
        if data["decision"] == "return":
            return send_back(work, data)
        if not data["password"]:
            raise Invalid("Kata sandi belum diisi.", {"password": ["Isi kata sandi Anda untuk menandatangani."]})
        found = paper(report_of(work)[0])
        if signs_alone(work):
            give_number(work, found, data)
        signature = sign(found.document, found.newest, work.place, work.seat, data["sha256"], data["password"])
        content = {
            **identified(found.newest), "outcome": "signed", "number": found.document.number, "code": signature.code,
            "position": signature.position, "capacity": signature.capacity, "letter": signature.letter,
        }  # fmt: skip
        return Outcome(f"Laporan nomor {found.document.number} ditandatangani; kode verifikasi {signature.code}.", content)


def send_back(work: Work, data: Mapping[str, Any]) -> Outcome:
    """Back to whoever can mend the text: the nearest step before this one that revises or drafts it."""
    _, version = report_of(work)
    reason = (data["reason"] or "").strip()
    if len(reason) < 10:
        said = "Tulis alasan pengembalian, paling sedikit 10 huruf, supaya dapat ditindaklanjuti."
        raise Invalid("Alasan pengembalian belum diisi.", {"reason": [said]})
    target = work.earlier("revise") or work.earlier("draft_report")
    content = {**identified(version), "outcome": "returned", "reason": reason}
    return Outcome(f"Laporan versi {version.number} dikembalikan.", content, reason, target.step_id if target else None)


TOOLS: Mapping[str, Tool] = {"does": FinaliseTool(), "signs": SignTool()}
ACTIVITY = register(Activity("sign", "Penandatanganan", TOOLS))
