"""Comparing versions for programs."""

from typing import Any

from flask.views import MethodView
from marshmallow import fields

from runtut.permissions import needs
from runtut.web.api import Doors, Output
from tenants.sops.comparing.service import compare, told
from tenants.sops.permissions import READ
from tenants.sops.service import sop_by_slug, version_of

doors = Doors("sop-comparisons", "Perbandingan versi SOP")


class PieceOutput(Output):
    kind = fields.String(required=True, metadata={"description": "same, gone, atau new"})
    text = fields.String(required=True)


class ChangeOutput(Output):
    field = fields.String(required=True)
    label = fields.String(required=True)
    pieces = fields.List(fields.Nested(PieceOutput), required=True)


class RowChangeOutput(Output):
    id = fields.String(required=True)
    kind = fields.String(required=True, metadata={"description": "added, removed, changed, moved, atau same"})
    before = fields.Integer(required=True, allow_none=True)
    after = fields.Integer(required=True, allow_none=True)
    text = fields.String(required=True)
    changes = fields.List(fields.Nested(ChangeOutput), required=True)


class ComparisonOutput(Output):
    head = fields.List(fields.Nested(ChangeOutput), required=True)
    rows = fields.List(fields.Nested(RowChangeOutput), required=True)


@doors.route("/sops/<slug:slug>/versions/<int:number>/comparison/<int:no>")
class ComparisonDoor(MethodView):
    @needs(READ)
    @doors.gives(200, ComparisonOutput, "Apa yang berubah dari versi pertama ke versi kedua")
    @doors.may_refuse(401, 403, 404)
    def get(self, slug: str, number: int, no: int) -> dict[str, Any]:
        """What changed from one version to another, row by row and word by word."""
        sop = sop_by_slug(slug)
        return told(compare(version_of(sop, number).content, version_of(sop, no).content))
