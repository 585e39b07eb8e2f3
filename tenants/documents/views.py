"""Papers for people: the list, a paper with its history, and the public page that proves a signature."""

from math import ceil
from typing import Any
from uuid import UUID

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from runtut.errors import NotFound
from runtut.permissions import PUBLIC, needs
from tenants.documents import reading
from tenants.documents.asking import ask_again, chosen, purpose_of
from tenants.documents.differences import Change, differences
from tenants.documents.permissions import READ
from tenants.documents.rendering import rendering_state
from tenants.documents.schemas import PURPOSES
from tenants.documents.serving import attachment
from tenants.documents.verifying import verified
from tenants.documents.wording import kind_label, outline
from tenants.people.models import SHORT
from tenants.people.service import official_names

doors = Blueprint("documents_pages", __name__, template_folder="templates")
public_doors = Blueprint("documents_public", __name__)


@doors.get("/dokumen")
@needs(READ)
def documents() -> str:
    total = reading.count()
    pages = max(1, ceil(total / reading.PAGE))
    page = min(max(1, request.args.get("halaman", 1, int)), pages)
    lines = reading.lines(page)
    return render_template("documents/documents.html", lines=lines, page=page, pages=pages, total=total, kind_label=kind_label)


@doors.get("/dokumen/<uuid:document>")
@needs(READ)
def document(document: UUID) -> str:
    paper = reading.paper(reading.find_document(document))
    version = chosen(paper, request.args.get("versi", type=int))
    return render_template("documents/document.html", **seen(paper), version=version, parts=outline(version.content))


def seen(paper: reading.Paper) -> dict[str, Any]:
    people = [row.author_id for row in paper.versions] + [row.official_id for row in paper.checks]
    people += [paper.signature.signer_id] if paper.signature else []
    people += [paper.archive.official_id] if paper.archive else []
    purpose = purpose_of(paper, None)
    return {
        "paper": paper, "kind": kind_label(paper.document.kind), "names": official_names(people), "short": SHORT,
        "changes": changes(paper), "purpose": purpose, "pdf": rendering_state(paper.newest, purpose),
    }  # fmt: skip


def changes(paper: reading.Paper) -> dict[int, list[Change]]:
    """What each version changed against the one before it."""
    pairs = zip(paper.versions, paper.versions[1:], strict=False)
    return {new.number: differences(old.content, new.content) for old, new in pairs}


@doors.get("/dokumen/<uuid:document>/berkas")
@needs(READ)
def file(document: UUID) -> Response:
    paper, asked = reading.paper(reading.find_document(document)), request.args.get("untuk")
    version = chosen(paper, request.args.get("versi", type=int))
    return attachment(paper, version, purpose_of(paper, asked if asked in PURPOSES else None))


@doors.post("/dokumen/<uuid:document>/pdf")
@needs(READ)
def print_again(document: UUID) -> ResponseReturnValue:
    paper = reading.paper(reading.find_document(document))
    ask_again(paper, "signed" if paper.signature else "draft")
    flash(_("PDF sedang disiapkan; muat ulang halaman ini beberapa saat lagi."), "done")
    return redirect(url_for("documents_pages.document", document=document), 303)


@public_doors.get("/periksa/<pemda:region>/<string(minlength=16, maxlength=24):code>")
@needs(PUBLIC)
def verify(region: str, code: str) -> ResponseReturnValue:
    """Whoever holds the paper may see that it is genuine: the code on it, of 80 bits, is the key."""
    found = verified(region, code)
    if found is None:
        raise NotFound("Kode verifikasi ini tidak dikenal. Periksa kembali penulisannya pada dokumen.")
    return render_template("documents/verified.html", found=found, short=SHORT)
