"""What goes in and out at the doors of messages."""

from marshmallow import fields, validate

from runtut.web.api import Input, Output


class NoticeOutput(Output):
    id = fields.UUID(required=True)
    kind = fields.String(required=True, validate=validate.OneOf(("turn", "returned", "overdue", "told", "library")))
    text = fields.String(required=True)
    path = fields.String(required=True, metadata={"description": "Alamat halaman tempat mengerjakannya"})
    at = fields.AwareDateTime(required=True)
    read_at = fields.AwareDateTime(required=True, allow_none=True)


class ReadInput(Input):
    notice = fields.UUID(load_default=None, allow_none=True, metadata={"description": "Satu pesan; tanpa ini semuanya"})


class ReadOutput(Output):
    count = fields.Integer(required=True, metadata={"description": "Berapa yang tadinya belum dibaca"})
