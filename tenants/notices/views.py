"""Messages for people."""

from uuid import UUID

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from runtut.permissions import MEMBER, here, needs
from tenants.notices import service

doors = Blueprint("notices_pages", __name__, template_folder="templates")


@doors.get("/pesan")
@needs(MEMBER)
def notices() -> str:
    found = service.notices_of(here().standing.official_id)
    unread = [notice for notice in found if notice.read_at is None]
    return render_template("notices/notices.html", unread=unread, read=[notice for notice in found if notice.read_at])


@doors.post("/pesan/dibaca")
@needs(MEMBER)
def read_all() -> ResponseReturnValue:
    service.mark_read(here().standing.official_id)
    return redirect(url_for("notices_pages.notices"), 303)


@doors.post("/pesan/<uuid:notice>/dibaca")
@needs(MEMBER)
def read_one(notice: UUID) -> ResponseReturnValue:
    service.mark_read(here().standing.official_id, notice)
    return redirect(url_for("notices_pages.notices"), 303)
