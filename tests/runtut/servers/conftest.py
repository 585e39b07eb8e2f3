"""Folders in which the servers can live, and processes of ours that a test may kill."""

import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest

from runtut.servers.leftovers import mark_of

Script = Callable[..., "subprocess.Popen[str]"]
Gone = Callable[[Iterable[int]], bool]


@pytest.fixture
def folder() -> Iterator[Path]:
    """Not below pytest's own folder, which is closed to the user the servers run as."""
    made = Path(tempfile.mkdtemp(prefix="runtut-test-"))
    made.chmod(0o755)
    yield made
    shutil.rmtree(made)


@pytest.fixture
def script() -> Iterator[Script]:
    """Runs Python text as a process of its own; what it prints can be read from its stdout."""
    running: list[subprocess.Popen[str]] = []

    def run(text: str, *arguments: object) -> subprocess.Popen[str]:
        argv = [sys.executable, "-c", text, *map(str, arguments)]
        running.append(subprocess.Popen(argv, stdout=subprocess.PIPE, text=True, start_new_session=True))
        return running[-1]

    yield run
    for process in running:
        process.kill()
        process.communicate()


@pytest.fixture
def gone() -> Gone:
    """Whether all pids end within half a minute."""

    def wait(pids: Iterable[int]) -> bool:
        until = time.monotonic() + 30
        while any(mark_of(pid) for pid in pids):
            if time.monotonic() > until:
                return False
            time.sleep(0.05)
        return True

    return wait
