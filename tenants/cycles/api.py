"""The API of cycles: open, look, work, take back, cancel."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask.views import MethodView
from marshmallow import fields

from runtut.permissions import here, needs
from runtut.web.api import Doors
from tenants.cycles import handing, service
from tenants.cycles.activity import Tool, registered
from tenants.cycles.inbox import InboxItem, inbox
from tenants.cycles.models import HandIn
from tenants.cycles.permissions import OPEN, READ, WORK
from tenants.cycles.progress import CycleProgress, LogLine, log_of, progress
from tenants.cycles.schemas import (
    CancelInput,
    CycleLineOutput,
    HandInInput,
    HandInOutput,
    InboxOutput,
    LogInput,
    LogOutput,
    OpenInput,
    ProgressOutput,
    TaskOutput,
    VersionInput,
    WorksheetInput,
    WorksheetOutput,
)
from tenants.cycles.work import Work

inbox_doors = Doors("inbox", "Tugas saya")
doors = Doors("cycles", "Siklus monev")

CYCLE = "/cycles/<slug:sop>/<period:period>"
TASK = f"{CYCLE}/tasks/<int:no>"
SEEN = (401, 403, 404)
CHANGED = (401, 403, 404, 409, 422)


@inbox_doors.route("/inbox")
class Inbox(MethodView):
    @needs(WORK)
    @inbox_doors.gives(200, InboxOutput(many=True), "Tugas pemilik sesi")
    @inbox_doors.may_refuse(*SEEN)
    def get(self) -> list[InboxItem]:
        """What is mine: open now, late, or waiting for others."""
        return inbox(here())


@doors.route("/cycles")
class Cycles(MethodView):
    @needs(READ)
    @doors.gives(200, CycleLineOutput(many=True), "Siklus OPD ini")
    @doors.may_refuse(*SEEN)
    def get(self) -> list[dict[str, Any]]:
        """All cycles of the OPD, newest period first."""
        return [
            {
                "id": cycle.id, "period": cycle.period, "status": cycle.status, "opened_at": cycle.opened_at,
                "closed_at": cycle.closed_at, "sop": sop.slug, "title": sop.title,
            }
            for cycle, sop in service.cycles_here()
        ]  # fmt: skip

    @needs(OPEN)
    @doors.changes(ProgressOutput, "Siklus dibuka", takes=OpenInput, status=201)
    def post(self, data: dict[str, str]) -> CycleProgress:
        """Open the cycle of an SOP in force for a period: all its tasks come into being."""
        cycle = service.open_cycle(data["sop"], data["period"])
        return progress(cycle, service.calendar_here(here()))


@doors.route(CYCLE)
class OneCycle(MethodView):
    @needs(READ)
    @doors.gives(200, ProgressOutput, "Keadaan siklus")
    @doors.may_refuse(*SEEN)
    def get(self, sop: str, period: str) -> CycleProgress:
        """Every step: who has it, until when, standard against actual time."""
        return progress(service.find_cycle(sop, period), service.calendar_here(here()))


@doors.route(f"{CYCLE}/cancellation")
class Cancellation(MethodView):
    @needs(OPEN)
    @doors.takes(CancelInput)
    @doors.gives(204, description="Siklus dibatalkan")
    @doors.may_refuse(*CHANGED)
    def put(self, data: dict[str, str], sop: str, period: str) -> None:
        """Cancel a running cycle, with a reason."""
        service.cancel(service.find_cycle(sop, period), data["reason"])


@doors.route(f"{CYCLE}/events")
class Log(MethodView):
    @needs(READ)
    @doors.takes(LogInput, location="query")
    @doors.gives(200, LogOutput(many=True), "Catatan kegiatan")
    @doors.may_refuse(*SEEN, 422)
    def get(self, data: dict[str, UUID | None], sop: str, period: str) -> list[LogLine]:
        """Who did what when; of a cancelled cycle where `cycle` names it."""
        return log_of(service.find_cycle(sop, period, data["cycle"]))


@doors.route(TASK)
class OneTask(MethodView):
    @needs(READ)
    @doors.gives(200, TaskOutput, "Langkah, alat kerjanya, dan yang sudah diserahkan")
    @doors.may_refuse(*SEEN)
    def get(self, sop: str, period: str, no: int) -> dict[str, Any]:
        """A step as the person sees it: his part, what his tool shows, what was handed in."""
        return task_seen(handing.work_at(service.find_cycle(sop, period), no))


def task_seen(work: Work) -> dict[str, Any]:
    task, tool = work.task, handing.tool_for(work)
    return {
        "no": task.no, "activity": task.activity, "status": task.status, "round": task.round, "version": task.version,
        "due_at": task.due_at, "return_reason": task.return_reason, "part": work.share.part if work.share else None,
        "can_work": handing.can_work(work), "desk": tool.desk(work) if tool and task.status != "waiting" else {},
        "worksheet": work.worksheet(), "hand_ins": work.hand_ins(every_round=True),
    }  # fmt: skip


@doors.route(f"{TASK}/worksheet")
class TaskWorksheet(MethodView):
    @needs(WORK)
    @doors.changes(WorksheetOutput, "Isian disimpan sementara", takes=WorksheetInput)
    def put(self, data: dict[str, Any], sop: str, period: str, no: int) -> Any:
        """Keep unfinished work; nothing is handed in yet."""
        work = handing.work_at(service.find_cycle(sop, period), no)
        return handing.save(work, data["version"], data["content"], data["worksheet"])


@doors.route(f"{TASK}/hand-ins/<uuid:hand_in>")
class OneHandIn(MethodView):
    @needs(WORK)
    @doors.takes(VersionInput, location="query")
    @doors.gives(204, description="Penyerahan ditarik kembali")
    @doors.may_refuse(*CHANGED)
    def delete(self, data: dict[str, int], sop: str, period: str, no: int, hand_in: UUID) -> None:
        """Take a hand-in back while the step is not done; what was handed in becomes the worksheet again."""
        handing.take_back(service.find_cycle(sop, period), no, hand_in, data["version"])


def tool_doors() -> Doors:
    """One operation for each tool of each activity, so that the document says exactly what each takes."""
    tools = Doors("tools", "Alat kerja setiap langkah")
    for activity in registered().values():
        for part, tool in activity.tools.items():
            name = activity.name.replace("_", "-")
            rule = f"{TASK}/{name}" if len(activity.tools) == 1 else f"{TASK}/{name}/{part}"
            _open_tool(tools, rule, f"{activity.name}_{part}", tool, activity.label)
    _open_tool(tools, f"{TASK}/contributions", "contribution", handing.CONTRIBUTION, "Masukan")
    return tools


def _open_tool(tools: Doors, rule: str, name: str, tool: Tool, label: str) -> None:
    schema = type(f"{name.title().replace('_', '')}HandIn", (HandInInput,), {"data": fields.Nested(tool.schema, required=True)})

    @needs(WORK)
    @tools.takes(schema)
    @tools.gives(201, HandInOutput, f"{label}: diserahkan")
    @tools.may_refuse(*CHANGED, 429)
    def post(self: MethodView, data: Mapping[str, Any], sop: str, period: str, no: int) -> HandIn:  # noqa: ARG001
        """Hand in one's share of the step: the tool does its work and the cycle moves on."""
        work = handing.work_at(service.find_cycle(sop, period), no)
        handing.require_kind(work, tool)
        return handing.hand_in(work, data["version"], data["data"], is_checked=True, seen=data["worksheet"])

    tools.route(rule)(type(f"{name}_hand_in", (MethodView,), {"post": post}))
