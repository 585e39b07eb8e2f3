"""What is said of a meeting; which half must be filled is a matter of the step."""

from typing import Any

from marshmallow import fields, pre_load, validate

from runtut.web.api import Input
from runtut.web.fields import Jam, Lines, missing

PRESENCE = {"hadir": "Hadir", "diwakili": "Diwakili", "tidak": "Tidak hadir"}


class InvitationInput(Input):
    about = fields.String(
        required=True, validate=validate.Length(3, 300, error="Tulis acara rapat, 3 sampai 300 huruf."),
        error_messages=missing("Tulis acara rapat."),
    )  # fmt: skip
    date = fields.Date(required=True, error_messages=missing("Isi hari rapat."), metadata={"example": "2025-04-28"})
    start = Jam(required=True, error_messages=missing("Isi jam mulai."), metadata={"example": "09:00"})
    end = Jam(load_default=None, allow_none=True, metadata={"example": "12:00"})
    place = fields.String(
        required=True, validate=validate.Length(1, 200, error="Isi tempat, paling banyak 200 huruf."),
        error_messages=missing("Isi tempat rapat."),
    )  # fmt: skip
    agenda = Lines(
        required=True, validate=validate.Length(1, 30, error="Tulis 1 sampai 30 agenda, satu di setiap baris."),
        error_messages=missing("Tulis paling sedikit satu agenda."),
        metadata={"description": "Agenda; daftar, atau satu teks dengan satu agenda setiap baris"},
    )  # fmt: skip


class PresenceInput(Input):
    official_id = fields.UUID(required=True)
    presence = fields.String(
        load_default=None, allow_none=True, validate=validate.OneOf(tuple(PRESENCE), error="Pilih hadir, diwakili, atau tidak.")
    )
    by = fields.String(
        load_default=None, allow_none=True, validate=validate.Length(max=200, error="Nama wakil paling banyak 200 huruf."),
        metadata={"description": "Nama yang mewakili"},
    )  # fmt: skip


class DecisionInput(Input):
    id = fields.String(load_default=None, allow_none=True, validate=validate.Length(max=20))
    text = fields.String(
        load_default=None, allow_none=True, validate=validate.Length(max=2_000, error="Keputusan paling banyak 2.000 huruf.")
    )
    person = fields.String(
        load_default=None, allow_none=True, validate=validate.Length(max=200, error="Penanggung jawab paling banyak 200 huruf.")
    )
    due = fields.Date(load_default=None, allow_none=True, metadata={"example": "2025-05-02"})


class MeetingInput(Input):
    invitation = fields.Nested(InvitationInput, load_default=None, allow_none=True)
    attendance = fields.List(fields.Nested(PresenceInput), load_default=list, validate=validate.Length(max=500))
    minutes = fields.String(
        load_default=None, allow_none=True, validate=validate.Length(max=20_000, error="Notulen paling banyak 20.000 huruf.")
    )
    secretary_id = fields.UUID(load_default=None, allow_none=True, metadata={"description": "Notulis"})
    decisions = fields.List(fields.Nested(DecisionInput), load_default=list, validate=validate.Length(max=100))
    unchanged = fields.Boolean(
        load_default=False, allow_none=True, metadata={"description": "Draf disetujui tanpa perubahan, jadi tanpa keputusan"}
    )

    @pre_load
    def without_blank_decisions(self, data: Any, **_more: Any) -> Any:
        """Rows of the form that were left empty are no decisions, whatever number they were given."""
        rows = data.get("decisions") if isinstance(data, dict) else None
        if not isinstance(rows, list):
            return data
        return {**data, "decisions": [row for row in rows if not isinstance(row, dict) or says_something(row)]}


def says_something(row: dict[str, Any]) -> bool:
    return any(value for key, value in row.items() if key != "id")
