"""Officials, positions and roles for programs."""

from typing import Any
from uuid import UUID

from flask.views import MethodView

from runtut.permissions import MEMBER, Permission, catalogue, here, needs
from runtut.web.api import Doors
from tenants.institutions.service import require_opd
from tenants.people import appointing, roles, seats, service
from tenants.people.models import Holding, Role
from tenants.people.nip import spaced
from tenants.people.permissions import APPOINT, READ, ROLES
from tenants.people.schemas import (
    EndInput,
    HoldingInput,
    HoldingOutput,
    OfficialOutput,
    PageQuery,
    PermissionOutput,
    PositionOutput,
    PositionQuery,
    PositionRolesInput,
    RoleInput,
    RoleOutput,
)

PAGE = 100
doors = Doors("people", "Pejabat, jabatan, dan peran")


def opd_id_of(query: dict[str, Any]) -> UUID | None:
    return require_opd(query["opd"]).id if "opd" in query else None


@doors.route("/officials")
class Officials(MethodView):
    @needs(MEMBER)
    @doors.takes(PageQuery, "query")
    @doors.gives(200, OfficialOutput(many=True), "Pejabat, 100 setiap halaman")
    @doors.may_refuse(401, 404, 422)
    def get(self, query: dict[str, Any]) -> list[dict[str, Any]]:
        """Officials by name; the NIP only for whoever may see officials and positions."""
        found = seats.officials_page(query["page"], PAGE, opd_id_of(query), query["words"])
        open_nip = here().may(READ)
        return [
            {"id": one.id, "name": one.name, "rank": one.rank, "nip": spaced(one.nip) if open_nip else None} for one in found
        ]  # fmt: skip


@doors.route("/positions")
class Positions(MethodView):
    @needs(MEMBER)
    @doors.takes(PositionQuery, "query")
    @doors.gives(200, PositionOutput(many=True), "Jabatan dan pemangkunya hari ini")
    @doors.may_refuse(401, 404, 422)
    def get(self, query: dict[str, Any]) -> list[seats.SeatRow]:
        """Positions with who holds them today and the roles that hang on them."""
        return seats.seat_rows(seats.today_at(here()), opd_id_of(query))


@doors.route("/positions/<uuid:position_id>/roles")
class PositionRoles(MethodView):
    @needs(ROLES)
    @doors.changes(PositionOutput, "Peran jabatan diubah", takes=PositionRolesInput)
    def put(self, data: dict[str, Any], position_id: UUID) -> seats.SeatRow:
        """Say which roles hang on a position; it counts from the next request of whoever holds it."""
        roles.give_roles(position_id, data["roles"], here().standing)
        return seats.seat_row(position_id, seats.today_at(here()))


@doors.route("/holdings")
class Holdings(MethodView):
    @needs(APPOINT)
    @doors.changes(HoldingOutput, "Pemangku ditetapkan", takes=HoldingInput, status=201)
    def post(self, data: dict[str, Any]) -> Holding:
        """Appoint an official to a position; Plt., Plh. and Pj. need their letter, Plt. and Plh. an end."""
        return appointing.designate(here().standing, appointing.Appointment(**data))


@doors.route("/holdings/<uuid:holding_id>/end")
class HoldingEnd(MethodView):
    @needs(APPOINT)
    @doors.changes(HoldingOutput, "Masa jabatan diakhiri", takes=EndInput)
    def put(self, data: dict[str, Any], holding_id: UUID) -> Holding:
        """End a holding earlier; a definitive holder who had stepped aside is back the next day."""
        return appointing.end_holding(here().standing, holding_id, data["until"])


@doors.route("/roles")
class Roles(MethodView):
    @needs(READ)
    @doors.gives(200, RoleOutput(many=True), "Peran")
    @doors.may_refuse(401, 403, 404)
    def get(self) -> list[Role]:
        """The roles of the pemda."""
        return service.roles()


@doors.route("/roles/<uuid:role_id>")
class OneRole(MethodView):
    @needs(ROLES)
    @doors.changes(RoleOutput, "Peran diubah", takes=RoleInput)
    def put(self, data: dict[str, Any], role_id: UUID) -> Role:
        """Say what a role may do; it counts from the next request of everybody who has it."""
        return roles.change_role(role_id, data["permissions"], data["version"], here().standing)


@doors.route("/permissions")
class Permissions(MethodView):
    @needs(MEMBER)
    @doors.gives(200, PermissionOutput(many=True), "Wewenang yang dapat diberikan kepada peran")
    @doors.may_refuse(401, 404)
    def get(self) -> list[Permission]:
        """Everything that a role may be allowed, in words."""
        return list(catalogue())
