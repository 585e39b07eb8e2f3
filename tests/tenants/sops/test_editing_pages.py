"""The editor in the browser and through the API: without scripts, with them, and with somebody else on the same draft."""

from collections.abc import Callable
from typing import Any

import pytest

from runtut.database import db
from runtut.errors import Invalid
from tenants.sops import service
from tenants.sops.editing import drafts, views
from tests.tenants.sops.sheets import changed, typed

WRITER, OTHER, HEAD = "kasubag.program@diskopnaker.13.01", "sekretaris@diskopnaker.13.01", "kadis@diskopnaker.13.01"
PAGES, API = "/13.01/diskopnaker", "/api/v1/pemda/13.01/opd/diskopnaker"


def send(client: Any, path: str, data: dict[str, str], script: bool = False) -> Any:
    return client.post(f"{PAGES}{path}", data=data, headers={"X-Runtut-Sheet": "1"} if script else {})


def test_the_way_over_the_pages_without_scripts(person: Callable[..., Any]) -> None:
    writer, reader = person(WRITER), person("kasi.naker@diskopnaker.13.01")
    assert reader.get(f"{PAGES}/sop/baru").status_code == 403
    assert send(writer, "/sop/baru", {"title": "x"}).status_code == 422
    begun = send(writer, "/sop/baru", {"title": "Penanganan Surat Masuk"})
    assert (begun.status_code, begun.location) == (303, f"{PAGES}/sop/penanganan-surat-masuk/ubah")
    page = writer.get(begun.location).text
    assert "Belum ada perubahan" in page
    assert 'name="steps.2.cells.1"' in page
    path = "/sop/penanganan-surat-masuk/ubah"
    added = send(writer, path, {"revision": "0", "act": "add:0"})
    assert (added.status_code, added.location.rpartition("#")[2]) == (303, "langkah-2")
    assert writer.get(f"{PAGES}{path}").text.count("data-row=") == 4
    assert send(writer, path, {"revision": "1", "act": "undo"}).status_code == 303
    assert writer.get(f"{PAGES}{path}").text.count("data-row=") == 3
    assert send(writer, path, {"revision": "2", "act": "nonsense"}).status_code == 422
    wrong = send(writer, path, {"revision": "2", "identity.created_on": "kemarin"})
    assert (wrong.status_code, "31 Januari 2025" in wrong.text) == (422, True)


def test_a_clash_is_shown_with_both_values_on_the_page_and_to_the_script(person: Callable[..., Any]) -> None:
    writer, other = person(WRITER), person(OTHER)
    send(writer, "/sop/baru", {"title": "Surat", "slug": "surat"})
    sop, path = "/sop/surat", "/sop/surat/ubah"
    assert send(writer, path, {"revision": "0", "identity.number": "1/2025"}).status_code == 303
    clashed = send(other, path, {"revision": "0", "identity.number": "2/2025"})
    assert clashed.status_code == 409
    assert "Andika Saputra" in clashed.text
    assert "1/2025" in clashed.text
    assert 'value="2/2025"' in clashed.text
    told = send(other, path, {"revision": "0", "identity.number": "2/2025"}, script=True)
    assert (told.status_code, "Pakai punya saya" in told.json["clash"]) == (409, True)
    picked = {"revision": "0", "identity.number": "2/2025", "pick.0.key": "identity.number", "pick.0.use": "mine"}
    done = send(other, path, picked, script=True)
    assert (done.status_code, done.json["revision"], "2/2025" in done.json["sheet"]) == (200, 2, True)
    assert writer.get(f"{PAGES}{sop}/revisi").status_code == 303


def test_the_script_gets_the_parts_that_changed(person: Callable[..., Any]) -> None:
    writer = person(WRITER)
    send(writer, "/sop/baru", {"title": "Surat", "slug": "surat"})
    saved = send(writer, "/sop/surat/ubah", {"revision": "0", "identity.number": "1/2025"}, script=True).json
    assert (saved["revision"], saved["undo"], saved["redo"], saved["sheet"]) == (1, True, False, None)
    assert "harus selesai" in saved["remarks"]
    added = send(writer, "/sop/surat/ubah", {"revision": "1", "act": "add:2"}, script=True).json
    assert (added["focus"], added["sheet"].count("data-row=")) == ("langkah-4", 4)
    refused = send(writer, "/sop/surat/ubah", {"revision": "2", "act": "redo"}, script=True)
    assert (refused.status_code, refused.json["detail"]) == (409, "Tidak ada lagi yang dapat diulangi.")
    drawn = send(writer, "/sop/surat/ubah/gambar", {"revision": "2", "actors.0": "Agendaris"})
    assert (drawn.status_code, "Agendaris" in drawn.text) == (200, True)
    assert "Agendaris" not in writer.get(f"{PAGES}/sop/surat/ubah").text


