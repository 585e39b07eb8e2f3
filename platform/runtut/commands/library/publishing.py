"""`runtut library publish`: a file becomes the next version of a template."""

import json
from pathlib import Path

import click

from runtut.commands.library.ground import as_operator
from runtut.library.announcing import announce
from runtut.library.service import newest_of, publish, publish_shipped, template_by_slug
from runtut.procedures import SopError, from_json
from runtut.procedures.filling import KINDS


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--slug", required=True, help="Alamat templat di pustaka, misalnya dinas.")
@click.option("--kind", type=click.Choice(sorted(KINDS)), help="Jenis OPD; wajib bagi templat baru.")
@click.option("--urusan", multiple=True, help="Kode urusan, boleh berulang, misalnya 2.07.")
@click.option("--note", help="Apa yang berubah, satu kalimat.")
def publish_(file: Path, slug: str, kind: str | None, urusan: tuple[str, ...], note: str | None) -> None:
    """Terbitkan SOP dalam FILE (JSON runtut.sop/1) sebagai versi templat berikutnya."""
    content = _read(file)
    with as_operator():
        before = newest_of(slug)
        written_for = kind or (before.kind if before else None)
        if written_for is None:
            raise click.ClickException("Templat ini baru; sebutkan jenis OPD-nya dengan --kind.")
        if not publish(slug, written_for, content, note, urusan or None):
            click.echo("Isinya sama dengan versi terbaru; tidak ada yang diterbitkan.")
            return
        template = template_by_slug(slug)
        announce(template)
        click.echo(f"Templat {slug} versi {template.version} terbit; pemilik SOP yang mengikutinya diberi tahu.")


def _read(file: Path) -> dict[str, object]:
    try:
        content: dict[str, object] = json.loads(file.read_text("utf-8"))
        from_json(content)
    except SopError as wrong:
        raise click.ClickException(f"{file.name} belum benar: {wrong}") from wrong
    except (ValueError, AttributeError, OSError) as wrong:
        raise click.ClickException(f"{file.name} bukan berkas JSON runtut.sop/1.") from wrong
    return content


@click.command()
def publish_shipped_() -> None:
    """Terbitkan templat dan metode bawaan yang belum ada di pustaka."""
    fill_shelf()


def fill_shelf() -> None:
    """What comes with the product stands on the shelf; what stands there stays as it is."""
    with as_operator():
        count = publish_shipped()
    click.echo(f"{count} templat atau metode bawaan diterbitkan." if count else "Pustaka sudah lengkap.")


BY_NAME = {"publish": publish_, "publish-shipped": publish_shipped_}
