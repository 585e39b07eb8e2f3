"""Houses for tests that need real commits: the app on a database of its own, as a server would run it.

`house` holds the demo as it is loaded; in `lived_in` the demo's cycle was played to its end, and the next one begun.
"""

import contextlib
import io
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, cast
from uuid import UUID

import psycopg
import pytest
import urllib3
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from runtut import jobs
from runtut.app import create_app
from runtut.auth import service as auth
from runtut.auth.models import Account
from runtut.database import db
from runtut.demo import cycle
from runtut.demo.client import Client
from runtut.demo.office import OPD, PEMDA, SOP, Office
from runtut.permissions import need_of
from tests.runtut.offering import offered
from tests.servers import Databases, housed

PLAYED = "runtut_played"
PLACE: dict[str, object] = {"pemda": PEMDA, "opd": OPD, "sop": SOP, "period": "2025-TW1"}
"""Where the demo's cycle is played."""
BEGUN = 4
"""Hand-ins of the cycle that is only begun."""


class Guest(FlaskClient):
    """A client that sends the headers it was given, whatever else a request says."""

    standing: dict[str, str]

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        kwargs["headers"] = {**self.standing, **dict(kwargs.pop("headers", None) or {})}
        return super().open(*args, **kwargs)


@dataclass(frozen=True)
class Way:
    """One method of one address, with ids that are really there."""

    rule: Rule
    method: str
    need: str
    url: str

    @property
    def is_api(self) -> bool:
        return self.url.startswith("/api/")

    @property
    def documented(self) -> str:
        """The address as the description of the API writes it."""
        return re.sub(r"<(?:[^:<>]+:)?([^<>]+)>", r"{\1}", self.rule.rule)

    def __str__(self) -> str:
        return f"{self.method} {self.rule.rule}"


@dataclass
class House:
    """The app on a database of its own; each request has its own session and transaction, and what it commits stays."""

    app: Flask
    owner: psycopg.Connection[Any]
    tokens: dict[str, str] = field(default_factory=dict)

    def client(self, **headers: str) -> Guest:
        guest = Guest(self.app, self.app.response_class, use_cookies=True)
        guest.standing = headers
        return guest

    def person(self, login: str) -> Guest:
        """Signed in with a bearer session, without the slow password."""
        if login not in self.tokens:
            self.tokens[login] = self.open_session(login, "bearer")
        return self.client(Authorization=f"Bearer {self.tokens[login]}")

    def browser(self, login: str) -> Guest:
        """Signed in with a cookie, as a browser is."""
        guest = self.client()
        guest.set_cookie("__Host-runtut", self.open_session(login, "cookie"))
        return guest

    def open_session(self, login: str, kind: str) -> str:
        with self.app.app_context():
            account = db.session.scalars(select(Account).where(Account.login == login)).one()
            token = auth.open_session(account, kind).token
            db.session.commit()
            return token

    def ask(self, statement: str, *values: Any) -> Any:
        """One value, as the owner of the tables sees it."""
        row = self.owner.execute(statement.encode(), values).fetchone()
        return row[0] if row else None

    def office(self) -> "Within":
        """The people of the demo's office, as the demo itself plays them."""
        return Within(self)

    def do_jobs(self) -> None:
        """Everything that the outbox holds."""
        waiting = b"select pemda_id, id from outbox where done_at is null and dead_at is null order by created_at"
        while rows := self.owner.execute(waiting).fetchall():
            for pemda, row_id in rows:
                with self.app.app_context():
                    jobs.run(pemda, row_id)

    def ways(self, *methods: str, **place: object) -> list[Way]:
        """Every address of the product for these methods (all of them when none is named), filled in at `place`."""
        found, values = [], {**PLACE, **place}
        for rule in self.app.url_map.iter_rules():
            for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
                if not methods or method in methods:
                    need = need_of(self.app.view_functions[rule.endpoint], method) or ""
                    found.append(Way(rule, method, need, self.url(rule, values)))
        return found

    def url(self, rule: Rule, values: dict[str, object]) -> str:
        filled = {name: values[name] if name in values else self.sample(name, rule, values) for name in rule.arguments}
        built: str = self.app.url_map.bind("localhost").build(rule.endpoint, filled)
        return built

    def sample(self, name: str, rule: Rule, values: dict[str, object]) -> object:
        """Something that is there at the place of `values`, else something well-formed that is not."""
        plain = {"no": 1, "number": 1, "region": PEMDA, "code": "AAAA-BBBB-CCCC-DDDD", "name": "x.css", "kind": "svg"}
        if name in plain:
            return plain[name]
        if name == "slug":
            return values["sop"] if "/sop" in rule.rule else values["opd"] if "/opds/" in rule.rule else "dinas"
        table = re.sub("_id$", "", name)
        scoped = self.ask("select 1 from information_schema.columns where table_name = %s and column_name = 'opd_id'", table)
        there = "where opd_id = (select id from opd where slug = %s limit 1)" if scoped else "where %s <> ''"
        return self.ask(f"select id from {table} {there} order by id limit 1", values["opd"]) or UUID(int=7)


