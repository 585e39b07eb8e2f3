"""`runtut library behind`: which SOPs follow an older version of a template."""

import click

from runtut.commands.library.ground import as_operator, every_pemda
from runtut.library.service import template_by_slug
from tenants.sops.upgrading.clones import clones


@click.command()
@click.argument("slug")
def behind(slug: str) -> None:
    """Tunjukkan SOP yang tertinggal dari templat SLUG, di semua pemda."""
    with as_operator():
        newest, late, all_ = template_by_slug(slug), 0, 0
        click.echo(f"{newest.title}, versi {newest.version}")
        for pemda in every_pemda():
            for clone in clones(slug):
                all_ += 1
                if clone.version < newest.version:
                    late += 1
                    click.echo(f"  {pemda.code} {clone.opd_name}: {clone.title} (versi {clone.version})")
        click.echo(f"{late} dari {all_} SOP tertinggal.")


BY_NAME = {"behind": behind}
