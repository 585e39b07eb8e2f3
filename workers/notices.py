"""Telling those whose turn it is."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import select

from runtut.database import db
from runtut.jobs import JobName, job
from tenants.cycles.models import Cycle, Share, Task
from tenants.cycles.store import IN_TURN, plan_of
from tenants.notices import service
from tenants.notices.service import Message
from tenants.people.service import holders
from workers.steps import holders_of, named, path_of, today, when

SAID = {
    "does": "menjadi giliran Anda; batas {due}.",
    "chairs": "dibuka dan Anda pimpin; batas {due}.",
    "joins": "dibuka; Anda dapat memberi masukan sampai {due}.",
    "signs": "dibuka; Anda menandatangani setelah naskahnya siap, batas {due}.",
    "decides": "menunggu keputusan Anda; batas {due}.",
}


@job(JobName.NOTIFY)
def notify(payload: Mapping[str, Any]) -> None:
    """Each person once for a round of a step, whatever his seats.

    `payload`: {"cycle", "step", "round", "reason"} of a step that opened, {"cycle", "step", "done"} of one that is done.
    """
    found = opened(UUID(payload["cycle"]), payload["step"])
    if found is None:
        return
    cycle, task = found
    if payload.get("done"):
        tell_receivers(cycle, task)
        return
    for official_id, share in holders_of(shares_in(task, payload["round"])).items():
        message = Message(
            "returned" if payload["reason"] else "turn", said(cycle, task, share, payload["reason"]), path_of(cycle, task)
        )
        service.notify(official_id, cycle.opd_id, message, f"turn:{task.id}:{payload['round']}:{official_id}")


def tell_receivers(cycle: Cycle, task: Task) -> None:
    """Whoever receives at a step has nothing to hand in there; he is told that it is done."""
    seats = plan_of(cycle).step(task.step_id).told
    held = holders([seat.position_id for seat in seats], today().date())
    message = Message("told", f"{named(cycle, task)} selesai; hasilnya disampaikan kepada Anda.", path_of(cycle, task))
    for official, _ in held.values():
        service.notify(official.id, cycle.opd_id, message, f"told:{task.id}:{task.round}:{official.id}")


def opened(cycle_id: UUID, step_id: str) -> tuple[Cycle, Task] | None:
    """A step of a cycle; of a cancelled one nobody is told anything."""
    mine = Cycle.id == cycle_id, Cycle.status != "cancelled", Task.step_id == step_id
    row = db.session.execute(select(Cycle, Task).join(Task, Task.cycle_id == Cycle.id).where(*mine)).one_or_none()
    return (row[0], row[1]) if row else None


def shares_in(task: Task, round_: int) -> list[Share]:
    """Those who must act first: a person with two seats is told about the one that binds him."""
    mine = Share.task_id == task.id, Share.round == round_, Share.status != "superseded"
    return list(db.session.scalars(select(Share).where(*mine).order_by(IN_TURN, Share.id)))


def said(cycle: Cycle, task: Task, share: Share, reason: str | None) -> str:
    step = named(cycle, task)
    turn = SAID[share.part].format(due=when(task.due_at))
    if not reason:
        return f"{step} {turn}"
    why = reason.strip() if reason.strip().endswith((".", "!", "?", "…")) else f"{reason.strip()}."
    return f"Pekerjaan dikembalikan ke {step[0].lower()}{step[1:]} dengan alasan: {why} Langkah ini {turn}"
