"""Loopback ports: which are free, and whether the process that listens on one is the one we started."""

import contextlib
import random
import re
import socket
from collections.abc import Iterator
from pathlib import Path

LOW, HIGH = 15_000, 22_000  # below the range of outgoing connections, also with SHIFT added
SHIFT = 10_000  # SeaweedFS puts the gRPC port of a component here


def problem_of(port: int) -> OSError | None:
    """Why a server could not listen on the loopback port now."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as problem:
            return problem
        return None


def is_free(port: int) -> bool:
    return problem_of(port) is None


def pick(count: int, remembered: list[int]) -> list[int]:
    """The remembered ports if each is free together with its shifted one, else fresh ones."""
    if len(remembered) == count and all(_pair_free(port) for port in remembered):
        return remembered
    drawn = random.SystemRandom().sample(range(LOW, HIGH), 50 * count)
    return [port for port in drawn if _pair_free(port)][:count]


def listens(pid: int, port: int) -> bool:
    """Whether `pid` itself holds the listening socket of the loopback port."""
    return not _listening_inodes(port).isdisjoint(_sockets_of(pid))


def _pair_free(port: int) -> bool:
    return is_free(port) and is_free(port + SHIFT)


def _listening_inodes(port: int) -> set[str]:
    rows = [row.split() for name in ("tcp", "tcp6") for row in _lines(Path("/proc/net") / name)]
    return {row[9] for row in rows if row[1].endswith(f":{port:04X}") and row[3] == "0A"}


def _lines(table: Path) -> list[str]:
    return table.read_text().splitlines()[1:] if table.exists() else []


def _sockets_of(pid: int) -> set[str]:
    matches = (re.fullmatch(r"socket:\[(\d+)\]", target) for target in _open_files(pid))
    return {match[1] for match in matches if match}


def _open_files(pid: int) -> Iterator[str]:
    with contextlib.suppress(FileNotFoundError, PermissionError, ProcessLookupError):  # it may just be ending
        for entry in Path(f"/proc/{pid}/fd").iterdir():
            with contextlib.suppress(FileNotFoundError):
                yield str(entry.readlink())
