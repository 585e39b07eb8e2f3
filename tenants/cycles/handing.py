"""Handing in: the tool does its work, the engine moves the cycle, and what was handed in is kept for ever."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from marshmallow import ValidationError, fields, validate
from sqlalchemy import delete, select

from runtut.database import db, new_id
from runtut.errors import Conflict, Forbidden, Invalid, NotFound
from runtut.events import acting, record
from runtut.permissions import here
from runtut.procedures import sha256
from runtut.web.api import Input, flatten
from runtut.web.fields import missing
from runtut.web.forms import as_typed
from tenants.cycles.activity import Outcome, Tool, activity_named
from tenants.cycles.engine.commands import CloseTask, Command, CompleteShare, ReopenShare, ReturnTask, StartTask
from tenants.cycles.engine.deciding import decide
from tenants.cycles.engine.plan import Closes
from tenants.cycles.engine.state import CycleState
from tenants.cycles.models import Cycle, HandIn, Share, Worksheet
from tenants.cycles.service import find_task, locked, me, move
from tenants.cycles.store import IN_TURN, state_of
from tenants.cycles.unfinished import check_shape
from tenants.cycles.work import Work

NEVER_KEPT = {"password"}
OTHERS = "Langkah ini bukan bagian jabatan Anda; Anda dapat membacanya, tetapi tidak mengerjakannya."


class ContributionInput(Input):
    note = fields.String(
        required=True, validate=validate.Length(1, 4_000, error="Tulis masukan Anda, paling banyak 4.000 huruf."),
        error_messages=missing("Tulis masukan Anda."),
    )  # fmt: skip


class ContributionTool:
    """Whoever joins a step leaves a note for those who do it."""

    schema = ContributionInput
    template = "cycles/contribution.html"
    button = "Kirim masukan"

    def desk(self, work: Work) -> dict[str, Any]:
        return dict(work.kept())

    def perform(self, work: Work, data: dict[str, Any]) -> Outcome:  # noqa: ARG002  (every tool is asked so)
        return Outcome("Masukan diberikan.", {"note": data["note"]})


CONTRIBUTION = ContributionTool()


def work_at(cycle: Cycle, no: int) -> Work:
    """The work of the person at a step: of his open shares the one that comes first in turn, else one that he did."""
    task, place = find_task(cycle, no), here()
    mine = Share.task_id == task.id, Share.round == task.round, Share.position_id.in_([s.position_id for s in place.seats])
    shares = list(db.session.scalars(select(Share).where(*mine).order_by(Share.status.desc(), IN_TURN, Share.id)))
    return Work(place, cycle, task, shares[0] if shares else None)


def tool_for(work: Work) -> Tool | None:
    """The tool at the person's seat; None for a reader."""
    if work.share is None:
        return None
    if work.share.part == "joins":
        return CONTRIBUTION
    return activity_named(work.task.activity).tool(work.share.part)


def require_tool(work: Work) -> tuple[Share, Tool]:
    tool = tool_for(work)
    if work.share is None or tool is None:
        raise Forbidden(OTHERS)
    return work.share, tool


def checked(tool: Tool, data: Mapping[str, Any]) -> dict[str, Any]:
    """What the tool's schema makes of what was typed on its page; raises Invalid with a sentence for every field."""
    try:
        with as_typed():
            loaded: dict[str, Any] = tool.schema().load(data)
    except ValidationError as wrong:
        raise Invalid("Isian belum lengkap atau belum benar.", flatten(wrong.messages_dict)) from wrong
    return loaded


def act_from(work: Work) -> None:
    """What follows is logged in the capacity of the seat that the work belongs to, not of the person's first one."""
    acting(replace(acting(), capacity=work.capacity))


def start(work: Work, version: int) -> tuple[CycleState, int]:
    """Lock the cycle and begin the step if nobody has; answers the state and the version that follow."""
    state = state_of(locked(work.cycle))  # reads the task anew
    if work.task.status != "open":
        return state, version
    state = move(work.cycle, StartTask(work.task.step_id, version, me(work.place), datetime.now(UTC)), before=state)
    return state, state.task(work.task.step_id).version


