"""Pages and buttons of a version's life: hand in, take back, review, approve, revoke."""

from collections.abc import Callable, Mapping

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from runtut.database import db
from runtut.errors import Invalid, Problem
from runtut.permissions import here, needs
from runtut.web.forms import checked
from tenants.people.seats import today_at
from tenants.sops.life import discarding, service
from tenants.sops.life.schemas import ApprovalInput, ReasonInput, ReviewInput
from tenants.sops.models import SopVersion
from tenants.sops.numbering import suggested_number
from tenants.sops.permissions import APPROVE, EDIT, REVIEW
from tenants.sops.service import sop_by_slug, version_of

doors = Blueprint("sop_life", __name__)
VERSION = "/sop/<slug:slug>/versi/<int:number>"
SAID = {
    "submit": lazy_gettext("SOP diajukan untuk direviu. Anda dapat menariknya kembali selama belum diputuskan."),
    "withdraw": lazy_gettext("Pengajuan ditarik kembali; drafnya dapat diubah lagi."),
    "pass": lazy_gettext("Reviu selesai. SOP kini menunggu pengesahan."),
    "return": lazy_gettext("SOP dikembalikan kepada penulisnya."),
    "discard": lazy_gettext("Draf dibuang. Bila keliru, pembuangannya dapat diurungkan di halaman ini."),
    "restore": lazy_gettext("Draf dikembalikan dan dapat diubah lagi."),
    "cancel": lazy_gettext("Pengesahan dibatalkan; versi ini tidak akan berlaku."),
    "revoke": lazy_gettext("SOP dicabut. Siklus yang sedang berjalan tetap pada versinya."),
}


def done(slug: str, number: int, deed: str, do: Callable[[SopVersion], object]) -> ResponseReturnValue:
    """Do it and lead back to the SOP; a refusal is told there."""
    try:
        version = version_of(sop_by_slug(slug), number)
        do(version)
        flash(str(SAID["cancel" if deed == "revoke" and version.cancelled else deed]), "done")
    except Problem as refused:
        if refused.status == 404:
            raise
        db.session.rollback()
        said = next((sentences[0] for sentences in refused.errors.values()), "") if isinstance(refused, Invalid) else ""
        flash(f"{refused.detail} {said}".strip(), "danger")
    return redirect(url_for("sops_pages.sop", slug=slug, versi=number), 303)


@doors.post(f"{VERSION}/ajukan")
@needs(EDIT)
def submit(slug: str, number: int) -> ResponseReturnValue:
    return done(slug, number, "submit", service.submit)


@doors.post(f"{VERSION}/tarik")
@needs(EDIT)
def withdraw(slug: str, number: int) -> ResponseReturnValue:
    return done(slug, number, "withdraw", service.withdraw)


@doors.post(f"{VERSION}/buang")
@needs(EDIT)
def discard(slug: str, number: int) -> ResponseReturnValue:
    return done(slug, number, "discard", lambda v: discarding.discard(v, checked(ReasonInput, request.form)["reason"]))


@doors.post(f"{VERSION}/urungkan")
@needs(EDIT)
def restore(slug: str, number: int) -> ResponseReturnValue:
    return done(slug, number, "restore", discarding.restore)


@doors.post(f"{VERSION}/reviu")
@needs(REVIEW)
def review(slug: str, number: int) -> ResponseReturnValue:
    """Passed, or back with a reason."""
    passed = request.form.get("decision") == "pass"
    return done(slug, number, "pass" if passed else "return", _decide)


def _decide(version: SopVersion) -> None:
    data = checked(ReviewInput, request.form)
    if data["decision"] == "pass":
        service.pass_review(version)
    else:
        service.send_back(version, checked(ReasonInput, request.form)["reason"])


@doors.post(f"{VERSION}/kembalikan")
@needs(APPROVE)
def send_back(slug: str, number: int) -> ResponseReturnValue:
    return done(slug, number, "return", lambda v: service.send_back(v, checked(ReasonInput, request.form)["reason"]))


@doors.get(f"{VERSION}/sahkan")
@needs(APPROVE)
def approval(slug: str, number: int) -> ResponseReturnValue:
    version = version_of(sop_by_slug(slug), number)
    today = today_at(here())
    suggested, day = suggested_number(version, today.year), today.isoformat()
    return approval_page(slug, version, {"number": suggested, "approved_on": day, "effective_on": day}, {})


@doors.post(f"{VERSION}/sahkan")
@needs(APPROVE)
def approve(slug: str, number: int) -> ResponseReturnValue:
    """What cannot be undone shows first what will be written into the SOP."""
    version = version_of(sop_by_slug(slug), number)
    try:
        data = checked(ApprovalInput, request.form)
        service.approve(version, data["number"], data["approved_on"], data["effective_on"])
    except Problem as refused:
        db.session.rollback()
        version = version_of(sop_by_slug(slug), number)
        return approval_page(slug, version, request.form, refused.errors or {"number": [refused.detail]}), refused.status
    in_force = version.state == "effective"
    flash(_("SOP disahkan dan berlaku mulai hari ini.") if in_force else _("SOP disahkan; berlaku pada tanggalnya."), "done")
    return redirect(url_for("sops_pages.sop", slug=slug, versi=number), 303)


def approval_page(slug: str, version: SopVersion, typed: Mapping[str, str], errors: Mapping[str, list[str]]) -> str:
    seat = next(seat for seat in here().seats if APPROVE in seat.permissions)
    return render_template(
        "sops/approval.html", place=here(), sop=sop_by_slug(slug), version=version, typed=typed, errors=errors, seat=seat
    )


@doors.post(f"{VERSION}/cabut")
@needs(APPROVE)
def revoke(slug: str, number: int) -> ResponseReturnValue:
    return done(slug, number, "revoke", lambda v: service.revoke(v, checked(ReasonInput, request.form)["reason"]))
