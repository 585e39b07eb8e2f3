"""Offering what was improved here to the library: handed over without names, and what is answered."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from sqlalchemy import select

from runtut.database import db
from runtut.errors import Conflict, Invalid, NotFound
from runtut.events import record
from runtut.library import offers as library
from runtut.library.models import LibraryOffer, Template
from runtut.library.service import template_by_id
from runtut.permissions import here
from runtut.procedures import Sop as Procedure
from runtut.procedures import from_json, to_json
from runtut.procedures.filling import emptied
from runtut.procedures.merging import THEIRS, Merge, apply, merge
from tenants.institutions.models import Opd
from tenants.notices.service import Message, notify
from tenants.sops import service
from tenants.sops.filling import institution_of
from tenants.sops.models import Sop, SopVersion
from tenants.sops.offering.models import SopOffer
from tenants.sops.upgrading.service import upgrade_of


@dataclass(frozen=True)
class Proposal:
    """`merge` lays what is offered over the template: each of its changes is what the library would gain."""

    sop: Sop
    version: SopVersion
    template: Template
    content: Procedure
    merge: Merge
    waiting: bool
    """Changes of the library wait to be decided first."""


def proposal_of(sop: Sop) -> Proposal:
    """What the version in force, or the newest, would add to its template; NotFound for an SOP that is no clone."""
    version = service.shown_version(sop)
    found = upgrade_of(sop, version=version)
    own = emptied(from_json(version.content), institution_of(sop.opd_id, here().pemda_name), found.followed.kind)
    told = from_json(found.followed.content)
    content = _like(own, told)
    return Proposal(sop, version, found.followed, content, merge(told, told, content), found.followed.id != found.newest.id)


def _like(own: Procedure, told: Procedure) -> Procedure:
    """Without the identity: the title and the signer of a template are the library's."""
    return replace(own, identity=told.identity, kind=told.kind)


def offer(found: Proposal, note: str, keys: Sequence[str]) -> LibraryOffer:
    """Offer the changes of these keys, one offer at a time."""
    if not found.merge.questions:
        raise Conflict("Isi SOP ini sama dengan templatnya, jadi belum ada yang dapat diusulkan.")
    if found.waiting:
        raise Conflict("Pustaka sudah menerbitkan versi baru; ambil atau tolak dahulu perubahannya, lalu usulkan.")
    if any(one.state == "open" for one in offers_of(found.sop)):
        raise Conflict("Usulan sebelumnya masih diperiksa; tunggu jawabannya, atau tarik dahulu.")
    if not keys or set(keys) - {change.key for change in found.merge.questions}:
        raise Invalid("Pilih perubahan yang diusulkan.", {"changes": ["Pilih sedikitnya satu dari daftar."]})
    content = to_json(apply(found.merge, dict.fromkeys(keys, THEIRS)))
    handed = library.hand_over(library.Giver(found.sop.id, here().opd.name, found.sop.title), found.template, content, note)
    _keep(found, handed)
    return handed


def _keep(found: Proposal, handed: LibraryOffer) -> None:
    """What stays at home: which version it was, and who offered it."""
    row = SopOffer(
        id=handed.id, opd_id=found.sop.opd_id, sop_id=found.sop.id, version_id=found.version.id,
        official_id=here().standing.official_id,
    )  # fmt: skip
    db.session.add(row)
    db.session.flush()
    said = {"template": found.template.slug, "template_version": found.template.version, "version": found.version.number}
    record("sop.offered", f"sop:{found.sop.id}", found.sop.opd_id, said)


def offers_of(sop: Sop) -> list[LibraryOffer]:
    """The newest first."""
    return library.offers_about(sop.id)


def offer_of(sop: Sop, offer_id: UUID) -> LibraryOffer:
    if not any(one.id == offer_id for one in offers_of(sop)):
        raise NotFound("Usulan ini tidak ada.")
    return library.offer_by_id(offer_id)


def withdraw(offer: LibraryOffer) -> None:
    library.withdraw(offer)
    record("sop.offer_withdrawn", f"sop:{offer.subject}", here().opd.id, {"offer": str(offer.id)})


def hear(offer: LibraryOffer, pemda_code: str) -> None:
    """The operator's answer arrives in the pemda that is bound: it is noted, and who offered is told."""
    row = db.session.scalars(select(SopOffer).where(SopOffer.id == offer.id)).one()
    said: dict[str, object] = {"offer": str(offer.id), "account": str(offer.answered_by) if offer.answered_by else None}
    if offer.result_id:
        result = template_by_id(offer.result_id)
        words = f"Usulan Anda untuk templat “{result.title}” diterima menjadi versi {result.version}. Terima kasih."
        said["template_version"] = result.version
    else:
        words = f"Usulan Anda ke pustaka belum diterima: {offer.answer}"
        said["reason"] = offer.answer
    record(f"sop.offer_{offer.state}", f"sop:{row.sop_id}", row.opd_id, said)
    notify(row.official_id, row.opd_id, Message("library", words, _path(row, pemda_code)), f"offer:{row.id}")


def _path(row: SopOffer, pemda_code: str) -> str:
    """A job has no request to build it from."""
    found = select(Opd.slug, Sop.slug).join(Sop, Sop.opd_id == Opd.id).where(Sop.id == row.sop_id)
    opd, sop = db.session.execute(found).one()
    return f"/{pemda_code}/{opd}/sop/{sop}/usulan"
