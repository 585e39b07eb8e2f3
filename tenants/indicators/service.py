"""Indicators of an OPD, the units that report on them, and their targets."""

import re
from collections.abc import Collection, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert

from runtut.calendar import Period
from runtut.database import db, new_id
from runtut.errors import Conflict, Invalid, NotFound
from runtut.events import record
from runtut.permissions import here
from tenants.indicators.aggregation import ONE_ALONE, Aggregation
from tenants.indicators.models import Form, Indicator, IndicatorUnit, Measurement, Target
from tenants.indicators.numbers import plain
from tenants.institutions.service import unit_names

COLUMNS = ("code", "sasaran", "name", "satuan", "direction", "aggregation", "definition", "source")


def indicators(opd_id: UUID) -> list[Indicator]:
    """In the order of their codes, IKU-2 before IKU-10."""
    found = db.session.scalars(select(Indicator).where(Indicator.opd_id == opd_id))
    return sorted(found, key=lambda indicator: natural(indicator.code))


def natural(code: str) -> list[tuple[int, str]]:
    """Runs of digits count as numbers."""
    return [(int(part) if part.isascii() and part.isdigit() else -1, part) for part in re.split(r"([0-9]+)", code)]


def find_indicator(indicator_id: UUID) -> Indicator:
    found = db.session.scalar(select(Indicator).where(Indicator.id == indicator_id))
    if found is None:
        raise NotFound("Indikator ini tidak ada, atau bukan milik OPD ini.")
    return found


def _held(indicator_id: UUID) -> Indicator:
    """The indicator as it stands now, locked until the transaction ends."""
    held = select(Indicator).where(Indicator.id == indicator_id).with_for_update()
    found = db.session.scalar(held.execution_options(populate_existing=True))
    return found or find_indicator(indicator_id)


def add_indicator(opd_id: UUID, data: Mapping[str, Any]) -> Indicator:
    """`data` as in IndicatorInput; Conflict when the code is taken, Invalid for a unit of another OPD, or for several units
    whose last figure would count."""
    _refuse_taken(opd_id, data["code"])
    _refuse_many_last(data)
    indicator = Indicator(id=new_id(), opd_id=opd_id, **{column: data[column] for column in COLUMNS})
    db.session.add(indicator)
    db.session.flush()
    _link_units(indicator, data.get("unit_ids", ()))
    record("indicator.added", f"indicator:{indicator.id}", opd_id, _said(data))
    return indicator


def change_indicator(indicator_id: UUID, data: Mapping[str, Any]) -> Indicator:
    """Say everything anew. Forms that are frozen keep what they said.

    Conflict when `data["version"]` names another version than the one that is there; None changes whichever it is.
    """
    indicator = _held(indicator_id)
    if data.get("version") not in (None, indicator.version):
        raise Conflict("Indikator ini sudah diubah orang lain; muat ulang halaman, lalu ulangi perubahan Anda.")
    _refuse_taken(indicator.opd_id, data["code"], indicator.id)
    _refuse_many_last(data)
    for column in COLUMNS:
        setattr(indicator, column, data[column])
    indicator.version += 1
    db.session.flush()
    _link_units(indicator, data.get("unit_ids", ()))
    record("indicator.changed", f"indicator:{indicator.id}", indicator.opd_id, _said(data))
    return indicator


def _said(data: Mapping[str, Any]) -> dict[str, Any]:
    units = sorted(str(unit) for unit in data.get("unit_ids", ()))
    return {**{column: data[column] for column in COLUMNS}, "units": units}


def _refuse_taken(opd_id: UUID, code: str, except_for: UUID | None = None) -> None:
    holder = db.session.scalar(select(Indicator.id).where(Indicator.opd_id == opd_id, Indicator.code == code))
    if holder not in (None, except_for):
        said = f"Kode “{code}” sudah dipakai indikator lain; pakailah kode lain."
        raise Conflict(said, {"code": [said]})


def _refuse_many_last(data: Mapping[str, Any]) -> None:
    if data["aggregation"] == Aggregation.LAST and len(set(data.get("unit_ids", ()))) > 1:
        raise Invalid(ONE_ALONE, {"unit_ids": [ONE_ALONE]})


def _link_units(indicator: Indicator, unit_ids: Collection[UUID]) -> None:
    """Replace the units that report on the indicator."""
    if unknown := set(unit_ids) - set(unit_names(indicator.opd_id)):
        said = "Unit pelapor harus unit dari OPD ini."
        raise Invalid(said, {"unit_ids": [f"{said} ({len(unknown)} tidak dikenal)"]})
    db.session.execute(delete(IndicatorUnit).where(IndicatorUnit.indicator_id == indicator.id))
    for unit_id in sorted(set(unit_ids)):
        db.session.add(IndicatorUnit(opd_id=indicator.opd_id, indicator_id=indicator.id, unit_id=unit_id))
    db.session.flush()


def reporters(opd_id: UUID) -> dict[UUID, list[UUID]]:
    """The units that report, by indicator."""
    found: dict[UUID, list[UUID]] = {}
    asked = select(IndicatorUnit.indicator_id, IndicatorUnit.unit_id).where(IndicatorUnit.opd_id == opd_id)
    for indicator, unit in db.session.execute(asked.order_by(IndicatorUnit.unit_id)):
        found.setdefault(indicator, []).append(unit)
    return found


def set_target(indicator_id: UUID, period: str, value: Decimal) -> Target:
    """Conflict once a realisation was entered for that period: a target is not changed after the fact."""
    indicator = find_indicator(indicator_id)
    if _is_measured(indicator_id, period):
        raise Conflict(f"Target {Period.parse(period).label} tidak dapat diubah lagi, karena realisasinya sudah diisi.")
    row = {"id": new_id(), "opd_id": indicator.opd_id, "indicator_id": indicator_id, "period": period, "value": value}
    keys = ["pemda_id", "opd_id", "indicator_id", "period"]
    upsert = insert(Target).values(row).on_conflict_do_update(index_elements=keys, set_={"value": value})
    db.session.execute(upsert)
    said = {"period": period, "value": plain(value)}
    record("indicator.target_set", f"indicator:{indicator_id}", indicator.opd_id, said)
    mine = Target.indicator_id == indicator_id, Target.period == period
    return db.session.scalars(select(Target).where(*mine).execution_options(populate_existing=True)).one()


def _is_measured(indicator_id: UUID, period: str) -> bool:
    filled = select(Measurement.id).join(Form, Form.id == Measurement.form_id)
    mine = (
        Measurement.indicator_id == indicator_id,
        Form.period == period,
        Form.void_at.is_(None),
        Measurement.value.is_not(None),
    )
    return db.session.scalar(filled.where(*mine).limit(1)) is not None


def targets(opd_id: UUID, period: str) -> dict[UUID, Decimal]:
    """The targets of a period, by indicator."""
    mine = Target.opd_id == opd_id, Target.period == period
    return {row.indicator_id: row.value for row in db.session.scalars(select(Target).where(*mine))}


def today_here() -> date:
    """Today on the clocks of the pemda."""
    return datetime.now(ZoneInfo(here().zone)).date()


def targets_of(indicator_id: UUID) -> list[Target]:
    return list(db.session.scalars(select(Target).where(Target.indicator_id == indicator_id).order_by(Target.period)))
