"""Whether a printed SOP is genuine and still in force, for whoever holds the paper."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from runtut.database import db
from runtut.directory.service import pemda_by_code
from runtut.tenancy import Pass, bound, enter
from tenants.institutions.models import Opd
from tenants.sops.models import Sop, SopVersion
from tenants.sops.printing.files import CODE


@dataclass(frozen=True)
class Genuine:
    """What the paper says too; `state` is effective, superseded or revoked."""

    pemda: str
    opd: str
    title: str
    number: str | None
    version: int
    state: str
    since: date | None
    sha256: str


def genuine(region: str, code: str) -> Genuine | None:
    """The version whose fingerprint begins with `code`, read under a pass that can write nothing."""
    pemda = pemda_by_code(region)
    if pemda is None or len(code) != CODE:
        return None
    before = bound()
    db.session.flush()  # a session that was seen is written before the transaction may only read
    enter(Pass(pemda.id, ("*",), read_only=True))
    try:
        return _found(pemda.name, code.lower())
    finally:
        enter(before)


def _found(pemda: str, code: str) -> Genuine | None:
    """The same content can be in force again in a later version: the newest one answers."""
    withdrawn = (SopVersion.state == "revoked") & SopVersion.in_force.is_not(None)
    was_in_force = SopVersion.state.in_(("effective", "superseded")) | withdrawn
    version = db.session.scalar(
        select(SopVersion)
        .where(SopVersion.sha256.startswith(code, autoescape=True), was_in_force)
        .order_by(SopVersion.created_at.desc())
        .limit(1)
    )
    if version is None:
        return None
    sop = db.session.scalars(select(Sop).where(Sop.id == version.sop_id)).one()
    opd = db.session.scalars(select(Opd).where(Opd.id == version.opd_id)).one()
    number = version.content["identity"].get("number")
    return Genuine(
        pemda, opd.name, sop.title, number, version.number, version.state, version.effective_on, version.sha256
    )  # fmt: skip
