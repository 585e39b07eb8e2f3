"""How indicators did over the periods."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from runtut.calendar import Period
from runtut.database import db
from runtut.events import Event, EventPayload
from tenants.evidence.models import Evidence
from tenants.indicators.models import Achievement, Form, Indicator, Measurement, MeasurementEvidence, Target
from tenants.indicators.service import indicators, targets

COUNTS = Form.void_at.is_(None)
"""Of a cancelled cycle nothing is official."""


@dataclass(frozen=True)
class Point:
    """An indicator in one period; without an achievement only its target is known.

    `elsewhere` are the realisations that other cycles of the same period have computed, where they differ from this one.
    """

    indicator_id: UUID
    period: str
    round: int
    target: Decimal | None
    actual: Decimal | None
    percent: Decimal | None
    rating: str | None
    note: str | None
    elsewhere: tuple[Decimal | None, ...] = ()

    @property
    def label(self) -> str:
        return Period.parse(self.period).label


@dataclass(frozen=True)
class Line:
    """An indicator in the overview: its point in the chosen period and its capaian up to then."""

    indicator: Indicator
    point: Point
    percents: list[Decimal | None]


def points(opd_id: UUID, indicator_id: UUID | None = None) -> dict[str, dict[UUID, Point]]:
    """The last computed achievement of each indicator in each period, by period and indicator.

    Two SOPs of an OPD may ask for the same indicator in the same quarter; what the other one found is not hidden.
    """
    mine = [Achievement.opd_id == opd_id, COUNTS] + ([Achievement.indicator_id == indicator_id] if indicator_id else [])
    rows = db.session.execute(
        select(Form.period, Form.subject, Achievement).join(Form, Form.id == Achievement.form_id).where(*mine)
        .order_by(Form.period, Achievement.at, Achievement.round)
    )  # fmt: skip
    last: dict[tuple[str, UUID], dict[str, Achievement]] = {}
    for period, cycle, row in rows:
        by_cycle = last.setdefault((period, row.indicator_id), {})
        by_cycle.pop(cycle, None)  # so that the newest stands last
        by_cycle[cycle] = row
    found: dict[str, dict[UUID, Point]] = {}
    for (period, indicator), by_cycle in last.items():
        found.setdefault(period, {})[indicator] = _point(period, *by_cycle.values())
    return found


def _point(period: str, *computed: Achievement) -> Point:
    *others, row = computed
    differing = tuple(other.actual for other in others if other.actual != row.actual)
    return Point(row.indicator_id, period, row.round, row.target, row.actual, row.percent, row.rating, row.note, differing)


def periods_of(opd_id: UUID, today: date) -> list[str]:
    """The periods that have targets or forms, up to the one of `today`, newest first."""
    now = str(Period.of(today))
    aimed = select(Target.period).where(Target.opd_id == opd_id, Target.period <= now)
    asked = select(Form.period).where(Form.opd_id == opd_id, COUNTS)
    return sorted(db.session.scalars(aimed.union(asked)), reverse=True)


def shown_period(opd_id: UUID, today: date) -> str:
    """What the overview opens on: the newest period with results, else the one of `today`."""
    computed = (
        select(func.max(Form.period)).join(Achievement, Achievement.form_id == Form.id).where(Form.opd_id == opd_id, COUNTS)
    )
    return db.session.scalar(computed) or str(Period.of(today))


def overview(opd_id: UUID, period: str) -> list[Line]:
    """Every indicator as it stands in `period`, with the eight periods up to it."""
    known, aims = points(opd_id), targets(opd_id, period)
    lately = [past for past in sorted(known) if past <= period][-8:]
    lines = []
    for one in indicators(opd_id):
        point = known.get(period, {}).get(one.id) or Point(one.id, period, 0, aims.get(one.id), None, None, None, None)
        percents = [known[past][one.id].percent if one.id in known[past] else None for past in lately]
        lines.append(Line(one, point, percents))
    return lines


def series_of(indicator: Indicator, today: date) -> list[Point]:
    """All periods of one indicator, oldest first; with those of this year that only have a target yet."""
    known = {period: by_id[indicator.id] for period, by_id in points(indicator.opd_id, indicator.id).items()}
    aims = {row.period: row.value for row in db.session.scalars(select(Target).where(Target.indicator_id == indicator.id))}
    return [
        known.get(period) or Point(indicator.id, period, 0, aims[period], None, None, None, None)
        for period in sorted(known.keys() | {period for period in aims if period.startswith(str(today.year))})
    ]


@dataclass(frozen=True)
class Proof:
    """A file that was given for an indicator, by which unit, for which period."""

    evidence: Evidence
    period: str
    unit_id: UUID

    @property
    def label(self) -> str:
        return Period.parse(self.period).label


def proofs_of(indicator_id: UUID) -> list[Proof]:
    """The evidence of an indicator, newest period first."""
    rows = db.session.execute(
        select(Evidence, Form.period, Measurement.unit_id)
        .join(MeasurementEvidence, MeasurementEvidence.evidence_id == Evidence.id)
        .join(Measurement, Measurement.id == MeasurementEvidence.measurement_id)
        .join(Form, Form.id == Measurement.form_id)
        .where(Measurement.indicator_id == indicator_id, COUNTS)
        .order_by(Form.period.desc(), Evidence.name)
    )
    return [Proof(evidence, period, unit_id) for evidence, period, unit_id in rows]


@dataclass(frozen=True)
class Change:
    at: datetime
    official_id: UUID | None
    capacity: str | None
    kind: str
    said: Mapping[str, Any]


def changes_of(indicator_id: UUID) -> list[Change]:
    """What was done to an indicator itself, newest first."""
    chosen = select(Event, EventPayload.content).join(EventPayload, EventPayload.id == Event.id, isouter=True)
    mine = chosen.where(Event.subject == f"indicator:{indicator_id}")
    rows = db.session.execute(mine.order_by(Event.at.desc(), Event.id.desc()))
    return [Change(event.at, event.official_id, event.capacity, event.kind, said or {}) for event, said in rows]


@dataclass(frozen=True)
class Report:
    """What a unit said in a period."""

    row: Measurement
    period: str

    @property
    def label(self) -> str:
        return Period.parse(self.period).label


def reports_of(indicator_id: UUID) -> list[Report]:
    """What units reported for an indicator, newest first."""
    rows = db.session.execute(
        select(Measurement, Form.period).join(Form, Form.id == Measurement.form_id)
        .where(Measurement.indicator_id == indicator_id, COUNTS).order_by(Form.period.desc(), Measurement.at.desc()).limit(100)
    )  # fmt: skip
    return [Report(row, period) for row, period in rows]


def unit_figures(opd_id: UUID, unit_id: UUID, period: str) -> dict[UUID, Decimal | None]:
    """What a unit reported for a period last, by indicator."""
    rows = db.session.scalars(
        select(Measurement).join(Form, Form.id == Measurement.form_id)
        .where(Measurement.opd_id == opd_id, Measurement.unit_id == unit_id, Form.period == period, COUNTS)
        .order_by(Measurement.at)
    )  # fmt: skip
    return {row.indicator_id: row.value for row in rows}
