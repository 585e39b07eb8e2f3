"""A database of its own for workers that really commit, and processes that can be killed."""

import contextlib
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
import redis
from psycopg.types.json import Jsonb

from runtut.servers.home import opened
from runtut.servers.keys import kept_in
from runtut.servers.process import session_members
from runtut.servers.valkey import Valkey
from tests.servers import Databases

PLAYING = Path(__file__).with_name("playing.py")
PATIENCE = 150.0


@pytest.fixture(scope="session")
def queue() -> Iterator[str]:
    """A Valkey of its own: it is emptied here, and no other run's worker may take what lies in it."""
    with tempfile.TemporaryDirectory(prefix="runtut-valkey-") as folder, opened(Path(folder)) as home:
        server = Valkey(home, kept_in(home.folder))
        server.launch()
        try:
            server.await_ready()
            yield server.url
        finally:
            server.stop()


@pytest.fixture(scope="session")
def environment(databases: Databases, empty: str, queue: str) -> Iterator[dict[str, str]]:
    """What the processes get: the servers of this run, with a database and a queue that no other test uses."""
    with databases.copied(empty, f"runtut_jobs_{os.getpid()}") as addresses:
        yield {**os.environ, **addresses, "REDIS_URL": queue, "PYTHONUNBUFFERED": "1"}


@dataclass
class Yard:
    """One pemda with its outbox, seen by the owner of the tables, and the processes that work on it."""

    owner: psycopg.Connection[Any]
    valkey: redis.Redis
    environment: dict[str, str]
    pemda: UUID
    marks: Path
    started: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def ask(self, n: int, **payload: Any) -> None:
        """One row for the job of `playing`."""
        said = Jsonb({"n": n, "mark": str(self.marks), **payload})
        self.owner.execute(
            "insert into outbox (pemda_id, id, opds, job, payload, dedup) values (%s, %s, '{*}', %s, %s, %s)",
            [self.pemda, uuid4(), "workers.cycles.sweep", said, f"test:{n}"],
        )

    def start(self, *command: str) -> subprocess.Popen[bytes]:
        process = subprocess.Popen([sys.executable, "-P", *command], env=self.environment, start_new_session=True)
        self.started.append(process)
        return process

    def work(self) -> subprocess.Popen[bytes]:
        return self.start(str(PLAYING), "work")

    def relay(self) -> subprocess.Popen[bytes]:
        return self.start(str(PLAYING), "relay")

    def effects(self) -> list[int]:
        """The numbers of the jobs whose effect is there, once for each time that it is."""
        rows = self.owner.execute(
            "select subject from event where pemda_id = %s and kind = 'test.effect'", [self.pemda]
        ).fetchall()
        return sorted(int(subject.removeprefix("test:")) for (subject,) in rows)

    def begun(self) -> int:
        """How often a job was begun."""
        return len(self.marks.read_text().splitlines()) if self.marks.exists() else 0

    def waiting(self) -> int:
        row = self.owner.execute(
            "select count(*) from outbox where pemda_id = %s and done_at is null and dead_at is null", [self.pemda]
        ).fetchone()
        return int(row[0]) if row else 0

    def kill(self, process: subprocess.Popen[bytes]) -> None:
        """Parent and work horse at once, as when a machine is lost."""
        for pid in session_members(process.pid):
            with contextlib.suppress(ProcessLookupError):  # a work horse that was done just now
                os.kill(pid, signal.SIGKILL)
        process.wait()

    def horses(self, process: subprocess.Popen[bytes]) -> list[int]:
        return [pid for pid in session_members(process.pid) if pid != process.pid]


@pytest.fixture(scope="session")
def eventually() -> Callable[..., None]:
    """`eventually(lambda: …)`: wait for it, fail when it does not come about."""

    def wait(holds: Callable[[], object], seconds: float = PATIENCE) -> None:
        until = time.monotonic() + seconds
        while not holds():
            assert time.monotonic() < until, "it did not come about"
            time.sleep(0.05)

    return wait


@pytest.fixture
def yard(environment: dict[str, str], tmp_path: Path) -> Iterator[Yard]:
    valkey = redis.Redis.from_url(environment["REDIS_URL"])
    valkey.flushall()
    with psycopg.connect(environment["DATABASE_OWNER_URL"], autocommit=True) as owner:
        owner.execute("delete from outbox")
        pemda = uuid4()
        said = [pemda, pemda.hex, "Pemda Uji", "kabupaten", "Asia/Jakarta"]
        owner.execute("insert into pemda (id, code, name, kind, zone) values (%s, %s, %s, %s, %s)", said)
        ground = Yard(owner, valkey, environment, pemda, tmp_path / "marks")
        try:
            yield ground
        finally:
            for process in ground.started:
                if process.poll() is None:
                    ground.kill(process)
            valkey.close()
