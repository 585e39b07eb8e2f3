"""What goes in and out at the doors of reading."""

from flask_smorest.fields import Upload
from marshmallow import fields, validate

from runtut.procedures.reading.limits import LONGEST_TEXT
from runtut.web.api import Input, Output
from runtut.web.fields import missing
from tenants.sops.editing.schemas import REASON
from tenants.sops.schemas import SLUG, TITLE


class FileInput(Input):
    file = Upload(required=True, metadata={"description": "DOCX, PDF, XLSX, HTML, atau teks; paling besar 25 MB"})


class TextInput(Input):
    text = fields.String(
        required=True, validate=validate.Length(1, LONGEST_TEXT, error="Tempelkan teks SOP."),
        error_messages=missing("Tempelkan teks SOP."),
    )  # fmt: skip


class TargetForm(Input):
    """Where the draft goes: blank is a new SOP."""

    slug = fields.String(load_default=None, allow_none=True, validate=SLUG)
    sop_slug = fields.String(load_default=None, allow_none=True, validate=SLUG)
    reason = fields.String(load_default=None, allow_none=True, validate=REASON)


class KeepInput(Input):
    document = fields.Integer(
        required=True, strict=True, validate=validate.Range(0, 10_000, error="Pilih SOP dari naskah ini."),
        metadata={"description": "Nomor SOP dalam naskah, mulai 0"},
    )  # fmt: skip
    title = fields.String(load_default=None, allow_none=True, validate=TITLE, metadata={"description": "Baku: yang terbaca"})
    slug = fields.String(
        load_default=None, allow_none=True, validate=SLUG, metadata={"description": "Alamat SOP baru; baku: dari namanya"}
    )
    sop = fields.String(
        load_default=None, allow_none=True, validate=SLUG,
        metadata={"description": "SOP yang direvisi; tanpa ini menjadi SOP baru"},
    )  # fmt: skip
    reason = fields.String(
        load_default=None, allow_none=True, validate=REASON, metadata={"description": "Alasan revisi; wajib bila merevisi"}
    )
    content = fields.Dict(
        load_default=None, allow_none=True, metadata={"description": "Dokumen runtut.sop/1 yang sudah diperiksa"}
    )


class ReadingOutput(Output):
    id = fields.UUID(required=True)
    name = fields.String(required=True)
    state = fields.String(required=True, validate=validate.OneOf(("waiting", "read", "refused")))
    doing = fields.String(
        required=True, validate=validate.OneOf(("waiting", "reading", "again", "lost", "done")),
        metadata={"description": "Sejauh mana pembacaannya"},
    )  # fmt: skip
    problem = fields.String(required=True, allow_none=True)
    sha256 = fields.String(required=True)
    documents = fields.List(fields.Dict(), required=True, metadata={"description": "Dokumen runtut.sop/1 yang terbaca"})
