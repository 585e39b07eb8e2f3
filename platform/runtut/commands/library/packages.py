"""`runtut library export|import|key|trust`: templates in signed packages between installations."""

from pathlib import Path

import click

from runtut.commands.library.ground import as_operator
from runtut.errors import Problem
from runtut.library import exchanging
from runtut.library.announcing import announce
from runtut.library.packages import keyring
from runtut.library.packages.keys import fingerprint

LARGEST = 64_000_000


@click.command("export")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.argument("slugs", nargs=-1)
@click.option("--all-versions", is_flag=True, help="Semua versi, bukan yang terbaru saja.")
def export(file: Path, slugs: tuple[str, ...], all_versions: bool) -> None:
    """Tulis templat SLUGS (tanpa SLUGS: semua) ke FILE sebagai paket bertanda tangan."""
    with as_operator():
        data = exchanging.export(slugs, keyring(), all_versions)
    file.write_bytes(data)
    click.echo(f"Paket {file} ditulis, {len(data)} byte. Sidik kunci kita: {fingerprint(keyring().public())}")


@click.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def import_(file: Path) -> None:
    """Ambil templat dari paket FILE; yang sudah ada tetap, yang gagal tidak mengubah apa pun."""
    if file.stat().st_size > LARGEST:
        raise click.ClickException("Paket ini terlalu besar; mintalah paket yang lebih kecil kepada penerbitnya.")
    with as_operator():
        done = exchanging.import_(file.read_bytes(), keyring())
        for template in done.new:
            click.echo(f"Templat {template.slug} versi {template.version} dari {done.publisher}")
        for template in {template.slug: template for template in done.new}.values():
            announce(template)
        click.echo(f"{len(done.new)} versi baru, {done.known} sudah ada; pemilik SOP yang mengikutinya diberi tahu.")


@click.command()
def key() -> None:
    """Tunjukkan kunci umum instalasi ini, untuk diberikan kepada penerima paket."""
    own = keyring().public()
    click.echo(f"{own}\nSidik: {fingerprint(own)}")


@click.command()
@click.argument("key")
@click.argument("name")
def trust(key: str, name: str) -> None:
    """Percayai paket yang ditandatangani dengan kunci KEY milik NAME."""
    try:
        said = keyring().trust(key, name)
    except Problem as refused:
        raise click.ClickException(refused.detail) from refused
    click.echo(f"Paket dari {name} dipercaya. Cocokkan sidiknya: {said}")


BY_NAME = {"export": export, "import": import_, "key": key, "trust": trust}
