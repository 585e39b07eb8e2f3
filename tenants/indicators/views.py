"""Kinerja for people: the overview, an indicator, and the form that shapes one."""

from decimal import Decimal
from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from runtut.calendar import Period
from runtut.database import db
from runtut.errors import Conflict, Invalid
from runtut.permissions import here, needs
from runtut.web.forms import checked
from tenants.evidence.permissions import READ as SEE_EVIDENCE
from tenants.indicators import achieving, scoring, series, service
from tenants.indicators.method import Method
from tenants.indicators.models import Indicator
from tenants.indicators.numbers import typed
from tenants.indicators.permissions import MANAGE, READ
from tenants.indicators.schemas import AGGREGATIONS, DIRECTIONS, IndicatorInput, TargetsForm
from tenants.institutions.service import unit_names
from tenants.people.service import official_names

MOST_TABS = 6
doors = Blueprint("indicators_pages", __name__, template_folder="templates")
WORDS = {
    "indicator.added": "mencatat indikator ini", "indicator.changed": "mengubah indikator ini",
    "indicator.target_set": "menetapkan target",
}  # fmt: skip


@doors.get("/kinerja")
@needs(READ)
def overview() -> str:
    """Every indicator of the OPD in one period: `periode` in the address, else the newest with results."""
    place, today = here(), service.today_here()
    periods = series.periods_of(place.opd.id, today)
    asked = request.args.get("periode", "")
    period = asked if asked in periods else series.shown_period(place.opd.id, today)
    lines = series.overview(place.opd.id, period)
    return render_template(
        "indicators/overview.html", place=place, lines=lines, period=Period.parse(period), groups=by_sasaran(lines),
        tabs=tabs(periods, period), directions=DIRECTIONS, may_manage=place.may(MANAGE),
        may_see_evidence=place.may(SEE_EVIDENCE), **summed_up(lines),
    )  # fmt: skip


def tabs(periods: list[str], chosen: str) -> list[dict[str, Any]]:
    """The newest periods, the chosen one always among them."""
    shown = periods[:MOST_TABS] if chosen in periods[:MOST_TABS] else [*periods[: MOST_TABS - 1], chosen]
    return [tab(period, chosen) for period in shown]


def tab(period: str, chosen: str) -> dict[str, Any]:
    href = url_for("indicators_pages.overview", periode=period)
    return {"label": Period.parse(period).label, "href": href, "active": period == chosen}


def by_sasaran(lines: list[series.Line]) -> list[tuple[str, list[series.Line]]]:
    groups: dict[str, list[series.Line]] = {}
    for line in lines:
        groups.setdefault(line.indicator.sasaran, []).append(line)
    return list(groups.items())


def summed_up(lines: list[series.Line]) -> dict[str, Any]:
    """The average of the period, how many met their target, how many have nothing to show."""
    method = Method.from_json(achieving.method_row().content)
    percents = [line.point.percent for line in lines]
    found = [scoring.Achievement(percent, percent, None) for percent in percents]
    return {
        "method": method, "average": scoring.average(found, method), "lacking": percents.count(None),
        "met": sum(percent is not None and percent >= 100 for percent in percents),
    }  # fmt: skip


@doors.get("/kinerja/<uuid:indicator>")
@needs(READ)
def indicator(indicator: UUID) -> str:
    """Definition, series, what units reported, evidence and history of one indicator."""
    place, found = here(), service.find_indicator(indicator)
    units, changes, reports = unit_names(found.opd_id), series.changes_of(found.id), series.reports_of(found.id)
    people = official_names([row for row in [*(c.official_id for c in changes), *(r.row.official_id for r in reports)] if row])
    return render_template(
        "indicators/indicator.html", place=place, indicator=found, series=series.series_of(found, service.today_here()),
        reports=reports, proofs=series.proofs_of(found.id), changes=changes, units=units, people=people, words=WORDS,
        reporting=[units[unit] for unit in service.reporters(found.opd_id).get(found.id, [])], directions=DIRECTIONS,
        aggregations=AGGREGATIONS, may_manage=place.may(MANAGE), may_see_evidence=place.may(SEE_EVIDENCE),
    )  # fmt: skip


@doors.get("/kinerja/baru")
@needs(MANAGE)
def new() -> str:
    return form_page(None, {"direction": "higher", "aggregation": "sum"}, {})


@doors.post("/kinerja/baru")
@needs(MANAGE)
def add() -> ResponseReturnValue:
    return kept(None)


@doors.get("/kinerja/<uuid:indicator>/ubah")
@needs(MANAGE)
def edit(indicator: UUID) -> str:
    found = service.find_indicator(indicator)
    said = {column: getattr(found, column) for column in service.COLUMNS}
    aims = {row.period: typed(row.value) for row in service.targets_of(found.id)}
    targets = {f"target_{number}": aims.get(f"{this_year()}-TW{number}") for number in range(1, 5)}
    said |= {"version": found.version}
    return form_page(found, {**said, **targets, "unit_ids": service.reporters(found.opd_id).get(found.id, [])}, {})


@doors.post("/kinerja/<uuid:indicator>/ubah")
@needs(MANAGE)
def change(indicator: UUID) -> ResponseReturnValue:
    return kept(service.find_indicator(indicator))


def kept(found: Indicator | None) -> ResponseReturnValue:
    """Keep what the form says, indicator and targets together; what is refused comes back as it was typed."""
    try:
        data, targets = read(request.form)
        place = here()
        row = service.change_indicator(found.id, data) if found else service.add_indicator(place.opd.id, data)
        set_targets(row, targets)
    except (Invalid, Conflict) as refused:
        db.session.rollback()
        again = service.find_indicator(found.id) if found else None
        typed_values = {**request.form.to_dict(), "unit_ids": request.form.getlist("unit_ids")}
        return form_page(again, typed_values, refused.errors or {"code": [refused.detail]}), refused.status
    flash(_("Indikator “%(name)s” tersimpan.", name=row.name), "done")
    return redirect(url_for("indicators_pages.indicator", indicator=row.id), 303)


def read(form: MultiDict[str, str]) -> tuple[dict[str, Any], dict[str, Decimal | None]]:
    """Indicator and targets, with the faults of both told at once."""
    faults: dict[str, list[str]] = {}
    parts = []
    for schema in (IndicatorInput, TargetsForm):
        try:
            parts.append(checked(schema, form))
        except Invalid as refused:
            faults |= refused.errors
    if faults:
        raise Invalid("Isian belum lengkap atau belum benar.", faults)
    return parts[0], parts[1]


def set_targets(row: Indicator, wanted: dict[str, Decimal | None]) -> None:
    """Set the targets that differ from those that are there."""
    known = {target.period: target.value for target in service.targets_of(row.id)}
    for number in range(1, 5):
        value, period = wanted[f"target_{number}"], f"{this_year()}-TW{number}"
        if value is not None and known.get(period) != value:
            try:
                service.set_target(row.id, period, value)
            except Conflict as refused:
                raise Conflict(refused.detail, {f"target_{number}": [refused.detail]}) from refused


def form_page(found: Indicator | None, values: dict[str, Any], errors: dict[str, list[str]]) -> str:
    place = here()
    quarters = [(f"target_{number}", Period(this_year(), number).label) for number in range(1, 5)]
    return render_template(
        "indicators/edit.html", place=place, indicator=found, values=values, errors=errors, units=unit_names(place.opd.id),
        quarters=quarters, year=this_year(), directions=DIRECTIONS, aggregations=AGGREGATIONS,
    )  # fmt: skip


def this_year() -> int:
    return service.today_here().year
