"""Making the PDFs of papers."""

from collections.abc import Mapping
from typing import Any, cast
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import select

from runtut.config import settings
from runtut.database import db
from runtut.jobs import JobName, job
from runtut.printing import render_in_child
from tenants.documents.models import Document, DocumentVersion, Signature
from tenants.documents.reading import find_document, version_by_id
from tenants.documents.rendering import keep_rendering, rendering_of
from tenants.documents.signing import signature_of
from tenants.people.models import Official
from tenants.reports import compose
from tenants.reports.shapes import Capacity, Signatory, Signed, Stamp
from workers.steps import pemda


@job(JobName.RENDER)
def render(payload: Mapping[str, Any]) -> None:
    """`payload`: {"version", "purpose"}. The typesetter runs in a process of its own, with limits."""
    version, purpose = version_by_id(UUID(payload["version"])), payload["purpose"]
    if rendering_of(version, purpose) is not None:
        return
    document = find_document(version.document_id)
    paper = compose(document.kind, version.content, stamp(document, version, purpose))
    keep_rendering(version, purpose, render_in_child(paper.template, paper.data))


def stamp(document: Document, version: DocumentVersion, purpose: str) -> Stamp:
    """What goes on the paper besides its content: of a signed one its number, date and signature."""
    if purpose == "draft":
        return Stamp(version=version.number)
    given = signature_of(document)
    if given is None or given.version_id != version.id:
        raise ValueError(f"version {version.id} is not the signed one")
    return Stamp(document.number, document.dated, version.number, signed=signed(given))


def signed(given: Signature) -> Signed:
    """With the address where the signature is checked; without one nothing is printed, for it could never be mended."""
    official = db.session.scalars(select(Official).where(Official.id == given.signer_id)).one()
    signatory = Signatory(given.position, official.name, official.nip, official.rank, cast(Capacity, given.capacity))
    here = pemda()
    address = f"{settings().address}/periksa/{here.code}/{given.code}"
    return Signed(signatory, given.at.astimezone(ZoneInfo(here.zone)), given.sha256, given.code, address)
