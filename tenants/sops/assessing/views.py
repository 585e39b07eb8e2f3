"""Pages of monitoring and evaluation: what is due, and the two forms."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from runtut.database import db
from runtut.errors import Invalid, Problem
from runtut.permissions import here, needs
from runtut.web.api import flatten
from tenants.people.seats import today_at
from tenants.people.service import official_names
from tenants.sops.assessing import forms, service
from tenants.sops.assessing.schemas import AssessmentInput
from tenants.sops.models import KINDS, SopAssessment
from tenants.sops.permissions import ASSESS, READ
from tenants.sops.service import sop_by_id, sop_by_slug, version_in_force

doors = Blueprint("sop_assessments", __name__)


@doors.get("/sop/<slug:slug>/penilaian")
@needs(READ)
def overview(slug: str) -> ResponseReturnValue:
    sop = sop_by_slug(slug)
    force, done, today = version_in_force(sop.id), service.last_done(sop.id, here().zone), today_at(here())
    due = {kind: service.due_on(force, kind, done.get(kind)) if force else None for kind in KINDS}
    return render_template(
        "sops/assessments.html", place=here(), sop=sop, force=force, due=due, done=done, today=today, forms=forms,
        rows=service.assessments(sop), may_assess=here().may(ASSESS),
        now={kind: forms.period_of(kind, today) for kind in KINDS},
    )  # fmt: skip


@doors.post("/sop/<slug:slug>/penilaian")
@needs(ASSESS)
def begin(slug: str) -> ResponseReturnValue:
    kind = request.form.get("kind", "")
    try:
        if kind not in KINDS:
            raise Invalid("Pilih pemantauan atau evaluasi.", {"kind": ["Pilih pemantauan atau evaluasi."]})
        row = service.begin(sop_by_slug(slug), kind)
    except Problem as refused:
        if refused.status == 404:
            raise
        db.session.rollback()
        flash(refused.detail, "danger")
        return redirect(url_for("sop_assessments.overview", slug=slug), 303)
    return redirect(url_for("sop_assessments.form", sop_assessment_id=row.id), 303)


@doors.get("/sop/penilaian/<uuid:sop_assessment_id>")
@needs(READ)
def form(sop_assessment_id: UUID) -> ResponseReturnValue:
    row = service.assessment_by_id(sop_assessment_id)
    return form_page(row, row.content, {})


@doors.post("/sop/penilaian/<uuid:sop_assessment_id>")
@needs(ASSESS)
def write(sop_assessment_id: UUID) -> ResponseReturnValue:
    """Kept as it is, or handed in; what was typed stays when it is refused."""
    row = service.assessment_by_id(sop_assessment_id)
    given = typed(row)
    try:
        if errors := AssessmentInput().validate(given):
            raise Invalid("Isian belum benar.", flatten(errors))
        done = request.form.get("act") == "done"
        service.write(row, int(given["revision"]), given, done)
    except Problem as refused:
        db.session.rollback()
        row = service.assessment_by_id(sop_assessment_id)
        if row.done_at is not None:  # what he typed is not what was handed in
            return form_page(row, row.content, {"act": [refused.detail]}), refused.status
        content = forms.filled(row.kind, row.content, given)
        errors = refused.errors or {"act": [refused.detail]}
        return form_page(row, content, errors, int(given["revision"])), refused.status
    flash(_("Penilaian diserahkan.") if done else _("Isian tersimpan."), "done")
    return redirect(url_for("sop_assessments.form", sop_assessment_id=row.id), 303)


def typed(row: SopAssessment) -> dict[str, Any]:
    """The form as data; only rows that it has."""

    def said(name: str) -> str | None:
        return request.form.get(name, "").strip() or None

    keys = ("answer", "note", "action")
    rows = [
        {"id": known["id"], **{key: said(f"rows.{place}.{key}") for key in keys}}
        for place, known in enumerate(row.content["rows"])
    ]
    revision = request.form.get("revision", "")
    return {
        "revision": int(revision) if revision.isascii() and revision.isdigit() and len(revision) < 9 else 0, "rows": rows,
        "methods": request.form.getlist("methods"), "conclusion": said("conclusion"), "advice": said("advice"),
    }  # fmt: skip


def form_page(
    row: SopAssessment, content: Mapping[str, Any], errors: Mapping[str, list[str]], revision: int | None = None
) -> str:
    """`revision` is the one on which `content` was typed; while it is not the row's, nothing of it is saved."""
    sop, revision = sop_by_id(row.sop_id), row.revision if revision is None else revision
    return render_template(
        "sops/assessment.html", place=here(), sop=sop, row=row, content=content, errors=errors, forms=forms,
        who=official_names([row.official_id])[row.official_id], may_assess=here().may(ASSESS),
        open=row.done_at is None and here().may(ASSESS), revision=revision,
    )  # fmt: skip
