"""A version of an SOP as a file: what its identity block lacks is filled from its life, in the look of its OPD."""

import threading
from dataclasses import dataclass, replace

from flask import request, url_for
from sqlalchemy import select

from runtut.database import db
from runtut.errors import Invalid, Unavailable
from runtut.permissions import here
from runtut.printing import CannotPrint
from runtut.printing.files import MEDIA_TYPES, written
from runtut.procedures import Approver, Identity, Sop, from_json
from runtut.procedures.printing import CAPACITIES, Choices, form
from tenants.people.models import Official
from tenants.sops.models import SopVersion
from tenants.sops.printing.profiles import profile

UNFIT = {"approved": "-belum-berlaku", "revoked": "-batal", "discarded": "-dibuang"}
"""What the name of a file says of a version that is not and was not in force; all others are drafts."""
CODE = 20
PATIENCE = 6.0  # seconds; PostgreSQL ends a transaction that is idle for ten
_presses = threading.BoundedSemaphore(2)
"""Typesetting takes a whole core: two at a time leave the other pages quick."""


@dataclass(frozen=True)
class File:
    name: str
    media_type: str
    content: bytes


def printed(slug: str, version: SopVersion, kind: str, paper: str | None = None, cover: bool = False) -> File:
    """The file in one of `FORMATS`. Invalid when the SOP cannot be printed; Unavailable when too many are printing."""
    choices = Choices(paper, cover, _capacity(version), address_of(version))
    if not _presses.acquire(timeout=PATIENCE):
        raise Unavailable("Sedang banyak dokumen yang dicetak; coba lagi sebentar lagi.")
    try:
        content = written(kind, form(filled(version), profile(), choices))
    except CannotPrint as refused:
        raise Invalid(str(refused)) from refused
    finally:
        _presses.release()
    state = "" if version.was_in_force else UNFIT.get(version.state, "-draf")
    return File(f"SOP-{slug}-v{version.number}{state}.{kind}", MEDIA_TYPES[kind], content)


def filled(version: SopVersion) -> Sop:
    sop = from_json(version.content)
    identity, place = sop.identity, here()
    since = version.effective_on.isoformat() if version.effective_on else None
    return replace(sop, identity=replace(
        identity, pemda=identity.pemda or place.pemda_name, opd=identity.opd or place.opd.name,
        effective_on=identity.effective_on or since, approved_by=_approver(identity, version),
    ))  # fmt: skip


def _approver(identity: Identity, version: SopVersion) -> Approver | None:
    written_down = identity.approved_by
    if version.approved_by is None or (written_down and written_down.name):
        return written_down
    official = db.session.scalars(select(Official).where(Official.id == version.approved_by)).one()
    title = (version.approved_capacity or "").partition(": ")[2] or None
    return Approver(title, official.name, official.rank, official.nip)


def _capacity(version: SopVersion) -> str | None:
    key = (version.approved_capacity or "").partition(": ")[0]
    return key if key in CAPACITIES else None


def code_of(version: SopVersion) -> str:
    """Eighty bits of the fingerprint: enough that nobody guesses one, short enough to type."""
    return version.sha256[:CODE]


def address_of(version: SopVersion) -> str | None:
    """What was in force may be verified by whoever holds the paper; a draft is nobody else's business."""
    if not version.was_in_force:
        return None
    path = url_for("sops_verify.verify", region=here().pemda_code, code=code_of(version))
    return request.host_url.rstrip("/") + path
