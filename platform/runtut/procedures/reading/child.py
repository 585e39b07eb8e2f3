"""Reading a stranger's file in a process of its own, so that nothing in it can hurt the one that asked."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence

from runtut.procedures.model import Sop, SopError, from_json
from runtut.procedures.reading.__main__ import REFUSED
from runtut.procedures.reading.limits import LARGEST_ANSWER, LARGEST_FILE, WALL_SECONDS
from runtut.procedures.reading.refusal import Refused

COMMAND = (sys.executable, "-P", "-m", "runtut.procedures.reading")
KEPT = ("PATH", "PYTHONPATH", "LANG", "LC_ALL", "TZ", "COVERAGE_PROCESS_START", "COVERAGE_PROCESS_CONFIG")
TOO_MUCH = (
    "Berkas ini menghabiskan memori atau waktu yang disediakan; unggah hanya halaman SOP-nya, atau simpan ulang berkasnya."
)
BROKEN = "Berkas ini tidak terbaca; mungkin rusak atau terpotong. Simpan ulang, lalu coba lagi."
TOO_LATE = 124
"""The code of a process that was ended because its time was up."""


def read_file(data: bytes, name: str = "", seconds: float = WALL_SECONDS) -> list[Sop]:
    """The SOPs of a file, or `Refused` with the sentence that says what is wrong with it."""
    return documents(*ask(COMMAND, data, name, seconds))


def ask(command: Sequence[str], data: bytes, name: str, seconds: float) -> tuple[int, bytes]:
    """Code and answer of a reading process, what it said until it was ended by a limit included.

    One that somebody else killed was no fault of the file's: it is asked once more.
    """
    if len(data) > LARGEST_FILE:
        raise Refused(f"Berkas ini melebihi {LARGEST_FILE // 1024**2} MB; unggah hanya bagian SOP-nya.")
    end = time.monotonic() + seconds
    code, answer = _asked(command, data, name, seconds)
    if code == -signal.SIGKILL:
        code, answer = _asked(command, data, name, max(1.0, end - time.monotonic()))
    return code, answer


def documents(code: int, answer: bytes) -> list[Sop]:
    """What the process read, or `Refused` with the sentence that its end stands for."""
    if code == REFUSED:
        raise Refused(answer.decode("utf-8", "replace") or BROKEN)
    if code or len(answer) > LARGEST_ANSWER:
        raise Refused(BROKEN if code == 1 else TOO_MUCH)
    try:
        return [from_json(document) for document in json.loads(answer)]
    except (SopError, ValueError):
        raise Refused(BROKEN) from None


def _asked(command: Sequence[str], data: bytes, name: str, seconds: float) -> tuple[int, bytes]:
    try:
        done = subprocess.run(  # noqa: S603
            [*command, name[-200:].replace("\0", "")],
            input=data, capture_output=True, timeout=seconds, env=_environment(os.environ), cwd="/", check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired as late:
        return TOO_LATE, late.stdout or b""
    return done.returncode, done.stdout


def _environment(around: Mapping[str, str]) -> dict[str, str]:
    """Nothing of the asking process is known to the reading one, least of all its keys and addresses."""
    return {key: around[key] for key in KEPT if key in around} | {"PYTHONDONTWRITEBYTECODE": "1"}
