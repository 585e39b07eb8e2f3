"""Crashed processes come back, stopped ones do not, and none outlives the supervisor, however that ends."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest
import redis

from runtut.servers import leash
from runtut.servers.home import opened
from runtut.servers.keys import kept_in
from runtut.servers.leftovers import mark_of
from runtut.servers.process import Child, Process
from runtut.servers.signals import Stopped, stopping_on_signals
from runtut.servers.supervisor import Supervisor
from runtut.servers.valkey import Valkey

Script = Callable[..., "subprocess.Popen[str]"]
Gone = Callable[[Iterable[int]], bool]

SLEEP = "import time; time.sleep(600)"
DEAF = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('deaf', flush=True); time.sleep(600)"
# A worker whose horse leaves the process group, as RQ's does.
WITH_HORSE = """
import os, time
if os.fork() == 0:
    os.setpgrp()
    print(os.getpid(), flush=True)
time.sleep(600)
"""


def child(name: str, text: str, grace: float = 15.0) -> Child:
    return Child(name, (sys.executable, "-c", text), {"PATH": os.environ["PATH"]}, grace=grace)


@pytest.fixture
def said() -> list[str]:
    return []


@pytest.fixture
def supervisor(folder: Path, said: list[str]) -> Iterator[Supervisor]:
    with Supervisor(folder, said.append) as made:
        yield made


def written(log: Path, lines: int = 1) -> list[str]:
    """The log once it has so many lines."""
    until = time.monotonic() + 30
    while not log.exists() or len(log.read_text().splitlines()) < lines:
        assert time.monotonic() < until
        time.sleep(0.02)
    return log.read_text().splitlines()


def test_a_crashed_child_is_started_again_and_it_is_said_so(supervisor: Supervisor, said: list[str]) -> None:
    process = supervisor.start(child("relay", SLEEP))
    first = process.pid
    os.kill(first, signal.SIGKILL)
    supervisor.keep_until(lambda: process.alive() and process.pid != first)
    assert said[0].startswith("relay berhenti sendiri (kode -9); dijalankan lagi dalam 0.5 detik")


def test_pauses_grow_while_it_keeps_crashing(supervisor: Supervisor, said: list[str]) -> None:
    process = supervisor.start(child("relay", "raise SystemExit(3)"))
    supervisor.keep_until(lambda: supervisor.failures(process) == 3)
    assert [sentence.split("dalam ")[1].split(" detik")[0] for sentence in said] == ["0.5", "1", "2"]
    assert "kode 3" in said[0]


def test_the_horse_of_a_crashed_worker_does_not_work_on_beside_its_successor(
    supervisor: Supervisor, folder: Path, gone: Gone
) -> None:
    process = supervisor.start(child("work", WITH_HORSE))
    horse = int(written(folder / "work.log")[0])
    assert os.getpgid(horse) != process.pid
    os.kill(process.pid, signal.SIGKILL)
    supervisor.keep_until(lambda: supervisor.failures(process) == 1)
    assert gone([horse])


def test_stopping_ends_every_process_and_what_it_brought_forth(supervisor: Supervisor, folder: Path, gone: Gone) -> None:
    worker, sleeper = supervisor.start(child("work", WITH_HORSE)), supervisor.start(child("relay", SLEEP))
    horse = int(written(folder / "work.log")[0])
    supervisor.stop()
    assert gone([worker.pid, sleeper.pid, horse])


def test_a_child_that_will_not_listen_is_killed_after_its_grace(supervisor: Supervisor, folder: Path) -> None:
    process = supervisor.start(child("work", DEAF, grace=0.3))
    written(folder / "work.log")
    supervisor.stop()
    assert process.exit_code() == -signal.SIGKILL


def test_a_single_command_gives_its_exit_code_while_the_others_are_kept_alive(supervisor: Supervisor) -> None:
    process = supervisor.start(child("relay", SLEEP))
    first = process.pid
    os.kill(first, signal.SIGKILL)
    assert supervisor.run(child("demo cycle", "import time; time.sleep(2); raise SystemExit(5)")) == 5
    assert process.alive()
    assert process.pid != first


def test_a_crashed_server_comes_back_on_its_port_with_its_data(folder: Path, said: list[str]) -> None:
    (folder / "home").mkdir()
    with opened(folder / "home") as home, Supervisor(home.log, said.append) as supervisor:
        server = Valkey(home, kept_in(home.folder))
        server.launch()
        try:
            server.await_ready()
            supervisor.adopt([server])
            with redis.Redis.from_url(server.url) as client:
                client.set("kept", "7")
                client.execute_command("WAITAOF", 1, 0, 5000)
                first = server.process.pid
                os.kill(first, signal.SIGKILL)
                supervisor.keep_until(lambda: server.process.alive() and server.process.pid != first)
                assert client.get("kept") == b"7"
        finally:
            server.stop()


def test_a_server_that_does_not_come_back_is_tried_again(folder: Path, said: list[str]) -> None:
    (folder / "home").mkdir()
    with opened(folder / "home") as home, Supervisor(home.log, said.append) as supervisor:
        server = Valkey(home, kept_in(home.folder))
        server.launch()
        try:
            server.await_ready()
            supervisor.adopt([server])
            settings = (server.folder / "valkey.conf").read_text()
            (server.folder / "valkey.conf").write_text("nonsense 1\n")
            os.kill(server.process.pid, signal.SIGKILL)
            supervisor.keep_until(lambda: any("berhenti sebelum siap" in sentence for sentence in said))
            (server.folder / "valkey.conf").write_text(settings)
            supervisor.keep_until(server.process.alive)
        finally:
            server.stop()


PARENT = """
import os, sys, time
from pathlib import Path
from runtut.servers.process import Child
from runtut.servers.supervisor import Supervisor
sleeper = Child("relay", (sys.executable, "-c", "import time; time.sleep(600)"), {})
with Supervisor(Path(sys.argv[1]), print) as supervisor:
    print(supervisor.start(sleeper).pid, supervisor.start(sleeper).pid, flush=True)
    supervisor.keep_until(lambda: False)
