"""What is collected: figures of a unit, or the results of the visits."""

from marshmallow import fields, validate

from runtut.web.api import Input
from tenants.indicators.schemas import Angka


def text(most: int, what: str) -> fields.String:
    """Free words that may be left out."""
    said = f"{what} paling banyak {most:,} huruf; persingkat.".replace(",", ".")
    return fields.String(load_default=None, allow_none=True, validate=validate.Length(max=most, error=said))


class FigureInput(Input):
    indicator_id = fields.UUID(required=True)
    value = Angka(load_default=None, allow_none=True, metadata={"description": "Kosong bila belum ada data; bukan 0"})
    note = text(2_000, "Keterangan")
    missing_reason = text(1_000, "Alasan")
    evidence_ids = fields.List(
        fields.UUID(), load_default=list, validate=validate.Length(max=20, error="Paling banyak 20 bukti untuk satu angka.")
    )


class VisitResultInput(Input):
    unit_id = fields.UUID(required=True)
    received = fields.Boolean(load_default=False, metadata={"description": "Hasil kunjungan sudah diterima dan lengkap"})
    result = text(4_000, "Ringkasan")


class CollectInput(Input):
    """`rows` where figures of a unit are asked, `visits` where the results of visits are gathered."""

    rows = fields.List(fields.Nested(FigureInput), load_default=list, validate=validate.Length(max=300))
    visits = fields.List(fields.Nested(VisitResultInput), load_default=list, validate=validate.Length(max=100))
