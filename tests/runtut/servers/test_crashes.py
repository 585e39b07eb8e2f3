"""A run that was killed leaves nothing running, and the next one finds everything that was promised."""

import contextlib
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import boto3
import psycopg
import pytest
from botocore.client import Config

from runtut.errors import CannotStart
from runtut.servers import leftovers, ports
from runtut.servers.home import opened, running_environment
from runtut.servers.keys import kept_in
from runtut.servers.leftovers import mark_of
from runtut.servers.postgres import Postgres
from runtut.servers.stack import start
from runtut.servers.valkey import Valkey

Script = Callable[..., "subprocess.Popen[str]"]
Gone = Callable[[Iterable[int]], bool]

RUN = """
import sys, time
from pathlib import Path
from runtut.servers.stack import start
with start(Path(sys.argv[1]), outside={}) as stack:
    print(*(server.process.pid for server in stack.servers), stack.admin_url, flush=True)
    time.sleep(600)
"""


@contextlib.contextmanager
def postgres_of(folder: Path) -> Iterator[Postgres]:
    """PostgreSQL alone, prepared but not started."""
    with opened(folder) as home:
        server = Postgres(home, kept_in(folder), durable=False)
        yield server
        server.stop()


def test_kill_9_of_the_run_ends_its_servers_and_the_next_run_has_all_that_was_committed(
    folder: Path, script: Script, gone: Gone
) -> None:
    run = script(RUN, folder)
    assert run.stdout
    *pids, admin_url = run.stdout.readline().split()
    with psycopg.connect(admin_url) as connection:
        connection.execute("create table kept as select 7 as figure")
    run.kill()
    run.wait()
    assert gone([int(pid) for pid in pids])
    with start(folder, outside={}) as stack, psycopg.connect(str(stack.admin_url)) as connection:
        assert connection.execute("select figure from kept").fetchone() == (7,)


def test_kill_9_of_everything_at_once_loses_nothing_acknowledged(folder: Path, script: Script, gone: Gone) -> None:
    run = script(RUN, folder)
    assert run.stdout
    *pids, admin_url = run.stdout.readline().split()
    known = running_environment(folder)
    assert known
    with psycopg.connect(admin_url) as connection:
        connection.execute("create table kept as select 7 as figure")
    s3(known).put_object(Bucket=known["S3_BUCKET_EVIDENCE"], Key="kept", Body=b"7")
    for pid in [run.pid, *map(int, pids)]:
        os.kill(pid, signal.SIGKILL)
    run.wait()
    assert gone([int(pid) for pid in pids])
    assert (folder / "postgres/data/postmaster.pid").exists()
    with start(folder, outside={}) as stack, psycopg.connect(str(stack.admin_url)) as connection:
        assert connection.execute("select figure from kept").fetchone() == (7,)
        known = running_environment(folder)  # a port may have been taken by somebody else meanwhile
        assert known
        assert s3(known).get_object(Bucket=known["S3_BUCKET_EVIDENCE"], Key="kept")["Body"].read() == b"7"


def s3(known: dict[str, str]) -> Any:
    session = boto3.session.Session(known["S3_ACCESS_KEY"], known["S3_SECRET_KEY"], region_name="us-east-1")
    return session.client("s3", endpoint_url=known["S3_ENDPOINT_URL"], config=Config(s3={"addressing_style": "path"}))


@pytest.mark.parametrize("pid", [os.getpid(), 2**22 - 1], ids=["another living program", "nobody"])
def test_a_stale_pid_file_is_no_hindrance(folder: Path, pid: int) -> None:
    with postgres_of(folder) as server:
        server.launch()
        server.await_ready()
        server.stop()
        (server.data / "postmaster.pid").write_text(f"{pid}\n{server.data}\n0\n1\n\n127.0.0.1\n0 0\n")
        shutil.chown(server.data / "postmaster.pid", server.home.user.uid, server.home.user.gid)
        server.launch()
        server.await_ready()


def test_an_initdb_cut_short_is_done_again(folder: Path) -> None:
    with postgres_of(folder) as server:
        half = server.data.with_name("data.new")
        half.mkdir()
        (half / "PG_VERSION").write_text("18")
        server.launch()
        server.await_ready()
        assert not half.exists()


def test_an_initdb_that_fails_is_said_and_leaves_nothing_that_looks_like_data(folder: Path) -> None:
    with postgres_of(folder) as server:
        server.locale = ("--locale=tidak-ada",)
        with pytest.raises(CannotStart, match="tidak dapat disiapkan"):
            server.launch()
        assert not server.data.exists()
        assert not server.data.with_name("password").exists()