def test_what_is_not_a_draft_leads_back_to_the_sop(person: Callable[..., Any]) -> None:
    admin, head, writer = person("admin@setda.13.01"), person(HEAD), person(WRITER)
    admin.post(f"{API}/sops", json={"template": "dinas", "slug": "monev", "title": "Pemantauan"})
    version = admin.get(f"{API}/sops/monev/versions/1").json
    chosen = [{"actor": row["actor"], "role": row["role_id"]} for row in version["actors"]]
    admin.put(f"{API}/sops/monev/versions/1/actors", json={"actors": chosen})
    assert head.put(f"{API}/sops/monev/versions/1/force").status_code == 200
    assert writer.get(f"{PAGES}/sop/monev/ubah").location == f"{PAGES}/sop/monev"
    assert send(writer, "/sop/monev/ubah", {"revision": "0"}).status_code == 404
    assert send(writer, "/sop/monev/ubah/gambar", {}).status_code == 404
    assert send(writer, "/sop/monev/revisi", {"reason": ""}).status_code == 422
    assert "Alasan revisi" in writer.get(f"{PAGES}/sop/monev/revisi").text
    assert send(writer, "/sop/monev/revisi", {"reason": "Aturan baru"}).status_code == 303
    assert writer.get(f"{PAGES}/sop/monev/ubah").status_code == 200


def test_the_way_over_the_api(person: Callable[..., Any]) -> None:
    writer, other = person(WRITER), person(OTHER)
    assert writer.post(f"{API}/sops/drafts", json={"title": "Surat", "content": {"format": "x"}}).status_code == 422
    begun = writer.post(f"{API}/sops/drafts", json={"title": "Penanganan Surat", "slug": "surat"})
    assert (begun.status_code, begun.json["revision"], begun.json["remarks"][0]["blocks"]) == (201, 0, True)
    content = changed(begun.json["content"], text_0="Menerima")
    draft = f"{API}/sops/surat/draft"
    saved = writer.put(draft, json={"revision": 0, "content": content}).json
    assert (saved["revision"], saved["undo"]) == (1, True)
    theirs = {"revision": 0, "content": changed(content, text_0="Mengambil")}
    refused = other.put(draft, json=theirs)
    (key,) = refused.json["errors"]
    assert (refused.status_code, key.endswith(".text")) == (409, True)
    assert other.put(draft, json={**theirs, "picks": {key: "mine"}}).json["revision"] == 2
    assert writer.post(f"{draft}/undo", json={"revision": 1}).status_code == 409
    assert writer.post(f"{draft}/undo", json={"revision": 2}).json["content"]["steps"][0]["text"] == "Menerima"
    assert writer.post(f"{draft}/redo", json={"revision": 3}).json["content"]["steps"][0]["text"] == "Mengambil"
    assert writer.get(draft).json["redo"] is False
    assert writer.post(f"{API}/sops/surat/revisions", json={"reason": "Baru"}).status_code == 409


def test_the_sheet_travels_compressed(person: Callable[..., Any]) -> None:
    writer = person(WRITER)
    send(writer, "/sop/baru", {"title": "Surat", "slug": "surat"})
    plain, packed = (writer.get(f"{PAGES}/sop/surat/ubah", headers=headers) for headers in ({}, {"Accept-Encoding": "gzip"}))
    assert packed.headers["Content-Encoding"] == "gzip"
    assert len(packed.data) * 3 < len(plain.data)


# --- two people at once, each on a sheet of his own ---


def begun(client: Any) -> dict[str, Any]:
    """A blank SOP at `/sop/surat`, and its draft."""
    send(client, "/sop/baru", {"title": "Surat", "slug": "surat"})
    return now(client)


def now(client: Any) -> dict[str, Any]:
    document: dict[str, Any] = client.get(f"{API}/sops/surat/draft").json["content"]
    return document


def on_sheet(document: dict[str, Any], revision: int = 0, **more: str) -> dict[str, str]:
    return {**typed(document, **more), "revision": str(revision)}


