"""What goes in and out at the doors of officials, positions and roles."""

from marshmallow import RAISE, fields, validate

from runtut.web.api import Input, Output
from tenants.people.models import CAPACITIES

A_DAY = {"format": "date", "example": "2025-04-14"}


class PageQuery(Input):
    opd = fields.String(validate=validate.Length(1, 60), metadata={"description": "Alamat OPD; tanpa ini seluruh pemda"})
    words = fields.String(load_default="", validate=validate.Length(max=100), metadata={"description": "Bagian dari nama"})
    page = fields.Integer(load_default=1, validate=validate.Range(1, 10_000, error="Halaman antara 1 dan 10.000."))


class PositionQuery(Input):
    opd = fields.String(validate=validate.Length(1, 60), metadata={"description": "Alamat OPD; tanpa ini seluruh pemda"})


class OfficialOutput(Output):
    id = fields.UUID(required=True)
    name = fields.String(required=True)
    rank = fields.String(required=True, allow_none=True)
    nip = fields.String(
        required=True, allow_none=True, metadata={"description": "Kosong bagi yang tidak boleh melihat pejabat dan jabatan"}
    )


class HoldingOutput(Output):
    id = fields.UUID(required=True)
    position_id = fields.UUID(required=True)
    official_id = fields.UUID(required=True)
    capacity = fields.String(required=True, validate=validate.OneOf(CAPACITIES))
    letter = fields.String(required=True, allow_none=True)
    since = fields.Date(required=True, allow_none=True)
    until = fields.Date(required=True, allow_none=True, metadata={"description": "Hari terakhir; kosong: tanpa batas waktu"})


class RoleOutput(Output):
    id = fields.UUID(required=True)
    name = fields.String(required=True)
    permissions = fields.List(fields.String(), required=True)
    whole_pemda = fields.Boolean(required=True, metadata={"description": "Menjangkau semua OPD, bukan hanya OPD sendiri"})
    version = fields.Integer(required=True)


class PositionOutput(Output):
    id = fields.UUID(attribute="position.id", required=True)
    title = fields.String(attribute="position.title", required=True)
    opd = fields.String(attribute="opd.slug", required=True)
    unit_id = fields.UUID(attribute="position.unit_id", required=True, allow_none=True)
    holder = fields.String(required=True, allow_none=True, metadata={"description": "Pemangku hari ini, seperti dicetak"})
    holding = fields.Nested(HoldingOutput, required=True, allow_none=True)
    roles = fields.List(fields.Pluck(RoleOutput, "name"), required=True)


class HoldingInput(Input):
    position_id = fields.UUID(required=True)
    official_id = fields.UUID(required=True)
    since = fields.Date(required=True, metadata=A_DAY)
    until = fields.Date(load_default=None, allow_none=True, metadata=A_DAY)
    capacity = fields.String(
        load_default="definitif", validate=validate.OneOf(CAPACITIES, error="Pilih definitif, Plt., Plh., atau Pj.")
    )
    letter = fields.String(
        load_default=None, allow_none=True, validate=validate.Length(1, 200, error="Paling banyak 200 huruf.")
    )


class AppointmentForm(HoldingInput):
    """The page knows the position; the official is picked from a list or named by his NIP."""

    class Meta:
        exclude = ("position_id",)
        unknown = RAISE

    official_id = fields.UUID(load_default=None)
    nip = fields.String(load_default=None)


class EndInput(Input):
    until = fields.Date(required=True, metadata=A_DAY)


class RoleInput(Input):
    permissions = fields.List(fields.String(validate=validate.Length(1, 60)), required=True, validate=validate.Length(max=200))
    version = fields.Integer(
        required=True, validate=validate.Range(1, 2**31 - 1), metadata={"description": "Versi peran yang Anda lihat"}
    )


class PositionRolesInput(Input):
    roles = fields.List(fields.UUID(), required=True, validate=validate.Length(max=20, error="Paling banyak 20 peran."))


class PermissionOutput(Output):
    key = fields.String(required=True)
    sentence = fields.String(required=True, metadata={"description": "Melengkapi “Siapa boleh …”"})
