"""`runtut library offers|accept|decline`: what OPDs offer to the library, and the operator's answer."""

from uuid import UUID

import click

from runtut.commands.library.ground import as_operator
from runtut.directory.service import pemdas_by_id
from runtut.library import offers as service
from runtut.procedures.merging import KINDS, Merge, place_words, values_words


@click.command()
def offers() -> None:
    """Tunjukkan usulan yang belum dijawab, dengan setiap perubahannya."""
    with as_operator():
        waiting = service.waiting_offers()
        codes = {pemda.id: pemda.code for pemda in pemdas_by_id([offer.pemda_id for offer in waiting])}
        for offer in waiting:
            click.echo(f"{codes[offer.pemda_id]} {offer.id}\n  {offer.office}, {offer.title}: {offer.note}")
            _show(service.laid_over(offer))
        click.echo(f"{len(waiting)} usulan menunggu jawaban.")


def _show(found: Merge) -> None:
    for change in found.questions:
        _, mine, theirs = values_words(change, found)
        clash = " [pustaka juga berubah]" if change.conflict else ""
        click.echo(f"    {place_words(change, found)} {KINDS[change.kind]}{clash}: {mine or '–'} → {theirs or '–'}")


@click.command()
@click.argument("offer", type=click.UUID)
@click.option("--note", help="Catatan bagi pemilik SOP; tanpa ini, alasan pengusul.")
def accept(offer: UUID, note: str | None) -> None:
    """Terima usulan OFFER: menjadi versi templat berikutnya."""
    with as_operator():
        row = service.offer_by_id(offer)
        template = service.accept(row, note or row.note)
        click.echo(f"Templat {template.slug} versi {template.version} terbit; pemilik SOP yang mengikutinya diberi tahu.")


@click.command()
@click.argument("offer", type=click.UUID)
@click.option("--reason", required=True, help="Alasan, satu kalimat; dibaca oleh pengusul.")
def decline(offer: UUID, reason: str) -> None:
    """Tolak usulan OFFER dengan alasan."""
    with as_operator():
        service.decline(service.offer_by_id(offer), reason)
        click.echo("Usulan ditolak; pengusul diberi tahu.")


BY_NAME = {"offers": offers, "accept": accept, "decline": decline}
