"""The servers of a test run: PostgreSQL and S3 once for all its processes, a database and a Valkey for each of them.

What takes long to make is made by the process that needs it first and copied by all: tables, the demo, a played cycle.
"""

import contextlib
import fcntl
import json
import os
import shutil
import tempfile
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest

from runtut.config import settings
from runtut.database import db
from runtut.servers.stack import Stack, start
from tests.forking import processes_of

EMPTY, PRISTINE = "runtut_empty", "runtut_pristine"
"""Databases to copy: with the tables alone; with the demo."""
MAKING = "runtut"
"""The one that the servers are furnished with: what is copied is made in it."""
DATABASES = ("DATABASE_URL", "DATABASE_OWNER_URL", "DATABASE_RELAY_URL")
ADDRESS = "https://runtut.example"
"""Where people would reach the product; it stands on signed papers."""
WORD = "lontar-senja-embun-042"
"""The one password of all accounts in tests; a demo installation has a random one for each."""
TOLD = pytest.StashKey[dict[str, str]]()


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtestloop(session: pytest.Session) -> Generator[None, object, object]:
    """Where several processes run the tests, the servers are there before them."""
    if processes_of(session.config) < 2:
        return (yield)
    with started({}) as running:
        session.config.stash[TOLD] = {"folder": str(running.home.folder), "admin_url": running.admin_url or ""}
        return (yield)


@contextlib.contextmanager
def started(outside: dict[str, str]) -> Iterator[Stack]:
    """In a home whose parents the servers' user may pass through, removed afterwards."""
    home = Path(tempfile.mkdtemp(prefix="runtut-test-"))
    home.chmod(0o755)
    try:
        with start(home, outside=outside, durable=False, least_free=0) as running:
            yield running
    finally:
        shutil.rmtree(home, ignore_errors=True)


@dataclass(frozen=True)
class Databases:
    """Those of one PostgreSQL, which several processes of tests may use at once; made, copied and dropped by its superuser."""

    folder: Path
    """The home of the servers that all of them use."""
    admin_url: str

    def make(self, name: str, how: Callable[[], None]) -> None:
        """Once for all processes; the others wait for it."""
        with (self.folder / "making").open("w") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            if not self._has(name):
                how()

    def copy(self, source: str, name: str) -> dict[str, str]:
        """The addresses of a copy."""
        self._tell(f"create database {name} template {source} owner runtut_owner")
        return {address: on(os.environ[address], name) for address in DATABASES}

    @contextlib.contextmanager
    def copied(self, source: str, name: str) -> Iterator[dict[str, str]]:
        try:
            yield self.copy(source, name)
        finally:
            self._tell(f"drop database if exists {name} with (force)")

    def rename(self, source: str, name: str) -> None:
        self._tell(f"alter database {source} rename to {name}")

    def _has(self, name: str) -> bool:
        with psycopg.connect(self.admin_url) as connection:
            return bool(connection.execute("select 1 from pg_database where datname = %s", [name]).fetchone())

    def _tell(self, statement: str) -> None:
        with psycopg.connect(self.admin_url, autocommit=True) as connection:
            connection.execute(statement.encode())


def on(url: str, database: str) -> str:
    """The same server and role, another database."""
    head, _, _ = url.rpartition("/")
    return f"{head}/{database}"


@contextlib.contextmanager
def housed(addresses: dict[str, str]) -> Iterator[None]:
    """This process's product finds its databases there."""
    with pytest.MonkeyPatch.context() as patch:
        for name, address in addresses.items():
            patch.setenv(name, address)
        settings.cache_clear()
        yield
    settings.cache_clear()


def told_of(config: pytest.Config) -> dict[str, str]:
    """What is known of servers that all processes of the run share; nothing where there are none."""
    return config.stash.get(TOLD, {})


def outside(config: pytest.Config) -> dict[str, str]:
    """Servers that somebody else started: for all processes of the run, or (RUNTUT_TEST_OUTSIDE=1) before it."""
    told = told_of(config)
    if not told:
        named = {name: value for name, value in os.environ.items() if name.startswith("DATABASE_")}
        return named if os.environ.get("RUNTUT_TEST_OUTSIDE") == "1" else {}
    shared: dict[str, str] = json.loads((Path(told["folder"]) / "run/environment").read_text())
    del shared["REDIS_URL"]  # each has its own: whoever counts or empties it means all that is there
    return shared


@pytest.fixture(scope="session")
def stack(request: pytest.FixtureRequest) -> Iterator[Stack]:
    """PostgreSQL, Valkey and S3 as this process finds them."""
    with started(outside(request.config)) as running:
        before = dict(os.environ)
        os.environ.update({"RUNTUT_ADDRESS": ADDRESS, **running.environment})
        settings.cache_clear()
        yield running
        os.environ.clear()
        os.environ.update(before)


@pytest.fixture(scope="session")
def databases(request: pytest.FixtureRequest, stack: Stack) -> Databases:
    if told := told_of(request.config):
        return Databases(Path(told["folder"]), told["admin_url"])
    return Databases(stack.home.folder, stack.admin_url or os.environ["DATABASE_ADMIN_URL"])


@pytest.fixture(scope="session")
def empty(databases: Databases) -> str:
    """The name of a database with tables made by the migrations, and nothing but the fence's key in them."""
    databases.make(EMPTY, lambda: _migrated(databases))
    return EMPTY


def _migrated(databases: Databases) -> None:
    from alembic import command

    from runtut.commands.migrate import alembic, lay_key

    command.upgrade(alembic(), "head")
    lay_key(settings().database_owner_url, bytes.fromhex(settings().fence_key))
    databases.copy(MAKING, EMPTY)


@pytest.fixture(scope="session")
def pristine(databases: Databases, empty: str) -> str:  # noqa: ARG001
    """The name of a database with the demo, loaded by the demo's own code."""
    databases.make(PRISTINE, lambda: _with_demo(databases))
    return PRISTINE


def _with_demo(databases: Databases) -> None:
    from argon2 import PasswordHasher

    from runtut.app import create_app
    from runtut.auth import passwords
    from runtut.demo.load import load

    app = create_app(pool=2, statement_ms=60_000, idle_ms=60_000)
    with pytest.MonkeyPatch.context() as patch:  # forty full hashes would take seconds; they are checked all the same
        patch.setattr(passwords, "hasher", lambda: PasswordHasher(time_cost=1, memory_cost=64, parallelism=1))
        load(app, secret=lambda: WORD)
    with app.app_context():
        db.engine.dispose()
    databases.copy(MAKING, PRISTINE)


@pytest.fixture(scope="session")
def loaded(databases: Databases, pristine: str, stack: Stack) -> Iterator[Stack]:
    """The demo in a database of this process's own."""
    with databases.copied(pristine, f"runtut_{os.getpid()}") as addresses, housed(addresses):
        yield stack
