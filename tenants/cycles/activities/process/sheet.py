"""The table that is processed: every unit's figure with what looks wrong about it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from runtut.errors import Conflict
from tenants.cycles.activities.process.flags import Flag, expected_of, flags_of
from tenants.cycles.work import Work
from tenants.evidence.models import Evidence
from tenants.indicators import forms
from tenants.indicators.achieving import Pair
from tenants.indicators.measuring import evidence_of, measurements_of
from tenants.indicators.models import Form, Measurement
from tenants.indicators.numbers import plain
from tenants.indicators.series import unit_figures
from tenants.indicators.service import indicators


@dataclass(frozen=True)
class Cell:
    """What one unit says of one indicator; `row` is the indicator's row in the frozen form."""

    row: Mapping[str, Any]
    unit_id: UUID
    unit: str
    entered: Measurement | None
    before: Decimal | None
    flags: tuple[Flag, ...]
    files: tuple[dict[str, str], ...]

    @property
    def pair(self) -> Pair:
        return UUID(self.row["id"]), self.unit_id

    @property
    def value(self) -> Decimal | None:
        return self.entered.value if self.entered else None

    def as_json(self) -> dict[str, Any]:
        return {
            "indicator_id": self.row["id"], "unit_id": str(self.unit_id), "unit": self.unit, "indicator": self.row["name"],
            "code": self.row["code"], "satuan": self.row["satuan"], "target": self.row["target"], "value": plain(self.value),
            "before": plain(self.before), "note": self.entered.note if self.entered else None,
            "missing_reason": self.entered.missing_reason if self.entered else None, "files": list(self.files),
            "flags": [{"kind": flag.kind, "text": flag.text} for flag in self.flags],
        }  # fmt: skip


def form_of(work: Work) -> Form:
    form = forms.newest_form(work.subject)
    if form is None:
        raise Conflict("Format isian siklus ini belum dibekukan, jadi belum ada data yang dapat diolah.")
    return form


def cells_of(work: Work, form: Form) -> list[Cell]:
    """Every figure that the form asks for, in the order of the form."""
    known = Known.of(work, form)
    return [cell_of(known, row, UUID(unit["id"]), unit["name"]) for row in forms.rows_of(form) for unit in row["units"]]


@dataclass(frozen=True)
class Known:
    """What was entered, with its files; what each indicator is measured in now; what units said the period before."""

    entered: Mapping[Pair, Measurement]
    files: Mapping[UUID, list[Evidence]]
    satuan: Mapping[UUID, str]
    past: Mapping[UUID, Mapping[UUID, Decimal | None]]

    @classmethod
    def of(cls, work: Work, form: Form) -> "Known":
        opd_id, before = work.cycle.opd_id, str(work.period.previous())
        rows = measurements_of(form)
        return cls(
            {(row.indicator_id, row.unit_id): row for row in rows}, evidence_of(rows),
            {one.id: one.satuan for one in indicators(opd_id)},
            {unit: unit_figures(opd_id, unit, before) for unit in forms.units_of(form)},
        )  # fmt: skip


def cell_of(known: Known, row: Mapping[str, Any], unit_id: UUID, unit: str) -> Cell:
    one = UUID(row["id"])
    found, before = known.entered.get((one, unit_id)), known.past[unit_id].get(one)
    value, reason = (found.value, found.missing_reason) if found else (None, None)
    flags = flags_of(value, reason, expected_of(row), before, known.satuan.get(one), row)
    files = known.files.get(found.id, []) if found else []
    proof = tuple({"id": str(file.id), "name": file.name, "sha256": file.sha256} for file in files)
    return Cell(row, unit_id, unit, found, before, flags, proof)


def flagged(cells: Collection[Cell]) -> list[Cell]:
    return [cell for cell in cells if cell.flags]