def test_a_button_means_the_row_of_its_own_sheet_although_somebody_has_added_one_above(person: Callable[..., Any]) -> None:
    writer, other = person(WRITER), person(OTHER)
    sheet = begun(writer)
    first, second, third = (step["id"] for step in sheet["steps"])
    assert send(other, "/sop/surat/ubah", {**on_sheet(sheet), "act": "add:-1"}).status_code == 303
    added = now(other)["steps"][0]["id"]
    deleted = send(writer, "/sop/surat/ubah", {**on_sheet(sheet, steps__2__text="Selesai"), "act": "delete:1"})
    assert [step["id"] for step in now(writer)["steps"]] == [added, first, third]
    assert now(writer)["steps"][2]["text"] == "Selesai"
    assert deleted.location.endswith("#langkah-3")
    moved = send(other, "/sop/surat/ubah", {**on_sheet(sheet), "act": "up:2"})
    assert (moved.status_code, second in str(now(other))) == (303, False)
    filled = on_sheet(sheet, steps__0__text="Menerima", steps__2__text="Selesai")
    pasted = {**filled, "act": "paste:0", "pasted": "Mencatat\tBuku"}
    assert send(writer, "/sop/surat/ubah", pasted).status_code == 303
    assert [step["text"] for step in now(writer)["steps"]] == [None, "Menerima", "Mencatat", "Selesai"]


def test_a_button_means_the_column_of_its_own_sheet_too(person: Callable[..., Any]) -> None:
    writer, other = person(WRITER), person(OTHER)
    sheet = begun(writer)
    swapped = send(other, "/sop/surat/ubah", {**on_sheet(sheet, steps__0__cells__1="does"), "act": "actor_left:1"})
    assert (swapped.status_code, now(other)["actors"]) == (303, ["Pelaksana 2", "Pelaksana 1"])
    assert send(writer, "/sop/surat/ubah", {**on_sheet(sheet), "act": "actor_delete:0"}).status_code == 303
    assert (now(writer)["actors"], now(writer)["steps"][0]["actors"]) == (["Pelaksana 2"], ["Pelaksana 2"])


def test_an_act_that_clashes_is_done_once_it_was_chosen(person: Callable[..., Any]) -> None:
    writer, other = person(WRITER), person(OTHER)
    sheet = begun(writer)
    second = sheet["steps"][1]["id"]
    send(other, "/sop/surat/ubah", on_sheet(sheet, steps__1__text="Mencatat"))
    delete = {**on_sheet(sheet), "act": "delete:1", "pasted": "Baris\tlain"}
    asked = send(writer, "/sop/surat/ubah", delete)
    assert (asked.status_code, 'name="act" value="delete:1">Simpan dengan' in asked.text) == (409, True)
    assert "Baris\tlain" in asked.text
    chosen = {"pick.0.key": f"steps.{second}.present", "pick.0.use": "mine"}
    assert send(writer, "/sop/surat/ubah", {**delete, **chosen}).status_code == 303
    assert second not in [step["id"] for step in now(writer)["steps"]]


def test_undo_on_an_old_sheet_does_not_undo_what_somebody_else_has_just_written(person: Callable[..., Any]) -> None:
    writer, other = person(WRITER), person(OTHER)
    sheet = begun(writer)
    send(writer, "/sop/surat/ubah", on_sheet(sheet, identity__number="1/2025"))
    mine = on_sheet(now(writer), 1)
    send(other, "/sop/surat/ubah", on_sheet(now(writer), 1, steps__1__text="Mencatat"))
    assert send(writer, "/sop/surat/ubah", {**mine, "act": "undo"}, script=True).status_code == 409
    assert now(writer)["steps"][1]["text"] == "Mencatat"
    assert send(writer, "/sop/surat/ubah", {**mine, "steps.2.text": "Arsip", "act": "undo"}).status_code == 303
    assert [step["text"] for step in now(writer)["steps"]] == [None, "Mencatat", None]


