"""Indicators, targets, forms and achievements for programs."""

from typing import Any
from uuid import UUID

from flask.views import MethodView

from runtut.permissions import here, needs
from runtut.web.api import Doors
from tenants.indicators import forms, measuring, series, service
from tenants.indicators.models import Form, Indicator, Measurement, Target
from tenants.indicators.permissions import MANAGE, READ
from tenants.indicators.schemas import (
    AchievementOutput,
    FormOutput,
    IndicatorInput,
    IndicatorOutput,
    MeasurementOutput,
    PeriodQuery,
    TargetInput,
    TargetOutput,
)

doors = Doors("indicators", "Indikator, target, dan capaian")
SEEN = (401, 403, 404)


def shown(indicator: Indicator) -> dict[str, Any]:
    columns = {column: getattr(indicator, column) for column in service.COLUMNS}
    return {
        "id": indicator.id,
        "version": indicator.version,
        **columns,
        "unit_ids": service.reporters(indicator.opd_id).get(indicator.id, []),
    }


@doors.route("/indicators")
class Indicators(MethodView):
    @needs(READ)
    @doors.gives(200, IndicatorOutput(many=True), "Indikator OPD ini")
    @doors.may_refuse(*SEEN)
    def get(self) -> list[dict[str, Any]]:
        """List the indicators of the OPD."""
        return [shown(indicator) for indicator in service.indicators(here().opd.id)]

    @needs(MANAGE)
    @doors.changes(IndicatorOutput, "Indikator dicatat", takes=IndicatorInput, status=201)
    def post(self, data: dict[str, Any]) -> dict[str, Any]:
        """Add an indicator."""
        return shown(service.add_indicator(here().opd.id, data))


@doors.route("/indicators/<uuid:indicator_id>")
class OneIndicator(MethodView):
    @needs(READ)
    @doors.gives(200, IndicatorOutput, "Indikator")
    @doors.may_refuse(*SEEN)
    def get(self, indicator_id: UUID) -> dict[str, Any]:
        """Read one indicator."""
        return shown(service.find_indicator(indicator_id))

    @needs(MANAGE)
    @doors.changes(IndicatorOutput, "Indikator diubah", takes=IndicatorInput)
    def put(self, data: dict[str, Any], indicator_id: UUID) -> dict[str, Any]:
        """Say everything of an indicator anew; frozen forms keep what they said."""
        return shown(service.change_indicator(indicator_id, data))


@doors.route("/indicators/<uuid:indicator_id>/targets")
class Targets(MethodView):
    @needs(READ)
    @doors.gives(200, TargetOutput(many=True), "Target per periode")
    @doors.may_refuse(*SEEN)
    def get(self, indicator_id: UUID) -> list[Target]:
        """The targets of an indicator, by period."""
        return service.targets_of(service.find_indicator(indicator_id).id)


@doors.route("/indicators/<uuid:indicator_id>/targets/<period:period>")
class OneTarget(MethodView):
    @needs(MANAGE)
    @doors.changes(TargetOutput, "Target ditetapkan", takes=TargetInput)
    def put(self, data: dict[str, Any], indicator_id: UUID, period: str) -> Target:
        """Set the target of a period; refused once its realisation was entered."""
        return service.set_target(indicator_id, period, data["value"])


@doors.route("/achievements")
class Achievements(MethodView):
    @needs(READ)
    @doors.takes(PeriodQuery, location="query")
    @doors.gives(200, AchievementOutput(many=True), "Capaian terakhir setiap indikator")
    @doors.may_refuse(*SEEN, 422)
    def get(self, asked: dict[str, Any]) -> list[series.Point]:
        """The last achievement of every indicator, of one period or of all."""
        known = series.points(here().opd.id)
        return [point for period, points in known.items() if asked["period"] in (None, period) for point in points.values()]


@doors.route("/forms/<uuid:form_id>")
class OneForm(MethodView):
    @needs(READ)
    @doors.gives(200, FormOutput, "Format isian yang dibekukan")
    @doors.may_refuse(*SEEN)
    def get(self, form_id: UUID) -> Form:
        """Read a frozen form."""
        return forms.find_form(form_id)


@doors.route("/forms/<uuid:form_id>/measurements")
class Measurements(MethodView):
    @needs(READ)
    @doors.gives(200, MeasurementOutput(many=True), "Angka yang diisi unit")
    @doors.may_refuse(*SEEN)
    def get(self, form_id: UUID) -> list[Measurement]:
        """What units entered into a form."""
        return measuring.measurements_of(forms.find_form(form_id))
