"""From the figures of the units to capaian and predikat of the OPD, by a versioned method."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any
from uuid import UUID

from sqlalchemy.dialects.postgresql import insert

from runtut.database import db, new_id
from runtut.errors import Unavailable
from runtut.events import record
from runtut.library.models import ScoringMethod
from runtut.library.service import newest_method
from tenants.indicators import scoring
from tenants.indicators.aggregation import ONE_ALONE, Aggregate, Aggregation, Figure, aggregate
from tenants.indicators.forms import rows_of
from tenants.indicators.formulas import Direction
from tenants.indicators.measuring import measurements_of
from tenants.indicators.method import Method
from tenants.indicators.models import Achievement, Form, Measurement

METHOD = "permendagri-86-2017"
PLACES = Decimal("0.000001")
Pair = tuple[UUID, UUID]


@dataclass(frozen=True)
class Result:
    """What one indicator came to: `missing` names the units whose figure is not in it."""

    row: Mapping[str, Any]
    target: Decimal | None
    actual: Decimal | None
    found: scoring.Achievement
    missing: tuple[UUID, ...]
    note: str


def method_row() -> ScoringMethod:
    row = newest_method(METHOD)
    if row is None:
        raise Unavailable("Metode penilaian Permendagri 86/2017 belum ada di pustaka; hubungi pengelola sistem.")
    return row


def results(form: Form, method: Method, left_out: Collection[Pair] = ()) -> list[Result]:
    """Every indicator of the form; figures of `left_out` (indicator, unit) count as missing."""
    entered = {(row.indicator_id, row.unit_id): row for row in measurements_of(form)}
    kept = {pair: row for pair, row in entered.items() if pair not in left_out}
    return [_result(row, kept, method) for row in rows_of(form)]


def _result(row: Mapping[str, Any], entered: Mapping[Pair, Measurement], method: Method) -> Result:
    summed = added_up(row, entered)
    target = Decimal(row["target"]) if row["target"] is not None else None
    actual = None if summed.value is None else summed.value.quantize(PLACES, ROUND_HALF_UP).normalize()
    if actual is not None and summed.missing and row["aggregation"] == Aggregation.SUM:
        return Result(row, target, actual, scoring.Achievement(None, None, None), summed.missing, unfinished(row, summed))
    found = scoring.achievement(target, actual, Direction(row["direction"]), method)
    note = " ".join(said for said in (summed.note, found.note if actual is not None else "") if said)
    return Result(row, target, actual, found, summed.missing, note)


def unfinished(row: Mapping[str, Any], summed: Aggregate[UUID]) -> str:
    """Of a sum that lacks a unit: against the whole target the unit would count as 0."""
    lacking = ", ".join(unit["name"] for unit in row["units"] if UUID(unit["id"]) in summed.missing)
    return f"Belum ada angka dari {lacking}: jumlah ini sementara, jadi capaiannya belum dihitung."


def added_up(row: Mapping[str, Any], entered: Mapping[Pair, Measurement]) -> Aggregate[UUID]:
    """The figures of the units that report, as the indicator says they go together."""
    how, indicator = Aggregation(row["aggregation"]), UUID(row["id"])
    if how is Aggregation.LAST and len(row["units"]) > 1:  # forms frozen before this was refused
        return Aggregate(None, (), ONE_ALONE)
    units = [UUID(unit["id"]) for unit in row["units"]]
    rows = [entered.get((indicator, unit)) for unit in units]
    return aggregate([Figure(unit, one.value if one else None) for unit, one in zip(units, rows, strict=True)], how)


def achieve(form: Form, round_: int, left_out: Collection[Pair] = ()) -> tuple[list[Result], scoring.Achievement]:
    """Compute and keep the capaian of every indicator for a round of processing, and their average.

    Processed again in the same round, the new figures take the place of the old ones.
    """
    row = method_row()
    method = Method.from_json(row.content)
    found = results(form, method, left_out)
    for result in found:
        _keep(form, round_, result, row.id)
    average = scoring.average([result.found for result in found], method)
    said = {"round": round_, "method": f"{row.slug} versi {row.version}", "percent": str(average.percent), "of": len(found)}
    record("achievement.computed", f"form:{form.id}", form.opd_id, said)
    return found, average


def _keep(form: Form, round_: int, result: Result, method_id: UUID) -> None:
    said = {
        "target": result.target, "actual": result.actual, "percent": result.found.percent, "rating": result.found.rating,
        "note": result.note or None, "method_id": method_id,
    }  # fmt: skip
    key = {"opd_id": form.opd_id, "form_id": form.id, "indicator_id": UUID(result.row["id"]), "round": round_}
    keys = ["pemda_id", "opd_id", "form_id", "indicator_id", "round"]
    row = insert(Achievement).values(id=new_id(), **key, **said)
    db.session.execute(row.on_conflict_do_update(index_elements=keys, set_=said))


def unit_results(form: Form, method: Method, left_out: Collection[Pair] = ()) -> dict[Pair, scoring.Achievement]:
    """Capaian of single units, where a unit's figure can stand against the target by itself."""
    alone, reported = dict[Pair, scoring.Achievement](), measurements_of(form)
    for row in rows_of(form):
        target = unit_target(row)
        for entered in reported:
            pair = entered.indicator_id, entered.unit_id
            if str(entered.indicator_id) == row["id"] and pair not in left_out:
                alone[pair] = scoring.achievement(target, entered.value, Direction(row["direction"]), method)
    return alone


def unit_target(row: Mapping[str, Any]) -> Decimal | None:
    """The OPD's target is the unit's own, unless several units add up to it."""
    shared = row["aggregation"] == Aggregation.SUM and len(row["units"]) > 1
    return None if shared or row["target"] is None else Decimal(row["target"])
