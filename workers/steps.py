"""What jobs say about a step: who has it today, where it is, until when."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import select

from runtut.calendar import Period, say_moment
from runtut.database import db
from runtut.directory.models import Pemda
from runtut.procedures import Step
from runtut.tenancy import bound
from tenants.cycles.models import Cycle, Share, Task
from tenants.cycles.store import sop_of
from tenants.institutions.models import Opd
from tenants.people.service import holders
from tenants.sops.models import Sop


def pemda() -> Pemda:
    """The pemda of this job."""
    return db.session.scalars(select(Pemda).where(Pemda.id == bound().pemda)).one()


def when(moment: datetime | None) -> str:
    return say_moment(moment, ZoneInfo(pemda().zone)) if moment else "belum ditentukan"


def today() -> datetime:
    return datetime.now(ZoneInfo(pemda().zone))


def holders_of(shares: Sequence[Share]) -> dict[UUID, Share]:
    """Who holds the positions of `shares` today, each person once, with the first of his shares."""
    held = holders([share.position_id for share in shares], today().date())
    found: dict[UUID, Share] = {}
    for share in shares:
        if share.position_id in held:
            found.setdefault(held[share.position_id][0].id, share)
    return found


def named(cycle: Cycle, task: Task) -> str:
    """Langkah 3 Triwulan I 2025, “Mengolah data kinerja dinas”,"""
    return f"Langkah {task.no} {Period.parse(cycle.period).label}, “{step_of(cycle, task).text}”,"


def step_of(cycle: Cycle, task: Task) -> Step:
    return next(step for step in sop_of(cycle).steps if step.id == task.step_id)


def path_of(cycle: Cycle, task: Task) -> str:
    """The page of the step; a job has no request to build it from."""
    opd = db.session.scalars(select(Opd.slug).where(Opd.id == cycle.opd_id)).one()
    sop = db.session.scalars(select(Sop.slug).where(Sop.id == cycle.sop_id)).one()
    return f"/{pemda().code}/{opd}/siklus/{sop}/{cycle.period}/langkah/{task.no}"
