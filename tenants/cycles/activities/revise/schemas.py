"""What was done about each remark, and the narrative anew."""

from marshmallow import fields, validate

from runtut.web.api import Input
from runtut.web.fields import missing

MOST = 20_000


def prose(what: str) -> fields.String:
    said = f"Tulis {what}, 20 sampai 20.000 huruf."
    return fields.String(
        required=True, validate=validate.Length(20, MOST, error=said), error_messages=missing(f"Tulis {what}.")
    )


class FollowUpInput(Input):
    id = fields.String(required=True, validate=validate.Length(1, 20, error="Pengenal catatan tidak dikenal."))
    done = fields.Boolean(load_default=False, allow_none=True, metadata={"description": "Sudah ditindaklanjuti"})
    note = fields.String(
        load_default=None, allow_none=True, validate=validate.Length(max=2_000, error="Paling banyak 2.000 huruf."),
        metadata={"description": "Apa yang diubah"},
    )  # fmt: skip


class ReviseInput(Input):
    items = fields.List(fields.Nested(FollowUpInput), load_default=list, validate=validate.Length(max=200))
    background = prose("latar belakang")
    results = prose("uraian hasil")
    closing = prose("kesimpulan dan saran")
