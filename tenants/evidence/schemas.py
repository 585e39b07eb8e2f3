"""What comes in and goes out of the evidence operations."""

from flask_smorest.fields import Upload
from marshmallow import fields, validate

from runtut.web.api import Input, Output


class EvidenceUpload(Input):
    file = Upload(required=True, metadata={"description": "PDF, PNG, JPG, XLSX, DOCX, CSV, atau TXT; paling besar 25 MB"})

    unit_id = fields.UUID(load_default=None, allow_none=True, metadata={"description": "Unit pemilik; baku: unit pengirim"})


class EvidenceQuery(Input):
    unit_id = fields.UUID(load_default=None)
    page = fields.Integer(load_default=1, validate=validate.Range(1, 10_000, error="Nomor halaman mulai dari 1."))


class EvidenceOutput(Output):
    id = fields.UUID(required=True)
    unit_id = fields.UUID(required=True, allow_none=True)
    name = fields.String(required=True)
    media_type = fields.String(required=True)
    size = fields.Integer(required=True, metadata={"description": "Bita"})
    sha256 = fields.String(required=True)
    at = fields.DateTime(required=True)


class EvidencePage(Output):
    items = fields.List(fields.Nested(EvidenceOutput), required=True)
    page = fields.Integer(required=True, attribute="number")
    pages = fields.Integer(required=True)
    total = fields.Integer(required=True)
