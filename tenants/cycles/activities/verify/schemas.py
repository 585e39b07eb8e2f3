"""The checklist and the decision."""

from marshmallow import fields, validate

from runtut.web.api import Input
from runtut.web.fields import missing

OUTCOMES = ("accepted", "returned")
CHOOSE = "Pilih: terima, atau kembalikan."


class CheckedInput(Input):
    id = fields.String(required=True, validate=validate.Length(1, 40, error="Butir tidak dikenal."))
    ok = fields.Boolean(load_default=False, allow_none=True, metadata={"description": "Butir ini sesuai"})
    note = fields.String(
        load_default=None, allow_none=True, validate=validate.Length(max=1_000, error="Catatan paling banyak 1.000 huruf.")
    )


class VerifyInput(Input):
    sha256 = fields.String(
        required=True, validate=validate.Regexp("[0-9a-f]{64}", error="Sidik isi tidak lengkap; muat ulang halaman."),
        error_messages=missing("Sidik isi naskah yang dibaca harus disebut; muat ulang halaman."),
        metadata={"description": "Sidik isi versi yang dibaca"},
    )  # fmt: skip
    checks = fields.List(fields.Nested(CheckedInput), load_default=list, validate=validate.Length(max=40))
    outcome = fields.String(required=True, validate=validate.OneOf(OUTCOMES, error=CHOOSE), error_messages=missing(CHOOSE))
    reason = fields.String(
        load_default=None, allow_none=True, validate=validate.Length(max=4_000, error="Alasan paling banyak 4.000 huruf.")
    )
    to = fields.String(
        load_default=None, allow_none=True, validate=validate.Length(max=100),
        metadata={"description": "Langkah tujuan pengembalian; kosong: yang lazim"},
    )  # fmt: skip
