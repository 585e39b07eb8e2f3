"""Reading files for programs."""

from typing import Any
from uuid import UUID

from flask.views import MethodView

from runtut.errors import Invalid
from runtut.permissions import needs
from runtut.web.api import Doors
from tenants.sops.editing.api import document as draft_document
from tenants.sops.editing.api import told as told_draft
from tenants.sops.editing.schemas import DraftOutput
from tenants.sops.models import SopReading, SopVersion
from tenants.sops.permissions import EDIT
from tenants.sops.reading import keeping, reviewing, service
from tenants.sops.reading.schemas import FileInput, KeepInput, ReadingOutput, TextInput
from tenants.sops.service import sop_by_slug

doors = Doors("sop-readings", "Membaca naskah SOP")


def told(row: SopReading) -> dict[str, Any]:
    return {
        "id": row.id, "name": row.name, "state": row.state, "doing": service.phase(row), "problem": row.problem,
        "sha256": row.sha256,
        "documents": service.documents(row),
    }  # fmt: skip


@doors.route("/sops/readings")
class Readings(MethodView):
    @needs(EDIT)
    @doors.takes(FileInput, location="multipart")
    @doors.gives(202, ReadingOutput, "Berkas diterima dan sedang dibaca")
    @doors.may_refuse(401, 403, 404, 413, 422)
    def post(self, data: dict[str, Any]) -> dict[str, Any]:
        """Hand a file in to be read; ask for it again until its state is no longer waiting."""
        return told(service.hand_in(data["file"].filename or "", data["file"].stream))


@doors.route("/sops/readings/texts")
class Texts(MethodView):
    @needs(EDIT)
    @doors.takes(TextInput)
    @doors.gives(202, ReadingOutput, "Teks diterima dan sedang dibaca")
    @doors.may_refuse(401, 403, 404, 413, 422)
    def post(self, data: dict[str, str]) -> dict[str, Any]:
        """Hand a text in to be read."""
        return told(service.hand_in_text(data["text"]))


@doors.route("/sops/readings/<uuid:sop_reading_id>")
class Reading(MethodView):
    @needs(EDIT)
    @doors.gives(200, ReadingOutput, "Naskah dan apa yang terbaca")
    @doors.may_refuse(401, 403, 404)
    def get(self, sop_reading_id: UUID) -> dict[str, Any]:
        """What was read, with the place of every value in the source."""
        return told(service.reading_by_id(sop_reading_id))


@doors.route("/sops/readings/<uuid:sop_reading_id>/drafts")
class ReadDrafts(MethodView):
    @needs(EDIT)
    @doors.changes(DraftOutput, "Disimpan sebagai draf SOP baru", takes=KeepInput, status=201)
    def post(self, data: dict[str, Any], sop_reading_id: UUID) -> dict[str, Any]:
        """Keep one of the documents, as it was read or as `content` has it, as a draft."""
        return told_draft(kept(service.reading_by_id(sop_reading_id), data))


def kept(row: SopReading, data: dict[str, Any]) -> SopVersion:
    """A new SOP, or the next version of the one that is named."""
    number, content = data["document"], data["content"]
    found = reviewing.working_copy(row, number).document if content is None else draft_document(content)
    if data["title"]:
        found = {**found, "identity": {**found["identity"], "title": data["title"]}}
    if data["sop"] is None:
        return keeping.as_new_sop(row, number, found, data["slug"])
    if data["reason"] is None:
        raise Invalid("Alasan revisi belum diisi.", {"reason": ["Tulis mengapa SOP ini direvisi."]})
    return keeping.as_revision(row, number, found, sop_by_slug(data["sop"]), data["reason"])
