"""What goes in and out at the doors of sign-in."""

from marshmallow import fields, validate

from runtut.web.api import Input, Output


class SignInInput(Input):
    login = fields.String(required=True, validate=validate.Length(1, 200, error="Isi nama masuk Anda."))
    password = fields.String(required=True, load_only=True, validate=validate.Length(1, 1_000, error="Isi kata sandi Anda."))


class PasswordInput(Input):
    current = fields.String(
        required=True, load_only=True, validate=validate.Length(1, 1_000, error="Isi kata sandi Anda sekarang.")
    )
    new = fields.String(required=True, load_only=True, validate=validate.Length(1, 1_000, error="Isi kata sandi yang baru."))


class SessionOutput(Output):
    token = fields.String(required=True, metadata={"description": "Kirim sebagai Authorization: Bearer <token>"})
    expires_at = fields.AwareDateTime(required=True)


class PemdaOutput(Output):
    code = fields.String(required=True)
    name = fields.String(required=True)


class AccountOutput(Output):
    login = fields.String(required=True)
    operator = fields.Boolean(required=True)
    pemda = fields.List(fields.Nested(PemdaOutput), required=True)
