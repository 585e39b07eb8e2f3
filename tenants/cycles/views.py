"""The pages of cycles: inbox, list, live flowchart, step, log."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from markupsafe import Markup
from werkzeug.datastructures import FileStorage

from runtut.calendar import Period
from runtut.database import db
from runtut.errors import Forbidden, NotFound, Problem
from runtut.permissions import MEMBER, here, needs
from runtut.procedures.drawing import svg
from tenants.cycles import handing, service
from tenants.cycles.forms import nested
from tenants.cycles.inbox import InboxItem
from tenants.cycles.inbox import inbox as inbox_of
from tenants.cycles.overview import overview
from tenants.cycles.permissions import OPEN, READ, WORK
from tenants.cycles.progress import CycleProgress, hand_ins_of, log_of, progress
from tenants.cycles.store import sop_of
from tenants.cycles.unfinished import fits
from tenants.cycles.work import Work
from tenants.documents.service import papers_of
from tenants.evidence import service as evidence
from tenants.evidence.permissions import ADD
from tenants.sops.service import sop_by_slug, sops, versions_in_force

pemda_doors = Blueprint("cycles_pages", __name__, template_folder="templates")
doors = Blueprint("cycle_pages", __name__)

CYCLE = "/siklus/<slug:sop>/<period:period>"
TASK = f"{CYCLE}/langkah/<int:no>"


@pemda_doors.get("/tugas")
@needs(MEMBER)
def inbox() -> ResponseReturnValue:
    items = inbox_of(here())
    groups = {
        "late": [item for item in items if item.late and item.status != "waiting"],
        "now": [item for item in items if not item.late and item.status != "waiting"],
        "waiting": next_of_each_cycle([item for item in items if item.status == "waiting"]),
    }
    return render_template("cycles/inbox.html", groups=groups)


def next_of_each_cycle(waiting: Sequence[InboxItem]) -> list[tuple[InboxItem, list[int]]]:
    """The next step of mine in each cycle, with the numbers of those that come after it."""
    found: dict[tuple[str, str, str], list[InboxItem]] = {}
    for item in sorted(waiting, key=lambda item: item.no):
        found.setdefault((item.opd_slug, item.sop_slug, item.period), []).append(item)
    return [(first, [item.no for item in after]) for first, *after in found.values()]


@doors.get("/")
@needs(READ)
def office() -> ResponseReturnValue:
    """The OPD's page: its newest cycles, standard against actual time."""
    newest = [(cycle, sop) for cycle, sop in service.cycles_here() if cycle.status != "cancelled"][:3]
    calendar = service.calendar_here(here())
    return render_template("cycles/office.html", cycles=[(sop, progress(cycle, calendar)) for cycle, sop in newest])


@doors.get("/siklus")
@needs(READ)
def cycles() -> ResponseReturnValue:
    return cycles_page()


def cycles_page(**refused: Any) -> str:
    rows = overview(service.calendar_here(here()))
    return render_template("cycles/cycles.html", rows=rows, **refused, **opening())


def opening() -> dict[str, Any]:
    """What the form that opens a cycle offers: SOPs in force, and quarters from the next back to those of two years ago."""
    force = versions_in_force()
    ready = [sop for sop, _ in sops() if sop.id in force]
    span = Period.of(service.today_here(here()))
    quarters = [span.next()]
    while quarters[-1] > Period(span.year - 2, 1):
        quarters.append(quarters[-1].previous())
    options, periods = [(sop.slug, sop.title) for sop in ready], [(str(one), one.label) for one in quarters]
    return {"ready": ready, "sop_options": options, "periods": periods, "this_period": str(span.previous())}


@doors.post("/siklus")
@needs(OPEN)
def open_cycle() -> ResponseReturnValue:
    slug, period = request.form.get("sop", ""), request.form.get("period", "")
    try:
        service.open_cycle(slug, period)
    except Problem as refused:
        db.session.rollback()
        return cycles_page(refused=refused, typed=request.form), refused.status
    flash(_("Siklus dibuka. Tugas sudah dibagikan kepada setiap pelaksana."), "done")
    return redirect(url_for("cycle_pages.cycle", sop=slug, period=period), 303)


@doors.get(CYCLE)
@needs(READ)
def cycle(sop: str, period: str) -> ResponseReturnValue:
    return render_template("cycles/cycle.html", **seen(sop, period))


def seen(sop: str, period: str) -> dict[str, Any]:
    """The cycle with its live flowchart."""
    found, calendar = service.find_cycle(sop, period), service.calendar_here(here())
    now = progress(found, calendar)
    procedure = sop_by_slug(sop)
    drawing = svg(
        sop_of(found), states=now.states, links=links(sop, period, now), title=f"{procedure.title}, {now.cycle.period}",
    )  # fmt: skip
    return {
        "sop": procedure, "cycle": found, "now": now, "drawing": Markup(drawing),  # noqa: S704  (our own drawing: it escapes every text)
        "log": log_of(found),
        "period": Period.parse(period), "papers": papers_of(f"cycle:{found.id}"),
    }  # fmt: skip


def links(sop: str, period: str, now: CycleProgress) -> dict[str, str]:
    return {step.step_id: url_for("cycle_pages.task", sop=sop, period=period, no=step.no) for step in now.steps}


