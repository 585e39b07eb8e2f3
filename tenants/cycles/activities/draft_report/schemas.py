"""The narrative of the report."""

from marshmallow import fields, validate

from runtut.web.api import Input
from runtut.web.fields import missing

MOST = 20_000


def prose(what: str) -> fields.String:
    """A text with paragraphs parted by an empty line; lines that begin with "- " become a list."""
    said = f"Tulis {what}, 20 sampai 20.000 huruf."
    return fields.String(
        required=True, validate=validate.Length(20, MOST, error=said), error_messages=missing(f"Tulis {what}.")
    )


class DraftReportInput(Input):
    background = prose("latar belakang")
    results = prose("uraian hasil")
    closing = prose("kesimpulan dan saran")