@pytest.mark.parametrize(("major", "word"), [("99", "lebih baru"), ("15", "lebih lama")])
def test_data_of_another_postgresql_is_left_alone(folder: Path, major: str, word: str) -> None:
    with postgres_of(folder) as server:
        server.data.mkdir()
        (server.data / "PG_VERSION").write_text(major)
        with pytest.raises(CannotStart, match=word) as refused:
            server.launch()
        assert refused.value.exit_code == 2
        assert [entry.name for entry in server.data.iterdir()] == ["PG_VERSION"]


def test_a_server_that_cannot_start_is_said_with_the_place_of_its_log(folder: Path) -> None:
    with postgres_of(folder) as server:
        server.prepare()
        (server.data / "postgresql.conf").write_text("no_such_setting = 1\n")
        server.launch()
        with pytest.raises(CannotStart, match="berhenti sebelum siap") as refused:
            server.await_ready()
        assert str(folder / "log/postgres.log") in str(refused.value)


def test_a_remembered_port_that_somebody_took_is_replaced(folder: Path) -> None:
    with opened(folder) as home, socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        taken = other.getsockname()[1]
        (home.run / "valkey.ports").write_text(json.dumps([taken]))
        server = Valkey(home, kept_in(folder))
        server.launch()
        try:
            server.await_ready()
            assert server.port != taken
        finally:
            server.stop()


def test_a_port_taken_between_choosing_and_binding_is_replaced_too(folder: Path) -> None:
    with opened(folder) as home, socket.socket() as robber:
        server = Valkey(home, kept_in(folder))
        server.launch()
        server.process.stop()
        robber.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        robber.bind(("127.0.0.1", server.port))
        robber.listen()
        try:
            server.process.start()
            server.await_ready()
            assert server.port != robber.getsockname()[1]
        finally:
            server.stop()


def test_a_stranger_on_our_port_is_never_taken_for_our_server(script: Script) -> None:
    stranger = script(
        "import socket, time; s = socket.socket(); s.bind(('127.0.0.1', 0)); s.listen(); "
        "print(s.getsockname()[1], flush=True); time.sleep(600)"
    )
    assert stranger.stdout
    port = int(stranger.stdout.readline())
    assert ports.listens(stranger.pid, port)
    assert not ports.listens(os.getpid(), port)


def test_a_leftover_server_is_ended_before_the_next_starts(folder: Path, script: Script) -> None:
    left = script("import time; time.sleep(600)")
    leftovers.remember(folder / "valkey.pid", left.pid)
    leftovers.end_leftover(folder / "valkey.pid", signal.SIGTERM)
    assert left.wait(5) == -signal.SIGTERM


def test_a_leftover_that_will_not_listen_is_killed(folder: Path, script: Script) -> None:
    left = script("import signal, time; signal.signal(15, signal.SIG_IGN); print('deaf', flush=True); time.sleep(600)")
    assert left.stdout
    left.stdout.readline()
    leftovers.remember(folder / "valkey.pid", left.pid)
    leftovers.end_leftover(folder / "valkey.pid", signal.SIGTERM, patience=0.2)
    assert left.wait(5) == -signal.SIGKILL


def test_a_process_that_only_got_the_old_pid_is_left_alone(folder: Path, script: Script) -> None:
    stranger = script("import time; time.sleep(600)")
    (folder / "valkey.pid").write_text(json.dumps({"pid": stranger.pid, "mark": "another-boot:1"}))
    leftovers.end_leftover(folder / "valkey.pid", signal.SIGTERM)
    assert mark_of(stranger.pid)


@pytest.mark.parametrize("text", ["", "{}", "[]", "x"])
def test_a_damaged_note_of_a_pid_is_no_hindrance(folder: Path, text: str) -> None:
    (folder / "valkey.pid").write_text(text)
    leftovers.end_leftover(folder / "valkey.pid", signal.SIGTERM)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become another user")
def test_an_ordinary_user_runs_the_servers_as_himself(folder: Path) -> None:
    os.chown(folder, 65534, 65534)
    text = RUN.replace("time.sleep(600)", "") + "\nprint('ended')"
    # he may read everything, because the interpreter of these tests may lie in a folder that is closed to him
    reading = ("--inh-caps=+dac_read_search", "--ambient-caps=+dac_read_search")
    user = ("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", *reading)
    done = subprocess.run(
        [*user, sys.executable, "-c", text, str(folder)],
        capture_output=True,
        text=True,
        check=False,
        env={"PATH": os.environ["PATH"]},
    )
    assert done.stderr == ""
    assert done.stdout.endswith("ended\n")
    assert {path.stat().st_uid for path in folder.rglob("*")} == {65534}


def test_a_server_waits_for_the_children_of_a_killed_one(folder: Path) -> None:
    with postgres_of(folder) as server:
        server.launch()
        server.await_ready()
        assert not server.haunted()
        assert server.process.log
        with server.process.log.open("a") as log:
            log.write("FATAL:  pre-existing shared memory block (key 1, ID 2) is still in use\n")
        assert server.haunted()
