"""What the designer of a form says."""

from marshmallow import fields, validate

from runtut.web.api import Input

COLUMNS = ("keterangan", "bukti")


class DesignFormInput(Input):
    indicator_ids = fields.List(
        fields.UUID(), required=True, validate=validate.Length(1, 200, error="Pilih paling sedikit satu indikator."),
        error_messages={"required": "Pilih paling sedikit satu indikator."},
    )  # fmt: skip
    columns = fields.List(
        fields.String(validate=validate.OneOf(COLUMNS, error="Kolom ini tidak dikenal.")), load_default=list,
        metadata={"description": "Kolom selain realisasi, yang selalu ada"},
    )  # fmt: skip
    instructions = fields.String(
        load_default=None, allow_none=True,
        validate=validate.Length(max=2_000, error="Petunjuk paling banyak 2.000 huruf; persingkat."),
    )  # fmt: skip
    due_on = fields.Date(required=True, error_messages={"null": "Isi tanggal paling lambat unit mengisi format."})
