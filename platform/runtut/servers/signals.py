"""SIGINT, SIGTERM and SIGHUP become one exception, once: what follows is the orderly end, undisturbed."""

import contextlib
import signal
from collections.abc import Iterator
from types import FrameType


class Stopped(BaseException):
    """Somebody asked this process to end."""


@contextlib.contextmanager
def stopping_on_signals() -> Iterator[None]:
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
    ours = [number for number, handler in before.items() if number != signal.SIGHUP or handler != signal.SIG_IGN]  # nohup

    def stop(_number: int, _frame: FrameType | None) -> None:
        for number in ours:
            signal.signal(number, _deaf)
        raise Stopped

    for number in ours:
        signal.signal(number, stop)
    try:
        yield
    finally:
        for number in ours:
            signal.signal(number, before[number])


def _deaf(_number: int, _frame: FrameType | None) -> None:
    """The end is under way already."""
