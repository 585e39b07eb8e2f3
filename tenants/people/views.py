"""Pages of officials, positions and roles."""

from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from runtut.database import db
from runtut.errors import Invalid, Problem
from runtut.permissions import Here, here, needs
from runtut.web.forms import checked
from runtut.web.packing import packed
from tenants.institutions.models import Opd
from tenants.institutions.service import opd_by_slug, opds
from tenants.people import appointing, roles, seats, service
from tenants.people.matrix import matrix
from tenants.people.models import CAPACITIES, SHORT
from tenants.people.nip import doubts, spaced
from tenants.people.permissions import APPOINT, READ, ROLES
from tenants.people.schemas import AppointmentForm, EndInput, PositionRolesInput, RoleInput

doors = Blueprint("people_pages", __name__, template_folder="templates")
CHOICES = 300
IN_FULL = {"definitif": "Definitif", "plt": "Pelaksana Tugas (Plt.)", "plh": "Pelaksana Harian (Plh.)", "pj": "Penjabat (Pj.)"}


@doors.app_template_filter("nip")
def nip(digits: str) -> str:
    """As it is printed."""
    return spaced(digits)


@doors.get("/pengaturan")
@needs(READ)
def settings() -> ResponseReturnValue:
    """Who holds what, OPD by OPD."""
    place, chosen = here(), shown_opd()
    rows = seats.seat_rows(seats.today_at(place), chosen.id) if chosen else []
    return render_template(
        "people/settings.html", place=place, choices=[(opd.slug, opd.name) for opd in opds()],
        chosen=chosen, rows=rows, short=SHORT,
        vacant=sum(row.holder is None for row in rows),
    )  # fmt: skip


def shown_opd() -> Opd | None:
    """The OPD that was asked for, else that of the first seat."""
    asked = request.args.get("opd", "")
    found = opd_by_slug(asked) if asked else None
    home = here().standing.seats[0].opd_id
    return found or next((opd for opd in opds() if opd.id == home), None)


@doors.get("/pengaturan/jabatan/<uuid:position_id>")
@needs(READ)
def position(position_id: UUID) -> ResponseReturnValue:
    return position_page(position_id, {}, {})


@doors.post("/pengaturan/jabatan/<uuid:position_id>")
@needs(APPOINT)
def appoint(position_id: UUID) -> ResponseReturnValue:
    """Appoint from the form; what was typed stays when something is wrong with it."""
    try:
        wish = wished(position_id, checked(AppointmentForm, request.form))
        holding = appointing.designate(here().standing, wish)
    except Problem as refused:
        db.session.rollback()
        errors = refused.errors or {"official_id": [refused.detail]}
        return position_page(position_id, request.form, errors), refused.status
    name = service.official_names([holding.official_id])[holding.official_id]
    who = f"{SHORT[holding.capacity]} {name}".strip()
    flash(_("%(who)s ditetapkan; berlaku mulai permintaan berikutnya.", who=who), "done")
    return redirect(url_for("people_pages.position", position_id=position_id), 303)


def wished(position_id: UUID, data: dict[str, Any]) -> appointing.Appointment:
    """The official is picked from the list, or named by his NIP when he is from elsewhere."""
    nip, official_id = data.pop("nip"), data.pop("official_id")
    if nip:
        found = seats.official_by_nip(nip)
        if found is None:
            raise Invalid("NIP tidak ditemukan.", {"nip": ["Tidak ada pejabat dengan NIP ini di pemda; periksa angkanya."]})
        official_id = found.id
    if official_id is None:
        raise Invalid("Pejabat belum dipilih.", {"official_id": ["Pilih pejabat, atau isi NIP-nya."]})
    return appointing.Appointment(position_id, official_id, **data)


@doors.post("/pengaturan/jabatan/<uuid:position_id>/masa/<uuid:holding_id>")
@needs(APPOINT)
def end(position_id: UUID, holding_id: UUID) -> ResponseReturnValue:
    try:
        appointing.end_holding(here().standing, holding_id, checked(EndInput, request.form)["until"])
    except Problem as refused:
        db.session.rollback()
        said = next(iter(refused.errors.values()), [refused.detail])
        return position_page(position_id, request.form, {"end": said}), refused.status
    flash(_("Akhir masa jabatan dicatat."), "done")
    return redirect(url_for("people_pages.position", position_id=position_id), 303)


@doors.post("/pengaturan/jabatan/<uuid:position_id>/peran")
@needs(ROLES)
def give_roles(position_id: UUID) -> ResponseReturnValue:
    try:
        roles.give_roles(position_id, checked(PositionRolesInput, request.form)["roles"], here().standing)
    except Problem as refused:
        db.session.rollback()
        said = next(iter(refused.errors.values()), [refused.detail])
        return position_page(position_id, request.form, {"roles": said}), refused.status
    flash(_("Peran jabatan disimpan; berlaku mulai permintaan berikutnya."), "done")
    return redirect(url_for("people_pages.position", position_id=position_id), 303)


def position_page(position_id: UUID, typed: Any, errors: dict[str, list[str]]) -> str:
    place = here()
    today = seats.today_at(place)
    row = seats.seat_row(position_id, today)
    return render_template(
        "people/position.html", place=place, row=row, history=seats.history(position_id), today=today, short=SHORT,
        may_appoint=place.standing.may(APPOINT, row.opd.id), typed=typed, errors=errors, in_full=IN_FULL,
        choices=[(official.id, official.name) for official in seats.officials_page(1, CHOICES, row.opd.id)],
        capacities=[(key, IN_FULL[key]) for key in CAPACITIES],
        doubts=doubts(row.official.nip, today) if row.official else [], may_shape=may_shape(place),
        role_choices=[(role.id, role.name) for role in service.roles()], hung=[role.id for role in row.roles],
    )  # fmt: skip


@doors.get("/pengaturan/peran")
@needs(READ)
def roles_matrix() -> ResponseReturnValue:
    """Siapa boleh apa: permissions in words against roles."""
    found = service.roles()
    return packed(render_template("people/roles.html", place=here(), roles=found, groups=matrix(found)))


@doors.get("/pengaturan/peran/<uuid:role_id>")
@needs(READ)
def role(role_id: UUID) -> ResponseReturnValue:
    return role_page(role_id, None, {})


@doors.post("/pengaturan/peran/<uuid:role_id>")
@needs(ROLES)
def change_role(role_id: UUID) -> ResponseReturnValue:
    try:
        data = checked(RoleInput, request.form)
        changed = roles.change_role(role_id, data["permissions"], data["version"], here().standing)
    except Problem as refused:
        db.session.rollback()
        errors = refused.errors or {"permissions": [refused.detail]}
        return role_page(role_id, request.form.getlist("permissions"), errors), refused.status
    flash(_("Peran %(name)s diubah; berlaku mulai permintaan berikutnya.", name=changed.name), "done")
    return redirect(url_for("people_pages.role", role_id=role_id), 303)


def role_page(role_id: UUID, typed: list[str] | None, errors: dict[str, list[str]]) -> str:
    place, one = here(), service.role_by_id(role_id)
    return render_template(
        "people/role.html", place=place, role=one, chosen=one.permissions if typed is None else typed, errors=errors,
        groups=matrix([one]), seats=seats.seats_with_role(role_id, seats.today_at(place)),
        may_change=may_shape(place), own=roles.hangs_on_seat_of(role_id, place.standing),
    )  # fmt: skip


def may_shape(place: Here) -> bool:
    return any(seat.whole_pemda and ROLES in seat.permissions for seat in place.standing.seats)
