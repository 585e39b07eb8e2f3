"""What an analysis says of each indicator."""

from marshmallow import fields, validate

from runtut.web.api import Input


def text(most: int, what: str) -> fields.String:
    said = f"{what} paling banyak {most:,} huruf; persingkat.".replace(",", ".")
    return fields.String(load_default=None, allow_none=True, validate=validate.Length(max=most, error=said))


class AnalysisRowInput(Input):
    indicator_id = fields.UUID(required=True)
    cause = text(2_000, "Penyebab")
    follow_up = text(2_000, "Tindak lanjut")
    responsible = text(200, "Penanggung jawab")
    due = fields.Date(load_default=None, allow_none=True)


class AnalyseInput(Input):
    rows = fields.List(fields.Nested(AnalysisRowInput), load_default=list, validate=validate.Length(max=300))
