"""The work at hand: one share of one step, with everything that was handed in before it."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from runtut.calendar import Period
from runtut.database import db
from runtut.permissions import Here, Seat
from runtut.procedures import Sop, Step
from tenants.cycles.models import Cycle, HandIn, Share, Task, Worksheet
from tenants.cycles.store import sop_of, tasks_of
from tenants.documents.models import DocumentVersion
from tenants.people.seats import today_at
from tenants.people.service import holders

TEXTS = ("background", "results", "closing")
"""What people write into a report, as it is named in hand-ins."""


@dataclass(frozen=True)
class Work:
    """`share` is the one at which the person sits; None for a reader. Times are UTC."""

    place: Here
    cycle: Cycle
    task: Task
    share: Share | None

    @cached_property
    def sop(self) -> Sop:
        return sop_of(self.cycle)

    @cached_property
    def step(self) -> Step:
        return next(step for step in self.sop.steps if step.id == self.task.step_id)

    @property
    def period(self) -> Period:
        return Period.parse(self.cycle.period)

    @property
    def subject(self) -> str:
        """What rows of other rooms name this cycle by."""
        return f"cycle:{self.cycle.id}"

    @property
    def official_id(self) -> UUID:
        return self.place.standing.official_id

    @property
    def seat(self) -> Seat:
        """The seat from which the share is worked on."""
        wanted = self.share.position_id if self.share else None
        return next((seat for seat in self.place.seats if seat.position_id == wanted), self.place.seats[0])

    @property
    def capacity(self) -> str:
        return f"{self.seat.capacity}: {self.seat.title}"

    @cached_property
    def tasks(self) -> list[Task]:
        return tasks_of(self.cycle.id)

    def earlier(self, activity: str) -> Task | None:
        """The nearest step before this one with that activity."""
        before = [task for task in self.tasks if task.activity == activity and task.no < self.task.no]
        return before[-1] if before else None

    def hand_ins(self, task: Task | None = None, *, every_round: bool = False) -> list[HandIn]:
        """What was handed in at `task` (default: this one) in its current round, oldest first; undone ones left out."""
        at = task or self.task
        chosen = select(HandIn).join(Share, Share.id == HandIn.share_id).where(HandIn.task_id == at.id)
        if not every_round:
            chosen = chosen.where(HandIn.round == at.round, Share.status == "done")
        return list(db.session.scalars(chosen.order_by(HandIn.at, HandIn.id)))

    def content_of(self, activity: str) -> Mapping[str, Any]:
        """What the nearest earlier step of that activity handed in last; empty when there is none."""
        task = self.earlier(activity)
        found = self.hand_ins(task) if task else []
        return found[-1].content if found else {}

    def worksheet(self) -> Worksheet | None:
        """What this share is still working on."""
        if self.share is None:
            return None
        return db.session.scalar(select(Worksheet).where(Worksheet.share_id == self.share.id))

    def kept(self) -> Mapping[str, Any]:
        """The content of the worksheet, else of the last hand-in of this share's position in an earlier round.

        A text of a paper that was written anew since then is left out: the next one starts from the newest.
        """
        sheet = self.worksheet()
        if sheet is not None:
            return sheet.content
        found = self._last_of_this_seat()
        content = found.content if found else {}
        return {key: value for key, value in content.items() if key not in TEXTS} if is_outdated(content) else content

    def _last_of_this_seat(self) -> HandIn | None:
        if self.share is None:
            return None
        mine = HandIn.task_id == self.task.id, Share.position_id == self.share.position_id
        chosen = select(HandIn).join(Share, Share.id == HandIn.share_id).where(*mine)
        return db.session.scalar(chosen.order_by(HandIn.at.desc(), HandIn.id.desc()).limit(1))

    def holder_name(self, position_id: UUID) -> str:
        """Who holds the position today."""
        held = holders([position_id], today_at(self.place))
        return held[position_id][0].name if position_id in held else "—"


def is_outdated(content: Mapping[str, Any]) -> bool:
    """Whether what was handed in is about a version of a paper that is not its newest any more."""
    named, version = content.get("document_id"), content.get("version")
    if named is None or version is None:
        return False
    numbers = select(func.max(DocumentVersion.number)).where(DocumentVersion.document_id == UUID(named))
    return int(version) < (db.session.scalar(numbers) or 0)
