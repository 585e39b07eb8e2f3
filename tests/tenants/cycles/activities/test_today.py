"""Who holds a seat is asked of the pemda's own day: at half past midnight in Jakarta it is still yesterday in UTC."""

from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import time_machine
from sqlalchemy import select
from sqlalchemy.dialects.postgresql import Range

from runtut.database import db
from tenants.cycles.inbox import active_tasks
from tenants.cycles.progress import people_by_task
from tenants.people.models import Holding
from tenants.people.seats import today_at

JAKARTA = ZoneInfo("Asia/Jakarta")


def hand_over(position: Any, heir: Any, day: date) -> None:
    held = Holding.position_id == position, Holding.period.contains(day)
    before = db.session.scalars(select(Holding).where(*held)).one()
    before.period = Range(before.period.lower, day)
    db.session.flush()
    period = Range(day, day + timedelta(days=30))
    db.session.add(Holding(position_id=position, official_id=heir, capacity="plt", letter="800/2", period=period))
    db.session.flush()


def test_a_new_holder_is_named_from_the_pemdas_midnight_on(course: Any) -> None:
    opened = course([1])
    heir = opened.at("kadis@diskopnaker.13.01").standing
    work = opened.work("sekretaris", 1)
    tomorrow = datetime.now(JAKARTA).date() + timedelta(days=1)
    hand_over(work.share.position_id, heir.official_id, tomorrow)
    with time_machine.travel(datetime.combine(tomorrow, time(0, 30), JAKARTA), tick=False):
        assert [person.name for person in people_by_task(work.cycle)[work.task.id]] == [f"Plt. {heir.name}"]
        assert work.holder_name(work.share.position_id) == heir.name
        assert active_tasks([work.cycle.id], today_at(work.place)) == {work.cycle.id: f"langkah 1: {heir.name}"}
