"""SOPs of an OPD for programs."""

from typing import Any

from flask import Response
from flask.views import MethodView

from runtut.permissions import here, needs
from runtut.procedures import from_json
from runtut.procedures.drawing import INK, layout, svg
from runtut.web.api import Doors
from tenants.sops import service
from tenants.sops.permissions import APPROVE, CLONE, EDIT, READ
from tenants.sops.schemas import (
    ActorsInput,
    CloneInput,
    DrawingQuery,
    SopOutput,
    VersionContentOutput,
    all_told,
    told,
    told_version,
)

SVG = "image/svg+xml"
doors = Doors("sops", "SOP perangkat daerah")


@doors.route("/sops")
class Sops(MethodView):
    @needs(READ)
    @doors.gives(200, SopOutput(many=True), "SOP di OPD ini")
    @doors.may_refuse(401, 403, 404)
    def get(self) -> list[dict[str, Any]]:
        """The SOPs of the OPD with their versions."""
        return all_told()

    @needs(CLONE)
    @doors.changes(SopOutput, "Templat diambil sebagai SOP baru", takes=CloneInput, status=201)
    def post(self, data: dict[str, str]) -> dict[str, Any]:
        """Take a template over as a new SOP of the OPD."""
        service.clone(here().opd.id, data["template"], data["slug"], data["title"])
        return told(service.sop_by_slug(data["slug"]))


@doors.route("/sops/<slug:slug>")
class OneSop(MethodView):
    @needs(READ)
    @doors.gives(200, SopOutput, "SOP dengan versinya")
    @doors.may_refuse(401, 403, 404)
    def get(self, slug: str) -> dict[str, Any]:
        """An SOP and its versions."""
        return told(service.sop_by_slug(slug))


@doors.route("/sops/<slug:slug>/versions/<int:number>")
class Version(MethodView):
    @needs(READ)
    @doors.gives(200, VersionContentOutput, "Versi dengan isinya")
    @doors.may_refuse(401, 403, 404)
    def get(self, slug: str, number: int) -> dict[str, Any]:
        """One version: its document, and who stands behind its actors."""
        return told_version(service.version_of(service.sop_by_slug(slug), number))


@doors.route("/sops/<slug:slug>/versions/<int:number>/actors")
class Actors(MethodView):
    @needs(EDIT)
    @doors.changes(VersionContentOutput, "Pelaksana dipetakan", takes=ActorsInput)
    def put(self, data: dict[str, Any], slug: str, number: int) -> dict[str, Any]:
        """Say which role each actor is."""
        version = service.version_of(service.sop_by_slug(slug), number)
        service.map_actors(version, {row["actor"]: row["role"] for row in data["actors"]})
        return told_version(version)


@doors.route("/sops/<slug:slug>/versions/<int:number>/force")
class Force(MethodView):
    @needs(APPROVE)
    @doors.changes(VersionContentOutput, "Versi berlaku mulai hari ini")
    def put(self, slug: str, number: int) -> dict[str, Any]:
        """Put a mapped draft into force; the version before it is superseded."""
        version = service.version_of(service.sop_by_slug(slug), number)
        service.put_into_force(version)
        return told_version(version)


@doors.route("/sops/<slug:slug>/drawing.svg")
class Drawing(MethodView):
    @needs(READ)
    @doors.takes(DrawingQuery, "query")
    @doors.gives_file(SVG, "Bagan alur resmi")
    @doors.may_refuse(401, 403, 404, 422)
    def get(self, query: dict[str, str], slug: str) -> Response:
        """The official drawing of the version in force, else of the newest."""
        version = service.shown_version(service.sop_by_slug(slug))
        return Response(svg(layout(from_json(version.content), query["paper"]), ink=INK), mimetype=SVG)
