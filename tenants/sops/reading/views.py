"""Pages on which a file is handed in, waited for, looked through, and kept as a draft."""

from collections.abc import Mapping
from uuid import UUID

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from runtut.database import db
from runtut.errors import Invalid, NotFound, Problem
from runtut.permissions import here, needs
from runtut.procedures.reading.facsimile import MEDIA_TYPE
from runtut.procedures.reading.limits import LARGEST_FILE
from runtut.storage import read
from runtut.web.forms import checked
from tenants.evidence.serving import INERT, disposition
from tenants.sops.editing.drafts import checked as checked_draft
from tenants.sops.editing.rows import rows
from tenants.sops.editing.sheet import Document
from tenants.sops.models import SopReading, SopVersion
from tenants.sops.permissions import EDIT
from tenants.sops.reading import keeping, picturing, reviewing, service
from tenants.sops.reading.placing import Pane, beginning, leads
from tenants.sops.reading.schemas import TargetForm, TextInput
from tenants.sops.service import sop_by_id, sop_by_slug

doors = Blueprint("sop_readings", __name__)
READING = "/sop/unggah/<uuid:sop_reading_id>"
ACCEPT = ",".join(f".{ending}" for ending in service.ENDINGS)
Errors = Mapping[str, list[str]]


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
        elif not request.form.get("text", "").strip():
            raise service.refusal("Pilih berkas yang akan dibaca, atau tempelkan teksnya.")
        else:
            row = service.hand_in_text(checked(TextInput, request.form)["text"])
    except Problem as refused:
        db.session.rollback()
        return upload_page(refused.errors or {"file": [refused.detail]}), refused.status
    return redirect(url_for("sop_readings.reading", sop_reading_id=row.id), 303)


def upload_page(errors: Errors) -> str:
    return render_template(
        "sops/reading/upload.html", place=here(), errors=errors, typed=request.form, readings=service.readings(),
        accept=ACCEPT, limit=LARGEST_FILE,
    )  # fmt: skip


@doors.get(READING)
@needs(EDIT)
def reading(sop_reading_id: UUID) -> ResponseReturnValue:
    """Waiting, refused, a choice between several SOPs, or the review of one (`?sop=2`).

    A page that waits asks again and again; what it turns into has scripts and a title of its own and is loaded as a whole.
    """
    row = service.reading_by_id(sop_reading_id)
    found = service.documents(row)
    if row.state != "waiting" and request.headers.get("HX-Request"):
        return Response(status=204, headers={"HX-Refresh": "true"})
    chosen = request.args.get("sop", type=int)
    if row.state != "read":
        return render_template("sops/reading/waiting.html", place=here(), row=row, phase=service.phase(row))
    if chosen is None and len(found) != 1:
        return choice_page(row, found)
    return shown(row, (chosen or 1) - 1)


def choice_page(row: SopReading, found: list[Document]) -> str:
    copies = [reviewing.working_copy(row, number) for number in range(len(found))]
    unsure = [len(reviewing.unsure(row, number, copy)) for number, copy in enumerate(copies)]
    drafts = keeping.drafts_of(row)
    return render_template(
        "sops/reading/choose.html", place=here(), row=row, copies=copies, unsure=unsure, drafts=drafts, kinds=keeping.KINDS
    )


def shown(row: SopReading, number: int) -> str:
    copy = reviewing.working_copy(row, number)
    kind = copy.document["kind"]
    if kind not in reviewing.FLOW:
        kind, pane = keeping.KINDS.get(kind, ""), Pane.of(row.result)
        return render_template("sops/reading/refused.html", place=here(), row=row, pane=pane, back={}, kind=kind)
    return review_page(row, number, copy, copy.document, {})


def review_page(
    row: SopReading,
    number: int,
    copy: reviewing.Copy,
    document: Document,
    errors: Errors,
    typed: Mapping[str, str] | None = None,
) -> str:  # fmt: skip
    seen, pane = reviewing.Copy(document, copy.revision, copy.by), Pane.of(row.result)
    unsure, spots = reviewing.unsure(row, number, seen), reviewing.spots(row, number, seen, pane)
    return render_template(
        "sops/reading/review.html", place=here(), row=row, number=number, count=len(service.documents(row)), copy=copy,
        document=document, rows=rows(document), unsure=unsure, pane=pane, errors=errors, spots=spots,
        back=leads(spots, unsure), start=beginning(spots), offers=reviewing.offers(document),
        options=[(sop.slug, sop.title) for sop in keeping.revisable()], typed=typed or {},
        draft=keeping.drafts_of(row).get(number),
        read_identity=reviewing.read_document(row, number)["identity"],
    )  # fmt: skip


