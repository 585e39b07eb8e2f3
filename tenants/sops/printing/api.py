"""Files of SOPs and the look of an OPD's prints, for programs."""

from typing import Any

from flask import Response
from flask.views import MethodView

from runtut.errors import NotFound
from runtut.permissions import needs
from runtut.printing.files import MEDIA_TYPES
from runtut.web.api import Doors
from tenants.evidence.serving import INERT, disposition
from tenants.sops import service
from tenants.sops.permissions import READ
from tenants.sops.printing import profiles
from tenants.sops.printing.files import File, printed
from tenants.sops.printing.permissions import PROFILE
from tenants.sops.printing.schemas import FileQuery, ProfileInput, ProfileOutput

doors = Doors("sop-files", "Berkas SOP dan bentuk cetaknya")


@doors.route("/sops/<slug:slug>/versions/<int:number>/files/<slug:kind>")
class VersionFile(MethodView):
    @needs(READ)
    @doors.takes(FileQuery, "query")
    @doors.gives_file("*/*", "Berkas SOP: pdf, docx, xlsx, svg, atau bpmn")
    @doors.may_refuse(401, 403, 404, 422)
    def get(self, query: dict[str, Any], slug: str, number: int, kind: str) -> Response:
        """A version of an SOP as a file in the look of its OPD."""
        version = service.version_of(service.sop_by_slug(slug), number)
        if kind not in MEDIA_TYPES:
            raise NotFound(f"Bentuk berkas ini tidak ada; pilih salah satu dari: {', '.join(MEDIA_TYPES)}.")
        return sent(printed(slug, version, kind, query["paper"], query["cover"]))


@doors.route("/sop-profile")
class PrintProfile(MethodView):
    @needs(READ)
    @doors.gives(200, ProfileOutput, "Bentuk cetak SOP")
    @doors.may_refuse(401, 403, 404)
    def get(self) -> dict[str, Any]:
        """How the OPD prints its SOPs."""
        return profiles.told(profiles.kept())

    @needs(PROFILE)
    @doors.takes(ProfileInput)
    @doors.gives(200, ProfileOutput, "Bentuk cetak SOP diubah")
    @doors.may_refuse(401, 403, 404)
    def put(self, data: dict[str, Any]) -> dict[str, Any]:
        """Change it; the logo is changed on the page."""
        return profiles.told(profiles.change(wish_of(data)))


def wish_of(data: dict[str, Any], **logo: Any) -> profiles.Wish:
    labels = {key: label for key, label in data["labels"].items() if label}
    return profiles.Wish(
        tuple(data["letterhead"]), labels, data["number_pattern"], data["paper"], data["version"], **logo
    )  # fmt: skip


def sent(file: File) -> Response:
    """Always an attachment that no browser runs."""
    answer = Response(file.content, mimetype=file.media_type)
    answer.headers["Content-Disposition"] = disposition(file.name)
    answer.headers["Content-Security-Policy"] = INERT
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer
