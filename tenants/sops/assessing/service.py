"""Monitoring and evaluation: opened for a period, kept while one writes, handed in once, with who and in which capacity."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, func, select

from runtut.database import db, new_id
from runtut.errors import Conflict, Invalid, NotFound
from runtut.events import record
from runtut.permissions import here
from runtut.procedures import from_json
from tenants.people.seats import today_at
from tenants.sops.assessing.forms import EVALUATION, MONITORING, blank, filled, lacking, period_of
from tenants.sops.life.service import capacity_for
from tenants.sops.models import Sop, SopAssessment, SopVersion
from tenants.sops.permissions import ASSESS
from tenants.sops.service import version_in_force

MONTHS = {MONITORING: 6, EVALUATION: 12}
"""How often: PermenPANRB 35/2012 asks for monitoring every half-year and an evaluation at least once a year."""


def begin(sop: Sop, kind: str) -> SopAssessment:
    """The form of the period of today: the one that is there, else a blank one on the version in force."""
    period = period_of(kind, today_at(here()))
    mine = SopAssessment.sop_id == sop.id, SopAssessment.kind == kind, SopAssessment.period == period
    found = db.session.scalar(select(SopAssessment).where(*mine))
    if found is not None:
        return found
    version = version_in_force(sop.id)
    if version is None:
        raise Conflict("Belum ada versi yang berlaku, jadi belum ada yang dapat dinilai.")
    row = SopAssessment(
        id=new_id(), opd_id=sop.opd_id, sop_id=sop.id, version_id=version.id, kind=kind, period=period, revision=0,
        content=blank(kind, from_json(version.content)), official_id=here().standing.official_id,
        capacity=capacity_for(ASSESS),
    )  # fmt: skip
    db.session.add(row)
    db.session.flush()
    record(f"sop.{kind}_begun", f"sop:{sop.id}", sop.opd_id, {"period": period, "version": version.number})
    return row


def assessment_by_id(assessment_id: UUID) -> SopAssessment:
    found = db.session.scalar(select(SopAssessment).where(SopAssessment.id == assessment_id))
    if found is None:
        raise NotFound("Formulir penilaian ini tidak ada di OPD ini.")
    return found


def assessments(sop: Sop) -> list[SopAssessment]:
    mine = select(SopAssessment).where(SopAssessment.sop_id == sop.id)
    return list(db.session.scalars(mine.order_by(SopAssessment.at.desc(), SopAssessment.id)))


def write(row: SopAssessment, revision: int, given: Mapping[str, Any], done: bool = False) -> SopAssessment:
    """Keep the answers, or hand the form in; Conflict when somebody else wrote meanwhile, or it was handed in."""
    db.session.refresh(row, with_for_update=True)
    if row.done_at is not None:
        raise Conflict("Penilaian ini sudah diserahkan, jadi tidak dapat diubah lagi.")
    if row.revision != revision:
        raise Conflict("Orang lain baru saja menyimpan formulir ini; muat ulang, lalu isikan lagi perubahan Anda.")
    content = filled(row.kind, row.content, given)
    if done and (errors := lacking(row.kind, content)):
        raise Invalid("Formulir penilaian belum lengkap.", errors)
    row.content, row.revision, row.official_id = content, revision + 1, here().standing.official_id
    row.capacity = capacity_for(ASSESS)
    row.done_at = datetime.now(UTC) if done else None
    db.session.flush()
    deed = "handed_in" if done else "kept"
    record(f"sop.{row.kind}_{deed}", f"sop:{row.sop_id}", row.opd_id, {"period": row.period, "revision": row.revision})
    return row


def due_on(version: SopVersion, kind: str, last: date | None) -> date | None:
    """None for what is not in force."""
    return due_after(version.effective_on, kind, last) if version.state == "effective" else None


def due_after(effective_on: date | None, kind: str, last: date | None) -> date | None:
    """Half a year, or a year, after it came into force or was assessed last."""
    start = max((day for day in (effective_on, last) if day), default=None)
    return None if start is None else months_later(start, MONTHS[kind])


def months_later(day: date, months: int) -> date:
    """The same day of a later month, or its last one."""
    month = day.month - 1 + months
    year, month = day.year + month // 12, month % 12 + 1
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month, last)
        except ValueError:
            continue
    raise AssertionError("every month has 28 days")


def last_done(sop_id: UUID, zone: str) -> dict[str, date]:
    """The day, in the pemda's zone, of the last assessment of each kind that was handed in."""
    return all_last_done(zone, SopAssessment.sop_id == sop_id).get(sop_id, {})


def all_last_done(zone: str, *which: ColumnElement[bool]) -> dict[UUID, dict[str, date]]:
    """The same of every SOP in the OPDs that are bound, in one question."""
    last = func.max(SopAssessment.done_at).label("last")
    rows = db.session.execute(
        select(SopAssessment.sop_id, SopAssessment.kind, last)
        .where(SopAssessment.done_at.is_not(None), *which)
        .group_by(SopAssessment.sop_id, SopAssessment.kind)
    )
    found: dict[UUID, dict[str, date]] = {}
    for row in rows:
        found.setdefault(row.sop_id, {})[row.kind] = row.last.astimezone(ZoneInfo(zone)).date()
    return found
