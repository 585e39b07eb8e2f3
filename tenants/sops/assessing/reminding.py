"""Reminders of monitoring and evaluation: thirty and seven days before, on the day, and seven days after."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select

from runtut.calendar import say_date
from runtut.database import db
from tenants.institutions.models import Opd
from tenants.notices.models import Notice
from tenants.notices.service import Message, notify
from tenants.people.seats import seat_rows
from tenants.sops.assessing.forms import EVALUATION, MONITORING
from tenants.sops.assessing.service import all_last_done, due_after
from tenants.sops.models import Sop, SopVersion
from tenants.sops.permissions import ASSESS

LADDER = (-7, 0, 7, 30)
"""Days left at which somebody is told; of several that are reached only the last one is told."""
DEEDS = {MONITORING: "dipantau (Tabel 7, setiap enam bulan)", EVALUATION: "dievaluasi (setiap tahun)"}


def rung(left: int) -> int | None:
    return next((step for step in LADDER if left <= step), None)


def remind(today: date, pemda_code: str, zone: str) -> int:
    """Tell those who assess, each once for each rung; answers how many were told. It runs every hour, so it reads little:
    no documents, those who assess once for each OPD, and what was told already in one question."""
    letters = list(_letters(today, f"/{pemda_code}", zone))
    known = set(db.session.scalars(select(Notice.dedup).where(Notice.dedup.in_([letter.dedup for letter in letters]))))
    return sum(notify(one.official, one.opd_id, one.message, one.dedup) for one in letters if one.dedup not in known)


@dataclass(frozen=True)
class Letter:
    official: UUID
    opd_id: UUID
    message: Message
    dedup: str


def _letters(today: date, home: str, zone: str) -> Iterator[Letter]:
    who, done = dict[UUID, list[UUID]](), all_last_done(zone)
    for row in _in_force():
        path = f"{home}/{row.office}/sop/{row.slug}/penilaian"
        for kind in DEEDS:
            due = due_after(row.effective_on, kind, done.get(row.id, {}).get(kind))
            step = None if due is None else rung((due - today).days)
            if due is None or step is None:
                continue
            if row.opd_id not in who:
                who[row.opd_id] = assessors(row.opd_id, today)
            message = _message(row.title, kind, due, step < 0, path)
            for official in who[row.opd_id]:
                yield Letter(official, row.opd_id, message, f"sop.{kind}:{row.id}:{due}:{step}:{official}")


def _in_force() -> Iterable[Any]:
    return db.session.execute(
        select(Sop.id, Sop.opd_id, Sop.slug, Sop.title, SopVersion.effective_on, Opd.slug.label("office"))
        .join(SopVersion, SopVersion.sop_id == Sop.id)
        .join(Opd, Opd.id == Sop.opd_id)
        .where(SopVersion.state == "effective")
    ).all()


def _message(title: str, kind: str, due: date, late: bool, path: str) -> Message:
    said = f"SOP “{title}” {'lewat batasnya, ' + say_date(due) + ', dan belum' if late else 'perlu'} {DEEDS[kind]}"
    return Message("overdue" if late else "turn", said + ("." if late else f" paling lambat {say_date(due)}."), path)


def assessors(opd_id: UUID, today: date) -> list[UUID]:
    found = [
        seat.official.id
        for seat in seat_rows(today, opd_id)
        if seat.official and any(ASSESS in role.permissions for role in seat.roles)
    ]
    return list(dict.fromkeys(found))
