"""Starts a worker or a relay as `runtut` does, with a job that can be watched, and with leases of a second.

python tests/workers/playing.py work|relay
The job of SWEEP here: {"mark": file, "seconds": float, "fails": sentence or null, "n": int}. It leaves one event, says so
in a line of the file, and then takes its time: whoever is killed meanwhile has done nothing.
"""

import functools
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from runtut.commands import main
from runtut.events import record
from runtut.jobs import JobName, job
from runtut.jobs import relay as relaying

LEASE = 1.5


def play(payload: Mapping[str, Any]) -> None:
    record("test.effect", f"test:{payload['n']}")
    with Path(payload["mark"]).open("a") as marks:
        marks.write(f"{payload['n']}\n")
    time.sleep(payload.get("seconds", 0))
    if payload.get("fails"):
        raise RuntimeError(payload["fails"])


if __name__ == "__main__":
    if sys.argv[1] == "work":
        import workers.cycles  # noqa: F401  # registers the job that is replaced now

        job(JobName.SWEEP)(play)
    relaying.claim = functools.partial(relaying.claim, lease=LEASE)
    main([sys.argv[1]], prog_name="runtut")
