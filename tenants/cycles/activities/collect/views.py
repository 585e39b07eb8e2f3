"""The filled spreadsheet for people: read into the worksheet of their unit, to be looked at before it is handed in."""

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from runtut.errors import Invalid
from runtut.permissions import needs
from tenants.cycles import handing
from tenants.cycles.activities.collect.service import COLLECT
from tenants.cycles.activities.collect.sheet import LARGEST, merged
from tenants.cycles.forms import nested
from tenants.cycles.permissions import WORK
from tenants.cycles.service import find_cycle

doors = Blueprint("collect_pages", __name__)


@doors.post("/siklus/<slug:sop>/<period:period>/langkah/<int:no>/lembar")
@needs(WORK)
def read_sheet(sop: str, period: str, no: int) -> ResponseReturnValue:
    """Keep what was typed with what the sheet says; of a sheet with a wrong cell nothing is taken, and nothing typed lost."""
    work = handing.work_at(find_cycle(sop, period), no)
    handing.require_kind(work, COLLECT)
    typed, file = nested(request.form.items(multi=True)), request.files.get("sheet")
    said, tone = _("Pilih lembar isian (XLSX) yang sudah diisi."), "danger"
    if file is not None and file.filename:
        try:
            typed, taken = merged(work, file.stream.read(LARGEST + 1), typed)
            said = _(
                "%(count)s sel lembar “%(name)s” dibaca. Periksa isiannya, lalu serahkan.", count=taken, name=file.filename
            )
            tone = "done"
        except Invalid as refused:
            said = " ".join(dict.fromkeys([refused.detail, *(one for field in refused.errors.values() for one in field)]))
    handing.save(work, whole("version"), typed, whole("worksheet"))
    flash(said, tone)
    return redirect(url_for("cycle_pages.task", sop=sop, period=period, no=no), 303)


def whole(name: str) -> int:
    text = request.form.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
