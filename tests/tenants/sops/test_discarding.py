"""A draft that was a mistake is thrown away with its reason, and brought back while nothing has taken its place."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select

from runtut.database import db
from runtut.errors import Conflict
from runtut.events.models import Event
from tenants.notices.models import Notice
from tenants.sops import service
from tenants.sops.editing import drafts
from tenants.sops.life import discarding
from tenants.sops.life import service as life
from tenants.sops.life.stage import stage
from tenants.sops.models import SopVersion
from tenants.sops.upgrading.clones import clones

ADMIN, WRITER, HEAD, READER = (
    "admin@setda.13.01", "kasubag.program@diskopnaker.13.01", "kadis@diskopnaker.13.01", "kasi.naker@diskopnaker.13.01",
)  # fmt: skip
PAGES, API = "/13.01/diskopnaker", "/api/v1/pemda/13.01/opd/diskopnaker"
WHY = "Salah mengambil templat"
Stand = Callable[..., Any]


@pytest.fixture
def stand(at: Callable[..., Any]) -> Stand:
    """Somebody else goes on; what was done so far is written down."""

    def go(login: str) -> Any:
        db.session.flush() if db.session.new or db.session.dirty else None
        return at(login, "diskopnaker")

    return go


@pytest.fixture
def first(stand: Stand) -> SopVersion:
    """A new SOP that the admin took over; the Kasubag stands before it."""
    version = service.clone(stand(ADMIN).opd.id, "dinas", "monev", "Pemantauan Kinerja")
    service.map_actors(version, {actor: role.id for actor, role in service.suggested_roles(version).items() if role})
    stand(WRITER)
    return version


@pytest.fixture
def revision(first: SopVersion, stand: Stand) -> SopVersion:
    """The revision of an SOP in force, begun by the Kasubag."""
    stand(HEAD)
    service.put_into_force(first)
    stand(WRITER)
    return drafts.revise(service.sop_by_slug("monev"), "Aturan baru")


def listed() -> dict[str, int]:
    return {sop.slug: version.number for sop, version in service.sops()}


def test_a_first_draft_leaves_the_list_and_comes_back(first: SopVersion) -> None:
    discarding.discard(first, WHY)
    discarding.discard(first, WHY)
    assert (listed(), [sop.slug for sop, _ in service.discarded_sops()]) == ({}, ["monev"])
    assert stage(first).deeds == {"restore"}
    with pytest.raises(Conflict, match="dibuang"):
        drafts.revise(service.sop_by_slug("monev"), "Lagi")
    assert "dibuang" in service.locked_mapping(first)
    discarding.restore(first)
    discarding.restore(first)
    assert (listed(), service.discarded_sops(), first.discarded_reason) == ({"monev": 1}, [], None)
    kinds = select(Event.kind).where(Event.kind.in_(("sop.discarded", "sop.restored"))).order_by(Event.kind)
    assert list(db.session.scalars(kinds)) == ["sop.discarded", "sop.restored"]


def test_its_address_is_free_again_and_it_comes_back_beside_the_new_one(first: SopVersion) -> None:
    discarding.discard(first, WHY)
    again = drafts.begin(first.opd_id, "monev", "Yang benar")
    assert service.sop_by_slug("monev").id == again.sop_id
    assert service.sop_by_id(first.sop_id).slug == "monev-dibuang-1"
    with pytest.raises(Conflict, match="sudah memiliki SOP"):
        drafts.begin(first.opd_id, "monev", "Sekali lagi")
    discarding.restore(first)
    assert listed() == {"monev": 1, "monev-dibuang-1": 1}


def test_a_revision_that_was_a_mistake_leaves_the_sop_as_it_was(revision: SopVersion, first: SopVersion) -> None:
    sop = service.sop_by_slug("monev")
    discarding.discard(revision, "Keliru menekan tombol")
    assert (listed(), service.shown_version(sop).id, first.state) == ({"monev": 1}, first.id, "effective")
    anew = drafts.revise(sop, "Aturan baru")
    assert anew.number == 3
    with pytest.raises(Conflict, match="draf lain .versi 3"):
        discarding.restore(revision)
    assert "versi 3" in stage(revision).lacking
    discarding.discard(anew, "Keliru lagi")
    discarding.restore(revision)
    assert drafts.draft_of(sop).id == revision.id


def test_it_does_not_come_back_once_something_newer_was_in_force(revision: SopVersion, stand: Stand) -> None:
    discarding.discard(revision, WHY)
    anew = drafts.revise(service.sop_by_slug("monev"), "Aturan baru")
    anew.state = "review"
    stand(HEAD)
    anew.state = "approved"
    db.session.flush()
    life.revoke(anew, "Salah tanggal")
    with pytest.raises(Conflict, match="lebih baru"):
        discarding.restore(revision)


def test_only_a_draft_is_thrown_away(revision: SopVersion, first: SopVersion) -> None:
    with pytest.raises(Conflict, match="Hanya draf"):
        discarding.discard(first, WHY)
    life.submit(revision)
    assert "discard" not in stage(revision).deeds
    with pytest.raises(Conflict, match="ditarik kembali dahulu"):
        discarding.discard(revision, WHY)
    with pytest.raises(Conflict, match="tidak dibuang"):
        discarding.restore(first)


def test_who_wrote_on_it_is_told_who_threw_it_away_and_why(revision: SopVersion, stand: Stand) -> None:
    name = stand(ADMIN).standing.name
    discarding.discard(revision, WHY)
    db.session.flush()
    told = list(db.session.scalars(select(Notice.text).where(Notice.text.contains("dibuang"))))
    assert told == [f"Draf SOP “Pemantauan Kinerja” versi 2 dibuang oleh {name}: {WHY}"]


def test_what_was_thrown_away_follows_no_template(first: SopVersion) -> None:
    """Nobody is told of newer versions for it, and the library does not count it."""
    assert "monev" in {clone.slug for clone in clones("dinas")}
    discarding.discard(first, WHY)
    db.session.flush()
    assert "monev" not in {clone.slug for clone in clones("dinas")}


def test_the_way_over_the_pages(person: Callable[..., Any], first: SopVersion) -> None:
    assert first.id
    db.session.commit()
    writer, reader = person(WRITER), person(READER)
    sop, at = f"{PAGES}/sop/monev", f"{PAGES}/sop/monev/versi/1"
    assert "keluar dari daftar SOP" in writer.get(sop).text
    assert "Buang draf" not in reader.get(sop).text
    assert reader.post(f"{at}/buang", data={"reason": WHY}).status_code == 403
    writer.post(f"{at}/buang", data={"reason": ""})
    assert "Tulis alasannya" in writer.get(sop).text
    assert writer.post(f"{at}/buang", data={"reason": WHY}).status_code == 303
    page = writer.get(sop).text
    assert all(words in page for words in ("Draf ini dibuang", WHY, "Urungkan pembuangan", "Draf dibuang."))
    assert "Draf yang dibuang (1)" in writer.get(f"{PAGES}/sop").text
    assert "Tidak pernah berlaku" in writer.get(f"{sop}/cetak?versi=1").text
    assert writer.post(f"{at}/urungkan").status_code == 303
    assert "Ubah draf" in writer.get(sop).text
    assert "Draf yang dibuang" not in writer.get(f"{PAGES}/sop").text


def test_the_way_over_the_api(person: Callable[..., Any], revision: SopVersion) -> None:
    assert revision.id
    db.session.commit()
    writer, at = person(WRITER), f"{API}/sops/monev/versions/2/disposal"
    assert writer.put(at, json={}).status_code == 422
    assert writer.put(at, json={"reason": WHY}).json["state"] == "discarded"
    assert writer.get(f"{API}/sops/monev/draft").status_code == 404
    assert writer.delete(at).json["state"] == "draft"
    assert person(READER).delete(at).status_code == 403
