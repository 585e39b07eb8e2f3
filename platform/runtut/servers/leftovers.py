"""Ends the server that an earlier, killed run left behind on the same data folder, and nothing else."""

import contextlib
import json
import os
import signal
import time
from pathlib import Path

from runtut.errors import CannotStart
from runtut.servers.process import kill_session, stat_fields

PATIENCE = 30.0


def remember(file: Path, pid: int) -> None:
    """Pid, start time and boot together name one process for ever; a pid alone is used again."""
    file.write_text(json.dumps({"pid": pid, "mark": mark_of(pid)}))


def end_leftover(file: Path, gentle: signal.Signals, patience: float = PATIENCE) -> None:
    """Called under the lock of the home, so that whoever still runs has lost its supervisor."""
    pid = _still_running(file)
    if pid is None:
        return
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, gentle)
    if not _gone(file, patience):
        kill_session(pid)
    if not _gone(file, 5.0):
        raise CannotStart(f"Proses lama {pid} dari {file.stem} tidak mau berhenti; hentikan proses itu, lalu coba lagi.")


def mark_of(pid: int) -> str | None:
    found = stat_fields(pid)
    if found is None or found[0] == "Z":
        return None
    return f"{Path('/proc/sys/kernel/random/boot_id').read_text().strip()}:{found[19]}"


def _still_running(file: Path) -> int | None:
    try:
        noted = json.loads(file.read_text())
        pid, mark = int(noted["pid"]), str(noted["mark"])
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        return None
    return pid if mark_of(pid) == mark else None


def _gone(file: Path, seconds: float) -> bool:
    until = time.monotonic() + seconds
    while _still_running(file) is not None:
        if time.monotonic() > until:
            return False
        time.sleep(0.05)
    return True
