"""What processing hands in: figures of the OPD and of its units, the method, and every decision on the way."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from tenants.cycles.activities.process.sheet import Cell
from tenants.cycles.work import Work
from tenants.indicators import scoring
from tenants.indicators.achieving import Pair, Result, method_row, unit_results, unit_target
from tenants.indicators.forms import units_of
from tenants.indicators.method import Method
from tenants.indicators.models import Form
from tenants.indicators.numbers import plain

GOOD = "Tinggi"


def content_of(
    work: Work, form: Form, cells: Sequence[Cell], said: Sequence[Mapping[str, Any]], found: Sequence[Result],
    average: scoring.Achievement, out: Collection[Pair],
) -> dict[str, Any]:  # fmt: skip
    row = method_row()
    method = Method.from_json(row.content)
    return {
        "form_id": str(form.id), "form_sha256": form.sha256, "period": form.period, "round": work.task.round,
        "figures": [figure_of(result) for result in found], "units": units(form, cells, method, out),
        "percent": plain(average.percent), "rating": average.rating, "note": average.note,
        "resolutions": [{key: str(value) for key, value in decision.items()} for decision in said],
        "decisions": decisions(cells, said), "method": method_of(method, row.slug, row.version),
    }  # fmt: skip


def figure_of(result: Result) -> dict[str, Any]:
    row, names = result.row, {unit["id"]: unit["name"] for unit in result.row["units"]}
    return {
        "indicator_id": row["id"], "code": row["code"], "sasaran": row["sasaran"], "indicator": row["name"],
        "satuan": row["satuan"], "direction": row["direction"], "target": row["target"], "actual": plain(result.actual),
        "percent": plain(result.found.percent), "rating": result.found.rating, "note": result.note,
        "missing": [names[str(unit)] for unit in result.missing],
    }  # fmt: skip


def units(form: Form, cells: Sequence[Cell], method: Method, out: Collection[Pair]) -> list[dict[str, Any]]:
    """The figures of each unit as they went into those of the OPD."""
    alone = unit_results(form, method, out)
    found = []
    for unit_id, name in units_of(form).items():
        mine = [cell for cell in cells if cell.unit_id == unit_id]
        together = scoring.average([alone[cell.pair] for cell in mine if cell.pair in alone], method)
        rows = [unit_figure(cell, alone.get(cell.pair), cell.pair in out) for cell in mine]
        summed = {"percent": plain(together.percent), "rating": together.rating}
        found.append({"unit_id": str(unit_id), "unit": name, "figures": rows, **summed})
    return found


def unit_figure(cell: Cell, alone: scoring.Achievement | None, is_out: bool) -> dict[str, Any]:
    row, target = cell.row, unit_target(cell.row)
    said = cell.entered.missing_reason or cell.entered.note if cell.entered else None
    return {
        "indicator_id": row["id"], "code": row["code"], "sasaran": row["sasaran"], "indicator": row["name"],
        "satuan": row["satuan"], "target": plain(target), "actual": None if is_out else plain(cell.value),
        "percent": plain(alone.percent) if alone else None, "rating": alone.rating if alone else None, "note": said or "",
        "evidence": list(cell.files),
    }  # fmt: skip


def decisions(cells: Sequence[Cell], said: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Each resolution in words, for whoever reads it later."""
    by_pair = {cell.pair: cell for cell in cells}
    rows = []
    for row in said:
        cell = by_pair[row["indicator_id"], row["unit_id"]]
        rows.append(
            {
                "indicator": cell.row["name"], "unit": cell.unit, "value": plain(cell.value), "decision": row["decision"],
                "reason": row["reason"], "flags": [flag.text for flag in cell.flags],
            }
        )  # fmt: skip
    return rows


def method_of(method: Method, slug: str, version: int) -> dict[str, Any]:
    """Formula and scale, disclosed with the figures; below `explain_below` a cause is asked for."""
    good = next((band.lower for band in method.bands if band.label == GOOD), None)
    return {
        "slug": slug, "version": version, "title": method.title, "source": method.source,
        "formulas": {direction.value: formula.text for direction, formula in method.formulas.items()},
        "bands": [{"rating": band.label, "least": plain(band.lower)} for band in method.bands],
        "explain_below": plain(good),
    }  # fmt: skip
