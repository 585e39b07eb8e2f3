"""The spawned process: reads one order from its input, writes one PDF to its output."""

import json
import resource
import sys
from typing import Any

from runtut.printing.child import FAILED
from runtut.printing.compiler import CannotPrint, pdf


def main() -> int:
    order = json.load(sys.stdin)
    limit(order["limits"])
    try:
        made = pdf(order["template"], order["data"])
    except CannotPrint as refused:
        sys.stderr.write(refused.reason)
        return FAILED
    if len(made) > order["limits"]["size"]:
        return FAILED + 1
    sys.stdout.buffer.write(made)
    return 0


def limit(limits: dict[str, Any]) -> None:
    for kind, value in (
        (resource.RLIMIT_AS, limits["memory"]),
        (resource.RLIMIT_CPU, limits["seconds"]),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(kind, (value, value))


if __name__ == "__main__":
    sys.exit(main())
