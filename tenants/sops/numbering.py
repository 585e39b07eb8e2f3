"""Numbers of SOPs: which are given, and the next one by the pattern of the OPD."""

from sqlalchemy import func, select

from runtut.database import db
from runtut.permissions import here
from tenants.sops.models import SopVersion
from tenants.sops.printing.profiles import profile


def suggested_number(version: SopVersion, year: int) -> str:
    """What the draft says already if it is free, as a revision keeps the number of its SOP; else the next by the pattern."""
    written: str | None = version.content["identity"].get("number")
    return written if written and not number_is_taken(version, written) else next_number(version, year)


def next_number(version: SopVersion, year: int) -> str:
    """After the highest serial that the OPD ever gave in `year`: a number that was revoked is not given again."""
    own, unit = profile(), here().opd.short_name
    return own.number(year, unit, own.next_serial(list(given_numbers(version)), year, unit))


def given_numbers(version: SopVersion) -> set[str]:
    """Of all SOPs of the OPD, whatever became of them."""
    number = SopVersion.content["identity"]["number"].as_string()
    given = select(number).where(SopVersion.opd_id == version.opd_id, SopVersion.approved_on.is_not(None), number.is_not(None))
    return set(db.session.scalars(given))


def number_is_taken(version: SopVersion, number: str) -> bool:
    """By another SOP of the OPD; the versions of one SOP may share theirs."""
    same = SopVersion.content["identity"]["number"].as_string() == number
    others = select(SopVersion.id).where(same, SopVersion.sop_id != version.sop_id, SopVersion.opd_id == version.opd_id)
    return db.session.scalar(others.where(SopVersion.approved_on.is_not(None)).limit(1)) is not None


def one_at_a_time(version: SopVersion) -> None:
    """Who approves another SOP of the OPD waits until this transaction ends, so that no number is given twice."""
    key = func.hashtextextended(f"sop-number:{version.opd_id}", 0)
    db.session.execute(select(func.pg_advisory_xact_lock(key)))