"""


def test_children_die_with_a_supervisor_that_is_killed(folder: Path, script: Script, gone: Gone) -> None:
    parent = script(PARENT, folder)
    assert parent.stdout
    children = [int(pid) for pid in parent.stdout.readline().split()]
    assert all(mark_of(pid) for pid in children)
    parent.kill()
    assert gone(children)


def test_a_child_whose_parent_died_before_it_began_does_not_begin() -> None:
    argv = [sys.executable, "-I", "-S", str(leash.__file__), "1", "15", "-1", "-1", "/bin/sh", "-c", "echo begun"]
    done = subprocess.run(argv, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (1, "")


def test_a_log_that_grew_large_is_set_aside(supervisor: Supervisor, folder: Path) -> None:
    with (folder / "relay.log").open("wb") as log:
        log.truncate(10_000_001)
    supervisor.start(child("relay", "print('new', flush=True); " + SLEEP))
    assert written(folder / "relay.log") == ["new"]
    assert (folder / "relay.log.1").stat().st_size == 10_000_001


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_the_work_once_and_leaves_the_ending_alone(number: signal.Signals) -> None:
    before = signal.signal(number, signal.SIG_DFL)  # a run under nohup ignores the hang-up
    try:
        with pytest.raises(Stopped), stopping_on_signals():
            try:
                os.kill(os.getpid(), number)
            finally:
                os.kill(os.getpid(), number)
        assert signal.getsignal(number) is signal.SIG_DFL
    finally:
        signal.signal(number, before)


def test_who_was_told_to_outlive_the_terminal_does() -> None:
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        with stopping_on_signals():
            os.kill(os.getpid(), signal.SIGHUP)
    finally:
        signal.signal(signal.SIGHUP, before)


def test_asking_a_process_that_was_never_started_is_an_error_of_ours(folder: Path) -> None:
    process = Process(child("relay", SLEEP), folder / "relay.log")
    assert not process.alive()
    process.stop()
    with pytest.raises(RuntimeError):
        _ = process.pid
