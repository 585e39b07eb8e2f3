"""Pages of the operator's desk: open offers, one offer with its answer, and the history of templates."""

from collections.abc import Mapping
from uuid import UUID

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from runtut.database import db
from runtut.errors import Problem
from runtut.library import offers, service
from runtut.library.curating.schemas import ConsentInput, RefusalInput, told_changes, told_detail, told_given
from runtut.library.curating.service import givers, history, published, result_of
from runtut.library.paper import flowchart
from runtut.library.permissions import CURATE
from runtut.permissions import needs
from runtut.procedures.merging import KINDS
from runtut.web.forms import checked

offer_doors = Blueprint("library_offers", __name__, template_folder="../templates")
template_doors = Blueprint("library_history", __name__, template_folder="../templates")
OFFER = "/operator/usulan/<uuid:library_offer_id>"


@offer_doors.get("/operator/usulan")
@needs(CURATE)
def desk() -> ResponseReturnValue:
    waiting, answered = told_given(offers.waiting_offers()), told_given(offers.answered_offers())
    return render_template("library/curating/offers.html", waiting=waiting, answered=answered)


@offer_doors.get(OFFER)
@needs(CURATE)
def offer(library_offer_id: UUID) -> ResponseReturnValue:
    return page(library_offer_id)


@offer_doors.post(f"{OFFER}/terima")
@needs(CURATE)
def accept(library_offer_id: UUID) -> ResponseReturnValue:
    try:
        data = checked(ConsentInput, request.form)
        template = offers.accept(offers.offer_by_id(library_offer_id), data["note"], g.visitor.account_id)
    except Problem as refused:
        return refusal(library_offer_id, refused, "note")
    flash(
        gettext(
            "Usulan diterima menjadi templat versi %(number)s; pemilik SOP dan pengusul diberi tahu.", number=template.version
        ),
        "done",
    )
    return redirect(url_for("library_history.versions", slug=template.slug), 303)


@offer_doors.post(f"{OFFER}/tolak")
@needs(CURATE)
def decline(library_offer_id: UUID) -> ResponseReturnValue:
    try:
        data = checked(RefusalInput, request.form)
        offers.decline(offers.offer_by_id(library_offer_id), data["reason"], g.visitor.account_id)
    except Problem as refused:
        return refusal(library_offer_id, refused, "reason")
    flash(gettext("Usulan ditolak; pengusul membaca alasan Anda."), "done")
    return redirect(url_for("library_offers.desk"), 303)


def refusal(library_offer_id: UUID, refused: Problem, field: str) -> ResponseReturnValue:
    """The page again with what was typed."""
    if refused.status == 404:
        raise refused
    db.session.rollback()
    return page(library_offer_id, request.form, refused.errors or {field: [refused.detail]}), refused.status


def page(library_offer_id: UUID, typed: Mapping[str, str] | None = None, errors: Mapping[str, list[str]] | None = None) -> str:
    row = offers.offer_by_id(library_offer_id)
    newest, found = service.template_by_slug(service.template_by_id(row.template_id).slug), offers.laid_over(row)
    result = result_of(found) if row.state == "open" else None
    return render_template(
        "library/curating/offer.html", offer=told_detail(row), newest=newest, deeds=KINDS,
        drawing=flowchart(result) if result else None,
        typed={"note": row.note, "reason": "", **(typed or {})}, errors=dict(errors or {}),
    )  # fmt: skip


@template_doors.get("/operator/pustaka")
@needs(CURATE)
def templates() -> ResponseReturnValue:
    return render_template("library/curating/templates.html", templates=service.templates())


@template_doors.get("/operator/pustaka/<slug:slug>")
@needs(CURATE)
def versions(slug: str) -> ResponseReturnValue:
    """The history, and what one version changed: the newest, or the one that is asked for by `?versi=2`."""
    rows, number = history(slug), request.args.get("versi", type=int)
    chosen = rows[0] if number is None else published(slug, number)
    return render_template(
        "library/curating/versions.html", rows=rows, chosen=chosen, changes=told_changes(chosen), deeds=KINDS,
        pemdas=givers([row.origin for row in rows if row.origin]),
    )  # fmt: skip
