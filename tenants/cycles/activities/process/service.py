"""Resolves what looks wrong, then adds up the units' figures to capaian and predikat of the OPD."""

from collections.abc import Mapping, Sequence
from typing import Any

from runtut.errors import Invalid
from runtut.web.api import Input
from tenants.cycles.activities.process.content import content_of, figure_of
from tenants.cycles.activities.process.schemas import ACCEPT, MISSING, ProcessInput
from tenants.cycles.activities.process.sheet import Cell, cells_of, flagged, form_of
from tenants.cycles.activity import Activity, Outcome, register
from tenants.cycles.work import Work
from tenants.indicators.achieving import Pair, achieve, method_row, results
from tenants.indicators.method import Method


class ProcessTool:
    schema: type[Input] = ProcessInput
    template = "cycles/activities/process.html"
    button = "Olah dan hitung capaian"

    def desk(self, work: Work) -> dict[str, Any]:
        """All figures, those to be resolved, and what they would come to as they are."""
        form = form_of(work)
        cells, row = cells_of(work, form), method_row()
        method = Method.from_json(row.content)
        return {
            "period": work.period.label, "previous_period": work.period.previous().label,
            "rows": by_indicator(cells), "flagged": [cell.as_json() for cell in flagged(cells)],
            "figures": [figure_of(result) for result in results(form, method, left_out(work.kept(), cells))],
            "method": row.title, "source": row.source,
        }  # fmt: skip

    def perform(self, work: Work, data: dict[str, Any]) -> Outcome:
        form = form_of(work)
        cells, said = cells_of(work, form), data["resolutions"]
        check(cells, said)
        out = {(row["indicator_id"], row["unit_id"]) for row in said if row["decision"] == MISSING}
        found, average = achieve(form, work.task.round, out)
        content = content_of(work, form, cells, said, found, average, out)
        known = sum(result.found.percent is not None for result in found)
        summary = f"Data {work.period.label} diolah: {known} dari {len(found)} indikator memiliki capaian"
        if average.percent is not None:
            summary += f", rata-rata {average.percent:.2f}%".replace(".", ",") + f" ({average.rating})"
        return Outcome(f"{summary}.", content)


def by_indicator(cells: Sequence[Cell]) -> list[list[dict[str, Any]]]:
    """The figures of each indicator together, in the order of the form."""
    rows: dict[str, list[dict[str, Any]]] = {}
    for cell in cells:
        rows.setdefault(cell.row["id"], []).append(cell.as_json())
    return list(rows.values())


def left_out(kept: Mapping[str, Any], cells: Sequence[Cell]) -> set[Pair]:
    """What the worksheet leaves out so far."""
    rows = [row for row in kept.get("resolutions") or () if isinstance(row, Mapping) and row.get("decision") == MISSING]
    named = {(str(row.get("indicator_id")), str(row.get("unit_id"))) for row in rows}
    return {cell.pair for cell in cells if (cell.row["id"], str(cell.unit_id)) in named}


def check(cells: Sequence[Cell], said: Sequence[Mapping[str, Any]]) -> None:
    """Every flagged figure resolved once, and nothing else; what is missing cannot be accepted as a figure."""
    open_, errors = {cell.pair: cell for cell in flagged(cells)}, dict[str, list[str]]()
    for place, row in enumerate(said):
        cell = open_.pop((row["indicator_id"], row["unit_id"]), None)
        if cell is None:
            errors[f"resolutions.{place}.indicator_id"] = ["Angka ini tidak perlu diselesaikan, atau disebut dua kali."]
        elif cell.value is None and row["decision"] == ACCEPT:
            errors[f"resolutions.{place}.decision"] = ["Tidak ada angka yang dapat dipakai di sini; anggap belum ada."]
    if open_:
        waiting = "; ".join(f"{cell.row['name']} ({cell.unit})" for cell in open_.values())
        errors["resolutions"] = [f"Belum diselesaikan: {waiting}."]
    if errors:
        raise Invalid("Masih ada angka yang perlu diselesaikan.", errors)


ACTIVITY = register(Activity("process", "Olah data", {"does": ProcessTool()}))
