"""Number and date; then the signature."""

from marshmallow import fields, validate

from runtut.web.api import Input
from runtut.web.fields import missing

NUMBER = validate.Length(3, 100, error="Isi nomor naskah, 3 sampai 100 huruf.")
ALONE = "Hanya bila langkah ini tidak mempunyai pelaksana lain yang memfinalkan naskah"


class FinaliseInput(Input):
    number = fields.String(
        required=True, validate=NUMBER, error_messages=missing("Isi nomor naskah."),
        metadata={"example": "000.8.6.3/12/Diskopnaker/2025"},
    )  # fmt: skip
    dated = fields.Date(required=True, error_messages=missing("Isi tanggal naskah."), metadata={"example": "2025-04-28"})


class SignInput(Input):
    number = fields.String(load_default=None, allow_none=True, validate=NUMBER, metadata={"description": ALONE})
    dated = fields.Date(load_default=None, allow_none=True, metadata={"description": ALONE})
    sha256 = fields.String(
        required=True, validate=validate.Regexp("[0-9a-f]{64}", error="Sidik isi tidak lengkap; muat ulang halaman."),
        error_messages=missing("Sidik isi naskah yang dibaca harus disebut; muat ulang halaman."),
        metadata={"description": "Sidik isi versi yang dibaca"},
    )  # fmt: skip
    decision = fields.String(
        load_default="sign", validate=validate.OneOf(("sign", "return"), error="Pilih: tanda tangani, atau kembalikan."),
        error_messages=missing("Pilih: tanda tangani, atau kembalikan."),
    )  # fmt: skip
    reason = fields.String(
        load_default=None, allow_none=True, validate=validate.Length(max=4_000, error="Alasan paling banyak 4.000 huruf.")
    )
    password = fields.String(
        load_only=True, load_default=None, allow_none=True, validate=validate.Length(1, 1_000, error="Isi kata sandi Anda.")
    )
