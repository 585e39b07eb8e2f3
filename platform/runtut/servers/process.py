"""One child process: started on a leash in a session of its own, stopped with all that it brought forth."""

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from runtut.servers import leash
from runtut.servers.identity import User

LOG_LIMIT = 10_000_000


@dataclass(frozen=True)
class Child:
    """What to run. `environment` is the whole environment; `grace` are the seconds between the gentle signal and SIGKILL."""

    name: str
    argv: tuple[str, ...]
    environment: Mapping[str, str] = field(repr=False)
    user: User | None = None
    stop_with: signal.Signals = signal.SIGTERM
    grace: float = 15.0
    folder: Path | None = None


class Process:
    """A child's running self; `start` again after it ended gives it a new one. Start from the main thread alone:
    the kernel sends the death signal when the *thread* that started the child ends."""

    def __init__(self, child: Child, log: Path | None) -> None:
        self.child = child
        self.log = log
        self._popen: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int:
        if self._popen is None:
            raise RuntimeError(f"{self.child.name} was never started")
        return self._popen.pid

    def start(self) -> None:
        with self._output() as output:
            self._popen = subprocess.Popen(  # noqa: S603
                self._leashed(),
                env=dict(self.child.environment),
                cwd=self.child.folder or "/",
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output and subprocess.STDOUT,
                start_new_session=True,
                umask=0o077,
            )

    def exit_code(self) -> int | None:
        """None while it runs (or before it was started)."""
        return self._popen.poll() if self._popen else None

    def alive(self) -> bool:
        return self._popen is not None and self._popen.poll() is None

    def ask_to_stop(self) -> None:
        if self.alive():
            os.kill(self.pid, self.child.stop_with)

    def stop(self) -> None:
        """Gently, then by force; whoever is left in its session goes too."""
        if self._popen is None:
            return
        self.ask_to_stop()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._popen.wait(self.child.grace)
        kill_session(self._popen.pid)
        self._popen.wait()

    def _leashed(self) -> list[str]:
        user = self.child.user if os.geteuid() == 0 else None
        rights = (str(user.uid), str(user.gid)) if user else ("-1", "-1")
        own = (str(os.getpid()), str(int(self.child.stop_with)))
        return [sys.executable, "-I", "-S", str(leash.__file__), *own, *rights, *self.child.argv]

    @contextlib.contextmanager
    def _output(self) -> Iterator[IO[bytes] | None]:
        if self.log is None:  # the child speaks to the terminal
            yield None
            return
        if self.log.exists() and self.log.stat().st_size > LOG_LIMIT:
            self.log.replace(self.log.with_suffix(".log.1"))
        with self.log.open("ab") as output:
            yield output


def kill_session(session: int) -> None:
    """SIGKILL every process of the session, however it was orphaned (an RQ work horse leaves the process group)."""
    for pid in session_members(session):
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


def session_members(session: int) -> list[int]:
    return [pid for pid in _pids() if _session_of(pid) == session]


def _pids() -> list[int]:
    return [int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit()]


def _session_of(pid: int) -> int | None:
    found = stat_fields(pid)
    return int(found[3]) if found and found[0] != "Z" else None


def stat_fields(pid: int) -> list[str] | None:
    """/proc/<pid>/stat after the name: state, parent, group, session, …, [19] start time in ticks since boot."""
    try:
        return Path(f"/proc/{pid}/stat").read_text(errors="replace").rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return None
