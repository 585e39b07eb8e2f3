"""What the planner says of each visit."""

from marshmallow import fields, validate

from runtut.web.api import Input
from runtut.web.fields import Jam, Lines, missing


class PlannedVisitInput(Input):
    unit_id = fields.UUID(required=True)
    date = fields.Date(required=True, error_messages=missing("Isi tanggal kunjungan."), metadata={"example": "2025-04-21"})
    start = Jam(required=True, error_messages=missing("Isi jam mulai."), metadata={"example": "09:00"})
    end = Jam(required=True, error_messages=missing("Isi jam selesai."), metadata={"example": "11:00"})
    place = fields.String(
        required=True, validate=validate.Length(1, 200, error="Isi tempat, paling banyak 200 huruf."),
        error_messages=missing("Isi tempat kunjungan."),
    )  # fmt: skip
    assessors = fields.List(
        fields.UUID(), required=True, validate=validate.Length(1, 20, error="Pilih paling sedikit satu petugas."),
        error_messages=missing("Pilih paling sedikit satu petugas."),
    )  # fmt: skip
    focus = fields.String(
        load_default=None, allow_none=True, validate=validate.Length(max=500, error="Pokok perhatian paling banyak 500 huruf.")
    )


class PlanVisitInput(Input):
    visits = fields.List(
        fields.Nested(PlannedVisitInput), required=True, validate=validate.Length(1, 200, error="Jadwalkan setiap unit.")
    )
    questions = Lines(
        required=True, validate=validate.Length(1, 40, error="Tulis 1 sampai 40 pertanyaan, satu di setiap baris."),
        error_messages=missing("Tulis paling sedikit satu pertanyaan blangko."),
        metadata={"description": "Pertanyaan blangko; daftar, atau satu teks dengan satu pertanyaan setiap baris"},
    )  # fmt: skip
