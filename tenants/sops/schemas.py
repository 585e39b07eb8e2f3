"""What goes in and out at the doors of SOPs."""

from typing import Any

from marshmallow import fields, validate

from runtut.procedures import from_json, total_minutes
from runtut.web.api import Input, Output
from tenants.people.schemas import HoldingOutput
from tenants.sops.behind import actors
from tenants.sops.models import STATES, Sop, SopVersion
from tenants.sops.service import all_versions, sops, version_in_force, versions_in_force, versions_of

SLUG = validate.Regexp(
    r"^[a-z0-9](?:[a-z0-9-]{0,58}[a-z0-9])?$",
    error="Pakai huruf kecil, angka, dan tanda hubung saja, paling banyak 60, misalnya “monev-kinerja”.",
)
TITLE = validate.Length(3, 200, error="Tulis nama SOP, 3 sampai 200 huruf.")


class CloneInput(Input):
    template = fields.String(required=True, validate=validate.Length(1, 60), metadata={"description": "Alamat templat"})
    slug = fields.String(required=True, validate=SLUG, metadata={"description": "Alamat SOP di OPD ini"})
    title = fields.String(required=True, validate=TITLE)


class TakeForm(Input):
    """The page knows the template and asks for the OPD."""

    opd = fields.String(required=True, validate=validate.Length(1, 60))
    slug = fields.String(required=True, validate=SLUG)
    title = fields.String(required=True, validate=TITLE)


class ActorInput(Input):
    actor = fields.String(required=True, validate=validate.Length(1, 200))
    role = fields.UUID(required=True)


class ActorsInput(Input):
    actors = fields.List(fields.Nested(ActorInput), required=True, validate=validate.Length(1, 50))


class VersionOutput(Output):
    number = fields.Integer(required=True)
    state = fields.String(required=True, validate=validate.OneOf(STATES))
    sha256 = fields.String(required=True)
    created_at = fields.AwareDateTime(required=True)
    effective_on = fields.Date(required=True, allow_none=True)
    approved_capacity = fields.String(required=True, allow_none=True)


class SopOutput(Output):
    slug = fields.String(required=True)
    title = fields.String(required=True)
    in_force = fields.Integer(required=True, allow_none=True, metadata={"description": "Nomor versi yang berlaku"})
    versions = fields.List(fields.Nested(VersionOutput), required=True)


class SeatOutput(Output):
    position = fields.String(attribute="position.title", required=True)
    holder = fields.String(required=True, allow_none=True)
    holding = fields.Nested(HoldingOutput, required=True, allow_none=True)


class ActorOutput(Output):
    actor = fields.String(required=True)
    role_id = fields.UUID(attribute="role.id", load_default=None, dump_default=None, allow_none=True)
    role = fields.String(attribute="role.name", dump_default=None, allow_none=True)
    mapped = fields.Boolean(required=True, metadata={"description": "Sudah dipetakan; bila tidak, peran ini hanya usulan"})
    seats = fields.List(fields.Nested(SeatOutput), required=True)


class VersionContentOutput(VersionOutput):
    standard_minutes = fields.Integer(required=True, metadata={"description": "Jumlah waktu baku dalam menit kerja"})
    actors = fields.List(fields.Nested(ActorOutput), required=True)
    content = fields.Dict(required=True, metadata={"description": "Dokumen runtut.sop/1"})


class DrawingQuery(Input):
    paper = fields.String(
        load_default="a4-landscape",
        validate=validate.OneOf(
            ("screen", "a4-landscape", "a4-portrait", "f4-landscape", "f4-portrait"), error="Kertas ini tidak tersedia."
        ),
    )


def told(sop: Sop) -> dict[str, Any]:
    return _told(sop, version_in_force(sop.id), versions_of(sop))


def all_told() -> list[dict[str, Any]]:
    """Of every SOP in the OPDs that are bound, by as many statements as for one."""
    force, versions = versions_in_force(), all_versions()
    return [_told(sop, force.get(sop.id), versions[sop.id]) for sop, _ in sops()]


def _told(sop: Sop, force: SopVersion | None, versions: list[SopVersion]) -> dict[str, Any]:
    return {"slug": sop.slug, "title": sop.title, "in_force": force.number if force else None, "versions": versions}


def told_version(version: SopVersion) -> dict[str, Any]:
    return {
        "number": version.number, "state": version.state, "sha256": version.sha256, "created_at": version.created_at,
        "effective_on": version.effective_on, "approved_capacity": version.approved_capacity, "content": version.content,
        "standard_minutes": total_minutes(from_json(version.content)), "actors": actors(version),
    }  # fmt: skip