@doors.get(f"{CYCLE}/catatan")
@needs(READ)
def log(sop: str, period: str) -> ResponseReturnValue:
    """Of a cancelled cycle too: `?siklus=` names it, because its period may have another by now."""
    found = service.find_cycle(sop, period, asked_cycle())
    return render_template(
        "cycles/log.html", sop=sop_by_slug(sop), cycle=found, period=Period.parse(period), log=log_of(found)
    )  # fmt: skip


def asked_cycle() -> UUID | None:
    named = request.args.get("siklus")
    if named and request.args.get("siklus", type=UUID) is None:
        raise NotFound("Siklus ini tidak ada; bukalah dari daftar siklus.")
    return request.args.get("siklus", type=UUID)


@doors.post(f"{CYCLE}/pembatalan")
@needs(OPEN)
def cancel(sop: str, period: str) -> ResponseReturnValue:
    service.cancel(service.find_cycle(sop, period), request.form.get("reason", ""))
    flash(_("Siklus dibatalkan. Catatannya tetap tersimpan."), "attention")
    return redirect(url_for("cycle_pages.cycles"), 303)


@doors.get(TASK)
@needs(READ)
def task(sop: str, period: str, no: int) -> ResponseReturnValue:
    work = handing.work_at(service.find_cycle(sop, period), no)
    return task_page(sop, period, work, dict(work.kept()), {})


def task_page(
    sop: str, period: str, work: Work, values: Mapping[str, Any], errors: Mapping[str, list[str]], said: str = ""
) -> str:
    now = progress(work.cycle, service.calendar_here(here()))
    tool, step = handing.tool_for(work), next(step for step in now.steps if step.no == work.task.no)
    sheet = work.worksheet()
    strip = [
        {"no": step.no, "label": step.text, "state": step.state, "href": path, "decision": step.decision}
        for step, path in zip(now.steps, links(sop, period, now).values(), strict=True)
    ]
    return render_template(
        "cycles/task.html", sop=sop_by_slug(sop), cycle=work.cycle, period=Period.parse(period), now=now, step=step, work=work,
        tool=tool, can_work=handing.can_work(work), strip=strip, values=values, errors=errors, said=said,
        desk=tool.desk(work) if tool and work.task.status != "waiting" else {}, worksheet=sheet.version if sheet else 0,
        sheet=sheet, hand_ins=work.hand_ins(every_round=True), history=hand_ins_of(work.task),
        papers=papers_of(work.subject), log=[line for line in log_of(work.cycle) if line.task_no == work.task.no],
    )  # fmt: skip


@doors.post(TASK)
@needs(WORK)
def work_on(sop: str, period: str, no: int) -> ResponseReturnValue:
    """Save for later, keep a file, or hand in; whatever is refused comes back with everything that was typed."""
    work = handing.work_at(service.find_cycle(sop, period), no)
    typed, version = nested(request.form.items(multi=True)), whole(request.form.get("version"))
    try:
        said = do(work, version, typed)
    except Problem as refused:
        db.session.rollback()
        again = handing.work_at(service.find_cycle(sop, period), no)
        tool = handing.tool_for(again)
        drawn = typed if tool and fits(tool.schema, typed) else {}  # no browser sends what does not fit
        return task_page(sop, period, again, drawn, refused.errors, refused.detail), refused.status
    flash(said, "done")
    return redirect(url_for("cycle_pages.task", sop=sop, period=period, no=no), 303)


def do(work: Work, version: int, typed: Mapping[str, Any]) -> str:
    """What the button asks for, in one sentence; a file that was chosen is kept whichever button was pressed."""
    action, file = request.form.get("action"), request.files.get("file")
    chosen = file is not None and bool(file.filename)
    if action not in ("simpan", "unggah") and not chosen:
        return str(handing.hand_in(work, version, typed, seen=seen_sheet()).content["summary"])
    handing.require_tool(work)
    name = None if action == "simpan" and not chosen else kept(file)  # before the cycle is locked: files take their time
    handing.save(work, version, typed, seen_sheet() or 0)
    if name is None:
        return "Tersimpan. Anda dapat melanjutkan nanti."
    return f"Berkas “{name}” dan isian Anda tersimpan. Centang berkas itu pada bagian yang dibuktikannya."


def seen_sheet() -> int | None:
    """The version of the worksheet that was drawn into the form."""
    return whole(request.form["worksheet"]) if "worksheet" in request.form else None


def kept(file: FileStorage | None) -> str:
    """The name under which the file is kept as evidence."""
    if not here().may(ADD):
        raise Forbidden("Peran Anda tidak mencakup pengunggahan bukti; mintalah kepada admin pemda bila memang tugas Anda.")
    if file is None:
        raise evidence.refusal("Pilih berkas yang akan diunggah.")
    return evidence.add(evidence.Upload(file.filename or "", file.mimetype, file.stream)).name


def whole(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else 0


@doors.post(f"{TASK}/penarikan/<uuid:hand_in>")
@needs(WORK)
def take_back(sop: str, period: str, no: int, hand_in: UUID) -> ResponseReturnValue:
    handing.take_back(service.find_cycle(sop, period), no, hand_in, whole(request.form.get("version")))
    flash(_("Penyerahan ditarik kembali; isiannya masih ada dan dapat diubah."), "attention")
    return redirect(url_for("cycle_pages.task", sop=sop, period=period, no=no), 303)
