"""What goes in and out at the doors of the checker."""

from typing import Any

from marshmallow import fields, validate

from runtut.errors import Invalid
from runtut.procedures import Finding, Sop, SopError, from_json
from runtut.procedures.checking import RULES, Review
from runtut.web.api import Input, Output

PLACE = validate.Length(1, 120, error="Tulis tempat temuan, paling banyak 120 huruf.")
CODE = validate.Length(1, 12, error="Tulis kode aturan, misalnya FL-03.")
REASON = validate.Length(1, 500, error="Tulis alasannya, paling banyak 500 huruf.")


class DocumentInput(Input):
    document = fields.Dict(keys=fields.String(), required=True, metadata={"description": "Dokumen runtut.sop/1"})


class WaiverInput(Input):
    code = fields.String(required=True, validate=CODE)
    at = fields.String(required=True, validate=PLACE)
    reason = fields.String(required=True, validate=REASON)


class SwitchInput(Input):
    reason = fields.String(required=True, validate=REASON)


class WindowInput(Input):
    days = fields.Integer(
        required=True, validate=validate.Range(1, 250, error="Tulis jumlah hari kerja, 1 sampai 250."),
        error_messages={"invalid": "Tulis jumlah hari kerja dengan angka, misalnya 5."},
    )  # fmt: skip
    source = fields.String(
        required=True, validate=validate.Length(5, 300, error="Tulis aturan yang menetapkannya, 5 sampai 300 huruf.")
    )


class WindowOutput(Output):
    days = fields.Integer(required=True)
    source = fields.String(required=True)


class SwitchForm(SwitchInput):
    """The page asks which rule."""

    code = fields.String(required=True, validate=CODE)


class FindingOutput(Output):
    code = fields.String(required=True, allow_none=True)
    severity = fields.String(required=True, validate=validate.OneOf(("error", "warning", "info")))
    at = fields.String(required=True, metadata={"description": "Tempat di dokumen, misalnya steps[12].time"})
    message = fields.String(required=True)
    evidence = fields.String(required=True, allow_none=True)
    mend = fields.String(required=True, allow_none=True)
    source = fields.String(required=True, allow_none=True)


class WaivedOutput(Output):
    finding = fields.Nested(FindingOutput, required=True)
    reason = fields.String(required=True)


class ReviewOutput(Output):
    findings = fields.List(fields.Nested(FindingOutput), required=True)
    waived = fields.List(fields.Nested(WaivedOutput), required=True)


class RuleOutput(Output):
    code = fields.String(required=True)
    severity = fields.String(required=True)
    title = fields.String(required=True)
    explanation = fields.String(required=True)
    mend = fields.String(required=True)
    source = fields.String(required=True)
    on = fields.Boolean(required=True)
    reason = fields.String(required=True, allow_none=True, metadata={"description": "Mengapa dimatikan"})


def told(found: Review) -> dict[str, Any]:
    waived = [{"finding": told_finding(one.finding), "reason": one.waiver.reason} for one in found.waived]
    return {"findings": [told_finding(one) for one in found.findings], "waived": waived}


def told_finding(one: Finding) -> dict[str, Any]:
    rule = RULES.get(one.code or "")
    return {**vars(one), "mend": rule.mend if rule else None, "source": rule.source if rule else None}


def document_of(data: dict[str, Any]) -> Sop:
    """The SOP that was sent; its faults by their places, below `document`."""
    try:
        return from_json(data["document"])
    except SopError as wrong:
        errors = {f"document.{path}": sentences for path, sentences in wrong.errors.items()}
        raise Invalid("Dokumen ini bukan SOP yang sah.", errors) from None
