"""The entrance of every request: who asks, and into which pemda and OPD, put together here and nowhere else."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from flask import Flask, g, request

from runtut.auth import service as auth
from runtut.directory.models import Pemda
from runtut.directory.service import pemda_by_code
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
    g.visitor = found_visitor()
    pemda, opd = (values.pop("pemda", None), values.pop("opd", None)) if values else (None, None)
    if pemda is not None:
        enter_pemda(pemda, opd)


def found_visitor() -> auth.Visitor | None:
    """The bearer token counts before the cookie; static files ask for neither."""
    if request.endpoint in (None, "web.asset"):
        return None
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() == "bearer" and token:
        return auth.visitor(token.strip(), "bearer")
    cookie = request.cookies.get(COOKIE)
    return auth.visitor(cookie, "cookie") if cookie else None


def enter_pemda(code: str, slug: str | None) -> None:
    """Bind the pemda, then what the standing of today allows in it; 404 whatever it is that is not there for him."""
    visitor: auth.Visitor | None = g.visitor
    if visitor is None:
        raise Unauthorized("Silakan masuk untuk membuka halaman ini.")
    pemda = pemda_by_code(code)
    member = auth.membership(visitor.account_id, pemda.id) if pemda else None
    if pemda is None or member is None:
        raise NotFound(NOWHERE)
    enter(Pass(pemda.id))
    today = datetime.now(ZoneInfo(pemda.zone)).date()
    place = standing(member.official_id, today)
    if place is None or not place.seats:
        raise NotFound("Anda tidak memangku jabatan di pemda ini hari ini.")
    settle(visitor, pemda, place, slug)


def settle(visitor: auth.Visitor, pemda: Pemda, place: Standing, slug: str | None) -> None:
    office = enter_opd(place, slug) if slug else None
    enter(Pass(pemda.id, (str(office.id),) if office else place.opds))
    g.here = Here(pemda.id, pemda.code, pemda.name, pemda.zone, visitor.account_id, place, office)
    g.zone = ZoneInfo(pemda.zone)
    acting(Deed(place.official_id, visitor.account_id, capacity_of(g.here)))


def enter_opd(place: Standing, slug: str) -> Office:
    opd = opd_by_slug(slug)
    if opd is None or not place.reaches(opd.id):
        raise NotFound(NOWHERE)
    return Office(opd.id, opd.slug, opd.name, opd.short_name)


def capacity_of(place: Here) -> str | None:
    """Position and capacity as they stand in the event log."""
    seats = place.seats
    return f"{seats[0].capacity}: {seats[0].title}" if seats else None
