"""What goes in at the doors of drafts."""

from marshmallow import fields, validate

from runtut.web.api import Input, Output
from tenants.sops.models import STATES
from tenants.sops.schemas import SLUG, TITLE

REASON = validate.Length(3, 1000, error="Tulis alasannya, 3 sampai 1.000 huruf.")


class BeginForm(Input):
    title = fields.String(required=True, validate=TITLE)
    slug = fields.String(load_default=None, allow_none=True, validate=SLUG)


class BeginInput(BeginForm):
    content = fields.Dict(
        load_default=None, allow_none=True, metadata={"description": "Dokumen runtut.sop/1; tanpa ini kosong"}
    )


class ReviseForm(Input):
    reason = fields.String(required=True, validate=REASON)


class RevisionInput(Input):
    revision = fields.Integer(
        required=True, strict=True, validate=validate.Range(0, 2**31 - 1, error="Kirim nomor perubahan yang terakhir dibaca."),
    )  # fmt: skip


class DraftInput(RevisionInput):
    content = fields.Dict(required=True, metadata={"description": "Dokumen runtut.sop/1"})
    picks = fields.Dict(
        keys=fields.String(), values=fields.String(validate=validate.OneOf(("mine", "theirs"))), load_default=dict,
    )  # fmt: skip


class RemarkOutput(Output):
    message = fields.String(required=True)
    field = fields.String(required=True)
    code = fields.String(required=True, allow_none=True)
    blocks = fields.Boolean(required=True, metadata={"description": "Harus selesai sebelum dapat diajukan"})
    severity = fields.String(required=True, validate=validate.OneOf(("error", "warning", "info")))


class DraftOutput(Output):
    slug = fields.String(required=True)
    number = fields.Integer(required=True)
    state = fields.String(required=True, validate=validate.OneOf(STATES))
    revision = fields.Integer(required=True, metadata={"description": "Nomor perubahan; dikirim kembali saat menyimpan"})
    reason = fields.String(required=True, allow_none=True)
    sha256 = fields.String(required=True)
    content = fields.Dict(required=True, metadata={"description": "Dokumen runtut.sop/1"})
    undo = fields.Boolean(required=True)
    redo = fields.Boolean(required=True)
    remarks = fields.List(fields.Nested(RemarkOutput), required=True)
