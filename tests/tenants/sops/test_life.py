"""The life of a version: reviewed by other eyes, approved with number and dates, one in force a day, never changed after."""

from collections.abc import Callable
from copy import deepcopy
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.dialects.postgresql import Range
from sqlalchemy.exc import DBAPIError

from runtut.database import db
from runtut.errors import Conflict, Forbidden, Invalid
from runtut.permissions import here
from runtut.procedures import sha256
from tenants.cycles.service import seats_behind
from tenants.cycles.views import opening
from tenants.notices.models import Notice
from tenants.people.seats import today_at
from tenants.sops import service
from tenants.sops.editing import drafts
from tenants.sops.life import service as life
from tenants.sops.life.stage import stage
from tenants.sops.models import SopEdit, SopVersion
from tenants.sops.printing.files import code_of

ADMIN, WRITER, OTHER, HEAD = (
    "admin@setda.13.01", "kasubag.program@diskopnaker.13.01", "sekretaris@diskopnaker.13.01", "kadis@diskopnaker.13.01",
)  # fmt: skip
PAGES, API = "/13.01/diskopnaker", "/api/v1/pemda/13.01/opd/diskopnaker"
NUMBER = "000.8.3.3/12/Diskopnaker/2025"


@pytest.fixture
def stand(at: Callable[..., Any]) -> Callable[..., Any]:
    """Somebody else goes on; what was done so far is written down."""

    def go(login: str) -> Any:
        db.session.flush() if db.session.new or db.session.dirty else None
        return at(login, "diskopnaker")

    return go


@pytest.fixture
def draft(stand: Callable[..., Any]) -> SopVersion:
    """A template that was taken over, mapped and then changed by the Kasubag."""
    version = service.clone(stand(ADMIN).opd.id, "dinas", "monev", "Pemantauan Kinerja")
    service.map_actors(version, {actor: role.id for actor, role in service.suggested_roles(version).items() if role})
    stand(WRITER)
    drafts.save(version, 0, changed(version, "Menyusun format isian monev"))
    return version


def changed(version: SopVersion, text: str) -> dict[str, Any]:
    content = deepcopy(version.content)
    content["steps"][0]["text"] = text
    return content


def in_force(version: SopVersion, stand: Callable[..., Any], number: str = NUMBER, later: int = 0) -> SopVersion:
    """By the way that every version goes."""
    stand(WRITER)
    life.submit(version)
    stand(OTHER)
    life.pass_review(version)
    today = today_at(stand(HEAD))
    life.approve(version, number, today, today + timedelta(later))
    return version


def told(login_name: str) -> list[str]:
    return list(db.session.scalars(select(Notice.text).where(Notice.text.contains(login_name))))


def test_a_version_goes_from_draft_to_force(draft: SopVersion, stand: Callable[..., Any]) -> None:
    in_force(draft, stand)
    identity, today = draft.content["identity"], today_at(here())
    assert (draft.state, draft.in_force) == ("effective", Range(today, None))
    assert (identity["number"], identity["effective_on"], identity["approved_by"]["position"]) == (
        NUMBER, today.isoformat(), "Kepala Dinas",
    )  # fmt: skip
    assert draft.sha256 == sha256(draft.content)
    assert any("menunggu reviu" in said for said in told("versi 1"))
    assert any("menunggu pengesahan" in said for said in told("versi 1"))


def test_what_was_written_here_does_not_come_into_force_without_review(draft: SopVersion, stand: Callable[..., Any]) -> None:
    stand(HEAD)
    with pytest.raises(Conflict, match="direviu"):
        service.put_into_force(draft)
    with pytest.raises(Conflict, match="tidak sedang menunggu pengesahan"):
        life.approve(draft, NUMBER, date(2025, 1, 2), date(2025, 1, 2))


def test_the_way_to_an_approved_version_is_not_kept(draft: SopVersion, stand: Callable[..., Any]) -> None:
    assert drafts.edit_of(draft, 0) is not None
    in_force(draft, stand)
    assert db.session.scalars(select(SopEdit)).all() == []


def test_what_came_as_a_document_does_not_come_into_force_without_review(stand: Callable[..., Any]) -> None:
    """Neither a file that was read nor what a program sent is what the library gave, even when nobody changed it since."""
    place = stand(ADMIN)
    taken = service.clone(place.opd.id, "dinas", "dari-pustaka", "Dari Pustaka")
    sent = drafts.begin(place.opd.id, "kiriman", "Kiriman", taken.content)
    service.map_actors(sent, {actor: role.id for actor, role in service.suggested_roles(sent).items() if role})
    stand(HEAD)
    with pytest.raises(Conflict, match="direviu"):
        service.put_into_force(sent)


