"""Throwing a draft away, with its reason, and taking it back out of the bin.

A revision is thrown away and the version in force stays as it is, to be revised anew. An SOP of which nothing else was
ever written leaves the list with its draft and gives its address to the next one that asks for it.
"""

from datetime import UTC, datetime

from runtut.errors import Conflict
from runtut.permissions import here
from tenants.notices.service import Message, notify
from tenants.sops.life.holding import did, require
from tenants.sops.life.service import hands, noted
from tenants.sops.models import OPEN, SopVersion
from tenants.sops.service import sop_by_id, versions_of


def discard(version: SopVersion, reason: str) -> SopVersion:
    """By whoever may write; the others who wrote on it are told. What was handed in is taken back first."""
    if did(version, lambda: (version.state, version.discarded_reason) == ("discarded", reason)):
        return version
    require(version, ("draft",), "Hanya draf yang dapat dibuang; yang sedang direviu ditarik kembali dahulu.")
    version.state, version.discarded_reason = "discarded", reason
    version.discarded_by, version.discarded_at = here().standing.official_id, datetime.now(UTC)
    noted(version, "sop.discarded", reason=reason)
    _tell_writers(version, reason)
    return version


def restore(version: SopVersion) -> SopVersion:
    """Back as the draft that it was, as long as the SOP has no other one and nothing newer."""
    if did(version, lambda: version.state == "draft"):
        return version
    require(version, ("discarded",), "Versi ini tidak dibuang, jadi tidak ada yang diurungkan.")
    if lacking := why_not_back(version):
        raise Conflict(lacking)
    version.state, version.discarded_reason, version.discarded_by, version.discarded_at = "draft", None, None, None
    noted(version, "sop.restored")
    return version


def why_not_back(version: SopVersion) -> str:
    """What stands in the way of a draft that was thrown away, and what to do; empty when nothing does."""
    others = [one for one in versions_of(sop_by_id(version.sop_id)) if one.id != version.id and one.state != "discarded"]
    if opened := next((one for one in others if one.state in OPEN), None):
        return f"SOP ini sudah mempunyai draf lain (versi {opened.number}); selesaikan atau buang draf itu dahulu."
    if newer := next((one for one in others if one.number > version.number), None):
        return f"SOP ini sudah mempunyai versi yang lebih baru (versi {newer.number}); mulailah revisi dari versi itu."
    return ""


def _tell_writers(version: SopVersion, reason: str) -> None:
    place, sop = here(), sop_by_id(version.sop_id)
    said = f"Draf SOP “{sop.title}” versi {version.number} dibuang oleh {place.standing.name}: {reason}"
    path = f"/{place.pemda_code}/{place.opd.slug}/sop/{sop.slug}?versi={version.number}"
    for official in hands(version) - {place.standing.official_id}:
        once = f"sop:{version.id}:discarded:{version.discarded_at}:{official}"
        notify(official, sop.opd_id, Message("returned", said, path), once)
