"""What goes out at the doors of OPDs and units."""

from marshmallow import fields

from runtut.web.api import Output


class OpdOutput(Output):
    id = fields.UUID(required=True)
    slug = fields.String(required=True, metadata={"description": "Bagian alamat OPD"})
    name = fields.String(required=True)
    short_name = fields.String(required=True)
    kind = fields.String(required=True)
    type = fields.String(required=True, allow_none=True, metadata={"description": "Tipe A, B, atau C"})
    seat = fields.String(required=True, metadata={"description": "Tempat kedudukan, seperti tertulis pada surat"})


class UnitOutput(Output):
    id = fields.UUID(required=True)
    parent_id = fields.UUID(required=True, allow_none=True)
    slug = fields.String(required=True)
    name = fields.String(required=True)
    kind = fields.String(required=True)
