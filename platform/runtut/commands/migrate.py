"""`runtut migrate`: bring the database to the newest form, lay the fence key into it, and fill the library's shelf."""

import importlib.util
from pathlib import Path

import click
import psycopg
from alembic import command
from alembic.config import Config

from runtut.commands.library.publishing import fill_shelf
from runtut.config import settings
from runtut.tenancy.ticket import pads


@click.command()
def migrate() -> None:
    """Buat atau perbarui tabel basis data dan isi pustaka dengan templat bawaan."""
    command.upgrade(alembic(), "head")
    lay_key(settings().database_owner_url, bytes.fromhex(settings().fence_key))
    click.echo("Basis data siap.")
    fill_shelf()


def alembic() -> Config:
    """Alembic's settings, wherever the package is installed."""
    config = Config()
    config.set_main_option("script_location", str(scripts()))
    config.set_main_option("file_template", "%%(rev)s_%%(slug)s")
    return config


def scripts() -> Path:
    """The folder `migrations`: beside the packages both in a checkout and in a wheel."""
    found = importlib.util.find_spec("tenants")
    if found is None or found.origin is None:
        raise click.ClickException("Paket tenants tidak terpasang; pasang ulang Runtut.")
    return Path(found.origin).parent.parent / "migrations"


def lay_key(owner_url: str, key: bytes) -> None:
    """Keep the two paddings of the fence key where only the fence functions can read them."""
    with psycopg.connect(owner_url, prepare_threshold=None) as connection:
        connection.execute("delete from fence.key")
        connection.execute("insert into fence.key values (%s, %s)", pads(key))
