"""Connections of the pool: plans are kept where it is safe, and nobody is handed a connection that is dead."""

import random
import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg
import pytest
from sqlalchemy import Engine, create_engine, text
from sqlalchemy.exc import InvalidatePoolError

from runtut.config import settings
from runtut.database import connections, db, engine_options
from runtut.servers.ports import listens, pick
from runtut.servers.process import Child, Process
from runtut.servers.readiness import wait_until
from runtut.servers.stack import Stack
from tests.runtut.conftest import House, opened
from tests.servers import Databases

PGBOUNCER = shutil.which("pgbouncer") or shutil.which("pgbouncer", path="/usr/sbin")
PID = text("select pg_backend_pid()")
POOLER = """
[databases]
* = host=127.0.0.1 port={server}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = {port}
unix_socket_dir =
auth_type = scram-sha-256
auth_file = {folder}/users
pool_mode = transaction
default_pool_size = 3
ignore_startup_parameters = extra_float_digits,options
"""


@pytest.fixture
def engine(loaded: Stack) -> Iterator[Engine]:  # noqa: ARG001
    built = create_engine(
        settings().database_url.replace("postgresql://", "postgresql+psycopg://", 1), **engine_options(pool=1)
    )
    yield built
    built.dispose()


def test_a_connection_keeps_the_plans_of_what_it_is_often_asked(engine: Engine) -> None:
    with engine.connect() as connection:
        for _ in range(connections.OFTEN + 2):
            connection.execute(text("select count(*) from region"))
        planned = connection.scalar(text("select count(*) from pg_prepared_statements where statement like '%region'"))
    assert planned == 1


def test_a_connection_that_the_server_has_ended_is_not_handed_out(engine: Engine, databases: Databases) -> None:
    with engine.connect() as connection:
        first = connection.scalar(PID)
    with psycopg.connect(databases.admin_url, autocommit=True) as admin:
        admin.execute("select pg_terminate_backend(%s, 5000)", [first])
    with engine.connect() as connection:
        assert connection.scalar(PID) != first


def test_a_connection_that_was_closed_under_the_pool_is_not_handed_out(engine: Engine) -> None:
    with engine.connect() as connection:
        first = connection.scalar(PID)
        raw: Any = connection.connection.driver_connection
    raw.close()
    with engine.connect() as connection:
        assert connection.scalar(PID) != first


def test_a_connection_is_asked_after_a_long_silence_and_otherwise_only_when_there_is_news(
    engine: Engine, databases: Databases, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    ask = connections._asked

    def noted(connection: Any, statement: str) -> Any:
        asked.append(statement)
        return ask(connection, statement)

    monkeypatch.setattr(connections, "_asked", noted)

    def used() -> list[str]:
        asked.clear()
        with engine.connect() as connection:
            connection.scalar(PID)
        return list(asked)

    assert used() == ["select pg_backend_pid()"]
    assert used() == []
    with psycopg.connect(databases.admin_url, autocommit=True) as admin:
        admin.execute("alter role runtut_app set work_mem = '4MB'")
        admin.execute("alter role runtut_app reset work_mem")
    assert used() == []
    monkeypatch.setattr(connections, "SILENCE", -1.0)
    assert used() == ["select 1"]


def test_a_silent_connection_that_does_not_answer_is_given_up(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_connection: Any, _statement: str) -> Any:
        raise psycopg.OperationalError

    monkeypatch.setattr(connections, "_asked", broken)
    with engine.connect() as connection:
        raw: Any = connection.connection.driver_connection
    assert raw.prepare_threshold is None
    monkeypatch.setattr(connections, "SILENCE", -1.0)
    with pytest.raises(InvalidatePoolError):
        connections.still_there(raw, type("Record", (), {"info": {}}), None)


LIMITS = ("statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout", "timezone")
"""What a pooler drops of what each connection asks for."""


@pytest.fixture
def pooled(databases: Databases, pristine: str, stack: Stack, tmp_path: Path) -> Iterator[dict[str, str]]:
    """The addresses of a database behind PgBouncer, which gives each transaction one of three connections."""
    if PGBOUNCER is None:
        pytest.skip("PgBouncer is not installed: apt-get install pgbouncer")
    (port,) = pick(1, [])
    with databases.copied(pristine, "pooled") as straight:
        address = urlsplit(straight["DATABASE_URL"])
        folder = stack.home.data("pgbouncer")
        stack.home.give(folder / "users", f'"{address.username}" "{address.password}"\n')
        stack.home.give(folder / "settings", POOLER.format(server=address.port, port=port, folder=folder))
        child = Child("pgbouncer", (PGBOUNCER, str(folder / "settings")), {"PATH": "/usr/bin:/bin"}, stack.home.user)
        pooler = Process(child, tmp_path / "log")
        pooler.start()
        try:
            wait_until(lambda: listens(pooler.pid, port), pooler)
            yield straight | {
                "DATABASE_URL": address._replace(netloc=address.netloc.replace(str(address.port), str(port))).geturl()
            }
        finally:
            pooler.stop()


def test_behind_a_pooler_plans_are_made_anew_and_everybody_sees_his_own_pemda_alone(pooled: dict[str, str]) -> None:
    """Three connections to the server, eight readers of three pemda who change places all the time."""
    places = {"13.01": "kadis@diskopnaker.13.01", "63.11": "admin@dishub.63.11", "32.14": "kadis@dkupp.32.14"}
    with opened(pooled) as house:
        tokens = {code: house.open_session(login, "bearer") for code, login in places.items()}
        seen = visits(house, tokens)
        with ThreadPoolExecutor(8) as readers:
            answers = list(readers.map(lambda code: seen(code), random.Random(7).choices([*tokens], k=400)))
        with house.app.app_context():
            raw: Any = db.session.connection().connection.driver_connection
            assert raw.prepare_threshold is None
            limits = [db.session.scalar(text(f"show {name}")) for name in LIMITS]
    assert answers == [(200, True)] * 400
    assert limits == ["5s", "2s", "10s", "UTC"]


def visits(house: House, tokens: dict[str, str]) -> Callable[[str], tuple[int, bool]]:
    """Whether the offices of a pemda are the same ones every time."""
    addresses = {code: f"/api/v1/pemda/{code}/opds" for code in tokens}
    own = {code: house.client(Authorization=f"Bearer {token}").get(addresses[code]).json for code, token in tokens.items()}
    assert len({str(answer) for answer in own.values()}) == len(tokens)

    def one(code: str) -> tuple[int, bool]:
        answer = house.client(Authorization=f"Bearer {tokens[code]}").get(addresses[code])
        return answer.status_code, answer.json == own[code]

    return one
