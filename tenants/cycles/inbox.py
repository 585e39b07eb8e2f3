"""The inbox: what is mine now, what is late, and what waits for others."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, select

from runtut.calendar import Period
from runtut.database import db
from runtut.permissions import Here
from tenants.cycles.models import Cycle, Share, Task
from tenants.cycles.store import sop_of_version
from tenants.institutions.models import Opd
from tenants.people.seats import today_at
from tenants.people.service import holders
from tenants.sops.models import Sop, SopVersion

ACTIVE = ("open", "started")


@dataclass(frozen=True)
class InboxItem:
    """A task of mine: `step` is its text, `waits_for` the earlier step it waits for and who has it."""

    opd_slug: str
    opd_name: str
    sop_slug: str
    sop_title: str
    period: str
    no: int
    step: str
    activity: str
    part: str
    status: str
    round: int
    due_at: datetime | None
    late: bool
    return_reason: str | None
    waits_for: str | None = None

    @property
    def period_label(self) -> str:
        return Period.parse(self.period).label


def mine(place: Here, statuses: Sequence[str]) -> ColumnElement[bool]:
    """Open shares of my seats in the current round of tasks of running cycles."""
    seats = [seat.position_id for seat in place.standing.seats]
    return and_(
        Share.position_id.in_(seats), Share.status == "open", Share.round == Task.round, Cycle.status == "running",
        Task.status.in_(statuses),
    )  # fmt: skip


def waiting_count(place: Here) -> int:
    """How many shares are mine to do now."""
    chosen = select(func.count()).select_from(Share).join(Task, Task.id == Share.task_id).join(Cycle, Cycle.id == Task.cycle_id)
    return db.session.scalar(chosen.where(mine(place, ACTIVE))) or 0


def inbox(place: Here) -> list[InboxItem]:
    """Everything of mine that is open, then what will come to me, by due time."""
    rows = db.session.execute(
        select(Share, Task, Cycle, Sop, Opd, SopVersion.sha256)
        .join(Task, Task.id == Share.task_id)
        .join(Cycle, Cycle.id == Task.cycle_id)
        .join(Sop, Sop.id == Cycle.sop_id)
        .join(SopVersion, SopVersion.id == Cycle.version_id)
        .join(Opd, Opd.id == Share.opd_id)
        .where(mine(place, (*ACTIVE, "waiting")))
        .order_by(Task.due_at.nulls_last(), Cycle.period, Task.no)
    ).all()
    waits = active_tasks([row.Cycle.id for row in rows], today_at(place))
    return [_item(share, task, cycle, sop, opd, sha256, waits) for share, task, cycle, sop, opd, sha256 in rows]


def _item(
    share: Share, task: Task, cycle: Cycle, sop: Sop, opd: Opd, sha256: str, waits: Mapping[UUID, str]
) -> InboxItem:  # fmt: skip
    late = task.due_at is not None and task.due_at < datetime.now(UTC)
    text = sop_of_version(sha256, cycle.version_id).step(task.step_id).text or ""
    return InboxItem(
        opd.slug, opd.short_name, sop.slug, sop.title, cycle.period, task.no, text, task.activity,
        share.part, task.status, task.round, task.due_at, late, task.return_reason,
        waits.get(cycle.id) if task.status == "waiting" else None,
    )  # fmt: skip


def active_tasks(cycle_ids: Sequence[UUID], today: date) -> dict[UUID, str]:
    """For each cycle the step that is being worked on, and who has it, in words."""
    rows = db.session.execute(
        select(Task.cycle_id, Task.no, Share.position_id, Share.actor)
        .join(Share, and_(Share.task_id == Task.id, Share.round == Task.round))
        .where(Task.cycle_id.in_(set(cycle_ids)), Task.status.in_(ACTIVE), Share.status == "open", Share.part != "joins")
    ).all()
    held = holders([row.position_id for row in rows], today)
    said: dict[UUID, list[str]] = {}
    for row in rows:
        name = held[row.position_id][0].name if row.position_id in held else row.actor
        said.setdefault(row.cycle_id, []).append(name)
    numbers = {row.cycle_id: row.no for row in rows}
    return {cycle: f"langkah {numbers[cycle]}: {', '.join(dict.fromkeys(names))}" for cycle, names in said.items()}
