"""`runtut bench`: JSON lines with name, value, unit, and the ratio to a limit measured in the same run."""

import contextlib
import tempfile
from pathlib import Path

import click


@click.command()
@click.option(
    "--cycles",
    type=click.IntRange(min=450),
    default=450,
    show_default=True,
    help="Banyaknya siklus yang disiapkan untuk diukur.",
)
def bench(cycles: int) -> None:
    """Ukur kecepatan: bacaan, gambar, dan cetakan SOP, ketikan, transisi tugas, kotak masuk, dan waktu menyala."""
    from runtut.bench import checking, inbox, machine, printing, reading, startup, transition, typing
    from runtut.bench.ground import ground

    for line in (*machine.measure(), *checking.measure(), *reading.measure(), *printing.measure()):
        click.echo(line.json())
    with contextlib.ExitStack() as leaving:
        home = Path(leaving.enter_context(tempfile.TemporaryDirectory(prefix="runtut-bench-", ignore_cleanup_errors=True)))
        home.chmod(0o755)
        site = leaving.enter_context(ground(home, cycles))
        for line in (*startup.measure(site), *transition.measure(site), *inbox.measure(site), *typing.measure(site)):
            click.echo(line.json())
