"""Having a file read and laid open in a process of its own that knows nothing of ours."""

import json
import sys
from dataclasses import dataclass
from typing import Any

from runtut.procedures import to_json
from runtut.procedures.reading.child import ask, documents

COMMAND = (sys.executable, "-P", "-m", "tenants.sops.reading.outline")


@dataclass(frozen=True)
class Opened:
    """What was read from a file, and its blocks; None where it cannot be shown, which keeps nobody from using the rest."""

    documents: list[dict[str, Any]]
    blocks: list[dict[str, Any]] | None


def opened(data: bytes, name: str, seconds: float) -> Opened:
    """`Refused` with a sentence where nothing can be read."""
    code, answer = ask(COMMAND, data, name, seconds)
    first, parted, second = answer.partition(b"\n")
    read = documents(0, first) if parted else documents(code, answer)
    return Opened([to_json(sop) for sop in read], blocks_said(second))


def blocks_said(line: bytes) -> list[dict[str, Any]] | None:
    try:
        found = json.loads(line)
    except ValueError:
        return None
    return found if isinstance(found, list) else None
