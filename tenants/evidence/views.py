"""Evidence for people: the list, the upload, the download."""

from urllib.parse import urlsplit
from uuid import UUID

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from runtut.errors import Invalid, TooLarge
from runtut.permissions import here, needs
from tenants.evidence import service
from tenants.evidence.kinds import ACCEPT, SAID
from tenants.evidence.permissions import ADD, READ
from tenants.evidence.serving import attachment
from tenants.institutions.service import unit_names
from tenants.people.service import official_names

doors = Blueprint("evidence_pages", __name__, template_folder="templates")


@doors.get("/bukti")
@needs(READ)
def files() -> str:
    return listing({})


@doors.post("/bukti")
@needs(ADD)
def upload() -> ResponseReturnValue:
    """Keep one file, then lead back to where it was chosen (`kembali`), or to the list."""
    back = request.form.get("kembali", "")
    try:
        sent = request.files.get("file")
        given = service.Upload(sent.filename or "", sent.mimetype, sent.stream) if sent else None
        if given is None:
            raise service.refusal(_("Pilih berkas yang akan diunggah."))
        kept = service.add(given, None)
    except (Invalid, TooLarge) as refused:
        if is_own_path(back):
            flash(refused.detail, "danger")
            return redirect(back, 303)
        return listing(refused.errors), refused.status
    flash(_("Berkas “%(name)s” tersimpan.", name=kept.name), "done")
    return redirect(back if is_own_path(back) else url_for("evidence_pages.files"), 303)


@doors.get("/bukti/<uuid:evidence_id>")
@needs(READ)
def download(evidence_id: UUID) -> Response:
    return attachment(service.find(evidence_id))


def listing(errors: dict[str, list[str]]) -> str:
    number = max(1, request.args.get("halaman", 1, int))
    page, place = service.listed(number), here()
    return render_template(
        "evidence/files.html", page=page, errors=errors, may_add=place.may(ADD), accept=ACCEPT, said=SAID,
        limit=service.LIMIT, units=unit_names(place.opd.id), people=official_names([row.official_id for row in page.items]),
        page_href=lambda number: url_for("evidence_pages.files", halaman=number), place=place,
    )  # fmt: skip


def is_own_path(address: str) -> bool:
    """Whether `address` is a path under this pemda: never another host, never a line break."""
    parts = urlsplit(address)
    return address.startswith(f"/{here().pemda_code}/") and not parts.netloc and not parts.scheme and address.isprintable()