def test_only_a_whole_and_mapped_draft_is_handed_in(stand: Callable[..., Any]) -> None:
    blank = drafts.begin(stand(WRITER).opd.id, "surat", "Surat")
    with pytest.raises(Conflict, match="belum lengkap") as wrong:
        life.submit(blank)
    assert "steps[0].text" in wrong.value.errors
    db.session.flush()
    whole = service.clone(stand(ADMIN).opd.id, "dinas", "monev", "Pemantauan")
    with pytest.raises(Conflict, match="dipetakan"):
        life.submit(whole)


def test_a_revision_may_take_an_actor_out_of_the_flow(draft: SopVersion, stand: Callable[..., Any]) -> None:
    """His role stays mapped in the copied mapping, which keeps nothing from being handed in and gives nobody a seat."""
    in_force(draft, stand)
    stand(WRITER)
    later = drafts.revise(service.sop_by_slug("monev"), "Tanpa kepala seksi")
    content = changed(later, "Menyusun format tanpa kepala seksi")
    gone = content["actors"].pop(content["actors"].index("Kepala Seksi"))
    for step in content["steps"]:
        step["actors"] = list(dict.fromkeys("Kasubag Program" if actor == gone else actor for actor in step["actors"]))
        step["parts"] = {"Kasubag Program" if actor == gone else actor: part for actor, part in (step["parts"] or {}).items()}
    drafts.save(later, 0, content)
    assert gone in service.actor_roles(later.id)
    in_force(later, stand)
    assert later.state == "effective"
    assert set(seats_behind(later)) == set(content["actors"])


def test_nobody_reviews_or_approves_what_he_alone_wrote_or_handed_in(draft: SopVersion, stand: Callable[..., Any]) -> None:
    stand(ADMIN)
    life.submit(draft)
    assert "withdraw" in stage(draft).deeds
    with pytest.raises(Conflict, match="sedang direviu"):
        service.map_actors(draft, {})
    with pytest.raises(Forbidden, match="Anda sendiri"):
        life.pass_review(draft)
    assert "pass" not in stage(draft).deeds
    stand(WRITER)
    with pytest.raises(Forbidden, match="satu-satunya penulis"):
        life.pass_review(draft)
    stand(OTHER)
    assert "pass" in stage(draft).deeds
    life.pass_review(draft)
    assert "menunggu pengesahan" in service.locked_mapping(draft)
    stand(HEAD)
    with pytest.raises(Conflict, match="sudah selesai"):
        life.pass_review(draft)


def test_what_was_handed_in_can_be_taken_back_until_it_is_passed(draft: SopVersion, stand: Callable[..., Any]) -> None:
    stand(WRITER)
    life.submit(draft)
    with pytest.raises(Conflict, match="terkunci"):
        drafts.draft_of(service.sop_by_slug("monev"))
    with pytest.raises(Conflict, match="sudah diajukan"):
        drafts.save(draft, 1, changed(draft, "Lain"))
    life.withdraw(draft)
    drafts.save(draft, 1, changed(draft, "Lain"))
    life.submit(draft)
    stand(OTHER)
    life.pass_review(draft)
    stand(WRITER)
    with pytest.raises(Conflict, match="Reviu sudah selesai"):
        life.withdraw(draft)


def test_a_return_says_why_and_opens_the_draft_again(draft: SopVersion, stand: Callable[..., Any]) -> None:
    stand(WRITER)
    life.submit(draft)
    stand(OTHER)
    life.send_back(draft, "Waktu langkah 3 terlalu panjang")
    assert (draft.state, draft.returned_reason) == ("draft", "Waktu langkah 3 terlalu panjang")
    assert any("dikembalikan: Waktu" in said for said in told("versi 1"))
    with pytest.raises(Conflict):
        life.send_back(draft, "lagi")


def test_a_revision_needs_its_reason_and_replaces_the_version_before_on_its_day(
    draft: SopVersion, stand: Callable[..., Any]
) -> None:
    in_force(draft, stand)
    stand(WRITER)
    later = drafts.revise(service.sop_by_slug("monev"), "Aturan baru")
    drafts.save(later, 0, changed(later, "Menyusun format baru"))
    later.reason = None
    db.session.flush()
    with pytest.raises(Conflict, match="alasan"):
        life.submit(later)
    later.reason = "Aturan baru"
    db.session.flush()
    in_force(later, stand, later=10)
    today = today_at(here())
    assert (draft.state, later.state) == ("effective", "approved")
    assert (draft.in_force, later.in_force) == (Range(today, today + timedelta(10)), Range(today + timedelta(10), None))
    assert life.enforce_due(today + timedelta(9)) == 0
    assert life.enforce_due(today + timedelta(10)) == 1
    db.session.flush()
    assert (draft.state, later.state) == ("superseded", "effective")


