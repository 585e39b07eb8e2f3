"""The ground of all tests: the real roles, the demo's people, one rolled-back transaction for each test."""

import contextlib
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
import pytest
from flask import Flask, g
from flask.testing import FlaskClient
from playwright.sync_api import Browser, sync_playwright
from sqlalchemy import Connection

from runtut.config import settings
from runtut.database import db
from runtut.servers.process import Child, Process
from runtut.servers.stack import Stack
from tests import servers
from tests.servers import WORD, Databases, housed, on

CHROMIUM = shutil.which("chromium-headless-shell") or shutil.which("chromium")
"""Debian's; the shell is the same browser without the windows that nobody sees here, and needs a third less time."""
BESIDE = "beside this repository"
"""The one reason to skip that is none of ours: material of others that lies next to the repository, or does not."""


def pytest_configure(config: pytest.Config) -> None:
    """Where nothing may be skipped, a missing browser or converter is a failure, told before anything runs."""
    config.pluginmanager.register(servers)
    if os.environ.get("RUNTUT_NO_SKIPS") == "1":
        found = {"chromium-headless-shell": CHROMIUM, "soffice": shutil.which("soffice")}
        lacking = [name for name, path in found.items() if path is None]
        if lacking:
            pytest.exit(f"missing: {', '.join(lacking)}", 1)


LONGEST = (
    "app/browser/test_pages", "app/test_openapi", "commands/test_up", "app/browser/test_way_through", "app/test_forms_refuse",
    "commands/test_library", "app/browser/test_reading", "app/test_forgery", "workers/test_losses", "app/browser/test_upgrades",
    "activities/test_sign", "workers/test_ending", "app/browser/test_writing", "app/browser/test_without", "app/test_junk",
    "app/test_headers", "demo/test_demo_cycle", "formats/test_reading_round_trip", "test_drawing_properties",
    "servers/test_crashes", "servers/test_stack", "idempotency/test_races", "app/test_existence", "sops/test_reading",
)  # fmt: skip
"""Files of tests that take a minute or so: begun last, one of them would keep all others waiting. Whatever publishes into
the library of a running installation stands after those that walk through the templates as they were shipped."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest files first, then the others as they come; the processes take them in this order."""
    rank = {name: place for place, name in enumerate(LONGEST)}
    items.sort(key=lambda item: next((at for name, at in rank.items() if name in item.nodeid), len(rank)))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    forbidden = os.environ.get("RUNTUT_NO_SKIPS") == "1" and BESIDE not in str(report.longrepr)
    if report.skipped and forbidden and not hasattr(report, "wasxfail"):
        report.outcome, report.longrepr = "failed", f"skipped where nothing may be: {report.longrepr}"
    return report


@dataclass(frozen=True)
class Live:
    """The whole product, running: web, relay and worker as processes of their own, on a database of their own."""

    address: str
    environment: dict[str, str]
    accounts: dict[str, str]


@pytest.fixture(scope="session")
def live(databases: Databases, pristine: str) -> Iterator[Live]:
    with databases.copied(pristine, f"live_{os.getpid()}") as addresses:
        with psycopg.connect(addresses["DATABASE_OWNER_URL"]) as owner:
            accounts = {login: WORD for (login,) in owner.execute("select login from account")}
        environment = {**os.environ, **addresses}
        with running(environment) as address:
            yield Live(address, environment, accounts)


