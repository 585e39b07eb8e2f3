"""What goes in and out at the doors of printing."""

from typing import Any

from marshmallow import ValidationError, fields, validate

from runtut.printing.files import FORMATS
from runtut.procedures.printing.profile import LABELS
from runtut.web.api import Input, Output
from tenants.sops.printing.models import PAPERS

MOST_LINES = 6
PLACEHOLDERS = ("serial", "unit", "year")


def line(most: int = 120) -> Any:
    said = f"Tulis 1 sampai {most} huruf dalam satu baris."
    return validate.And(validate.Length(1, most, error=said), validate.Regexp(r"[^\x00-\x1f\x7f]+\Z", error=said))


def known_placeholders(pattern: str) -> None:
    rest = pattern
    for name in PLACEHOLDERS:
        rest = rest.replace(f"{{{name}}}", "")
    if "{" in rest or "}" in rest:
        raise ValidationError("Yang diisi sendiri hanya {serial}, {unit}, dan {year}; hapus kurung kurawal lainnya.")
    if "{serial}" not in pattern:
        raise ValidationError("Pola nomor harus memuat {serial}, tempat nomor urutnya.")


class FileQuery(Input):
    paper = fields.String(
        load_default=None, allow_none=True, validate=validate.OneOf(PAPERS, error="Kertas ini tidak tersedia.")
    )
    cover = fields.Boolean(load_default=False)


class FileForm(FileQuery):
    kind = fields.String(required=True, validate=validate.OneOf(FORMATS, error="Pilih salah satu bentuk berkas."))


LabelsInput = Input.from_dict(
    {key: fields.String(load_default=None, allow_none=True, validate=line(60)) for key in LABELS}, name="LabelsInput"
)
"""One optional label for each field of the identity block and each part."""


class ProfileInput(Input):
    letterhead = fields.List(
        fields.String(validate=line()),
        required=True,
        validate=validate.Length(max=MOST_LINES, error="Kop paling banyak 6 baris."),
    )
    labels = fields.Nested(LabelsInput, load_default=dict)
    number_pattern = fields.String(required=True, validate=validate.And(line(80), known_placeholders))
    paper = fields.String(required=True, validate=validate.OneOf(PAPERS, error="Kertas ini tidak tersedia."))
    version = fields.Integer(required=True, metadata={"description": "Versi yang Anda lihat; 0 bila belum pernah diatur"})


class ProfileOutput(Output):
    letterhead = fields.List(fields.String(), required=True)
    labels = fields.Dict(required=True)
    number_pattern = fields.String(required=True)
    paper = fields.String(required=True, validate=validate.OneOf(PAPERS))
    logo = fields.String(required=True, allow_none=True, metadata={"description": "Jenis gambar logo, bila ada"})
    version = fields.Integer(required=True)
