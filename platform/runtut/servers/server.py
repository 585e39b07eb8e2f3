"""What the three embedded servers have in common: ports, a process, and the proof that it is ours that answers."""

import json
import signal
from abc import ABC, abstractmethod
from collections.abc import Mapping
from pathlib import Path

from runtut.errors import CannotStart
from runtut.servers import leftovers, ports
from runtut.servers.home import Home
from runtut.servers.process import Child, Process
from runtut.servers.readiness import wait_until

ATTEMPTS = 3


class Server(ABC):
    """`launch` all, then `await_ready` all: they come up side by side."""

    name: str
    port_count = 1
    gentle = signal.SIGTERM  # asks for an orderly end, also when our own process dies

    def __init__(self, home: Home, keys: Mapping[str, str]) -> None:
        self.home = home
        self.keys = keys
        self.ports: list[int] = []
        self._process: Process | None = None

    @property
    def port(self) -> int:
        return self.ports[0]

    @property
    def process(self) -> Process:
        if self._process is None:
            raise RuntimeError(f"{self.name} was never launched")
        return self._process

    @abstractmethod
    def prepare(self) -> None:
        """Bring the data folder into a state from which the server can start."""

    @abstractmethod
    def child(self) -> Child:
        """The command with the ports in force."""

    @abstractmethod
    def answers(self) -> bool:
        """Whether the server serves; called when its port is known to be ours."""

    @abstractmethod
    def variables(self) -> dict[str, str]:
        """How the other processes find it, in the names of `runtut.config`."""

    def furnish(self) -> None:  # noqa: B027
        """Put into the running server what Runtut needs there; the same again changes nothing."""

    def haunted(self) -> bool:
        """Whether it failed only because children of a killed run were still ending; it is tried again then."""
        return False

    def launch(self) -> None:
        leftovers.end_leftover(self._pid_file, self.gentle)
        self.prepare()
        self._start_on_ports()

    def await_ready(self) -> None:
        for attempt in range(1, ATTEMPTS + 1):
            try:
                wait_until(self._serves, self.process)
                return
            except CannotStart:
                self.process.stop()
                if attempt == ATTEMPTS or not (self._robbed() or self.haunted()):
                    raise
                self._start_on_ports()

    def restarted(self) -> None:
        """Told by the supervisor after it started the process anew on the same ports."""
        leftovers.remember(self._pid_file, self.process.pid)
        wait_until(self._serves, self.process)

    def ask_to_stop(self) -> None:
        if self._process:
            self._process.ask_to_stop()

    def stop(self) -> None:
        if self._process:
            self._process.stop()
            self._pid_file.unlink(missing_ok=True)

    def _start_on_ports(self) -> None:
        self.ports = ports.pick(self.port_count, self._remembered_ports())
        self._ports_file.write_text(json.dumps(self.ports))
        self._process = Process(self.child(), self.home.log / f"{self.name}.log")
        self._process.start()
        leftovers.remember(self._pid_file, self._process.pid)

    def _serves(self) -> bool:
        return ports.listens(self.process.pid, self.port) and self.answers()

    def _robbed(self) -> bool:
        """Whether somebody took one of our ports between choosing and binding it."""
        return not all(ports.is_free(port) for port in self.ports)

    @property
    def _pid_file(self) -> Path:
        return self.home.run / f"{self.name}.pid"

    @property
    def _ports_file(self) -> Path:
        return self.home.run / f"{self.name}.ports"

    def _remembered_ports(self) -> list[int]:
        if not self._ports_file.exists():
            return []
        return [int(port) for port in json.loads(self._ports_file.read_text())]
