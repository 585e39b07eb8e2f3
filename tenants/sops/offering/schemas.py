"""What goes in and out where an OPD offers something to the library."""

from typing import Any

from marshmallow import fields, validate

from runtut.web.api import Input, Output
from tenants.sops.offering.models import STATES, SopOffer
from tenants.sops.upgrading.schemas import KEY, UpgradeChangeOutput, told_change
from tenants.sops.upgrading.service import template_by_id

NOTE = validate.Length(10, 1000, error="Jelaskan apa yang menjadi lebih baik, 10 sampai 1.000 huruf.")


class OfferInput(Input):
    note = fields.String(required=True, validate=NOTE, metadata={"description": "Mengapa ini lebih baik"})
    changes = fields.List(
        fields.String(validate=KEY), required=True, validate=validate.Length(1, 1000, error="Pilih sedikitnya satu perubahan."),
        metadata={"description": "Pengenal perubahan yang diusulkan"},
    )  # fmt: skip


class OfferOutput(Output):
    id = fields.UUID(required=True)
    template = fields.String(required=True)
    template_version = fields.Integer(required=True)
    note = fields.String(required=True)
    state = fields.String(required=True, validate=validate.OneOf(STATES))
    answer = fields.String(required=True, allow_none=True)
    at = fields.AwareDateTime(required=True)
    answered_at = fields.AwareDateTime(required=True, allow_none=True)
    result_version = fields.Integer(
        required=True, allow_none=True, metadata={"description": "Versi templat yang menjadi hasilnya"}
    )


class OffersOutput(Output):
    offers = fields.List(fields.Nested(OfferOutput), required=True)
    changes = fields.List(
        fields.Nested(UpgradeChangeOutput), required=True, metadata={"description": "Yang dapat diusulkan sekarang"}
    )


def told(row: SopOffer) -> dict[str, Any]:
    compared = template_by_id(row.template_id)
    return {
        "id": row.id, "template": compared.slug, "template_version": compared.version, "note": row.note, "state": row.state,
        "answer": row.answer, "at": row.at, "answered_at": row.answered_at,
        "result_version": template_by_id(row.result_id).version if row.result_id else None,
    }  # fmt: skip


__all__ = ["OfferInput", "OfferOutput", "OffersOutput", "told", "told_change"]
