"""Class and place of the archive."""

from marshmallow import fields, validate

from runtut.web.api import Input
from runtut.web.fields import missing
from tenants.documents.classes import archive_classes

CHOOSE = "Pilih klasifikasi arsip dari daftar."


class ArchiveInput(Input):
    classification = fields.String(
        required=True, validate=validate.OneOf(tuple(archive_classes()), error=CHOOSE), error_messages=missing(CHOOSE),
        metadata={"example": "000.8.6.3"},
    )  # fmt: skip
    location = fields.String(
        required=True, validate=validate.Length(3, 200, error="Tulis tempat berkas fisiknya, 3 sampai 200 huruf."),
        error_messages=missing("Tulis tempat berkas fisiknya, atau “hanya digital”."),
        metadata={"example": "Ruang arsip, rak 2, map 14"},
    )  # fmt: skip
