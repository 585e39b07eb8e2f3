"""What was found at each unit."""

from typing import Any

from marshmallow import fields, pre_load, validate

from runtut.web.api import Input
from runtut.web.fields import missing

ANSWERS = {"ya": "Ya", "sebagian": "Sebagian", "tidak": "Tidak"}
TEXT = validate.Length(max=4_000, error="Paling banyak 4.000 huruf.")


class VisitCheckInput(Input):
    question = fields.String(
        load_default=None, allow_none=True, metadata={"description": "Boleh kosong; urutannya yang menentukan"}
    )
    answer = fields.String(
        load_default=None, allow_none=True, validate=validate.OneOf(tuple(ANSWERS), error="Pilih ya, sebagian, atau tidak.")
    )
    note = fields.String(load_default=None, allow_none=True, validate=TEXT)


class VisitFindingInput(Input):
    text = fields.String(load_default=None, allow_none=True, validate=TEXT)
    recommendation = fields.String(load_default=None, allow_none=True, validate=TEXT)
    due = fields.Date(load_default=None, allow_none=True)


class VisitSheetInput(Input):
    """The sheet of a unit; `postponed` needs a reason and nothing else."""

    unit_id = fields.UUID(required=True)
    postponed = fields.Boolean(load_default=False, allow_none=True)
    reason = fields.String(load_default=None, allow_none=True, validate=TEXT)
    on = fields.Date(load_default=None, allow_none=True, metadata={"description": "Hari kunjungan; kosong: menurut jadwal"})
    checks = fields.List(fields.Nested(VisitCheckInput), load_default=list, validate=validate.Length(max=40))
    findings = fields.List(fields.Nested(VisitFindingInput), load_default=list, validate=validate.Length(max=40))
    conclusion = fields.String(load_default=None, allow_none=True, validate=TEXT)
    evidence_ids = fields.List(fields.UUID(), load_default=list, validate=validate.Length(max=40))

    @pre_load
    def without_blank_findings(self, data: Any, **_more: Any) -> Any:
        """Rows of the form that were left empty are no findings; a form without any sends none."""
        if not isinstance(data, dict):
            return data
        rows = data.get("findings")
        if not isinstance(rows, list):
            return {key: value for key, value in data.items() if key != "findings" or value is not None}
        return {**data, "findings": [row for row in rows if not isinstance(row, dict) or any(row.values())]}


class VisitsHeldInput(Input):
    sheets = fields.List(
        fields.Nested(VisitSheetInput), required=True, validate=validate.Length(1, 200, error="Isi blangko setiap unit."),
        error_messages=missing("Isi blangko setiap unit yang dijadwalkan."),
    )  # fmt: skip
