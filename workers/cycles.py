"""Telling those whose step is past its time."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import select

from runtut.database import db
from runtut.jobs import JobName, job
from tenants.cycles.models import Cycle, Share, Task
from tenants.notices.service import Message, notify
from workers.steps import holders_of, named, path_of, when


@job(JobName.SWEEP)
def sweep(payload: Mapping[str, Any]) -> None:  # noqa: ARG001
    """Once for each late step and round, to whoever still owes his part of it."""
    for cycle, task in late_tasks(datetime.now(UTC)):
        for official_id in holders_of(owed_shares(task)):
            said = f"{named(cycle, task)} terlambat: batasnya {when(task.due_at)}."
            message = Message("overdue", said, path_of(cycle, task))
            notify(official_id, cycle.opd_id, message, f"overdue:{task.id}:{task.round}:{official_id}")


def late_tasks(now: datetime) -> list[tuple[Cycle, Task]]:
    late = Cycle.status == "running", Task.status.in_(("open", "started")), Task.due_at < now
    rows = db.session.execute(select(Cycle, Task).join(Task, Task.cycle_id == Cycle.id).where(*late).order_by(Task.due_at))
    return [(cycle, task) for cycle, task in rows]


def owed_shares(task: Task) -> list[Share]:
    """Whoever joins owes nothing."""
    owed = Share.task_id == task.id, Share.round == task.round, Share.status == "open", Share.part != "joins"
    return list(db.session.scalars(select(Share).where(*owed)))
