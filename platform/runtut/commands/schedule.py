"""`runtut schedule`: writes what is due by the clock into the outbox of every pemda, until SIGTERM."""

import contextlib

import click

from runtut.database import alone
from runtut.directory.service import pemda_ids
from runtut.jobs.schedule import schedule as keep_time
from runtut.servers.signals import Stopped, stopping_on_signals


@click.command()
def schedule() -> None:
    """Jadwalkan pekerjaan berkala di setiap pemda sampai dihentikan."""
    with contextlib.suppress(Stopped), stopping_on_signals(), alone(pool=1).app_context():
        keep_time(pemda_ids)