def test_a_wrong_field_is_told_before_anything_is_saved_and_what_was_typed_stays(person: Callable[..., Any]) -> None:
    writer, other = person(WRITER), person(OTHER)
    sheet = begun(writer)
    mine = on_sheet(sheet, identity__created_on="kemarin", steps__0__next="99", steps__1__text="Mencatat")
    wrong = send(writer, "/sop/surat/ubah", mine)
    assert (wrong.status_code, now(writer)) == (422, sheet)
    assert all(f'value="{typed}"' in wrong.text for typed in ("kemarin", "99"))
    assert (">Mencatat</textarea>" in wrong.text, 'name="revision" value="0"' in wrong.text) == (True, True)
    send(other, "/sop/surat/ubah", on_sheet(sheet, steps__1__text="Mencatat surat"))
    mended = {**mine, "identity.created_on": "2025-01-31", "steps.0.next": ""}
    asked = send(writer, "/sop/surat/ubah", mended)
    assert (asked.status_code, "Mencatat surat" in asked.text) == (409, True)
    alone = {**mended, "steps.1.text": "Mencatat surat"}
    assert send(writer, "/sop/surat/ubah", alone).status_code == 303


def handed_in(state: str) -> None:
    """As if a colleague had submitted the draft, or the head had approved it, in this moment."""
    service.versions_of(service.sop_by_slug("surat"))[0].state = state
    db.session.commit()


def test_what_was_typed_on_a_sheet_that_was_handed_in_meanwhile_can_be_copied(
    person: Callable[..., Any], at: Callable[..., Any]
) -> None:
    writer = person(WRITER)
    mine = on_sheet(begun(writer), steps__1__text="Mencatat di agenda", identity__created_on="kemarin", pasted="Baris lain")
    at(OTHER)
    handed_in("review")
    for act in ("save", "delete:1"):
        shown = send(writer, "/sop/surat/ubah", {**mine, "act": act})
        assert (shown.status_code, "Tarik kembali pengajuannya" in shown.text) == (409, True)
        assert 'Langkah 2: Kegiatan</dt><dd class="clash-value">Mencatat di agenda</dd>' in shown.text
        assert all(typed in shown.text for typed in ("kemarin", "Baris lain"))
    assert "Tidak ada isian" in send(writer, "/sop/surat/ubah", {"revision": "0"}).text
    handed_in("approved")
    assert "Batalkan pengesahannya" in send(writer, "/sop/surat/ubah", mine).text


def test_the_script_is_answered_in_sentences_whatever_happens(person: Callable[..., Any], at: Callable[..., Any]) -> None:
    writer, reader = person(WRITER), person("kasi.naker@diskopnaker.13.01")
    mine = on_sheet(begun(writer))
    assert "Peran Anda" in send(reader, "/sop/surat/ubah", mine, script=True).json["detail"]
    assert "tidak ada" in send(writer, "/sop/lain/ubah", mine, script=True).json["detail"]
    at(OTHER)
    handed_in("review")
    refused = send(writer, "/sop/surat/ubah", mine, script=True)
    assert (refused.status_code, "sedang direviu" in refused.json["detail"]) == (409, True)
    out = writer.post(f"{PAGES}/sop/surat/ubah", data=mine, headers={"X-Runtut-Sheet": "1"}, signed_in=False)
    assert (out.status_code, "masuk" in out.json["detail"]) == (401, True)


def test_a_draft_without_remarks_is_not_called_ready_before_its_actors_are_mapped(
    person: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "remarks", lambda *_: [])
    admin, writer = person("admin@setda.13.01"), person(WRITER)
    admin.post(f"{API}/sops", json={"template": "dinas", "slug": "monev", "title": "Pemantauan"})
    assert "masih harus dipetakan ke peran: Sekretaris, Kepala Bidang" in writer.get(f"{PAGES}/sop/monev/ubah").text
    actors = admin.get(f"{API}/sops/monev/versions/1").json["actors"]
    chosen = [{"actor": row["actor"], "role": row["role_id"]} for row in actors]
    admin.put(f"{API}/sops/monev/versions/1/actors", json={"actors": chosen})
    assert "siap diajukan" in writer.get(f"{PAGES}/sop/monev/ubah").text


def test_what_cannot_be_kept_is_refused_before_anybody_is_asked_about_it(
    person: Callable[..., Any], at: Callable[..., Any]
) -> None:
    """Although another wrote on the same place: a sheet that is wrong in itself could not even be shown beside his."""
    writer, other = person(WRITER), person(OTHER)
    sheet = begun(writer)
    assert send(other, "/sop/surat/ubah", on_sheet(sheet, steps__1__text="Dari orang lain")).status_code == 303
    at(WRITER)
    version = service.versions_of(service.sop_by_slug("surat"))[0]
    wrong = [{**step, "text": "Dari saya", "next": "tidak-ada"} for step in sheet["steps"]]
    with pytest.raises(Invalid, match="belum benar"):
        drafts.save(version, 0, {**sheet, "steps": wrong})
