"""What goes in and out at the doors of cycles."""

from marshmallow import fields, validate

from runtut.web.api import Input, Output

PERIOD = validate.Regexp(r"^20\d\d-TW[1-4]$", error="Tulis periode seperti 2025-TW1.")


class OpenInput(Input):
    sop = fields.String(required=True, validate=validate.Length(1, 60), metadata={"description": "Alamat SOP di OPD ini"})
    period = fields.String(required=True, validate=PERIOD, metadata={"example": "2025-TW1"})


class CancelInput(Input):
    reason = fields.String(required=True, validate=validate.Length(1, 2_000, error="Tulis alasan pembatalan."))


class VersionInput(Input):
    version = fields.Integer(
        required=True, validate=validate.Range(0, 2**31 - 1), metadata={"description": "Versi langkah yang Anda lihat"}
    )  # fmt: skip


class HandInInput(VersionInput):
    worksheet = fields.Integer(
        load_default=None, allow_none=True, validate=validate.Range(0, 2**31 - 1),
        metadata={"description": "Versi isian sementara yang Anda lihat; isian yang lebih baru tidak dibuang"},
    )  # fmt: skip


class WorksheetInput(VersionInput):
    content = fields.Dict(keys=fields.String(), required=True)
    worksheet = fields.Integer(load_default=0, validate=validate.Range(0, 2**31 - 1))


class PersonOutput(Output):
    actor = fields.String(required=True)
    part = fields.String(required=True)
    name = fields.String(required=True)
    unit = fields.String(required=True, allow_none=True)
    done = fields.Boolean(required=True)
    done_at = fields.AwareDateTime(required=True, allow_none=True)


class StepOutput(Output):
    no = fields.Integer(required=True)
    step_id = fields.String(required=True)
    text = fields.String(required=True)
    activity = fields.String(required=True)
    status = fields.String(required=True)
    state = fields.String(required=True)
    round = fields.Integer(required=True)
    version = fields.Integer(required=True)
    people = fields.List(fields.Nested(PersonOutput), required=True)
    standard_minutes = fields.Integer(required=True)
    actual_minutes = fields.Integer(required=True, allow_none=True)
    starts = fields.AwareDateTime(required=True, allow_none=True)
    due = fields.AwareDateTime(required=True, allow_none=True)
    late = fields.Boolean(required=True)
    output = fields.String(required=True)
    return_reason = fields.String(required=True, allow_none=True)


class CycleOutput(Output):
    id = fields.UUID(required=True)
    period = fields.String(required=True)
    status = fields.String(required=True)
    opened_at = fields.AwareDateTime(required=True)
    closed_at = fields.AwareDateTime(required=True, allow_none=True)


class CycleLineOutput(CycleOutput):
    sop = fields.String(required=True)
    title = fields.String(required=True)


class ProgressOutput(Output):
    cycle = fields.Nested(CycleOutput, required=True)
    steps = fields.List(fields.Nested(StepOutput), required=True)
    standard_minutes = fields.Integer(required=True)
    actual_minutes = fields.Integer(required=True)
    planned_end = fields.AwareDateTime(required=True, allow_none=True)


class HandInOutput(Output):
    id = fields.UUID(required=True)
    activity = fields.String(required=True)
    round = fields.Integer(required=True)
    content = fields.Dict(required=True)
    sha256 = fields.String(required=True)
    capacity = fields.String(required=True)
    at = fields.AwareDateTime(required=True)


class WorksheetOutput(Output):
    content = fields.Dict(required=True)
    version = fields.Integer(required=True)
    at = fields.AwareDateTime(required=True)


class TaskOutput(Output):
    no = fields.Integer(required=True)
    activity = fields.String(required=True)
    status = fields.String(required=True)
    round = fields.Integer(required=True)
    version = fields.Integer(required=True)
    due_at = fields.AwareDateTime(required=True, allow_none=True)
    return_reason = fields.String(required=True, allow_none=True)
    part = fields.String(required=True, allow_none=True, metadata={"description": "Bagian Anda, kosong bila hanya membaca"})
    can_work = fields.Boolean(required=True)
    desk = fields.Dict(required=True, metadata={"description": "Yang ditampilkan alat kerja langkah ini"})
    worksheet = fields.Nested(WorksheetOutput, required=True, allow_none=True)
    hand_ins = fields.List(fields.Nested(HandInOutput), required=True)


class LogInput(Input):
    cycle = fields.UUID(load_default=None, metadata={"description": "Salah satu siklus periode ini, misalnya yang dibatalkan"})


class LogOutput(Output):
    at = fields.AwareDateTime(required=True)
    kind = fields.String(required=True)
    who = fields.String(required=True)
    capacity = fields.String(required=True)
    what = fields.String(required=True)
    sha256 = fields.String(required=True, allow_none=True)
    task_no = fields.Integer(required=True, allow_none=True)


class InboxOutput(Output):
    opd_slug = fields.String(required=True)
    sop_slug = fields.String(required=True)
    sop_title = fields.String(required=True)
    period = fields.String(required=True)
    no = fields.Integer(required=True)
    step = fields.String(required=True)
    activity = fields.String(required=True)
    part = fields.String(required=True)
    status = fields.String(required=True)
    round = fields.Integer(required=True)
    due_at = fields.AwareDateTime(required=True, allow_none=True)
    late = fields.Boolean(required=True)
    return_reason = fields.String(required=True, allow_none=True)
    waits_for = fields.String(required=True, allow_none=True)
