"""Reading a stranger's file in a process of its own, so that nothing in it can hurt the one that asked."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping

from runtut.procedures.model import Sop, SopError, from_json
from runtut.procedures.reading.__main__ import REFUSED
from runtut.procedures.reading.limits import LARGEST_FILE, WALL_SECONDS
from runtut.procedures.reading.refusal import Refused

COMMAND = (sys.executable, "-P", "-m", "runtut.procedures.reading")
KEPT = ("PATH", "PYTHONPATH", "LANG", "LC_ALL", "TZ", "COVERAGE_PROCESS_START", "COVERAGE_PROCESS_CONFIG")
TOO_MUCH = (
    "Berkas ini menghabiskan memori atau waktu yang disediakan; unggah hanya halaman SOP-nya, atau simpan ulang berkasnya."
)
BROKEN = "Berkas ini tidak terbaca; mungkin rusak atau terpotong. Simpan ulang, lalu coba lagi."


def read_file(data: bytes, name: str = "", seconds: float = WALL_SECONDS) -> list[Sop]:
    """The SOPs of a file, or `Refused` with the sentence that says what is wrong with it."""
    if len(data) > LARGEST_FILE:
        raise Refused(f"Berkas ini melebihi {LARGEST_FILE // 1_000_000} MB; unggah hanya bagian SOP-nya.")
    code, answer = _ask(data, name, seconds)
    if code == REFUSED:
        raise Refused(answer.decode("utf-8", "replace") or BROKEN)
    if code:
        raise Refused(BROKEN if code == 1 else TOO_MUCH)
    try:
        return [from_json(document) for document in json.loads(answer)]
    except (SopError, ValueError):
        raise Refused(BROKEN) from None


def _ask(data: bytes, name: str, seconds: float) -> tuple[int, bytes]:
    """What the process answered; one that was ended by a limit has a code other than 0."""
    try:
        done = subprocess.run(  # noqa: S603
            [*COMMAND, name[-200:].replace("\0", "")],
            input=data, capture_output=True, timeout=seconds, env=_environment(os.environ), cwd="/", check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return -9, b""
    return done.returncode, done.stdout


def _environment(around: Mapping[str, str]) -> dict[str, str]:
    """Nothing of the asking process is known to the reading one, least of all its keys and addresses."""
    return {key: around[key] for key in KEPT if key in around} | {"PYTHONDONTWRITEBYTECODE": "1"}
