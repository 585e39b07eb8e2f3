"""The page on which an OPD offers its improvement to the library and sees what became of it."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from runtut.database import db
from runtut.errors import Problem
from runtut.library.schemas import told_change, told_offer
from runtut.permissions import here, needs
from runtut.procedures.merging import KINDS
from runtut.web.forms import checked
from tenants.sops import service as sops
from tenants.sops.offering import service
from tenants.sops.offering.schemas import OfferInput
from tenants.sops.permissions import EDIT, READ

doors = Blueprint("sop_offers", __name__)
PAGE = "/sop/<slug:slug>/usulan"


@doors.get(PAGE)
@needs(READ)
def offers(slug: str) -> ResponseReturnValue:
    return page(slug)


@doors.post(PAGE)
@needs(EDIT)
def send(slug: str) -> ResponseReturnValue:
    try:
        data = checked(OfferInput, request.form)
        service.offer(service.proposal_of(sops.sop_by_slug(slug)), data["note"], data["changes"])
    except Problem as refused:
        db.session.rollback()
        errors = refused.errors or {"changes": [refused.detail]}
        return page(slug, request.form.getlist("changes"), request.form.get("note", ""), errors), refused.status
    flash(_("Usulan dikirim ke pengelola pustaka. Jawabannya datang sebagai pesan."), "done")
    return redirect(url_for("sop_offers.offers", slug=slug), 303)


@doors.post(f"{PAGE}/<uuid:sop_offer_id>/tarik")
@needs(EDIT)
def withdraw(slug: str, sop_offer_id: UUID) -> ResponseReturnValue:
    offer = service.offer_of(sops.sop_by_slug(slug), sop_offer_id)
    try:
        service.withdraw(offer)
        flash(_("Usulan ditarik."), "done")
    except Problem as refused:
        db.session.rollback()
        flash(refused.detail, "attention")
    return redirect(url_for("sop_offers.offers", slug=slug), 303)


def page(slug: str, chosen: Sequence[str] | None = None, note: str = "", errors: Mapping[str, list[str]] | None = None) -> str:
    """`chosen` None proposes everything that differs."""
    found = service.proposal_of(sops.sop_by_slug(slug))
    rows = [told_change(change, found.merge) for change in found.merge.questions]
    sent = [told_offer(row) for row in service.offers_of(found.sop)]
    return render_template(
        "sops/offering/page.html", place=here(), sop=found.sop, found=found, rows=rows, sent=sent, deeds=KINDS,
        chosen=[row["key"] for row in rows] if chosen is None else chosen, note=note, errors=dict(errors or {}),
        open=any(one["state"] == "open" for one in sent), may_edit=here().may(EDIT),
    )  # fmt: skip
