"""A task transition over HTTP (session, row level security, event, outbox) against its own SQL said by psycopg."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import cycle
from typing import Any
from uuid import UUID

import psycopg
import urllib3
from flask.testing import FlaskClient
from sqlalchemy import select

from runtut.app.standing_in import stand_in
from runtut.bench.ground import SECRETARY, Site, cycle_ids
from runtut.bench.lines import Line, middle
from runtut.bench.loops import closed
from runtut.bench.replay import Statement, milliseconds, recorded, renamed, say
from runtut.config import settings
from runtut.database import db
from runtut.database.connections import OFTEN
from tenants.cycles.models import Share, Task
from tenants.indicators.models import Indicator

BAR, ROUNDS = 0.20, 4
Names = dict[UUID, UUID]


def measure(site: Site) -> Iterator[Line]:
    body = payload(site)
    first, *_ = site.take(1)
    since, statements = record(site, first, body)
    known = ids(site, *first)
    closed(4, site.take(16), lambda: hand_in_over_http(site, body))  # both web processes are awake now
    for clients, count in ((1, 10), (16, 40)):
        plain, web, limit = speakers(clients), Turns(), Turns()
        for _ in range(ROUNDS):
            web.add(count, closed(clients, site.take(count), lambda: hand_in_over_http(site, body)))
            work = [renamed(statements, pairs(known, ids(site, *item)), since) for item in site.take(count)]
            limit.add(count, closed(clients, work, plain))
        name = f"task transition over HTTP, {clients} clients"
        reached, said = web.rate / limit.rate, f"{len(statements)} statements a transition, in {ROUNDS} turns each"
        yield Line(name, web.rate, "1/s", limit.rate, reached, f">= {BAR}", said)
        times, spent = middle(web.times) * 1000, middle(limit.times) * 1000
        yield Line(f"{name}, median", times, "ms", spent, times / spent)


@dataclass
class Turns:
    """The two take turns: a machine that gets slower or faster meanwhile does so for both."""

    done: int = 0
    seconds: float = 0.0
    times: list[float] = field(default_factory=list)

    def add(self, count: int, turn: tuple[float, list[float]]) -> None:
        rate, times = turn
        self.done, self.seconds = self.done + count, self.seconds + count / rate
        self.times += times

    @property
    def rate(self) -> float:
        return self.done / self.seconds


def payload(site: Site) -> dict[str, Any]:
    """A form with all indicators: the first step's true input."""
    with site.app.app_context():
        stand_in(SECRETARY, "diskopnaker")
        indicators = [str(found) for found in db.session.scalars(select(Indicator.id))]
    data = {
        "indicator_ids": indicators,
        "columns": ["keterangan", "bukti"],
        "instructions": "Isi apa adanya.",
        "due_on": soon(),
    }
    return {"version": 2, "data": data}


def soon() -> str:
    from datetime import UTC, datetime, timedelta

    return (datetime.now(UTC).date() + timedelta(days=14)).isoformat()


def address(slug: str, period: str) -> str:
    return f"/api/v1/pemda/13.01/opd/diskopnaker/cycles/{slug}/{period}/tasks/1/design-form"


def record(site: Site, item: tuple[str, str], body: dict[str, Any]) -> tuple[int, list[Statement]]:
    """One transition in this process, with everything that it says to the database."""
    client: FlaskClient = site.app.test_client()
    since = milliseconds()
    with recorded(site.app) as said:
        answer = client.post(address(*item), json=body, headers={"Authorization": f"Bearer {site.token}"})
    if answer.status_code != 201:
        raise RuntimeError(answer.get_data(as_text=True))
    return since, said


def ids(site: Site, slug: str, period: str) -> dict[tuple[str, int, str], UUID]:
    """Every id of a cycle, by what it is."""
    cycle = cycle_ids(site.app, slug, period)
    with site.app.app_context():
        stand_in(SECRETARY, "diskopnaker")
        found: dict[tuple[str, int, str], UUID] = {("cycle", 0, ""): cycle.id, ("version", 0, ""): cycle.version_id}
        found["sop", 0, ""] = cycle.sop_id
        for task in db.session.scalars(select(Task).where(Task.cycle_id == cycle.id)):
            found["task", task.no, ""] = task.id
        for share, no in db.session.execute(select(Share, Task.no).join(Task).where(Task.cycle_id == cycle.id)):
            found["share", no, f"{share.part}:{share.position_id}"] = share.id
    return found


def pairs(known: dict[tuple[str, int, str], UUID], other: dict[tuple[str, int, str], UUID]) -> Names:
    return {known[what]: other[what] for what in known}


def hand_in_over_http(site: Site, body: dict[str, Any]) -> Callable[[tuple[str, str]], None]:
    pool = urllib3.PoolManager(maxsize=1)
    headers = {"Authorization": f"Bearer {site.token}"}

    def hand_in(item: tuple[str, str]) -> None:
        answer = pool.request("POST", site.address + address(*item), json=body, headers=headers)
        if answer.status != 201:
            raise RuntimeError(answer.data.decode())

    return hand_in


def speakers(clients: int) -> Callable[[], Callable[[list[Statement]], None]]:
    """Connections that stay open through all turns, so that they keep their plans as the product's own do."""
    lines = cycle([psycopg.connect(settings().database_url, prepare_threshold=OFTEN) for _ in range(clients)])

    def speaker() -> Callable[[list[Statement]], None]:
        connection = next(lines)
        return lambda statements: say(connection, statements)

    return speaker
