"""Evidence for programs."""

from typing import Any
from uuid import UUID

from flask import Response
from flask.views import MethodView
from werkzeug.datastructures import FileStorage

from runtut.permissions import needs
from runtut.web.api import Doors
from tenants.evidence import service
from tenants.evidence.models import Evidence
from tenants.evidence.permissions import ADD, READ
from tenants.evidence.schemas import EvidenceOutput, EvidencePage, EvidenceQuery, EvidenceUpload
from tenants.evidence.serving import attachment

doors = Doors("evidence", "Bukti dukung")


@doors.route("/evidence")
class EvidenceFiles(MethodView):
    @needs(READ)
    @doors.takes(EvidenceQuery, location="query")
    @doors.gives(200, EvidencePage, "Bukti perangkat daerah ini, yang terbaru lebih dahulu")
    @doors.may_refuse(401, 403, 404, 422)
    def get(self, asked: dict[str, Any]) -> service.Page:
        """List evidence files."""
        return service.listed(asked["page"], asked["unit_id"])

    @needs(ADD)
    @doors.takes(EvidenceUpload, location="multipart")
    @doors.gives(201, EvidenceOutput, "Bukti tersimpan")
    @doors.may_refuse(401, 403, 404, 413, 422, 503)
    def post(self, data: dict[str, Any]) -> Evidence:
        """Store one evidence file; it cannot be changed afterwards."""
        file: FileStorage = data["file"]
        return service.add(service.Upload(file.filename or "", file.mimetype, file.stream), data["unit_id"])


@doors.route("/evidence/<uuid:evidence_id>")
class EvidenceFileById(MethodView):
    @needs(READ)
    @doors.gives(200, EvidenceOutput, "Keterangan bukti")
    @doors.may_refuse(401, 403, 404)
    def get(self, evidence_id: UUID) -> Evidence:
        """Read what is known of one file."""
        return service.find(evidence_id)


@doors.route("/evidence/<uuid:evidence_id>/file")
class EvidenceContent(MethodView):
    @needs(READ)
    @doors.gives_file("*/*", "Isi berkas, sebagai lampiran")
    @doors.may_refuse(401, 403, 404, 503)
    def get(self, evidence_id: UUID) -> Response:
        """Download one file."""
        return attachment(service.find(evidence_id))
