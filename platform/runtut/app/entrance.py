"""The entrance of every request: who asks, and into which pemda and OPD, put together here and nowhere else."""

from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from flask import Flask, g, request

from runtut.auth.arrival import Member, Visitor, arrival
from runtut.errors import NotFound, Unauthorized
from runtut.events import Deed, acting
from runtut.permissions import Here, Office, Standing
from runtut.tenancy import Pass, enter, leave
from tenants.institutions.service import opd_by_slug
from tenants.people.standing import standing

COOKIE = "__Host-runtut"
NOWHERE = "Halaman ini tidak ada, atau bukan untuk Anda."


def init_app(app: Flask) -> None:
    app.url_value_preprocessor(arrive)


def arrive(_endpoint: str | None, values: dict[str, Any] | None) -> None:
    """Find the visitor; take pemda and OPD out of the address and enter them."""
    leave()
    for told in ("here", "zone", "attempt"):  # of an earlier request in the same context
        g.pop(told, None)
    pemda, opd = (values.pop("pemda", None), values.pop("opd", None)) if values else (None, None)
    g.visitor, member = arrived(pemda)
    if pemda is not None:
        enter_pemda(g.visitor, member, opd)


def arrived(pemda: str | None) -> tuple[Visitor | None, Member | None]:
    """The bearer token counts before the cookie; static files ask for neither."""
    if request.endpoint in (None, "web.asset"):
        return None, None
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() == "bearer" and token:
        return arrival(token.strip(), "bearer", pemda)
    cookie = request.cookies.get(COOKIE)
    return arrival(cookie, "cookie", pemda) if cookie else (None, None)


def enter_pemda(visitor: Visitor | None, member: Member | None, slug: str | None) -> None:
    """Bind the pemda, then what the standing of today allows in it; 404 whatever it is that is not there for him."""
    if visitor is None:
        raise Unauthorized("Silakan masuk untuk membuka halaman ini.")
    if member is None:
        raise NotFound(NOWHERE)
    enter(Pass(member.pemda_id))
    place = standing(member.official_id, datetime.now(ZoneInfo(member.zone)).date())
    if place is None or not place.seats:
        raise NotFound("Anda tidak memangku jabatan di pemda ini hari ini.")
    settle(visitor.account_id, member, place, slug)


def settle(account_id: UUID, member: Member, place: Standing, slug: str | None) -> None:
    office = enter_opd(place, slug) if slug else None
    enter(Pass(member.pemda_id, (str(office.id),) if office else place.opds))
    g.here = Here(member.pemda_id, member.code, member.name, member.zone, account_id, place, office)
    g.zone = ZoneInfo(member.zone)
    acting(Deed(place.official_id, account_id, capacity_of(g.here)))


def enter_opd(place: Standing, slug: str) -> Office:
    opd = opd_by_slug(slug)
    if opd is None or not place.reaches(opd.id):
        raise NotFound(NOWHERE)
    return Office(opd.id, opd.slug, opd.name, opd.short_name)


def capacity_of(place: Here) -> str | None:
    """Position and capacity as they stand in the event log."""
    seats = place.seats
    return f"{seats[0].capacity}: {seats[0].title}" if seats else None
