"""The quarterly report of a cycle: what it is composed from, its versions, and who is to sign it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from runtut.errors import Conflict
from tenants.cycles.engine.plan import Part
from tenants.cycles.letterhead import office_of
from tenants.cycles.people import holders_of_seats
from tenants.cycles.service import today_here
from tenants.cycles.store import plan_of
from tenants.cycles.work import Work
from tenants.documents.models import Document, DocumentVersion
from tenants.documents.rendering import request_rendering
from tenants.documents.service import document_of, newest_version, write_version
from tenants.reports import content_of
from tenants.reports.shapes import Analysis, Band, Decision, Figure, Met, MonevReport, Signatory, UnitFigures, Visited

KIND = "monev_report"
NOT_YET = "Data siklus ini belum diolah, jadi laporan belum dapat disusun."


@dataclass(frozen=True)
class Narrative:
    """What people write into the report; everything else comes from the data."""

    background: str
    results: str
    closing: str


def narrative_of(content: Mapping[str, Any]) -> Narrative:
    return Narrative(*(str(content.get(key) or "") for key in ("background", "results", "closing")))


def processed(work: Work) -> Mapping[str, Any]:
    """The figures of the nearest processing; Conflict when there are none."""
    given = work.content_of("process")
    if "figures" not in given:
        raise Conflict(NOT_YET)
    return given


def compose(work: Work, narrative: Narrative) -> MonevReport:
    """The report from what was handed in so far. Figures stay what they were processed to: nobody types them here."""
    given = processed(work)
    return MonevReport(
        office=office_of(work.place), made_on=today_here(work.place), period=work.cycle.period,
        figures=tuple(figure(row) for row in given["figures"]), units=tuple(unit(row) for row in given["units"]),
        percent=number(given["percent"]), rating=given["rating"], method=method_said(given["method"]),
        bands=tuple(Band(band["rating"], number(band["least"])) for band in given["method"]["bands"]),
        signatory=signatory(work), legal_basis=tuple(work.sop.legal_basis),
        background=narrative.background, results=narrative.results, closing=narrative.closing,
        analyses=tuple(explained(work)),
        visits=tuple(visits(work)), meeting=met(work),
    )  # fmt: skip


def number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def figure(row: Mapping[str, Any]) -> Figure:
    return Figure(
        row["sasaran"], row["indicator"], row["satuan"], number(row["target"]), number(row["actual"]), number(row["percent"]),
        row["rating"], row["note"] or "",
    )  # fmt: skip


def unit(row: Mapping[str, Any]) -> UnitFigures:
    return UnitFigures(row["unit"], tuple(figure(one) for one in row["figures"]), number(row["percent"]), row["rating"])


def method_said(method: Mapping[str, Any]) -> str:
    return f"Capaian dan predikat dihitung menurut {method['title']} ({method['source']})."


def explained(work: Work) -> list[Analysis]:
    """What was said of indicators; those that needed no word need no place in the report."""
    rows = work.content_of("analyse").get("analyses", ())
    return [analysis(row) for row in rows if row["cause"] or row["follow_up"]]


def analysis(row: Mapping[str, Any]) -> Analysis:
    return Analysis(
        row["indicator"], number(row["percent"]), row["rating"], row["cause"], row["follow_up"], number(row["previous"]),
        row["responsible"], day(row["due"]),
    )  # fmt: skip


def visits(work: Work) -> list[Visited]:
    """The visits that were held, with the conclusion of whoever gathered their results; put off ones found nothing."""
    gathered = {row["unit_id"]: row["conclusion"] for row in work.content_of("collect").get("results", ())}
    sheets = [sheet for sheet in work.content_of("visit").get("sheets", ()) if sheet["on"]]
    return [
        Visited(
            sheet["unit"], date.fromisoformat(sheet["on"]), tuple(sheet["assessors"]),
            tuple(finding["text"] for finding in sheet["findings"]), gathered.get(sheet["unit_id"]) or sheet["conclusion"],
        )
        for sheet in sheets
    ]  # fmt: skip


def met(work: Work) -> Met | None:
    held = work.content_of("meeting")
    if "decisions" not in held:
        return None
    invitation = held["invitation"]
    start = datetime.fromisoformat(f"{invitation['date']}T{invitation['start']}").replace(tzinfo=ZoneInfo(work.place.zone))
    decisions = tuple(Decision(row["text"], row["person"], day(row["due"])) for row in held["decisions"])
    return Met(start, invitation["place"], held["chair"], held["invited"], held["attended"], decisions)


def signatory(work: Work) -> Signatory:
    """Who holds today the seat that signs in the end; an empty seat is named, so that it is not overlooked."""
    signing = [share for step in plan_of(work.cycle).steps for share in step.shares if share.part is Part.SIGNS]
    if not signing:
        return Signatory("Kepala", "(belum ada pejabat)")
    held = holders_of_seats(work)
    first = [share.seat.position_id for share in signing if share.actor == signing[0].actor]
    found = next((held[position] for position in first if position in held), None)
    return found.signatory if found else Signatory(signing[0].actor, "(belum ada pejabat)")


def write_report(work: Work, narrative: Narrative) -> DocumentVersion:
    """The next version of the report; its draft PDF is made by a job."""
    title = f"Laporan Monitoring dan Evaluasi Capaian Kinerja {work.period.label}"
    version = write_version(KIND, work.subject, title, content_of(compose(work, narrative)), work.official_id)
    request_rendering(version, "draft")
    return version


def report_of(work: Work) -> tuple[Document, DocumentVersion]:
    """The report with its newest version; Conflict while there is none."""
    document = document_of(KIND, work.subject)
    if document is None:
        raise Conflict("Draf laporan siklus ini belum disusun.")
    return document, newest_version(document)


def sent_back(work: Work) -> list[Mapping[str, Any]]:
    """Every return of the report so far, oldest first: what was handed in by whoever sent it back."""
    later = [task for task in work.tasks if task.activity in ("verify", "sign")]
    handed = [row for task in later for row in work.hand_ins(task, every_round=True)]
    returns = sorted((row for row in handed if row.content.get("outcome") == "returned"), key=lambda row: row.at)
    return [{"reason": row.content["reason"], "at": row.at.isoformat(), "who": row.capacity} for row in returns]


def identified(version: DocumentVersion) -> dict[str, Any]:
    """What a hand-in keeps of the version that it is about."""
    return {
        "document_id": str(version.document_id), "version_id": str(version.id), "version": version.number,
        "sha256": version.sha256,
    }  # fmt: skip


def sections(narrative: Narrative) -> Sequence[tuple[str, str]]:
    return (("background", narrative.background), ("results", narrative.results), ("closing", narrative.closing))
