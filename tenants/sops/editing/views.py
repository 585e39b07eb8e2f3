"""Pages on which a draft is written: begun, revised, edited, drawn while one types."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, Response, flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from markupsafe import Markup

from runtut.database import db
from runtut.errors import Invalid, NotFound, Problem
from runtut.library.paper import flowchart
from runtut.permissions import here, needs
from runtut.procedures import ACTIVITIES, SopError, from_json, total_minutes
from runtut.web.api import BY_SCRIPT
from runtut.web.formats import momen
from runtut.web.forms import checked
from runtut.web.packing import packed
from tenants.people.service import roles
from tenants.sops import service
from tenants.sops.adopting import suggested_slug
from tenants.sops.checking.service import around
from tenants.sops.editing import drafts
from tenants.sops.editing.acts import perform, with_own_rows
from tenants.sops.editing.findings import remarks
from tenants.sops.editing.rows import rows
from tenants.sops.editing.schemas import BeginForm, ReviseForm
from tenants.sops.editing.sheet import Document, Sheet
from tenants.sops.editing.tracing import reading_of, trace_of
from tenants.sops.editing.unsaved import unsaved
from tenants.sops.models import Sop, SopVersion
from tenants.sops.permissions import EDIT

doors = Blueprint("sop_drafts", __name__)
SOP = "/sop/<slug:slug>"
WAYS = {"undo": drafts.undo, "redo": drafts.redo}


@doors.get("/sop/baru")
@needs(EDIT)
def new() -> ResponseReturnValue:
    return new_page({}, {})


@doors.post("/sop/baru")
@needs(EDIT)
def begin() -> ResponseReturnValue:
    """A blank draft; the address follows from the title when none is given."""
    try:
        data = checked(BeginForm, request.form)
        slug = data["slug"] or suggested_slug(data["title"])
        drafts.begin(here().opd.id, slug, data["title"])
    except Problem as refused:
        db.session.rollback()
        return new_page(request.form, refused.errors or {"title": [refused.detail]}), refused.status
    return redirect(url_for("sop_drafts.edit", slug=slug), 303)


def new_page(typed: Mapping[str, str], errors: Mapping[str, list[str]]) -> str:
    return render_template("sops/new.html", place=here(), typed=typed, errors=errors)


@doors.get(f"{SOP}/revisi")
@needs(EDIT)
def revision(slug: str) -> ResponseReturnValue:
    """Asks for the reason; an SOP that has a draft leads to it."""
    sop = service.sop_by_slug(slug)
    if drafts.open_version(sop) is not None:
        return redirect(url_for("sop_drafts.edit", slug=slug), 303)
    return revision_page(sop, {}, {})


@doors.post(f"{SOP}/revisi")
@needs(EDIT)
def revise(slug: str) -> ResponseReturnValue:
    try:
        drafts.revise(service.sop_by_slug(slug), checked(ReviseForm, request.form)["reason"])
    except Problem as refused:
        db.session.rollback()
        errors = refused.errors or {"reason": [refused.detail]}
        return revision_page(service.sop_by_slug(slug), request.form, errors), refused.status
    return redirect(url_for("sop_drafts.edit", slug=slug), 303)


def revision_page(sop: Sop, typed: Mapping[str, str], errors: Mapping[str, list[str]]) -> str:
    version = service.shown_version(sop)
    return render_template("sops/revision.html", place=here(), sop=sop, version=version, typed=typed, errors=errors)


@doors.get(f"{SOP}/ubah")
@needs(EDIT)
def edit(slug: str) -> ResponseReturnValue:
    sop = service.sop_by_slug(slug)
    version = drafts.open_version(sop)
    if version is None or version.state != "draft":
        flash(
            _("Tidak ada draf yang dapat diubah: yang berlaku diubah lewat revisi, yang diajukan ditarik dahulu."), "attention"
        )
        return redirect(url_for("sops_pages.sop", slug=slug), 303)
    return packed(page(sop, version, version.content, version.revision))


@doors.post(f"{SOP}/ubah")
@needs(EDIT)
def change(slug: str) -> ResponseReturnValue:
    """Save what was typed, and do what the pressed button says. A script asks for the parts that changed, as JSON."""
    sop = service.sop_by_slug(slug)
    version = drafts.open_version(sop) or service.versions_of(sop)[0]
    sheet = opened(version)
    document, act = sheet.read(), request.form.get("act", "save")
    try:
        drafts.draft_of(sop)
        if sheet.wrong and not by_script():  # the page that says so would come after the saving, and be old at once
            raise Invalid("Isian SOP belum benar; belum ada yang disimpan.", sheet.wrong)
        done, mine = do(version, document, act)
    except drafts.Clashing as clash:
        db.session.rollback()
        return clashed(slug, document, clash, act)
    except Problem as refused:
        db.session.rollback()
        return refused_page(slug, sheet, document, refused)
    return answer(sop, done, sheet, anchor(act, mine, done.version.content), act)


def do(version: SopVersion, document: Document, act: str) -> tuple[drafts.Saved, Document]:
    """What was typed, with the act done on it, put together with what others saved meanwhile; and what was put in.

    The pressed button means a row of this sheet, so the act comes before the putting together.
    """
    drafts.hold(version)
    revision, chosen = typed_revision(), picks()
    if act in WAYS:
        kept = drafts.save(version, revision, document, chosen)
        # with nothing typed on an old sheet, the last change is somebody else's and not the one that is meant
        version = WAYS[act](version, version.revision if kept.changed else revision)
        return drafts.Saved(version, True, kept.merged), version.content
    if act != "save":
        if revision == version.revision:  # what was typed is undone apart from the act
            revision = drafts.save(version, revision, document).version.revision
        document = perform(document, act, request.form.get("pasted", ""))
    return drafts.save(version, revision, document, chosen), document


def opened(version: SopVersion) -> Sheet:
    """The form, read onto the draft as it was when the sheet was opened."""
    known = drafts.edit_of(version, typed_revision())
    return Sheet(request.form, known.content if known else with_own_rows(request.form, version.content))


def by_script() -> bool:
    return BY_SCRIPT in request.headers


def typed_revision() -> int:
    said = request.form.get("revision", "")
    return int(said) if said.isascii() and said.isdigit() and len(said) < 10 else -1


def picks() -> dict[str, str]:
    """What was chosen where two people wrote on the same place."""
    keys = {name.removesuffix(".key"): value for name, value in request.form.items() if name.startswith("pick.")}
    return {value: request.form.get(f"{name}.use", "") for name, value in keys.items() if not name.endswith(".use")}


def answer(sop: Sop, done: drafts.Saved, sheet: Sheet, goal: str, act: str) -> ResponseReturnValue:
    version = done.version
    if not by_script():
        if done.merged:
            flash(_("Perubahan orang lain ikut digabungkan: %(places)s.", places=", ".join(done.merged[:5])), "done")
        flash(_("Draf tersimpan."), "done")
        return redirect(url_for("sop_drafts.edit", slug=sop.slug, _anchor=goal), 303)
    back, forward = drafts.ways(version)
    fresh = act != "save" or done.merged or picks()
    return jsonify(
        revision=version.revision, undo=back, redo=forward, errors=sheet.wrong, merged=done.merged,
        saved=momen(version.edited_at) if version.edited_at else "", focus=goal,
        sheet=part("sheet", version) if fresh else None, remarks=part("remarks", version),
        drawing=drawing(version.content) if fresh else None,
    )  # fmt: skip


def anchor(act: str, mine: Document, whole: Document) -> str:
    """The row of `mine` that an act leads to, by its number in the whole draft, where others may have added rows."""
    deed, _mark, row = act.partition(":")
    moves = {"add": 1, "paste": 1, "up": -1, "down": 1, "delete": 0}
    if deed not in moves or not row.lstrip("-").isdigit():
        return "lembar"
    ids, rows_of_mine = [step["id"] for step in whole["steps"]], mine["steps"]
    place = min(max(0, int(row) + moves[deed]), len(rows_of_mine) - 1)
    id_ = rows_of_mine[place]["id"] if rows_of_mine else None
    return f"langkah-{ids.index(id_) + 1 if id_ in ids else max(1, place + 1)}"


def clashed(slug: str, mine: Document, clash: drafts.Clashing, act: str) -> ResponseReturnValue:
    """Both values side by side; what was typed stays on the sheet, and the act is done once it was chosen."""
    if by_script():
        panel = render_template("sops/editing/clash.html", clash=clash, act=act)
        return jsonify(clash=panel, detail=clash.detail), 409
    sop = service.sop_by_slug(slug)
    return page(sop, drafts.draft_of(sop), mine, typed_revision(), clash=clash, act=act), 409


def refused_page(slug: str, sheet: Sheet, typed: Document, refused: Problem) -> ResponseReturnValue:
    """What was typed stays on the sheet; where nobody may write any more it is shown so that it can be copied."""
    if by_script():
        return jsonify(detail=refused.detail, errors=refused.errors), refused.status
    sop = service.sop_by_slug(slug)
    version = drafts.open_version(sop) or service.versions_of(sop)[0]
    if version.state != "draft":
        values = {"sop": sop, "version": version, "refused": refused, "unsaved": unsaved(sheet, typed)}
        return render_template("sops/editing/unsaved.html", place=here(), **values), refused.status
    errors = refused.errors or {"act": [refused.detail]}
    return page(sop, version, safe(typed, version), typed_revision(), errors=errors), refused.status


def safe(document: Document, version: SopVersion) -> Document:
    try:
        from_json(document)
    except SopError:
        return dict(version.content)
    return document


def page(
    sop: Sop, version: SopVersion, document: Document, revision: int, *,
    errors: Mapping[str, list[str]] | None = None, clash: drafts.Clashing | None = None, act: str = "save",
) -> str:  # fmt: skip
    return render_template(
        "sops/edit.html", place=here(), sop=sop, version=version, revision=revision, errors=errors or {}, clash=clash, act=act,
        pasted=request.form.get("pasted", ""),
        typed={name: said for name, said in request.form.items() if errors and name in errors},
        ways=drafts.ways(version), who=drafts.who_wrote(version) if version.edited_by else "", drawing=drawing(document),
        **sheet_values(version, document), **remark_values(version, document), reading=reading_of(version),
    )  # fmt: skip


def sheet_values(version: SopVersion, document: Document) -> dict[str, Any]:
    sop = from_json(document)
    return {
        "trace": trace_of(version, document), "document": document, "rows": rows(document), "minutes": total_minutes(sop),
        "activities": ACTIVITIES,
        "role_names": [role.name for role in roles()],
    }  # fmt: skip


def remark_values(version: SopVersion, document: Document) -> dict[str, Any]:
    mapped = service.actor_roles(version.id)
    unmapped = [actor for actor in document["actors"] if actor not in mapped]
    return {"remarks": remarks(document, around(version)), "unmapped": unmapped}


def part(name: str, version: SopVersion) -> str:
    """A part of the page, drawn anew."""
    content = version.content
    values = sheet_values(version, content) if name == "sheet" else remark_values(version, content)
    return render_template(f"sops/editing/{name}.html", errors={}, typed={}, pasted="", **values)


def drawing(document: Document) -> Markup:
    return flowchart(from_json(document))


@doors.post(f"{SOP}/ubah/gambar")
@needs(EDIT)
def draw(slug: str) -> ResponseReturnValue:
    """The drawing of what is on the sheet now; nothing is kept."""
    version = drafts.open_version(service.sop_by_slug(slug))
    if version is None:
        raise NotFound("SOP ini tidak mempunyai draf.")
    document = opened(version).read()
    try:
        return Response(str(drawing(document)), mimetype="text/html")
    except SopError as wrong:
        raise Invalid("Isian SOP belum benar.", wrong.errors) from wrong
