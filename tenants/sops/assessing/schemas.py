"""What goes in and out at the doors of assessments."""

from marshmallow import fields, validate

from runtut.web.api import Input, Output
from tenants.sops.assessing.forms import CONCLUSIONS, METHODS, NO, YES
from tenants.sops.models import KINDS

LONG = validate.Length(max=2000, error="Paling panjang 2.000 huruf.")
ANSWER = validate.OneOf((YES, NO), error="Pilih ya atau tidak.")


class AssessInput(Input):
    kind = fields.String(required=True, validate=validate.OneOf(KINDS, error="Pilih pemantauan atau evaluasi."))


class RowInput(Input):
    id = fields.String(required=True, validate=validate.Length(1, 200))
    answer = fields.String(load_default=None, allow_none=True, validate=ANSWER)
    note = fields.String(load_default=None, allow_none=True, validate=LONG)
    action = fields.String(load_default=None, allow_none=True, validate=LONG)


class AssessmentInput(Input):
    revision = fields.Integer(
        required=True, strict=True, validate=validate.Range(0, 2**31 - 1, error="Kirim nomor perubahan yang terakhir dibaca."),
    )  # fmt: skip
    rows = fields.List(fields.Nested(RowInput), load_default=list, validate=validate.Length(max=200))
    methods = fields.List(
        fields.String(validate=validate.OneOf(tuple(METHODS), error="Pilih dari daftar.")), load_default=list,
        validate=validate.Length(max=10),
    )  # fmt: skip
    conclusion = fields.String(
        load_default=None, allow_none=True, validate=validate.OneOf(tuple(CONCLUSIONS), error="Pilih simpulan.")
    )
    advice = fields.String(load_default=None, allow_none=True, validate=LONG)
    done = fields.Boolean(load_default=False, metadata={"description": "Serahkan; sesudah itu tidak dapat diubah"})


class AssessmentOutput(Output):
    id = fields.UUID(required=True)
    kind = fields.String(required=True, validate=validate.OneOf(KINDS))
    period = fields.String(required=True)
    content = fields.Dict(required=True)
    revision = fields.Integer(required=True)
    official_id = fields.UUID(required=True)
    capacity = fields.String(required=True)
    done_at = fields.AwareDateTime(required=True, allow_none=True)
