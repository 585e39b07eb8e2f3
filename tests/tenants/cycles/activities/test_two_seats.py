"""An official with two seats: the Sekretaris who is Plt. Kepala Dinas as well."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.dialects.postgresql import Range

from runtut.database import db
from runtut.events import Event
from tenants.cycles import handing
from tenants.people.models import Holding, Position

ACTING, OWN = "Kepala Dinas", "Sekretaris"
BOTH = {"actors": [ACTING, OWN], "parts": {ACTING: "signs", OWN: "does"}}


@pytest.fixture
def acting(at: Any) -> None:
    place = at("sekretaris@diskopnaker.13.01")
    heads = select(Position.id).where(Position.institution_id == place.opd.id, Position.title.startswith(ACTING))
    today = date.today()  # noqa: DTZ011
    for row in db.session.scalars(select(Holding).where(Holding.position_id.in_(heads), Holding.period.contains(today))):
        row.official_id, row.capacity, row.letter = place.standing.official_id, "plt", "800/1/2025"
        row.period = Range(date(2025, 1, 1), date(2100, 1, 1))
    db.session.flush()


@pytest.mark.usefixtures("acting")
def test_the_work_comes_before_the_signature(course: Any) -> None:
    assert {course([12], sign=BOTH).work("sekretaris", 1).share.part for _ in range(6)} == {"does"}


@pytest.mark.usefixtures("acting")
def test_the_log_names_the_seat_that_the_work_belongs_to(course: Any) -> None:
    opened = course([9], meeting={"actors": [ACTING, OWN], "parts": {ACTING: "chairs", OWN: "joins"}})
    work = opened.work("sekretaris", 1)
    assert [seat.capacity for seat in work.place.seats] == ["definitif", "plt"]
    handing.save(work, work.task.version, {"minutes": "Rapat dibuka."})
    chosen = select(Event.kind, Event.capacity).where(Event.subject == f"task:{work.task.id}").order_by(Event.id)
    assert {(capacity or "").partition(" Kop")[0] for _, capacity in db.session.execute(chosen)} == {"plt: Kepala Dinas"}
