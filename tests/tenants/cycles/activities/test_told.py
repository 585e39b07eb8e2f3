"""Whoever only receives at a step has no share in it and is told when it is done."""

from datetime import date, timedelta
from typing import Any

from sqlalchemy import select

from runtut.database import db
from runtut.jobs import JobName, Outbox
from tenants.notices.models import Notice
from workers.notices import notify

RECEIVES = {"actors": ["Sekretaris", "Kasubag Program"], "parts": {"Sekretaris": "does", "Kasubag Program": "receives"}}


def test_whoever_receives_is_told_once_that_the_step_is_done(course: Any) -> None:
    opened = course([1, 3], design_form=RECEIVES)
    start = opened.desk("sekretaris", 1)["start"]
    due = (date.today() + timedelta(days=5)).isoformat()  # noqa: DTZ011
    opened.hand_in("sekretaris", 1, {**start, "columns": [], "due_on": due})
    cycle = opened.work("sekretaris", 1).cycle
    asked = db.session.scalars(select(Outbox.payload).where(Outbox.job == JobName.NOTIFY.value)).all()
    (payload,) = [one for one in asked if one["cycle"] == str(cycle.id) and one.get("done")]
    notify(payload)
    notify(payload)
    mine = opened.work("kasubag.program", 1).official_id
    chosen = select(Notice.text).where(Notice.official_id == mine, Notice.kind == "told")
    (said,) = db.session.scalars(chosen).all()
    assert said.endswith("selesai; hasilnya disampaikan kepada Anda.")
