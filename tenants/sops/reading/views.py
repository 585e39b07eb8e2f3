"""Pages on which a file is handed in, waited for, looked through, and kept as a draft."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from runtut.database import db
from runtut.errors import Problem
from runtut.library.paper import thumbnail
from runtut.permissions import here, needs
from runtut.procedures import from_json, total_minutes
from runtut.procedures.reading.limits import LARGEST_FILE
from runtut.web.forms import checked
from tenants.sops.adopting import suggested_slug
from tenants.sops.editing.tracing import Trace
from tenants.sops.models import SopReading
from tenants.sops.permissions import EDIT
from tenants.sops.reading import service
from tenants.sops.reading.schemas import KeepForm, TextInput

doors = Blueprint("sop_readings", __name__)
ACCEPT = ".docx,.pdf,.xlsx,.html,.htm,.txt,.md,.csv,.tsv"


@doors.get("/sop/unggah")
@needs(EDIT)
def upload() -> ResponseReturnValue:
    return upload_page({})


@doors.post("/sop/unggah")
@needs(EDIT)
def hand_in() -> ResponseReturnValue:
    """A file, else the pasted text."""
    sent = request.files.get("file")
    try:
        if sent is not None and sent.filename:
            row = service.hand_in(sent.filename, sent.stream)
        else:
            row = service.hand_in_text(checked(TextInput, request.form)["text"])
    except Problem as refused:
        db.session.rollback()
        return upload_page(refused.errors or {"file": [refused.detail]}), refused.status
    return redirect(url_for("sop_readings.reading", sop_reading_id=row.id), 303)


def upload_page(errors: Mapping[str, list[str]]) -> str:
    return render_template(
        "sops/upload.html", place=here(), errors=errors, typed=request.form, readings=service.readings(), accept=ACCEPT,
        limit=LARGEST_FILE,
    )  # fmt: skip


@doors.get("/sop/unggah/<uuid:sop_reading_id>")
@needs(EDIT)
def reading(sop_reading_id: UUID) -> ResponseReturnValue:
    return reading_page(service.reading_by_id(sop_reading_id), {}, {})


@doors.post("/sop/unggah/<uuid:sop_reading_id>/draf")
@needs(EDIT)
def keep(sop_reading_id: UUID) -> ResponseReturnValue:
    row = service.reading_by_id(sop_reading_id)
    try:
        data = checked(KeepForm, request.form)
        slug = data["slug"] or suggested_slug(data["title"])
        service.keep(row, data["document"], slug, data["title"])
    except Problem as refused:
        if refused.status == 404:
            raise
        db.session.rollback()
        errors = refused.errors or {"title": [refused.detail]}
        return reading_page(service.reading_by_id(sop_reading_id), request.form, errors), refused.status
    return redirect(url_for("sop_drafts.edit", slug=slug), 303)


def reading_page(row: SopReading, typed: Mapping[str, str], errors: Mapping[str, list[str]]) -> str:
    found = [card(number, document, row) for number, document in enumerate(service.documents(row))]
    return render_template("sops/reading.html", place=here(), row=row, cards=found, typed=typed, errors=errors)


def card(number: int, document: dict[str, Any], row: SopReading) -> dict[str, Any]:
    """What was found in words, before anybody decides about it."""
    sop = from_json(document)
    ids = [str(place) for place in range(len(sop.steps))]
    return {
        "number": number, "title": sop.identity.title or "", "sop_number": sop.identity.number, "steps": len(sop.steps),
        "actors": sop.actors, "minutes": total_minutes(sop), "unsure": len(Trace.of(document, ids).unsure),
        "refused": service.NOT_AN_SOP.get(sop.kind), "drawing": thumbnail(sop, f"baca-{number}") if sop.steps else None,
        "kept": str(number) in (row.result or {}).get("drafts", {}),
    }  # fmt: skip
