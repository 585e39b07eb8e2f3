"""Papers for programs."""

from typing import Any
from uuid import UUID

from flask import Response
from flask.views import MethodView

from runtut.permissions import needs
from runtut.web.api import Doors
from tenants.documents import reading
from tenants.documents.asking import ask_again, chosen, purpose_of
from tenants.documents.permissions import READ
from tenants.documents.schemas import DocumentLineOutput, DocumentOutput, FileQuery, PageQuery, RenderingInput
from tenants.documents.serving import attachment

doors = Doors("documents", "Dokumen dan laporan")


@doors.route("/documents")
class Documents(MethodView):
    @needs(READ)
    @doors.takes(PageQuery, location="query")
    @doors.gives(200, DocumentLineOutput(many=True), "Dokumen OPD ini, yang terbaru lebih dahulu")
    @doors.may_refuse(401, 403, 404, 422)
    def get(self, asked: dict[str, int]) -> list[reading.PaperLine]:
        """List papers, each with where it stands."""
        return reading.lines(asked["page"])


@doors.route("/documents/<uuid:document>")
class OneDocument(MethodView):
    @needs(READ)
    @doors.gives(200, DocumentOutput, "Dokumen seluruhnya")
    @doors.may_refuse(401, 403, 404)
    def get(self, document: UUID) -> reading.Paper:
        """Read a paper: versions, checks, signature, PDFs, archive entry."""
        return reading.paper(reading.find_document(document))


@doors.route("/documents/<uuid:document>/file")
class DocumentFile(MethodView):
    @needs(READ)
    @doors.takes(FileQuery, location="query")
    @doors.gives_file("application/pdf", "PDF, sebagai lampiran")
    @doors.may_refuse(401, 403, 404, 422, 503)
    def get(self, asked: dict[str, Any], document: UUID) -> Response:
        """Download the PDF of a version; 404 says so while it is being made."""
        paper = reading.paper(reading.find_document(document))
        return attachment(paper, chosen(paper, asked["version"]), purpose_of(paper, asked["purpose"]))


@doors.route("/documents/<uuid:document>/renderings")
class Renderings(MethodView):
    @needs(READ)
    @doors.takes(RenderingInput)
    @doors.gives(202, description="PDF sedang disiapkan")
    @doors.may_refuse(401, 403, 404, 409, 422)
    def post(self, data: dict[str, Any], document: UUID) -> None:
        """Have the PDF of the newest version made, or made again after it failed."""
        ask_again(reading.paper(reading.find_document(document)), data["purpose"])