@contextlib.contextmanager
def opened(addresses: dict[str, str]) -> Iterator[House]:
    """The app as a server builds it, at these addresses."""
    with housed(addresses):
        app = create_app(pool=24)
        with psycopg.connect(addresses["DATABASE_OWNER_URL"], autocommit=True) as owner:
            yield House(app, owner)
        with app.app_context():
            db.engine.dispose()


def named_for(request: pytest.FixtureRequest) -> str:
    return f"{request.fixturename}_{os.getpid()}_{request.module.__name__.rpartition('.')[2]}"


@pytest.fixture(scope="module")
def house(databases: Databases, pristine: str, request: pytest.FixtureRequest) -> Iterator[House]:
    """`house.person("kadis@diskopnaker.13.01").get(...)`: one house for all tests of a file."""
    with databases.copied(pristine, named_for(request)) as addresses, opened(addresses) as found:
        yield found


@pytest.fixture(scope="session")
def played(databases: Databases, pristine: str) -> str:
    """The name of a database in which the demo's cycle was played through the API, and another one was begun."""
    databases.make(PLAYED, lambda: _play(databases, pristine))
    return PLAYED


def _play(databases: Databases, pristine: str) -> None:
    with opened(databases.copy(pristine, f"{PLAYED}_soon")) as house:
        office = house.office()
        office.ready_sop()
        for part in (cycle.SCORE, cycle.SCORE[:BEGUN]):
            period = office.free_period()
            office.person("sekretaris").send("POST", f"{office.path}/cycles", {"sop": SOP, "period": period})
            for no, who, tool, payload in part:
                cycle.hand_in(office, period, no, who, tool, payload)
        write_on(office)
    databases.rename(f"{PLAYED}_soon", PLAYED)


def write_on(office: "Within") -> None:
    """A revision that is being written, a file that is being read, the monitoring of this half-year, an offer."""
    writer, sop = office.person("kasubag.program"), f"{office.path}/sops/{SOP}"
    writer.send("POST", f"{sop}/revisions", {"reason": "Menyesuaikan waktu baku"})
    writer.send("POST", f"{sop}/assessments", {"kind": "monitoring"})
    writer.send("POST", f"{office.path}/sops/readings/texts", {"text": "Nama SOP : Surat\n1\tMencatat\t5 menit"})
    offered(office)


@pytest.fixture(scope="module")
def lived_in(databases: Databases, played: str, request: pytest.FixtureRequest) -> Iterator[House]:
    """A house in which a cycle was played to its end and another one begun."""
    with databases.copied(played, named_for(request)) as addresses, opened(addresses) as found:
        yield found


class Within(Office):
    """The demo's office, whose people talk to the app itself; jobs are done as soon as they are wanted."""

    def __init__(self, house: House) -> None:
        super().__init__("", {})
        self.house = house

    def person(self, name: str, opd: str = OPD) -> Client:
        login = f"{name}@{opd}.{PEMDA}"
        if login not in self.people:
            token = self.house.open_session(login, "bearer")
            self.people[login] = Client("", login, "lontar-senja-embun-042", token, pool=cast(Any, Wire(self.house)))
        return self.people[login]


class Wire:
    """What stands for the network between the demo's people and the app."""

    def __init__(self, house: House) -> None:
        self.house, self.client = house, house.client()

    def request(self, method: str, url: str, fields: dict[str, Any] | None = None, **options: Any) -> urllib3.HTTPResponse:
        if fields:
            name, content, media_type = fields.pop("file")
            options["data"] = {**fields, "file": (io.BytesIO(content), name, media_type)}
        answer = self.client.open(url, method=method, **options)
        self.house.do_jobs()
        return urllib3.HTTPResponse(answer.data, status=answer.status_code)
