"""Compiling in a spawned process of its own, with limits on its memory, its time and what it may yield."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from runtut.printing.compiler import CannotPrint, named

FAILED = 2
"""How the child ends after saying on its error channel what the typesetter said."""

COMMAND = (sys.executable, "-P", "-m", "runtut.printing")


@dataclass(frozen=True)
class Limits:
    """Seconds by the clock, bytes of address space, bytes of the finished PDF."""

    seconds: int = 20
    memory: int = 768 * 1024**2
    size: int = 50 * 1024**2


USUAL = Limits()


def render_in_child(template: str, data: Mapping[str, Any], limits: Limits = USUAL) -> bytes:
    """What `pdf` gives, safe to call anywhere; CannotPrint says which limit was reached."""
    order = json.dumps({"template": template, "data": data, "limits": asdict(limits)}).encode()
    try:
        done = subprocess.run(  # noqa: S603
            COMMAND, input=order, capture_output=True, timeout=limits.seconds, env=_environment(), check=False
        )
    except subprocess.TimeoutExpired:
        raise _too_long(data, limits) from None
    if done.returncode == 0:
        return done.stdout
    raise _refusal(done, data, limits)


def _refusal(done: subprocess.CompletedProcess[bytes], data: Mapping[str, Any], limits: Limits) -> CannotPrint:
    said = done.stderr.decode(errors="replace")[-4000:]
    match done.returncode:
        case 2:
            return CannotPrint(f"{named(data)} tidak dapat dibuat; hubungi pengelola sistem.", said)
        case code if code in {-signal.SIGXCPU, -signal.SIGKILL}:
            return _too_long(data, limits)
        case _:
            return CannotPrint(f"{named(data)} terlalu besar untuk dibuat; kurangi isinya lalu coba lagi.", said)


def _too_long(data: Mapping[str, Any], limits: Limits) -> CannotPrint:
    return CannotPrint(f"{named(data)} tidak selesai dibuat dalam {limits.seconds} detik; kurangi isinya lalu coba lagi.")


def _environment() -> dict[str, str]:
    """Nothing of ours: neither keys nor addresses."""
    return {name: os.environ[name] for name in ("PATH", "PYTHONPATH") if name in os.environ} | {"LC_ALL": "C.UTF-8"}