@contextlib.contextmanager
def running(environment: dict[str, str]) -> Iterator[str]:
    """Web, relay and worker, ended by their own pids; asserts that the web server is the one that was started."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    web = ["granian", "--interface", "wsgi", "--factory", "runtut.app:create_app", "--host", "127.0.0.1", "--port", str(port)]
    argvs = {"web": [*web, "--blocking-threads", "8", "--log-level", "warning"], "relay": RELAY, "work": WORK}
    # on the product's own leash: whoever ends a test process leaves none of these behind
    started = [
        Process(Child(name, (sys.executable, "-P", "-m", *argv), environment, grace=30, folder=Path.cwd()), None)
        for name, argv in argvs.items()
    ]
    try:
        for process in started:
            process.start()
        await_ready(f"http://127.0.0.1:{port}/sehat", started[0])
        yield f"http://127.0.0.1:{port}"
    finally:
        for process in started:
            process.ask_to_stop()
        for process in started:
            process.stop()


RELAY, WORK = ["runtut.commands", "relay"], ["runtut.commands", "work"]


def await_ready(address: str, process: Process) -> None:
    for _ in range(600):
        assert process.alive(), "the web server ended before it answered"
        with contextlib.suppress(OSError), urllib.request.urlopen(address, timeout=5):
            return
        time.sleep(0.1)
    raise TimeoutError(address)


@pytest.fixture(scope="session")
def app(loaded: Stack) -> Iterator[Flask]:  # noqa: ARG001
    from runtut.app import create_app

    built = create_app(pool=4, idle_ms=120_000)  # the one transaction around a test waits for all that the test does
    built.config.update(TESTING=True, PROPAGATE_SURPRISES=True)
    yield built
    with built.app_context():
        db.engine.dispose()


@pytest.fixture
def ground(app: Flask) -> Iterator[Connection]:
    """The connection that a test stands on."""
    with rolled_back(app) as connection:
        yield connection


@contextlib.contextmanager
def rolled_back(app: Flask) -> Iterator[Connection]:
    """A connection of which nothing stays, whatever is committed on it."""
    with app.app_context(), db.engine.connect() as connection, connection.begin() as outer:
        yield connection
        outer.rollback()


@pytest.fixture
def context(app: Flask, ground: Connection) -> Iterator[Flask]:
    """The app, standing on the one transaction around the test."""
    with app.app_context(), standing_on(ground):
        yield app


@contextlib.contextmanager
def standing_on(connection: Connection) -> Iterator[None]:
    """Whatever the app does goes through this connection; what it commits is a savepoint."""
    engine = db.engines[None]
    db.engines[None] = connection  # type: ignore[index]
    db.session.configure(join_transaction_mode="create_savepoint")
    try:
        yield
    finally:
        db.session.remove()
        db.engines[None] = engine  # type: ignore[index]
        db.session.configure(join_transaction_mode="conditional_savepoint")


@pytest.fixture
def owner(loaded: Stack) -> Iterator[psycopg.Connection[Any]]:  # noqa: ARG001
    """The owner of the tables: for looking at the catalogue, never for what the product does."""
    with psycopg.connect(settings().database_owner_url, autocommit=True) as connection:
        yield connection


SignIn = Callable[[str], FlaskClient]


class Person(FlaskClient):
    """A test client that sends the bearer token of its account."""

    token = ""

    def open(self, *args: Any, **kwargs: Any) -> Any:
        if self.token and kwargs.pop("signed_in", True):
            headers = dict(kwargs.pop("headers", {}) or {})
            kwargs["headers"] = {"Authorization": f"Bearer {self.token}", **headers}
        return super().open(*args, **kwargs)


@pytest.fixture
def person(context: Flask) -> SignIn:
    """`person("kadis@diskopnaker.13.01")`: a client signed in through the API's session, without the slow password."""
    from sqlalchemy import select

    from runtut.auth.models import Account
    from runtut.auth.service import open_session

    context.test_client_class = Person

    def sign_in(login: str) -> FlaskClient:
        account = db.session.scalars(select(Account).where(Account.login == login)).one()
        client = context.test_client()
        assert isinstance(client, Person)
        client.token = open_session(account, "bearer").token
        db.session.commit()
        return client

    return sign_in


@pytest.fixture
def at(context: Flask) -> Iterator[Callable[..., Any]]:  # noqa: ARG001
    """`at("kadis@diskopnaker.13.01")`: stand in the services as that person in his OPD, as a request would."""
    from runtut.app.standing_in import stand_in

    yield lambda login, opd=None: stand_in(login, opd or login.partition("@")[2].partition(".")[0])
    for name in ("here", "zone", "visitor"):
        g.pop(name, None)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests of a process; Debian's, since none is downloaded."""
    if CHROMIUM is None:
        pytest.skip("Chromium is not installed: apt-get install chromium-headless-shell")
    with sync_playwright() as playwright:
        still = ["--force-prefers-reduced-motion", "--disable-smooth-scrolling"]  # frames that nobody looks at
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", *still])
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def soffice() -> str:
    """LibreOffice, on a machine whose letters are as wide as those of the form."""
    found = shutil.which("soffice")
    if found is None:
        pytest.skip("LibreOffice is not installed: apt-get install libreoffice-writer libreoffice-calc")
    font = subprocess.run(["fc-match", "--format", "%{family}", "Arial"], capture_output=True, text=True, check=True).stdout
    if font.split(",")[0] not in ("Arial", "Arimo", "Liberation Sans"):
        pytest.skip(f"no font is as wide as Arial ({font} is used in its place): apt-get install fonts-liberation")
    return found


@pytest.fixture(scope="session")
def shots() -> Path:
    """Where screenshots go: outside the repository."""
    folder = Path(os.environ.get("RUNTUT_SHOTS", "/tmp/runtut-shots"))  # noqa: S108
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@pytest.fixture
def fresh_database(databases: Databases) -> Iterator[str]:
    """An empty database of its own, named by the owner's address for the length of the test."""
    with databases.copied("template0", f"fresh_{os.getpid()}") as addresses:
        name = addresses["DATABASE_OWNER_URL"].rpartition("/")[2]
        with psycopg.connect(on(databases.admin_url, name), autocommit=True) as connection:
            connection.execute("create extension if not exists btree_gist")
        with housed({"DATABASE_OWNER_URL": addresses["DATABASE_OWNER_URL"]}):
            yield name
