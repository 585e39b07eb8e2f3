"""How the figures that look wrong are resolved."""

from marshmallow import fields, validate

from runtut.web.api import Input

ACCEPT, MISSING = "accept", "missing"
DECISIONS = (ACCEPT, MISSING)


class ResolutionInput(Input):
    indicator_id = fields.UUID(required=True)
    unit_id = fields.UUID(required=True)
    decision = fields.String(
        required=True, validate=validate.OneOf(DECISIONS, error="Pilih: pakai angkanya, atau anggap belum ada."),
        error_messages={"required": "Pilih: pakai angkanya, atau anggap belum ada.", "null": "Pilih salah satu."},
        metadata={"description": "accept memakai angkanya; missing menganggapnya belum ada"},
    )  # fmt: skip
    reason = fields.String(
        required=True, validate=validate.Length(3, 1_000, error="Tulis alasannya, 3 sampai 1.000 huruf."),
        error_messages={"null": "Tulis alasannya."},
    )  # fmt: skip


class ProcessInput(Input):
    resolutions = fields.List(fields.Nested(ResolutionInput), load_default=list, validate=validate.Length(max=1_000))
