"""All cycles of an OPD in a list: those that run as they stand now, of those that ended no more than how far they came."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select

from runtut.calendar import WorkCalendar
from runtut.database import db
from tenants.cycles.models import Cycle, Task
from tenants.cycles.progress import StepProgress, progress
from tenants.cycles.service import cycles_here
from tenants.sops.models import Sop


@dataclass(frozen=True)
class Line:
    """`done` of `steps` steps; `current` and when it `ends` are known of a running cycle alone."""

    sop: Sop
    cycle: Cycle
    done: int
    steps: int
    current: StepProgress | None = None
    ends: datetime | None = None


def overview(calendar: WorkCalendar) -> list[Line]:
    """Newest period first. However many years lie in the list, it costs as much as what runs."""
    counts = _counts()
    return [_line(cycle, sop, *counts.get(cycle.id, (0, 0)), calendar) for cycle, sop in cycles_here()]


def _counts() -> dict[UUID, tuple[int, int]]:
    done = func.count().filter(Task.status == "done")
    rows = db.session.execute(select(Task.cycle_id, done, func.count()).group_by(Task.cycle_id))
    return {cycle_id: (finished, steps) for cycle_id, finished, steps in rows}


def _line(cycle: Cycle, sop: Sop, done: int, steps: int, calendar: WorkCalendar) -> Line:
    if cycle.status != "running":
        return Line(sop, cycle, done, steps)
    now = progress(cycle, calendar)
    return Line(sop, cycle, done, steps, now.current, now.ends)
