"""Drafts of SOPs for programs."""

from typing import Any

from flask.views import MethodView

from runtut.errors import Invalid
from runtut.permissions import here, needs
from runtut.procedures import SopError, from_json, to_json
from runtut.web.api import Doors
from tenants.sops import service
from tenants.sops.adopting import suggested_slug
from tenants.sops.checking.service import around
from tenants.sops.editing import drafts
from tenants.sops.editing.findings import remarks
from tenants.sops.editing.schemas import BeginInput, DraftInput, DraftOutput, ReviseForm, RevisionInput
from tenants.sops.models import SopVersion
from tenants.sops.permissions import EDIT

doors = Doors("sop-drafts", "Draf SOP")
SOP = "/sops/<slug:slug>"


def told(version: SopVersion) -> dict[str, Any]:
    back, forward = drafts.ways(version)
    return {
        "slug": service.sop_by_id(version.sop_id).slug, "number": version.number, "state": version.state,
        "revision": version.revision, "reason": version.reason, "sha256": version.sha256, "content": version.content,
        "undo": back, "redo": forward, "remarks": remarks(version.content, around(version)),
    }  # fmt: skip


def document(raw: dict[str, Any]) -> dict[str, Any]:
    """Whatever keeps the format, as a draft; Invalid names each place that does not."""
    try:
        return drafts.prepared(to_json(from_json(raw)))
    except SopError as wrong:
        raise Invalid("Dokumen SOP belum benar.", {f"content.{path}": said for path, said in wrong.errors.items()}) from wrong


@doors.route("/sops/drafts")
class Drafts(MethodView):
    @needs(EDIT)
    @doors.changes(DraftOutput, "SOP baru dengan drafnya", takes=BeginInput, status=201)
    def post(self, data: dict[str, Any]) -> dict[str, Any]:
        """Begin an SOP: blank, or with a document of the format runtut.sop/1."""
        content = None if data["content"] is None else document(data["content"])
        slug = data["slug"] or suggested_slug(data["title"])
        return told(drafts.begin(here().opd.id, slug, data["title"], content))


@doors.route(f"{SOP}/revisions")
class Revisions(MethodView):
    @needs(EDIT)
    @doors.changes(DraftOutput, "Draf revisi dari versi yang berlaku", takes=ReviseForm, status=201)
    def post(self, data: dict[str, str], slug: str) -> dict[str, Any]:
        """Begin the revision of an SOP; the version in force stays in force."""
        return told(drafts.revise(service.sop_by_slug(slug), data["reason"]))


@doors.route(f"{SOP}/draft")
class Draft(MethodView):
    @needs(EDIT)
    @doors.changes(DraftOutput, "Draf yang dapat diubah")
    def get(self, slug: str) -> dict[str, Any]:
        """The draft, its revision to write on, and what is still wrong with it."""
        return told(drafts.draft_of(service.sop_by_slug(slug)))

    @needs(EDIT)
    @doors.changes(DraftOutput, "Draf tersimpan", takes=DraftInput)
    def put(self, data: dict[str, Any], slug: str) -> dict[str, Any]:
        """Save the draft, written on `revision`; 409 names the places that somebody else changed meanwhile.

        `picks` says for each such place whose value is used: mine or theirs.
        """
        version = drafts.draft_of(service.sop_by_slug(slug))
        return told(drafts.save(version, data["revision"], document(data["content"]), data["picks"]).version)


@doors.route(f"{SOP}/draft/undo")
class Undo(MethodView):
    @needs(EDIT)
    @doors.changes(DraftOutput, "Perubahan terakhir diurungkan", takes=RevisionInput)
    def post(self, data: dict[str, int], slug: str) -> dict[str, Any]:
        """Undo the last change."""
        return told(drafts.undo(drafts.draft_of(service.sop_by_slug(slug)), data["revision"]))


@doors.route(f"{SOP}/draft/redo")
class Redo(MethodView):
    @needs(EDIT)
    @doors.changes(DraftOutput, "Perubahan diulangi", takes=RevisionInput)
    def post(self, data: dict[str, int], slug: str) -> dict[str, Any]:
        """Do again what was undone."""
        return told(drafts.redo(drafts.draft_of(service.sop_by_slug(slug)), data["revision"]))
