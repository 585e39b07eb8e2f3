"""What goes in at the doors of the life cycle."""

from marshmallow import fields, validate

from runtut.web.api import Input, Output
from runtut.web.fields import missing
from tenants.sops.editing.schemas import REASON

NUMBER = validate.Length(1, 100, error="Tulis nomor SOP, paling panjang 100 huruf.")


class ReasonInput(Input):
    reason = fields.String(required=True, validate=REASON, error_messages=missing("Tulis alasannya."))


class ReviewInput(Input):
    decision = fields.String(required=True, validate=validate.OneOf(("pass", "return"), error="Pilih lulus atau kembalikan."))
    reason = fields.String(load_default=None, allow_none=True, validate=REASON)


class ApprovalInput(Input):
    number = fields.String(required=True, validate=NUMBER, error_messages=missing("Tulis nomor SOP."))
    approved_on = fields.Date(required=True, error_messages=missing("Pilih tanggal pengesahan."))
    effective_on = fields.Date(required=True, error_messages=missing("Pilih tanggal berlaku."))


class ApprovalOutput(Output):
    number = fields.String(required=True, metadata={"description": "Nomor bebas berikutnya menurut pola perangkat daerah"})
    approved_on = fields.Date(required=True)
    effective_on = fields.Date(required=True)
