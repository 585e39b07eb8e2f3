"""Sets each capaian against target and last period, asks for cause and follow-up, and writes the analysis sheet."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

from runtut.calendar import say_date
from runtut.errors import Conflict, Invalid
from runtut.web.api import Input
from tenants.cycles.activities.analyse.paper import write_sheet
from tenants.cycles.activities.analyse.schemas import AnalyseInput
from tenants.cycles.activity import Activity, Outcome, register
from tenants.cycles.work import Work
from tenants.indicators.numbers import plain
from tenants.indicators.series import Point, points
from tenants.institutions.service import unit_names

History = Mapping[str, Mapping[UUID, Point]]


class AnalyseTool:
    schema: type[Input] = AnalyseInput
    template = "cycles/activities/analyse.html"
    button = "Serahkan analisis"

    def desk(self, work: Work) -> dict[str, Any]:
        """Every indicator with its capaian, the periods before, its units, and what the visits found."""
        given, known = processed(work), points(work.cycle.opd_id)
        rows = [with_history(work, given, figure, known) for figure in given["figures"]]
        return {
            "period": work.period.label, "previous_period": work.period.previous().label,
            "rows": sorted(rows, key=lambda row: not row["must_explain"]),
            "percent": given["percent"], "rating": given["rating"], "explain_below": given["method"]["explain_below"],
            "visits": work.content_of("collect").get("results", []),
            "people": sorted(unit_names(work.cycle.opd_id).values()),
        }  # fmt: skip

    def perform(self, work: Work, data: dict[str, Any]) -> Outcome:
        given, said = processed(work), {str(row["indicator_id"]): row for row in data["rows"]}
        check(given, data["rows"])
        before = last_percents(work, points(work.cycle.opd_id))
        analyses = [analysis(figure, said[figure["indicator_id"]], before) for figure in given["figures"]]
        version = write_sheet(work, analyses)
        explained = sum(bool(row["cause"]) for row in analyses)
        rows = [{**row, "indicator_id": str(row["indicator_id"]), "due": iso(row["due"])} for row in data["rows"]]
        content = {
            "period": work.cycle.period, "rows": rows, "analyses": analyses, "document_id": str(version.document_id),
            "version": version.number,
        }  # fmt: skip
        return Outcome(f"{len(analyses)} indikator dianalisis, {explained} di antaranya dengan penyebab.", content)


def iso(day: Any) -> str | None:
    return day.isoformat() if day else None


def processed(work: Work) -> Mapping[str, Any]:
    given = work.content_of("process")
    if "figures" not in given:
        raise Conflict("Data siklus ini belum diolah, jadi belum ada capaian yang dapat dianalisis.")
    return given


def must_explain(figure: Mapping[str, Any], below: str | None) -> bool:
    """What has no capaian or one below Tinggi is explained."""
    return figure["percent"] is None or (below is not None and Decimal(figure["percent"]) < Decimal(below))


def last_percents(work: Work, known: History) -> dict[str, str | None]:
    past = known.get(str(work.period.previous()), {})
    return {str(indicator_id): plain(point.percent) for indicator_id, point in past.items()}


def with_history(work: Work, given: Mapping[str, Any], figure: Mapping[str, Any], known: History) -> dict[str, Any]:
    """The figure with its capaian of the periods before, what its units said, and whether it must be explained."""
    one, past = UUID(figure["indicator_id"]), [period for period in sorted(known) if period < work.cycle.period][-7:]
    percents = [plain(known[period][one].percent) if one in known[period] else None for period in past]
    return {
        **figure, "previous": last_percents(work, known).get(figure["indicator_id"]),
        "percents": [*percents, figure["percent"]], "parts": parts_of(given, figure),
        "must_explain": must_explain(figure, given["method"]["explain_below"]),
    }  # fmt: skip


def parts_of(given: Mapping[str, Any], figure: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [
        {"unit": unit["unit"], "actual": row["actual"], "note": row["note"]}
        for unit in given["units"]
        for row in unit["figures"]
        if row["indicator_id"] == figure["indicator_id"]
    ]


def check(given: Mapping[str, Any], rows: Sequence[Mapping[str, Any]]) -> None:
    """Every indicator once; cause and follow-up where capaian is below Tinggi or missing."""
    open_, errors = {figure["indicator_id"]: figure for figure in given["figures"]}, dict[str, list[str]]()
    for place, row in enumerate(rows):
        figure = open_.pop(str(row["indicator_id"]), None)
        if figure is None:
            errors[f"rows.{place}.indicator_id"] = ["Indikator ini tidak ada dalam data olahan, atau disebut dua kali."]
        elif must_explain(figure, given["method"]["explain_below"]):
            errors |= {f"rows.{place}.{key}": [said] for key, said in lacking(figure, row).items()}
    if open_:
        errors["rows"] = [f"Belum dianalisis: {', '.join(figure['indicator'] for figure in open_.values())}."]
    if errors:
        raise Invalid("Analisis belum lengkap.", errors)


def lacking(figure: Mapping[str, Any], row: Mapping[str, Any]) -> dict[str, str]:
    state = "belum memiliki capaian" if figure["percent"] is None else f"capaiannya {figure['rating']}"
    found = {}
    if not row["cause"]:
        found["cause"] = f"“{figure['indicator']}” {state}; tulis penyebabnya."
    if not row["follow_up"]:
        found["follow_up"] = f"“{figure['indicator']}” {state}; tulis tindak lanjutnya."
    return found


def analysis(figure: Mapping[str, Any], row: Mapping[str, Any], before: Mapping[str, str | None]) -> dict[str, Any]:
    """In the words of the reports: what was found, why, and what follows."""
    return {
        "indicator_id": figure["indicator_id"], "indicator": figure["indicator"], "percent": figure["percent"],
        "rating": figure["rating"], "cause": row["cause"] or "", "follow_up": row["follow_up"] or "",
        "previous": before.get(figure["indicator_id"]), "responsible": row["responsible"] or "", "due": iso(row["due"]),
        "due_label": say_date(row["due"]) if row["due"] else None,
    }  # fmt: skip


ACTIVITY = register(Activity("analyse", "Analisis", {"does": AnalyseTool()}))