def test_from_midnight_on_the_approved_version_is_in_force(
    draft: SopVersion, stand: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before the hourly job has written it down, and while a revision is being written: cycles open on the right one."""
    in_force(draft, stand)
    stand(WRITER)
    later = drafts.revise(service.sop_by_slug("monev"), "Aturan baru")
    db.session.flush()
    assert "monev" in dict(opening()["sop_options"])
    drafts.save(later, 0, changed(later, "Menyusun format baru"))
    in_force(later, stand, later=10)
    today = today_at(here())
    seen = {}
    for days in (9, 10):
        monkeypatch.setattr(service, "today_at", lambda _place, day=today + timedelta(days): day)
        seen[days] = service.shown_version(service.sop_by_slug("monev")).number
        assert "monev" in dict(opening()["sop_options"])
    assert (seen, draft.state, later.state) == ({9: 1, 10: 2}, "effective", "approved")


def test_an_approval_that_is_taken_back_leaves_the_version_before_in_force(
    draft: SopVersion, stand: Callable[..., Any]
) -> None:
    in_force(draft, stand)
    stand(WRITER)
    later = drafts.revise(service.sop_by_slug("monev"), "Aturan baru")
    drafts.save(later, 0, changed(later, "Menyusun format baru"))
    in_force(later, stand, later=10)
    life.revoke(later, "Salah tanggal")
    assert (later.in_force, draft.in_force) == (None, Range(today_at(here()), None))
    life.revoke(draft, "Tidak dipakai lagi")
    assert (draft.state, draft.revoked_reason) == ("revoked", "Tidak dipakai lagi")
    with pytest.raises(Conflict, match="dapat dicabut"):
        life.revoke(draft, "lagi")


def test_an_approval_that_was_cancelled_is_nowhere_told_as_having_been_in_force(
    draft: SopVersion, stand: Callable[..., Any], person: Callable[..., Any]
) -> None:
    in_force(draft, stand, later=10)
    db.session.commit()
    reader, page = person(WRITER), f"{PAGES}/sop/monev?versi=1"
    assert "berlaku mulai" in reader.get(page).text
    stand(HEAD)
    life.revoke(draft, "Salah tanggal")
    code = code_of(draft)
    db.session.commit()
    told = reader.get(page).text
    assert "Pengesahan versi ini dibatalkan" in told
    assert "Mulai revisi" in told
    assert not any(words in told for words in ("berlaku sejak", "berlaku mulai", "SOP ini dicabut"))
    assert reader.get(f"/periksa/13.01/sop/{code}").status_code == 404
    file = reader.get(f"{API}/sops/monev/versions/1/files/svg")
    assert "SOP-monev-v1-batal.svg" in file.headers["Content-Disposition"]
    assert "Tidak pernah berlaku" in reader.get(f"{PAGES}/sop/monev/cetak?versi=1").text


def test_an_sop_that_was_revoked_still_verifies_as_revoked(
    draft: SopVersion, stand: Callable[..., Any], person: Callable[..., Any]
) -> None:
    """Even when it was in force for less than a day."""
    in_force(draft, stand)
    life.revoke(draft, "Tidak dipakai lagi")
    code = code_of(draft)
    db.session.commit()
    assert "SOP ini dicabut" in person(WRITER).get(f"{PAGES}/sop/monev").text
    assert "Sudah dicabut" in person(WRITER).get(f"/periksa/13.01/sop/{code}").text


def test_dates_and_numbers_that_cannot_be_are_refused(draft: SopVersion, stand: Callable[..., Any]) -> None:
    in_force(draft, stand)
    db.session.flush()
    other = service.clone(stand(ADMIN).opd.id, "dinas", "lain", "Lain")
    service.map_actors(other, service.actor_roles(draft.id))
    stand(WRITER)
    drafts.save(other, 0, changed(other, "Berbeda"))
    life.submit(other)
    stand(HEAD)
    with pytest.raises(Conflict, match="belum lulus reviu"):
        life.approve(other, "1", date(2025, 1, 1), date(2025, 1, 1))
    stand(OTHER)
    life.pass_review(other)
    today = today_at(stand(HEAD))
    with pytest.raises(Invalid) as wrong:
        life.approve(other, NUMBER, today + timedelta(1), today - timedelta(1))
    assert set(wrong.value.errors) == {"number", "approved_on", "effective_on"}


def test_the_database_keeps_one_version_in_force_a_day(draft: SopVersion, stand: Callable[..., Any]) -> None:
    in_force(draft, stand)
    stand(WRITER)
    later = drafts.revise(service.sop_by_slug("monev"), "Aturan baru")
    later.in_force = draft.in_force
    with pytest.raises(DBAPIError, match="one_version_in_force_a_day"):
        db.session.flush()


def test_the_database_refuses_to_change_what_was_handed_in(draft: SopVersion, stand: Callable[..., Any]) -> None:
    in_force(draft, stand)
    draft.content = changed(draft, "Diam-diam")
    with pytest.raises(DBAPIError, match="does not change"):
        db.session.flush()


@pytest.mark.parametrize("again", ["effective", "superseded"])
def test_the_database_refuses_to_bring_back_what_was_revoked(draft: SopVersion, stand: Callable[..., Any], again: str) -> None:
    in_force(draft, stand)
    life.revoke(draft, "Tidak dipakai lagi")
    draft.state = again
    with pytest.raises(DBAPIError, match="has ended"):
        db.session.flush()


def test_the_way_over_the_pages(person: Callable[..., Any]) -> None:
    admin, writer, other, head = person(ADMIN), person(WRITER), person(OTHER), person(HEAD)
    admin.post(f"{API}/sops", json={"template": "dinas", "slug": "monev", "title": "Pemantauan"})
    version = admin.get(f"{API}/sops/monev/versions/1").json
    chosen = [{"actor": row["actor"], "role": row["role_id"]} for row in version["actors"]]
    admin.put(f"{API}/sops/monev/versions/1/actors", json={"actors": chosen})
    sop, at = f"{PAGES}/sop/monev", f"{PAGES}/sop/monev/versi/1"
    writer.post(f"{sop}/ubah", data={"revision": "0", "identity.number": "1"})
    assert "Ajukan untuk direviu" in writer.get(f"{sop}?versi=1").text
    assert other.post(f"{at}/reviu", data={"decision": "pass"}).status_code == 303
    assert "tidak sedang direviu" in other.get(sop).text
    for deed in ("ajukan", "tarik", "ajukan"):
        assert writer.post(f"{at}/{deed}").status_code == 303
    assert "Tarik kembali" in writer.get(sop).text
    other.post(f"{at}/reviu", data={"decision": "return", "reason": ""})
    assert "Tulis alasannya" in other.get(sop).text
    other.post(f"{at}/reviu", data={"decision": "return", "reason": "Lengkapi dasar hukum"})
    assert "Lengkapi dasar hukum" in writer.get(sop).text
    writer.post(f"{at}/ajukan")
    assert "Nyatakan lulus reviu" in other.get(sop).text
    other.post(f"{at}/reviu", data={"decision": "pass"})
    assert "tidak sedang menunggu" not in head.get(f"{at}/sahkan").text
    assert head.post(f"{at}/sahkan", data={"number": ""}).status_code == 422
    head.post(f"{at}/kembalikan", data={"reason": "Tanggal salah"})
    writer.post(f"{at}/ajukan")
    other.post(f"{at}/reviu", data={"decision": "pass"})
    day = head.get(f"{at}/sahkan").text.partition('name="effective_on"')[2].partition('value="')[2][:10]
    assert head.post(f"{at}/sahkan", data={"number": NUMBER, "approved_on": day, "effective_on": day}).status_code == 303
    page = head.get(sop).text
    assert NUMBER in page
    assert "Cabut SOP" in page
    assert "tidak sedang menunggu" in head.get(f"{at}/sahkan").text
    head.post(f"{at}/cabut", data={"reason": "Tidak dipakai lagi"})
    assert "Tidak dipakai lagi" in head.get(sop).text


def test_the_way_over_the_api(person: Callable[..., Any]) -> None:
    admin, writer, other, head = person(ADMIN), person(WRITER), person(OTHER), person(HEAD)
    admin.post(f"{API}/sops", json={"template": "dinas", "slug": "monev", "title": "Pemantauan"})
    at = f"{API}/sops/monev/versions/1"
    chosen = [{"actor": row["actor"], "role": row["role_id"]} for row in admin.get(at).json["actors"]]
    admin.put(f"{at}/actors", json={"actors": chosen})
    content = writer.get(f"{API}/sops/monev/draft").json["content"]
    content["steps"][0]["text"] = "Menyusun"
    writer.put(f"{API}/sops/monev/draft", json={"revision": 0, "content": content})
    assert head.put(f"{at}/force").status_code == 409
    assert writer.put(f"{at}/review", json={"decision": "pass"}).status_code == 403
    assert writer.put(f"{at}/submission").json["state"] == "review"
    assert writer.delete(f"{at}/submission").json["state"] == "draft"
    writer.put(f"{at}/submission")
    assert other.put(f"{at}/review", json={"decision": "return"}).status_code == 422
    assert other.put(f"{at}/review", json={"decision": "pass"}).status_code == 200
    day = head.get(f"{API}/sops/monev").json["versions"][0]["created_at"][:10]
    sent = {"number": NUMBER, "approved_on": day, "effective_on": "2099-01-01"}
    assert head.put(f"{at}/approval", json=sent).json["state"] == "approved"
    assert head.put(f"{at}/revocation", json={"reason": "Salah tanggal"}).json["state"] == "revoked"
