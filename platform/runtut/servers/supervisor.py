"""Keeps processes alive: starts crashed ones again with growing pauses, and stops all that it started."""

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from runtut.errors import CannotStart
from runtut.servers.process import Child, Process, kill_session
from runtut.servers.server import Server

FIRST_PAUSE, LONGEST_PAUSE = 0.5, 30.0
STEADY = 60.0  # seconds after which a process counts as well again
BEAT = 0.1


@dataclass
class Watched:
    process: Process
    restarted: Callable[[], None]  # told after a restart; a server proves itself here
    failures: int = 0
    begun: float = 0.0
    due: float | None = None  # when to start again; None while it runs


class Supervisor:
    """Use as a context: leaving it stops every process that it started (servers are stopped by their stack)."""

    def __init__(self, log: Path, say: Callable[[str], None]) -> None:
        self.log = log
        self.say = say
        self._watched: list[Watched] = []
        self._started: list[Process] = []

    def __enter__(self) -> "Supervisor":
        return self

    def __exit__(self, *_reason: object) -> None:
        self.stop()

    def start(self, child: Child) -> Process:
        """Run the child and keep it running."""
        process = Process(child, self.log / f"{child.name}.log")
        self._started.append(process)
        process.start()
        self._watched.append(Watched(process, lambda: None, begun=time.monotonic()))
        return process

    def adopt(self, servers: Iterable[Server]) -> None:
        """Keep servers running that their stack has started."""
        for server in servers:
            self._watched.append(Watched(server.process, server.restarted, begun=time.monotonic()))

    def run(self, child: Child) -> int:
        """Run the child once, speaking to the terminal, while all others are kept alive; its exit code."""
        process = Process(child, None)
        self._started.append(process)
        process.start()
        self.keep_until(lambda: not process.alive())
        kill_session(process.pid)
        return process.exit_code() or 0

    def keep_until(self, done: Callable[[], bool]) -> None:
        while not done():
            self.tend()
            time.sleep(BEAT)

    def tend(self) -> None:
        """One look at everybody."""
        for watched in self._watched:
            if watched.due is None and not watched.process.alive():
                self._note_crash(watched)
            if watched.due is not None and time.monotonic() >= watched.due:
                self._start_again(watched)

    def failures(self, process: Process) -> int:
        """How often in a row the process has crashed."""
        return next(watched.failures for watched in self._watched if watched.process is process)

    def stop(self) -> None:
        """All are asked at once; each gets its grace, then SIGKILL."""
        self._watched.clear()
        for process in self._started:
            process.ask_to_stop()
        for process in self._started:
            process.stop()
        self._started.clear()

    def _note_crash(self, watched: Watched) -> None:
        kill_session(watched.process.pid)  # no orphan works on beside its successor
        now = time.monotonic()
        watched.failures = 1 if now - watched.begun > STEADY else watched.failures + 1
        pause = min(FIRST_PAUSE * 2 ** (watched.failures - 1), LONGEST_PAUSE)
        watched.due = now + pause
        self.say(
            f"{watched.process.child.name} berhenti sendiri (kode {watched.process.exit_code()}); "
            f"dijalankan lagi dalam {pause:g} detik. Catatannya: {watched.process.log}"
        )

    def _start_again(self, watched: Watched) -> None:
        watched.begun, watched.due = time.monotonic(), None
        watched.process.start()
        try:
            watched.restarted()
        except CannotStart as reason:
            self.say(str(reason))
            watched.process.stop()
