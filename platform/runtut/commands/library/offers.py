"""`runtut library offers|accept|decline`: what OPDs offer to the library, and the operator's answer."""

from uuid import UUID

import click
from sqlalchemy import select

from runtut.commands.library.ground import announce, as_operator, every_pemda
from runtut.database import db
from runtut.directory.models import Pemda
from runtut.directory.service import pemda_by_code
from runtut.errors import NotFound
from runtut.procedures.merging import KINDS, Merge, place_words, values_words
from runtut.tenancy import Pass, enter
from tenants.institutions.models import Opd
from tenants.sops.models import Sop
from tenants.sops.offering import service
from tenants.sops.offering.models import SopOffer


@click.command()
def offers() -> None:
    """Tunjukkan usulan yang belum dijawab, dengan setiap perubahannya."""
    with as_operator():
        count = 0
        for pemda in every_pemda():
            for row in service.open_offers():
                count += 1
                sop, opd = _whose(row)
                click.echo(f"{pemda.code} {row.id}\n  {opd.name}, {sop.title}: {row.note}")
                _show(service.laid_over(row))
        click.echo(f"{count} usulan menunggu jawaban.")


def _whose(row: SopOffer) -> tuple[Sop, Opd]:
    found = db.session.execute(select(Sop, Opd).join(Opd, Opd.id == Sop.opd_id).where(Sop.id == row.sop_id)).one()
    return found[0], found[1]


def _show(found: Merge) -> None:
    for change in found.questions:
        _, mine, theirs = values_words(change, found)
        clash = " [pustaka juga berubah]" if change.conflict else ""
        click.echo(f"    {place_words(change, found)} {KINDS[change.kind]}{clash}: {mine or '–'} → {theirs or '–'}")


@click.command()
@click.argument("pemda")
@click.argument("offer", type=click.UUID)
def accept(pemda: str, offer: UUID) -> None:
    """Terima usulan OFFER dari PEMDA (kode wilayah): menjadi versi templat berikutnya."""
    with as_operator():
        row = _entered(pemda, offer)
        template = service.accept(row, _path(pemda, row))
        click.echo(
            f"Templat {template.slug} versi {template.version} terbit; {announce(template)} SOP tertinggal dan diberi tahu."
        )


@click.command()
@click.argument("pemda")
@click.argument("offer", type=click.UUID)
@click.option("--reason", required=True, help="Alasan, satu kalimat; dibaca oleh pengusul.")
def decline(pemda: str, offer: UUID, reason: str) -> None:
    """Tolak usulan OFFER dari PEMDA dengan alasan."""
    with as_operator():
        row = _entered(pemda, offer)
        service.decline(row, reason, _path(pemda, row))
        click.echo("Usulan ditolak; pengusul diberi tahu.")


def _entered(code: str, offer: UUID) -> SopOffer:
    found: Pemda | None = pemda_by_code(code)
    if found is None:
        raise NotFound(f"Pemda {code} tidak berlangganan di sini.")
    enter(Pass(found.id, ("*",), operator=True))
    return service.offer_by_id(offer)


def _path(code: str, row: SopOffer) -> str:
    sop, opd = _whose(row)
    return f"/{code}/{opd.slug}/sop/{sop.slug}/usulan"


BY_NAME = {"offers": offers, "accept": accept, "decline": decline}
