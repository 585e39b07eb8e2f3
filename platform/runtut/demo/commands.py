"""`runtut demo load` and `runtut demo cycle`."""

import sys

import click

from runtut.config import settings


@click.group()
def demo() -> None:
    """Data contoh: muat, atau jalankan satu siklus penuh."""


@demo.command()
def load() -> None:
    """Muat pemda, pejabat, dan akun contoh."""
    from runtut.app import create_app
    from runtut.demo import load as loading
    from runtut.demo import passwords

    accounts = loading.load(create_app(pool=2, statement_ms=60_000, idle_ms=60_000))
    path = passwords.keep(settings().home, accounts)
    click.echo(f"Data contoh dimuat; {len(accounts)} akun tersimpan di {path}")


@demo.command()
@click.option("--address", envvar="RUNTUT_ADDRESS", default="http://127.0.0.1:8000", help="Alamat sistem yang berjalan.")
def cycle(address: str) -> None:
    """Jalankan satu siklus monev Diskopnaker dari awal sampai arsip, melalui API."""
    from runtut.demo import passwords
    from runtut.demo.cycle import play

    sys.exit(0 if play(address, passwords.read(settings().home)) else 1)
