"""Waiting for a server with a clear end: it answers, it died, or the time is over."""

import time
from collections.abc import Callable

from runtut.errors import CannotStart
from runtut.servers.process import Process


def wait_until(answers: Callable[[], bool], process: Process, seconds: float = 60.0) -> None:
    """`answers` says whether the server is there; what it raises goes on."""
    until = time.monotonic() + seconds
    while not answers():
        if not process.alive():
            raise CannotStart(
                f"{process.child.name} berhenti sebelum siap (kode {process.exit_code()}); sebabnya ada di {process.log}."
            )
        if time.monotonic() > until:
            raise CannotStart(
                f"{process.child.name} belum siap setelah {seconds:.0f} detik; lihat {process.log}, lalu coba lagi."
            )
        time.sleep(0.02)
