"""What stands around a page: the person, his OPDs, the ways he may go, and his open tasks."""

from collections.abc import Sequence

from flask import g, request, url_for
from flask_babel import gettext, lazy_gettext

from runtut.library.offers import waiting_offers_count
from runtut.permissions import Here
from runtut.tenancy import bound
from runtut.web import Account, Entry, Frame, Place
from tenants.cycles.inbox import waiting_count
from tenants.institutions.models import Opd
from tenants.institutions.service import opds
from tenants.notices.service import unread_count

# label, endpoint, icon, permission, whether it needs an OPD
WAYS = (
    ("Tugas saya", "cycles_pages.inbox", "tasks", "cycles.work", False),
    ("Siklus", "cycle_pages.cycles", "cycle", "cycles.read", True),
    ("Kinerja", "indicators_pages.overview", "chart", "indicators.read", True),
    ("SOP", "sops_pages.sops", "sop", "sops.read", True),
    ("Dokumen", "documents_pages.documents", "file", "documents.read", True),
    ("Pustaka", "library_pages.shelf", "library", "sops.read", False),
    ("Pengaturan", "people_pages.settings", "settings", "people.read", False),
)

# label, endpoint, icon, whether what waits there is counted
OPERATORS_WAYS = (
    (lazy_gettext("Pemda"), "directory_pages.pemdas", "people", False),
    (lazy_gettext("Usulan"), "library_offers.desk", "comment", True),
    (lazy_gettext("Pustaka"), "library_history.templates", "library", False),
)


def frame() -> Frame | None:
    """None for whoever is not signed in, or outside a pemda and no operator at his desk."""
    place: Here | None = g.get("here")
    if place is None:
        return operators_frame() if bound().operator else None
    there = opds()
    seat = place.seats[0] if place.seats else place.standing.seats[0]
    title = seat.title if seat.capacity == "definitif" else f"{seat.capacity.capitalize()}. {seat.title}"
    return Frame(
        account=Account(place.standing.name, title, url_for("auth_pages.sign_out"), (messages(place), password_way())),
        home_url=url_for("cycles_pages.inbox"),
        pemda=place.pemda_name,
        opd=place.office.short_name if place.office else "",
        places=offices(place, there),
        entries=entries(place, there),
        inbox_url=url_for("cycles_pages.inbox") if place.standing.may("cycles.work") else "",
        inbox_count=waiting_count(place),
    )


def operators_frame() -> Frame:
    """The operator stands in no pemda: he has his own ways, and the offers that wait are counted."""
    entries = tuple(
        Entry(str(label), url_for(endpoint), icon, is_active(endpoint), waiting_offers_count() if counted else 0)
        for label, endpoint, icon, counted in OPERATORS_WAYS
    )
    home = url_for("directory_pages.pemdas")
    account = Account(g.visitor.login, gettext("Operator platform"), url_for("auth_pages.sign_out"), (password_way(),))
    return Frame(account=account, home_url=home, pemda=gettext("Platform"), entries=entries)


def messages(place: Here) -> Place:
    unread = unread_count(place.standing.official_id)
    return Place(
        gettext("Pesan (%(count)s belum dibaca)", count=unread) if unread else gettext("Pesan"),
        url_for("notices_pages.notices"),
    )


def password_way() -> Place:
    return Place(gettext("Ganti kata sandi"), url_for("auth_pages.password"))


def offices(place: Here, there: Sequence[Opd]) -> tuple[Place, ...]:
    reached = [opd for opd in there if place.standing.reaches(opd.id)]
    active = place.office.id if place.office else None
    return tuple(Place(opd.short_name, url_for("cycle_pages.office", opd=opd.slug), opd.id == active) for opd in reached)


def entries(place: Here, there: Sequence[Opd]) -> tuple[Entry, ...]:
    slug = place.office.slug if place.office else home_office(place, there)
    found = []
    for label, endpoint, icon, permission, in_opd in WAYS:
        if place.standing.may(permission) and (slug or not in_opd):
            url = url_for(endpoint, opd=slug) if in_opd else url_for(endpoint)
            found.append(Entry(label, url, icon, active=is_active(endpoint)))
    return tuple(found)


def is_active(endpoint: str) -> bool:
    """The room of the page."""
    return (request.endpoint or "").split(".")[0] == endpoint.split(".")[0]


def home_office(place: Here, there: Sequence[Opd]) -> str | None:
    """The OPD of the first seat, where links lead from a page without one."""
    wanted = place.standing.seats[0].opd_id
    return next((opd.slug for opd in there if opd.id == wanted), None)
