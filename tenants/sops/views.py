"""Pages of an OPD's SOPs: the list, the paper, the mapping of actors; and taking a template over."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from runtut.database import db
from runtut.errors import Forbidden, Invalid, Problem
from runtut.library.paper import flowchart, paper_of
from runtut.library.service import template_by_slug
from runtut.permissions import here, needs
from runtut.procedures import from_json, obstacles, total_minutes
from runtut.web.forms import checked
from tenants.people.seats import today_at
from tenants.people.service import official_names
from tenants.sops import service
from tenants.sops.adopting import suggested_slug, takers
from tenants.sops.behind import actors, approvers, choices, words_of
from tenants.sops.editing import drafts
from tenants.sops.life.stage import STEPS, stage
from tenants.sops.models import Sop, SopVersion
from tenants.sops.numbering import suggested_number
from tenants.sops.permissions import APPROVE, CLONE, EDIT, READ
from tenants.sops.schemas import TakeForm

shelf_doors = Blueprint("sops_shelf_pages", __name__)
doors = Blueprint("sops_pages", __name__, template_folder="templates")
SOP = "/sop/<slug:slug>"


@shelf_doors.get("/pustaka/<slug:slug>/ambil")
@needs(CLONE)
def take(slug: str) -> ResponseReturnValue:
    title = template_by_slug(slug).title
    return take_page(slug, {"title": title, "slug": suggested_slug(title), "opd": request.args.get("opd", "")}, {})


@shelf_doors.post("/pustaka/<slug:slug>/ambil")
@needs(CLONE)
def taken(slug: str) -> ResponseReturnValue:
    """Take the template into the OPD that was chosen, then lead whoever may write there on to its actors."""
    try:
        data = checked(TakeForm, request.form)
        opd = next((opd for opd in takers() if opd.slug == data["opd"]), None)
        if opd is None:
            raise Forbidden("Anda tidak dapat mengambil SOP ke perangkat daerah itu; pilih yang tersedia.")
        service.clone(opd.id, slug, data["slug"], data["title"])
    except Problem as refused:
        db.session.rollback()
        return take_page(slug, request.form, refused.errors or {"opd": [refused.detail]}), refused.status
    if not here().standing.may(EDIT, opd.id):
        flash(_("SOP diambil dari pustaka sebagai draf. Mintalah penyusun SOP memetakan pelaksananya."), "done")
        return redirect(url_for("sops_pages.sop", opd=opd.slug, slug=data["slug"]), 303)
    flash(_("SOP diambil dari pustaka sebagai draf. Langkah berikutnya: petakan pelaksananya."), "done")
    return redirect(url_for("sops_pages.mapping", opd=opd.slug, slug=data["slug"]), 303)


def take_page(slug: str, typed: Mapping[str, Any], errors: Mapping[str, list[str]]) -> str:
    template = template_by_slug(slug)
    options = [(opd.slug, opd.name) for opd in takers()]
    fitting = [opd.slug for opd in takers() if opd.kind == template.kind]
    return render_template(
        "sops/take.html", place=here(), template=template, options=options, typed=typed, errors=errors,
        suggested=fitting[0] if len(fitting) == 1 else "",
    )  # fmt: skip


@doors.get("/sop")
@needs(READ)
def sops() -> ResponseReturnValue:
    force = service.versions_in_force()
    rows = [(sop, version, from_json(version.content), force.get(sop.id)) for sop, version in service.sops()]
    return render_template(
        "sops/sops.html",
        place=here(),
        rows=rows,
        discarded=service.discarded_sops(),
        total_minutes=total_minutes,
        may_clone=here().may(CLONE),
        may_edit=here().may(EDIT),
    )


@doors.get(SOP)
@needs(READ)
def sop(slug: str) -> ResponseReturnValue:
    found = service.sop_by_slug(slug)
    number = request.args.get("versi", type=int)
    version = service.version_of(found, number) if number is not None else service.shown_version(found)
    return sop_page(found, version)


def sop_page(found: Sop, version: SopVersion, refused: Problem | None = None) -> str:
    place, procedure, people = here(), from_json(version.content), actors(version)
    approver = approver_lines(version)
    return render_template(
        "sops/sop.html", place=place, sop=found, version=version, versions=service.versions_of(found),
        paper=paper_of(procedure, version.effective_on, approver), drawing=flowchart(procedure), people=people,
        faults=obstacles(procedure),
        approvers=[words_of(seat) for seat in approvers(version.opd_id)], refused=refused,
        may_approve=place.may(APPROVE), may_edit=place.may(EDIT), stage=stage(version), steps=STEPS,
        open_version=drafts.open_version(found), current=service.shown_version(found), as_taken=service.as_taken_over(version),
        next_number=lambda: suggested_number(version, today_at(place).year),
    )  # fmt: skip


def approver_lines(version: SopVersion) -> tuple[str, ...]:
    """Position and name of who put it into force."""
    if version.approved_by is None:
        return ()
    title = (version.approved_capacity or "").partition(": ")[2]
    return title, official_names([version.approved_by])[version.approved_by]


@doors.post(f"{SOP}/versi/<int:number>/berlaku")
@needs(APPROVE)
def force(slug: str, number: int) -> ResponseReturnValue:
    try:
        service.put_into_force(service.version_of(service.sop_by_slug(slug), number))
    except Problem as refused:
        db.session.rollback()
        found = service.sop_by_slug(slug)
        return sop_page(found, service.version_of(found, number), refused), refused.status
    flash(_("SOP berlaku mulai hari ini. Siklusnya kini dapat dibuka."), "done")
    return redirect(url_for("sops_pages.sop", slug=slug), 303)


@doors.get(f"{SOP}/pemetaan")
@needs(EDIT)
def mapping(slug: str) -> ResponseReturnValue:
    return mapping_page(service.sop_by_slug(slug), None, {})


@doors.post(f"{SOP}/pemetaan")
@needs(EDIT)
def map_actors(slug: str) -> ResponseReturnValue:
    """Map every actor; what was chosen stays when one is missing."""
    found = service.sop_by_slug(slug)
    try:
        service.map_actors(service.newest_version(found), chosen_roles())
    except Problem as refused:
        db.session.rollback()
        return mapping_page(
            service.sop_by_slug(slug), request.form, refused.errors or {"actors": [refused.detail]}
        ), refused.status
    flash(_("Pemetaan pelaksana disimpan."), "done")
    return redirect(url_for("sops_pages.sop", slug=slug, versi=service.newest_version(found).number), 303)


def chosen_roles() -> dict[str, UUID]:
    """Actor and role from the fields `actors.N.actor` and `actors.N.role`; a blank role is left out."""
    found: dict[str, UUID] = {}
    for place in range(50):
        actor, role = request.form.get(f"actors.{place}.actor"), request.form.get(f"actors.{place}.role")
        if actor and role:
            try:
                found[actor] = UUID(role)
            except ValueError as wrong:
                raise Invalid(
                    "Peran yang dipilih tidak ada.", {f"actors.{place}.role": ["Pilih peran dari daftar."]}
                ) from wrong
    return found


def mapping_page(found: Sop, typed: Mapping[str, str] | None, errors: Mapping[str, list[str]]) -> str:
    version = service.newest_version(found)
    offered = choices(version.opd_id)
    return render_template(
        "sops/mapping.html", place=here(), sop=found, version=version, people=actors(version), typed=typed, errors=errors,
        choices=offered, options=[(choice.role.id, choice.role.name) for choice in offered], words_of=words_of,
        locked=None if version.state == "draft" else service.locked_mapping(version),
    )  # fmt: skip
