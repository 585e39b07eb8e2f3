"""Pages of the checker: the findings of an SOP with their waivers, and the rules of the pemda."""

from collections.abc import Mapping
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from runtut.calendar import MINUTES_PER_DAY
from runtut.database import db
from runtut.errors import Problem
from runtut.permissions import MEMBER, here, needs
from runtut.procedures import from_json
from runtut.procedures.checking import RULES
from runtut.procedures.checking.presentation import findings_of, shown
from runtut.web.forms import checked
from tenants.sops import service as sops
from tenants.sops.checking import service
from tenants.sops.checking.permissions import SWITCH
from tenants.sops.checking.schemas import SwitchForm, WaiverInput, WindowInput
from tenants.sops.editing.findings import field_of
from tenants.sops.models import Sop, SopVersion
from tenants.sops.permissions import EDIT, READ, REVIEW

doors = Blueprint("sop_checks_pages", __name__)
rule_doors = Blueprint("sop_rules_pages", __name__)
SOP = "/sop/<slug:slug>/periksa"
PARTS = {
    "ID": "Identitas",
    "FL": "Alur dan waktu",
    "HD": "Kepala tabel",
    "WD": "Kata",
    "DUP": "Salinan",
    "RD": "Pembacaan berkas",
}


@doors.get(SOP)
@needs(READ)
def findings(slug: str) -> ResponseReturnValue:
    found = sops.sop_by_slug(slug)
    number = request.args.get("versi", type=int)
    return findings_page(found, sops.version_of(found, number) if number is not None else sops.newest_version(found))


@doors.post(f"{SOP}/<int:number>/kesampingkan")
@needs(REVIEW)
def waive(slug: str, number: int) -> ResponseReturnValue:
    found = sops.sop_by_slug(slug)
    version = sops.version_of(found, number)
    try:
        data = checked(WaiverInput, request.form)
        service.waive(found, version, data["code"], data["at"], data["reason"])
    except Problem as refused:
        db.session.rollback()
        found = sops.sop_by_slug(slug)
        errors = refused.errors or {"reason": [refused.detail]}
        return findings_page(found, sops.version_of(found, number), request.form, errors), refused.status
    flash(_("Temuan dikesampingkan; ia muncul lagi bila isinya berubah."), "done")
    return redirect(url_for("sop_checks_pages.findings", slug=slug, versi=number), 303)


@doors.post(f"{SOP}/<int:number>/kesampingkan/<uuid:sop_waiver_id>/batal")
@needs(REVIEW)
def take_back(slug: str, number: int, sop_waiver_id: UUID) -> ResponseReturnValue:
    service.take_back(sops.sop_by_slug(slug), sop_waiver_id)
    flash(_("Temuan ditampilkan lagi."), "done")
    return redirect(url_for("sop_checks_pages.findings", slug=slug, versi=number), 303)


def findings_page(
    found: Sop, version: SopVersion, typed: Mapping[str, str] | None = None, errors: Mapping[str, list[str]] | None = None
) -> str:
    review, rows = service.reviewed(version), {(row.code, row.place): row for row in service.waivers(found)}
    waived = [(shown(one.finding), rows[one.waiver.code, one.waiver.at]) for one in review.waived]
    return render_template(
        "sops/checking/page.html", place=here(), sop=found, version=version, errors=errors or {}, typed=typed or {},
        groups=findings_of(from_json(version.content), review.findings), waived=waived,
        names=service.names_of([row for _, row in waived]), off=service.switched_off(), may_waive=here().may(REVIEW),
        field_of=field_of if version.state == "draft" and here().may(EDIT) else None,
    )  # fmt: skip


@rule_doors.get("/pengaturan/pemeriksaan")
@needs(MEMBER)
def rules() -> ResponseReturnValue:
    return rules_page()


@rule_doors.post("/pengaturan/pemeriksaan")
@needs(SWITCH)
def off() -> ResponseReturnValue:
    try:
        data = checked(SwitchForm, request.form)
        service.switch_off(data["code"], data["reason"])
    except Problem as refused:
        db.session.rollback()
        return rules_page(request.form, refused.errors or {"code": [refused.detail]}), refused.status
    flash(_("Aturan %(code)s dimatikan untuk seluruh pemda.", code=data["code"]), "done")
    return redirect(url_for("sop_rules_pages.rules"), 303)


@rule_doors.post("/pengaturan/pemeriksaan/tenggat")
@needs(SWITCH)
def window() -> ResponseReturnValue:
    try:
        data = checked(WindowInput, request.form)
        service.set_window(data["days"], data["source"])
    except Problem as refused:
        db.session.rollback()
        return rules_page(request.form, refused.errors or {"days": [refused.detail]}), refused.status
    flash(_("Tenggat pelaporan diatur untuk seluruh pemda."), "done")
    return redirect(url_for("sop_rules_pages.rules"), 303)


@rule_doors.post("/pengaturan/pemeriksaan/<string(maxlength=24):code>/nyalakan")
@needs(SWITCH)
def on(code: str) -> ResponseReturnValue:
    service.switch_on(code)
    flash(_("Aturan %(code)s dinyalakan lagi.", code=code), "done")
    return redirect(url_for("sop_rules_pages.rules"), 303)


def rules_page(typed: Mapping[str, str] | None = None, errors: Mapping[str, list[str]] | None = None) -> str:
    off, window = service.switched_off(), service.window()
    groups = [
        (label, [rule for known, rule in sorted(RULES.items()) if known.partition("-")[0] == key])
        for key, label in PARTS.items()
    ]
    return render_template(
        "sops/checking/rules.html", place=here(), groups=groups, off=off, names=service.names_of(list(off.values())),
        may_switch=service.may_switch(), typed=typed or {}, errors=errors or {},
        window=window, days=window.minutes // MINUTES_PER_DAY,
        choices=[(code, f"{code} {rule.title}") for code, rule in sorted(RULES.items()) if code not in off],
    )  # fmt: skip
