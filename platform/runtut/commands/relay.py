"""`runtut relay`: hands what the outbox holds to the queue, until SIGTERM."""

import signal
from types import FrameType

import click

from runtut.config import settings
from runtut.jobs.relay import relay as hand_on


class GoingOn:
    """True until somebody asks the process to end: a row that is leased is handed over before it does."""

    def __init__(self) -> None:
        self.asked = False
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self.ask)

    def ask(self, _number: int, _frame: FrameType | None) -> None:
        self.asked = True

    def __call__(self) -> bool:
        return not self.asked


@click.command()
def relay() -> None:
    """Teruskan pekerjaan dari basis data ke antrean sampai dihentikan."""
    hand_on(settings().database_relay_url, settings().redis_url, GoingOn())