def save(work: Work, version: int, content: Mapping[str, Any], seen: int = 0) -> Worksheet:
    """Keep unfinished work as it was typed. `version` is the task's, `seen` the worksheet's (0: none yet)."""
    share, tool = require_tool(work)
    act_from(work)
    check_shape(tool.schema, content)
    locked(work.cycle)
    db.session.refresh(work.task)
    db.session.refresh(share)
    if work.task.status not in ("open", "started") or share.status != "open":
        raise Conflict("Langkah ini tidak sedang dikerjakan, jadi isian tidak dapat disimpan.")
    start(work, version)
    content = {key: value for key, value in content.items() if key not in NEVER_KEPT}
    sheet = worksheet_as_seen(work, seen)
    if sheet is None:
        sheet = Worksheet(opd_id=share.opd_id, share_id=share.id, content=dict(content), official_id=work.official_id)
        db.session.add(sheet)
    else:
        sheet.content, sheet.version, sheet.official_id = dict(content), sheet.version + 1, work.official_id
    db.session.flush()
    record("worksheet.saved", f"task:{work.task.id}", share.opd_id, {"share": str(share.id)})
    return sheet


def worksheet_as_seen(work: Work, seen: int) -> Worksheet | None:
    """The worksheet if it still is the version that the person saw (0: none yet); Conflict when another screen saved."""
    sheet = work.worksheet()
    if (sheet.version if sheet else 0) != seen:
        raise Conflict("Isian ini sudah disimpan dari layar lain; muat ulang untuk melihatnya, lalu ulangi perubahan Anda.")
    return sheet


def can_work(work: Work) -> bool:
    """Whether the person may hand something in at this step now."""
    ready = work.task.status in ("open", "started") and work.cycle.status == "running"
    return ready and tool_for(work) is not None and work.share is not None and work.share.status == "open"


def require_kind(work: Work, tool: Tool) -> None:
    """Refuse what was meant for another tool than the one at the person's seat."""
    if require_tool(work)[1] is not tool:
        raise Conflict(f"Langkah {work.task.no} tidak menerima isian jenis ini dari Anda; periksa kegiatan kerjanya.")


def hand_in(work: Work, version: int, data: Mapping[str, Any], *, is_checked: bool = False, seen: int | None = None) -> HandIn:
    """Hand in a share: checked input goes through the tool, then the engine moves on, or back when the tool returns it.

    `seen` is the worksheet's version where one was on the screen; newer saved work is not thrown away unseen.
    """
    share, tool = require_tool(work)
    act_from(work)
    state, version = start(work, version)
    if seen is not None:
        worksheet_as_seen(work, seen)
    finishing = completion(work, share, version, state)
    decide(state, finishing)
    outcome = tool.perform(work, dict(data) if is_checked else checked(tool, data))
    kept = keep(work, share, outcome)
    said = {"hand_in": str(kept.id), "sha256": kept.sha256, "summary": outcome.summary}
    move(work.cycle, turning_back(work, version, outcome) if outcome.returned else finishing, said, state)
    db.session.execute(delete(Worksheet).where(Worksheet.share_id == share.id))
    return kept


def completion(work: Work, share: Share, version: int, state: CycleState) -> Command:
    step, who, now = work.task.step_id, me(work.place), datetime.now(UTC)
    if share.part == "chairs" and state.plan.step(step).closes is Closes.CHAIR:
        return CloseTask(step, version, who, now)
    return CompleteShare(step, version, share.id, who, now)


def turning_back(work: Work, version: int, outcome: Outcome) -> Command:
    return ReturnTask(work.task.step_id, version, outcome.returned or "", me(work.place), datetime.now(UTC), outcome.to)


def keep(work: Work, share: Share, outcome: Outcome) -> HandIn:
    content = {**outcome.content, "summary": outcome.summary}
    row = HandIn(
        id=new_id(), opd_id=share.opd_id, task_id=work.task.id, share_id=share.id, round=work.task.round,
        activity=work.task.activity, content=content, sha256=sha256(content), official_id=work.official_id,
        capacity=work.capacity,
    )  # fmt: skip
    db.session.add(row)
    db.session.flush()
    return row


def take_back(cycle: Cycle, no: int, hand_in_id: UUID, version: int) -> None:
    """Undo a hand-in while its step is not done; what was handed in becomes the worksheet again."""
    task = find_task(cycle, no)
    row = db.session.scalar(select(HandIn).where(HandIn.id == hand_in_id, HandIn.task_id == task.id))
    if row is None:
        raise NotFound("Penyerahan ini tidak ada pada langkah tersebut.")
    act_from(Work(here(), cycle, task, db.session.get_one(Share, row.share_id)))
    command = ReopenShare(task.step_id, version, row.share_id, me(here()), datetime.now(UTC))
    move(cycle, command, {"hand_in": str(row.id)})
    sheet = Worksheet(opd_id=row.opd_id, share_id=row.share_id, content=dict(row.content), official_id=me(here()).id)
    db.session.add(sheet)
