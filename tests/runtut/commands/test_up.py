"""`runtut up` as its user meets it: from nothing to the first page, its refusals, and its end."""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from runtut.commands.up import PATIENCE
from runtut.servers.leftovers import mark_of

COMMAND = (sys.executable, "-P", "-m", "runtut.commands", "up")
Up = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture(scope="module")
def home() -> Iterator[Path]:
    made = Path(tempfile.mkdtemp(prefix="runtut-test-"))
    yield made
    shutil.rmtree(made)


@pytest.fixture
def up(home: Path) -> Iterator[Up]:
    """Starts `runtut up` with nothing of this process's servers in its environment."""
    running: list[subprocess.Popen[str]] = []
    known = {
        name: value for name, value in os.environ.items() if not name.startswith(("DATABASE_", "REDIS_", "S3_", "RUNTUT_"))
    }

    def begin(*options: str) -> "subprocess.Popen[str]":
        argv = [*COMMAND, "--home", str(home), *options]
        running.append(subprocess.Popen(argv, env=known, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True))
        return running[-1]

    yield begin
    for process in running:
        process.terminate()
        process.wait()
        assert process.stdout
        process.stdout.close()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def said_until(process: "subprocess.Popen[str]", word: str) -> str:
    """What it prints up to the line with the word."""
    said = ""
    assert process.stdout
    for line in process.stdout:
        said += line
        if word in line:
            return said
    raise AssertionError(said)


def family(pid: int) -> list[int]:
    """Every living process below this one."""
    rows = [row.split() for row in subprocess.check_output(["ps", "-eo", "pid=,ppid="], text=True).splitlines()]
    below = [int(child) for child, parent in rows if int(parent) == pid]
    return below + [further for child in below for further in family(child)]


def gone(pids: list[int]) -> bool:
    until = time.monotonic() + 60
    while any(mark_of(pid) for pid in pids) and time.monotonic() < until:
        time.sleep(0.1)
    return not any(mark_of(pid) for pid in pids)


def healthy(port: int) -> bool:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/sehat", timeout=10) as answer:
        return bool(answer.status == 200)


def test_from_nothing_to_the_first_page_with_the_sign_ins_told_and_all_die_with_it(up: Up, home: Path) -> None:
    port = free_port()
    process = up("--port", str(port))
    said = said_until(process, "Tekan Ctrl-C")
    assert f"Runtut siap: http://127.0.0.1:{port}" in said
    assert "sekretaris@diskopnaker.13.01" in said
    assert (home / "demo-accounts").stat().st_mode & 0o777 == 0o600
    assert healthy(port)
    pids = family(process.pid)
    assert len(pids) >= 8
    process.kill()
    assert gone(pids)


def test_after_a_kill_it_starts_again_repeats_nothing_brings_back_what_crashes_and_ends_on_sigterm(up: Up, home: Path) -> None:
    port = free_port()
    first = up("--port", str(port))
    said = said_until(first, "Tekan Ctrl-C")
    assert "Memuat data contoh" not in said
    assert "sekretaris@diskopnaker.13.01" not in said
    assert "Akun contoh tersimpan di" in said
    second = up("--port", str(free_port()))
    assert f"Runtut sudah berjalan pada folder {home} (proses {first.pid})" in said_until(second, "sudah berjalan")
    assert second.wait(60) == 1
    os.kill(web_of(first.pid), signal.SIGKILL)
    said_until(first, "web berhenti sendiri")
    assert comes_back(port), (home / "log" / "web.log").read_text()[-3000:]
    pids = family(first.pid)
    first.send_signal(signal.SIGTERM)
    assert first.wait(60) == 0
    assert gone(pids)


def test_ctrl_c_while_it_starts_ends_what_is_there_already(up: Up) -> None:
    process = up("--port", str(free_port()))
    said_until(process, "Menyiapkan basis data")
    pids = family(process.pid)
    assert len(pids) >= 3
    process.send_signal(signal.SIGINT)
    assert process.wait(60) == 0
    assert gone(pids)


def web_of(pid: int) -> int:
    return int(subprocess.check_output(["pgrep", "-P", str(pid), "-f", "granian"], text=True))


def comes_back(port: int) -> bool:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        with contextlib.suppress(OSError):
            return healthy(port)
        time.sleep(0.2)
    return False


def test_a_port_in_use_is_said_before_anything_starts(up: Up) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        process = up("--port", str(port))
        said = said_until(process, "Port")
        assert process.wait(60) == 1
    assert said == f"Port {port} sedang dipakai program lain; pilih port lain, misalnya --port {port + 1}.\n"
