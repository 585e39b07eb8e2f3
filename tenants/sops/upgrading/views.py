"""The page on which a newer template is laid beside an SOP and each change is taken or declined; the origin of each field."""

from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from runtut.database import db
from runtut.errors import Invalid, NotFound, Problem
from runtut.library.paper import flowchart
from runtut.library.schemas import told_change
from runtut.permissions import here, needs
from runtut.procedures import obstacles, to_json
from runtut.procedures.merging import KINDS, Applied, Change
from tenants.sops import service
from tenants.sops.models import Sop
from tenants.sops.permissions import EDIT, READ
from tenants.sops.upgrading.origin import origins
from tenants.sops.upgrading.service import Taken, Upgrade, last_takeover, preview, take, undo, upgrade_of

doors = Blueprint("sop_upgrades", __name__)
PAGE = "/sop/<slug:slug>/pembaruan"
FIELD, LATER = "c.", "later"


@doors.app_context_processor
def offered() -> dict[str, Any]:
    """`upgrade_for(sop)` for the page of an SOP."""
    return {"upgrade_for": upgrade_for}


def upgrade_for(sop: Sop) -> Upgrade | None:
    """What its template offers; None for an SOP of one's own."""
    try:
        return upgrade_of(sop)
    except NotFound:
        return None


@doors.get(PAGE)
@needs(READ)
def offer(slug: str) -> ResponseReturnValue:
    found = upgrade_of(service.sop_by_slug(slug), "lagi" in request.args)
    return page(found, {change.key: suggested(change) for change in found.merge.questions})


def suggested(change: Change) -> str:
    """What nobody else has touched is proposed to be taken; a conflict is left open."""
    return LATER if change.conflict else "theirs"


@doors.post(PAGE)
@needs(EDIT)
def decide(slug: str) -> ResponseReturnValue:
    """Show the result (`act=preview`) or keep the decisions."""
    again = bool(request.form.get("again"))
    found = upgrade_of(service.sop_by_slug(slug), again)
    chosen = {change.key: request.form.get(FIELD + change.key, LATER) for change in found.merge.questions}
    choices = {key: choice for key, choice in chosen.items() if choice != LATER}
    if request.form.get("act") == "preview":
        return page(found, chosen, shown=preview(found, choices))
    try:
        done = take(found, request.form.get("template_version", 0, type=int), choices)
    except Problem as refused:
        db.session.rollback()
        fresh = upgrade_of(service.sop_by_slug(slug), again)
        return page(fresh, chosen, refused=refused), refused.status
    flash(said(done), "done")
    if done.draft is not None:
        return redirect(url_for("sops_pages.sop", slug=slug, versi=done.draft.number), 303)
    return redirect(url_for("sop_upgrades.offer", slug=slug), 303)


def said(done: Taken) -> str:
    counts = (
        (done.taken, _("%(count)s diambil ke draf", count=done.taken)),
        (done.declined, _("%(count)s ditolak dan tidak ditanyakan lagi", count=done.declined)),
        (done.left, _("%(count)s belum diputuskan", count=done.left)),
    )
    return str(_("Perubahan dari pustaka: %(what)s.", what=", ".join(what for count, what in counts if count)))


@doors.post(f"{PAGE}/urungkan")
@needs(EDIT)
def back(slug: str) -> ResponseReturnValue:
    try:
        undo(service.sop_by_slug(slug), request.form.get("takeover", type=UUID))
        flash(_("Pengambilan dari pustaka diurungkan; perubahannya ditawarkan lagi."), "done")
    except Problem as refused:
        db.session.rollback()
        flash(refused.detail, "attention")
    return redirect(url_for("sop_upgrades.offer", slug=slug), 303)


def page(found: Upgrade, chosen: dict[str, str], shown: Applied | None = None, refused: Problem | None = None) -> str:
    rows = [{**told_change(change, found.merge), "chosen": chosen.get(change.key, LATER)} for change in found.merge.questions]
    return render_template(
        "sops/upgrading/page.html", place=here(), sop=found.sop, found=found, rows=rows, field=FIELD, deeds=KINDS,
        declined=[told_change(change, found.merge) for change in found.merge.declined if change.follows is None],
        undoable=last_takeover(found.sop), may_edit=here().may(EDIT), again="lagi" in request.args or request.form.get("again"),
        shown=shown, drawing=flowchart(shown.sop) if shown and shown.sop.steps else None,
        faults=[one for many in obstacles(shown.sop).values() for one in many] if shown else [],
        same=shown is not None and to_json(shown.sop) == to_json(found.merge.mine.sop), errors=errors_of(refused),
    )  # fmt: skip


def errors_of(refused: Problem | None) -> dict[str, list[str]]:
    if refused is None:
        return {}
    if isinstance(refused, Invalid):
        return {"decisions": [sentence for said in refused.errors.values() for sentence in said] or [refused.detail]}
    return {"decisions": [refused.detail]}


@doors.get("/sop/<slug:slug>/asal")
@needs(READ)
def origin(slug: str) -> ResponseReturnValue:
    """Each field with the version of the template from which it comes, or that it was written here."""
    found = upgrade_of(service.sop_by_slug(slug))
    return render_template("sops/upgrading/origin.html", place=here(), sop=found.sop, found=found, parts=origins(found))