@doors.post(READING)
@needs(EDIT)
def review(sop_reading_id: UUID) -> ResponseReturnValue:
    """Keep what was mended and do what the pressed button says; what was typed stays where something is wrong."""
    row, number = service.reading_by_id(sop_reading_id), typed_number("sop", 1) - 1
    copy = reviewing.working_copy(row, number)
    sheet = reviewing.typed(request.form, copy)
    document, act = sheet.read(), request.form.get("act", "save")
    try:
        if sheet.wrong:
            raise Invalid("Isian belum benar.", sheet.wrong)
        return done(row, number, document, act)
    except Problem as refused:
        db.session.rollback()
        row = service.reading_by_id(sop_reading_id)
        errors = refused.errors or {"act": [refused.detail]}
        now = reviewing.working_copy(row, number)
        return review_page(row, number, now, safe(document, now), errors, request.form), refused.status


def done(row: SopReading, number: int, document: Document, act: str) -> ResponseReturnValue:
    kept = reviewing.keep(row, number, document, typed_number("revision", -1))
    if act == "draft":
        version = kept_draft(row, number, kept.document)
        flash(_("Draf tersimpan. Lengkapi kegiatan kerja setiap langkah, lalu ajukan."), "done")
        return redirect(url_for("sop_drafts.edit", slug=sop_by_id(version.sop_id).slug), 303)
    if act != "save":
        reviewing.keep(row, number, reviewing.act_on(kept.document, act), kept.revision)
    else:
        flash(_("Pemeriksaan tersimpan. Anda dapat melanjutkannya nanti."), "done")
    anchor = "pelaksana" if act.startswith(("accept", "actor")) else "langkah" if act != "save" else None
    return redirect(url_for("sop_readings.reading", sop_reading_id=row.id, sop=number + 1, _anchor=anchor), 303)


def kept_draft(row: SopReading, number: int, document: Document) -> SopVersion:
    """A new SOP, or the next version of the one that was chosen."""
    data = checked(TargetForm, request.form)
    if request.form.get("target") != "revision":
        return keeping.as_new_sop(row, number, document, data["slug"])
    missing = {"sop_slug": "Pilih SOP yang direvisi."} if not data["sop_slug"] else {}
    missing |= {"reason": "Tulis mengapa SOP ini direvisi."} if not data["reason"] else {}
    if missing:
        raise Invalid("Isian belum lengkap.", {name: [said] for name, said in missing.items()})
    return keeping.as_revision(row, number, document, sop_by_slug(data["sop_slug"]), data["reason"])


def safe(document: Document, copy: reviewing.Copy) -> Document:
    """What was typed, unless it cannot be shown."""
    try:
        checked_draft(document)
    except Invalid:
        return copy.document
    return document


def typed_number(name: str, default: int) -> int:
    said = request.form.get(name, "")
    return int(said) if said.isascii() and said.isdigit() and len(said) < 10 else default


@doors.get(f"{READING}/berkas")
@needs(EDIT)
def file(sop_reading_id: UUID) -> Response:
    """The file as it was handed in; one that could not be read was not kept."""
    row = service.reading_by_id(sop_reading_id)
    if row.state == "refused":
        raise NotFound("Naskah ini tidak dapat dibaca, jadi berkasnya tidak disimpan.")
    answer = Response(read(row.key, row.object_version or "", row.sha256), mimetype="application/octet-stream")
    answer.content_length = row.size
    answer.headers["Content-Disposition"] = disposition(row.name)
    answer.headers["Content-Security-Policy"] = INERT
    return answer


@doors.get(f"{READING}/halaman/<int:number>")
@needs(EDIT)
def page(sop_reading_id: UUID, number: int) -> Response:
    """A page of a PDF as a picture that we drew; counted from 1."""
    kept = picturing.page_of(service.reading_by_id(sop_reading_id), number)
    answer = Response(picturing.image(kept), mimetype=MEDIA_TYPE)
    answer.content_length = kept["size"]
    answer.headers["Content-Security-Policy"] = INERT
    return answer


@doors.post(f"{READING}/ulang")
@needs(EDIT)
def read_again(sop_reading_id: UUID) -> ResponseReturnValue:
    """Have a file read that no worker brought to an end."""
    service.read_again(service.reading_by_id(sop_reading_id))
    return redirect(url_for("sop_readings.reading", sop_reading_id=sop_reading_id), 303)
