"""What goes in and out at the doors of papers."""

from marshmallow import fields, validate

from runtut.web.api import Input, Output

PURPOSES = ("draft", "signed")
STATES = ("draft", "returned", "accepted", "signed", "archived")


class DocumentLineOutput(Output):
    id = fields.UUID(required=True, attribute="document.id")
    kind = fields.String(required=True, attribute="document.kind")
    subject = fields.String(required=True, attribute="document.subject")
    title = fields.String(required=True, attribute="document.title")
    number = fields.String(required=True, allow_none=True, attribute="document.number")
    dated = fields.Date(required=True, allow_none=True, attribute="document.dated")
    version = fields.Integer(required=True)
    state = fields.String(required=True, validate=validate.OneOf(STATES))


class PaperVersionOutput(Output):
    id = fields.UUID(required=True)
    number = fields.Integer(required=True)
    content = fields.Dict(required=True)
    sha256 = fields.String(required=True)
    author_id = fields.UUID(required=True)
    at = fields.AwareDateTime(required=True)


class CheckOutput(Output):
    version_id = fields.UUID(required=True)
    official_id = fields.UUID(required=True)
    outcome = fields.String(required=True, validate=validate.OneOf(("accepted", "returned")))
    content = fields.Dict(required=True)
    at = fields.AwareDateTime(required=True)


class SignatureOutput(Output):
    version_id = fields.UUID(required=True)
    signer_id = fields.UUID(required=True)
    checker_id = fields.UUID(required=True)
    capacity = fields.String(required=True)
    letter = fields.String(required=True, allow_none=True)
    position = fields.String(required=True)
    sha256 = fields.String(required=True)
    code = fields.String(required=True)
    at = fields.AwareDateTime(required=True)


class RenderingOutput(Output):
    version_id = fields.UUID(required=True)
    purpose = fields.String(required=True, validate=validate.OneOf(PURPOSES))
    size = fields.Integer(required=True)
    sha256 = fields.String(required=True)
    at = fields.AwareDateTime(required=True)


class ArchiveOutput(Output):
    classification = fields.String(required=True)
    active_years = fields.Integer(required=True)
    inactive_years = fields.Integer(required=True)
    fate = fields.String(required=True)
    location = fields.String(required=True)
    sha256 = fields.String(required=True)
    retained_until = fields.Date(required=True)
    official_id = fields.UUID(required=True)
    at = fields.AwareDateTime(required=True)


class DocumentOutput(DocumentLineOutput):
    version = fields.Integer(required=True, attribute="newest.number")
    versions = fields.List(fields.Nested(PaperVersionOutput), required=True)
    checks = fields.List(fields.Nested(CheckOutput), required=True)
    signature = fields.Nested(SignatureOutput, required=True, allow_none=True)
    renderings = fields.List(fields.Nested(RenderingOutput), required=True)
    archive = fields.Nested(ArchiveOutput, required=True, allow_none=True)


class PageQuery(Input):
    page = fields.Integer(
        load_default=1, validate=validate.Range(1, 100_000, error="Halaman mulai dari 1."),
        metadata={"description": "Halaman daftar, 50 dokumen setiap halaman"},
    )  # fmt: skip


class FileQuery(Input):
    purpose = fields.String(
        load_default=None, allow_none=True, validate=validate.OneOf(PURPOSES, error="Pilih draft atau signed."),
        metadata={"description": "Tanpa ini: yang ditandatangani bila ada, kalau tidak draf"},
    )  # fmt: skip
    version = fields.Integer(
        load_default=None, allow_none=True, validate=validate.Range(1, 10_000, error="Nomor versi mulai dari 1."),
        metadata={"description": "Tanpa ini versi terbaru"},
    )  # fmt: skip


class RenderingInput(Input):
    purpose = fields.String(required=True, validate=validate.OneOf(PURPOSES, error="Pilih draft atau signed."))
