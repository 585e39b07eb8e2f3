"""Reminders of monitoring and evaluation: thirty and seven days before, on the day, and seven days after."""

from datetime import date
from uuid import UUID

from sqlalchemy import select

from runtut.calendar import say_date
from runtut.database import db
from tenants.institutions.models import Opd
from tenants.notices.service import Message, notify
from tenants.people.seats import seat_rows
from tenants.sops.assessing.forms import EVALUATION, MONITORING
from tenants.sops.assessing.service import due_on, last_done
from tenants.sops.models import Sop, SopVersion
from tenants.sops.permissions import ASSESS

LADDER = (-7, 0, 7, 30)
"""Days left at which somebody is told; of several that are reached only the last one is told."""
DEEDS = {MONITORING: "dipantau (Tabel 7, setiap enam bulan)", EVALUATION: "dievaluasi (setiap tahun)"}


def rung(left: int) -> int | None:
    return next((step for step in LADDER if left <= step), None)


def remind(today: date, pemda_code: str) -> int:
    """Tell those who assess, each once for each rung; answers how many were told."""
    rows = db.session.execute(
        select(Sop, SopVersion, Opd.slug)
        .join(SopVersion, SopVersion.sop_id == Sop.id)
        .join(Opd, Opd.id == Sop.opd_id)
        .where(SopVersion.state == "effective")
    ).all()
    return sum(_of(sop, version, f"/{pemda_code}/{slug}/sop/{sop.slug}/penilaian", today) for sop, version, slug in rows)


def _of(sop: Sop, version: SopVersion, path: str, today: date) -> int:
    done, told = last_done(sop.id), 0
    for kind, deed in DEEDS.items():
        due = due_on(version, kind, done.get(kind))
        step = None if due is None else rung((due - today).days)
        if due is None or step is None:
            continue
        late = step < 0
        said = f"SOP “{sop.title}” {'lewat batasnya, ' + say_date(due) + ', dan belum' if late else 'perlu'} {deed}"
        message = Message("overdue" if late else "turn", said + ("." if late else f" paling lambat {say_date(due)}."), path)
        for official in assessors(sop.opd_id, today):
            told += notify(official, sop.opd_id, message, f"sop.{kind}:{sop.id}:{due}:{step}:{official}")
    return told


def assessors(opd_id: UUID, today: date) -> list[UUID]:
    found = [
        seat.official.id
        for seat in seat_rows(today, opd_id)
        if seat.official and any(ASSESS in role.permissions for role in seat.roles)
    ]
    return list(dict.fromkeys(found))
