"""What goes in and out where an OPD offers something to the library."""

from marshmallow import fields, validate

from runtut.library.schemas import KEY, OfferOutput, TemplateChangeOutput
from runtut.web.api import Input, Output

NOTE = validate.Length(10, 1000, error="Jelaskan apa yang menjadi lebih baik, 10 sampai 1.000 huruf.")


class OfferInput(Input):
    note = fields.String(required=True, validate=NOTE, metadata={"description": "Mengapa ini lebih baik"})
    changes = fields.List(
        fields.String(validate=KEY), required=True, validate=validate.Length(1, 1000, error="Pilih sedikitnya satu perubahan."),
        metadata={"description": "Pengenal perubahan yang diusulkan"},
    )  # fmt: skip


class OffersOutput(Output):
    offers = fields.List(fields.Nested(OfferOutput), required=True)
    changes = fields.List(
        fields.Nested(TemplateChangeOutput), required=True, metadata={"description": "Yang dapat diusulkan sekarang"}
    )
