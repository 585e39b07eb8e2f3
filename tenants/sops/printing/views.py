"""Pages of printing: choosing a file, the look of an OPD's prints, and the proof that a paper is genuine."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from runtut.database import db
from runtut.errors import NotFound, Problem
from runtut.library.paper import flowchart
from runtut.permissions import PUBLIC, here, needs
from runtut.procedures.printing.profile import LABELS
from runtut.web.forms import checked
from tenants.people.seats import today_at
from tenants.sops import service
from tenants.sops.checking.service import grouped
from tenants.sops.models import Sop, SopVersion
from tenants.sops.permissions import READ
from tenants.sops.printing import forms, profiles
from tenants.sops.printing.api import sent, wish_of
from tenants.sops.printing.files import filled, printed
from tenants.sops.printing.models import LOGO_TYPES, MOST_LOGO_BYTES, PAPERS
from tenants.sops.printing.permissions import PROFILE
from tenants.sops.printing.schemas import MOST_LINES, FileForm
from tenants.sops.printing.verifying import genuine

doors = Blueprint("sop_prints", __name__)
public_doors = Blueprint("sops_verify", __name__)
SAID = {
    "a4-landscape": "A4 mendatar", "a4-portrait": "A4 tegak", "f4-landscape": "F4 mendatar", "f4-portrait": "F4 tegak",
}  # fmt: skip
KINDS = (
    ("pdf", "PDF", "untuk dicetak dan diarsipkan (PDF/A)"),
    ("docx", "Word", "tabel dan bentuk yang dapat digeser"),
    ("xlsx", "Excel", "tabel langkah dan mutu baku"),
    ("svg", "Gambar", "bagan alur saja"),
    ("bpmn", "BPMN 2.0", "untuk aplikasi pemodelan proses"),
)


@doors.get("/sop/<slug:slug>/cetak")
@needs(READ)
def choose(slug: str) -> ResponseReturnValue:
    found = service.sop_by_slug(slug)
    return choosing(found, asked_version(found), request.args, {})


@doors.get("/sop/<slug:slug>/cetak/berkas")
@needs(READ)
def file(slug: str) -> ResponseReturnValue:
    found = service.sop_by_slug(slug)
    version = asked_version(found)
    try:
        data = checked(FileForm, request.args)
        return sent(printed(slug, version, data["kind"], data["paper"], data["cover"]))
    except Problem as refused:
        return choosing(found, version, request.args, refused.errors or {"kind": [refused.detail]}), refused.status


def asked_version(found: Sop) -> SopVersion:
    number = request.args.get("versi", type=int)
    return service.version_of(found, number) if number is not None else service.shown_version(found)


def choosing(found: Sop, version: SopVersion, typed: Mapping[str, Any], errors: Mapping[str, list[str]]) -> str:
    wished = typed.get("paper")
    paper = wished if wished in PAPERS else profiles.profile().paper
    return render_template(
        "sops/printing/choose.html", place=here(), sop=found, version=version, kinds=KINDS, typed=typed, errors=errors,
        paper=paper, papers=list(SAID.items()), drawing=flowchart(filled(version), paper), may_shape=here().may(PROFILE),
        groups=grouped(version),
    )  # fmt: skip


@doors.get("/profil-cetak")
@needs(PROFILE)
def profile() -> ResponseReturnValue:
    return profile_page(profiles.told(profiles.kept()), {})


@doors.post("/profil-cetak")
@needs(PROFILE)
def change_profile() -> ResponseReturnValue:
    """Change the look; what was typed stays when something is wrong."""
    try:
        logo = request.files.get("logo")
        body = (logo.read(MOST_LOGO_BYTES + 1) if logo else b"") or None
        profiles.change(wish_of(forms.checked_profile(request.form), logo=body, drop_logo="drop_logo" in request.form))
    except Problem as refused:
        db.session.rollback()
        return profile_page(forms.typed(request.form), refused.errors or {"letterhead": [refused.detail]}), refused.status
    flash(_("Bentuk cetak disimpan; berlaku untuk semua SOP perangkat daerah ini."), "done")
    return redirect(url_for("sop_prints.profile"), 303)


def profile_page(typed: Mapping[str, Any], errors: Mapping[str, list[str]]) -> str:
    shown, row = profiles.profile(), profiles.kept()
    return render_template(
        "sops/printing/profile.html", place=here(), typed=typed, errors=errors, usual=LABELS, most_lines=MOST_LINES,
        papers=list(SAID.items()), limit=MOST_LOGO_BYTES, accept=",".join(LOGO_TYPES), has_logo=bool(row and row.logo),
        example=shown.number(today_at(here()).year, here().opd.short_name),
    )  # fmt: skip


@public_doors.get("/periksa/<pemda:region>/sop/<string(minlength=16, maxlength=24):code>")
@needs(PUBLIC)
def verify(region: str, code: str) -> ResponseReturnValue:
    """Whoever holds the printed SOP may see that it is genuine and whether it is still in force."""
    found = genuine(region, code)
    if found is None:
        raise NotFound("Kode verifikasi ini tidak dikenal. Periksa kembali penulisannya pada SOP.")
    return render_template("sops/printing/verified.html", found=found)
