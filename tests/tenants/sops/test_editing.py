"""A draft of an SOP: what is typed is kept, rows move, what two people write is put together and never overwritten."""

from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest
from sqlalchemy import func, select

from runtut.database import db
from runtut.errors import Conflict, Invalid, NotFound
from runtut.events import Event
from runtut.procedures import from_json
from tenants.sops import service
from tenants.sops.editing import drafts, views
from tenants.sops.editing.acts import perform, with_own_rows
from tenants.sops.editing.findings import field_of, remarks
from tenants.sops.editing.pasting import pasted_rows
from tenants.sops.editing.rows import rows
from tenants.sops.editing.sheet import Sheet, standard_time
from tenants.sops.models import SopVersion

WRITER, OTHER, HEAD = "kasubag.program@diskopnaker.13.01", "sekretaris@diskopnaker.13.01", "kadis@diskopnaker.13.01"
PAGES, API = "/13.01/diskopnaker", "/api/v1/pemda/13.01/opd/diskopnaker"


@pytest.fixture
def draft(at: Callable[..., Any]) -> SopVersion:
    """A blank draft of the Kasubag."""
    return drafts.begin(at(WRITER).opd.id, "surat", "Penanganan Surat Masuk")


def typed(document: dict[str, Any], **more: str) -> dict[str, str]:
    """The fields of the sheet as a browser would send them, some of them changed."""
    form = {f"actors.{place}": actor for place, actor in enumerate(document["actors"])}
    for place, row in enumerate(rows(document)):
        cells = {f"cells.{column}": part for column, part in enumerate(row.cells)}
        step = {
            key: row.step[key] or "" for key in ("id", "text", "requirement", "output", "note", "shape", "activity", "closes")
        }
        fields = {**step, **cells, "time": row.time, "next": str(row.next), "on_return": str(row.on_return)}
        form.update({f"steps.{place}.{key}": value for key, value in fields.items()})
    return {**form, **{name.replace("__", "."): value for name, value in more.items()}}


def test_a_blank_draft_is_a_whole_document_of_the_office(draft: SopVersion) -> None:
    assert Sheet(typed(draft.content), draft.content).read() == draft.content
    assert from_json(draft.content).identity.title == "Penanganan Surat Masuk"
    assert draft.content["identity"]["opd"].startswith("Dinas Koperasi")
    assert [step["shape"] for step in draft.content["steps"]] == ["start", "process", "end"]
    with pytest.raises(Conflict, match="sudah memiliki"):
        drafts.begin(draft.opd_id, "surat", "Lain")
    with pytest.raises(Conflict):
        drafts.begin(draft.opd_id, "baru", "Lain")


def test_an_untouched_sheet_changes_nothing(draft: SopVersion, at: Callable[..., Any]) -> None:
    db.session.flush()
    at("admin@setda.13.01", "diskopnaker")
    clone = service.clone(draft.opd_id, "dinas", "monev", "Monev")
    document = Sheet(typed(clone.content), clone.content).read()
    assert document == clone.content


def test_what_is_typed_is_read_cell_by_cell(draft: SopVersion) -> None:
    form = typed(
        draft.content, actors__0="Agendaris", steps__0__text=" Mencatat surat ", steps__0__cells__0="does",
        steps__0__time="15 menit",
        steps__1__cells__0="joins", steps__1__cells__1="chairs", steps__1__on_return="1", steps__1__next="9",
        steps__2__activity="archive",
    )  # fmt: skip
    sheet = Sheet(form, draft.content)
    document = sheet.read()
    first, second, third = document["steps"]
    assert document["actors"] == ["Agendaris", "Pelaksana 2"]
    assert (first["text"], first["actors"], first["time"]) == (
        "Mencatat surat", ["Agendaris"], {"raw": "15 menit", "value": 15, "unit": "minute"}
    )  # fmt: skip
    assert second["parts"] == {"Agendaris": "joins", "Pelaksana 2": "chairs"}
    assert (second["on_return"], second["next"], third["activity"]) == (first["id"], None, "archive")
    assert list(sheet.wrong) == ["steps.1.next"]
    from_json(document)


def test_a_name_that_is_being_typed_anew_loses_no_marks(draft: SopVersion) -> None:
    marked = Sheet(typed(draft.content, steps__0__cells__0="does"), draft.content).read()
    renamed = Sheet(typed(marked, actors__0=""), marked).read()
    doubled = Sheet(typed(marked, actors__0="Pelaksana 2"), marked).read()
    assert renamed["steps"][0]["actors"] == ["Pelaksana 1"]
    assert doubled["actors"] == ["Pelaksana 2", "Pelaksana 2 (2)"]


def test_times_are_read_where_they_can_be() -> None:
    assert standard_time("0,5 hari") == {"raw": "0,5 hari", "value": 0.5, "unit": "day"}
    assert standard_time("Minggu ke 2 Bulan Juni") == {"raw": "Minggu ke 2 Bulan Juni", "anchor": True}
    assert standard_time("segera") == {"raw": "segera", "value": None, "unit": None}


def test_rows_are_added_moved_and_taken_out_and_targets_follow(draft: SopVersion) -> None:
    ids = [step["id"] for step in draft.content["steps"]]
    document = deepcopy(draft.content)
    document["steps"][0]["next"], document["steps"][2]["on_return"] = ids[1], ids[1]
    longer = perform(document, "add:0")
    assert [step["no"] for step in longer["steps"]] == [1, 2, 3, 4]
    assert longer["steps"][0]["next"] == longer["steps"][1]["id"]
    assert longer["steps"][3]["on_return"] == ids[1]
    moved = perform(document, "down:0")
    assert [step["id"] for step in moved["steps"]] == [ids[1], ids[0], ids[2]]
    gone = perform(document, "delete:1")
    assert gone["steps"][1]["on_return"] is None
    assert perform(document, "up:0") == perform(document, "down:2") == document
    with pytest.raises(Invalid, match="tidak dikenal"):
        perform(document, "explode:1")


def test_columns_are_added_moved_and_taken_out_with_their_marks(draft: SopVersion) -> None:
    marked = Sheet(typed(draft.content, steps__0__cells__0="does", steps__0__cells__1="joins"), draft.content).read()
    wider = perform(marked, "actor_add")
    assert wider["actors"] == ["Pelaksana 1", "Pelaksana 2", "Pelaksana 3"]
    assert perform(wider, "actor_left:1")["actors"] == ["Pelaksana 2", "Pelaksana 1", "Pelaksana 3"]
    less = perform(wider, "actor_delete:0")
    assert (less["steps"][0]["actors"], less["steps"][0]["parts"]) == (["Pelaksana 2"], {"Pelaksana 2": "joins"})


def test_rows_of_a_spreadsheet_become_steps(draft: SopVersion) -> None:
    text = '1\tMenerima surat\tSurat\t5 menit\tSurat tercatat\n2\tMendisposisi\t"Surat ""asli"""\t1 jam\tDisposisi\tSegera'
    document = perform(draft.content, "paste:2", text)
    first, last = document["steps"]
    assert (first["text"], first["shape"], last["shape"]) == ("Menerima surat", "start", "end")
    assert (last["requirement"], last["time"]["unit"], last["note"]) == ('Surat "asli"', "hour", "Segera")
    headed = "Uraian Kegiatan\tPelaksana 1\tPelaksana 2\tWaktu\nMencatat\t\tv\t10 menit"
    (step,) = pasted_rows(headed, draft.content["actors"])
    assert (step["text"], step["actors"], step["time"]["value"]) == ("Mencatat", ["Pelaksana 2"], 10)
    wide = "Mencatat\tv\t\tBuku\t5 menit\tCatatan\tCepat"
    (step,) = pasted_rows(wide, draft.content["actors"])
    assert (step["actors"], step["requirement"], step["note"]) == (["Pelaksana 1"], "Buku", "Cepat")
    with pytest.raises(Invalid, match="Tidak ada baris"):
        perform(draft.content, "paste:0", " \n")


def test_every_change_can_be_undone_and_done_again(draft: SopVersion) -> None:
    first = deepcopy(draft.content)
    drafts.save(draft, 0, perform(first, "add:0"))
    second = deepcopy(draft.content)
    drafts.save(draft, 1, perform(second, "add:0"))
    third = deepcopy(draft.content)
    assert draft.revision == 2
    drafts.undo(draft, 2)
    assert draft.content == second
    drafts.undo(draft, 3)
    assert draft.content == first
    assert drafts.ways(draft) == (False, True)
    with pytest.raises(Conflict, match="diurungkan"):
        drafts.undo(draft, 4)
    drafts.redo(draft, 4)
    drafts.redo(draft, 5)
    assert draft.content == third
    with pytest.raises(Conflict, match="diulangi"):
        drafts.redo(draft, 6)
    drafts.undo(draft, 6)
    assert draft.content == second


def changed(document: dict[str, Any], **cells: Any) -> dict[str, Any]:
    """`text_0="…"` changes the text of the first step."""
    copy = deepcopy(document)
    for name, value in cells.items():
        key, _, row = name.rpartition("_")
        copy["steps"][int(row)][key] = value
    return copy


def test_two_people_at_different_places_are_put_together(draft: SopVersion, at: Callable[..., Any]) -> None:
    who: dict[str, Any] = {"actors_0": ["Pelaksana 1"], "actors_1": ["Pelaksana 2"], "parts_1": {"Pelaksana 2": "does"}}
    drafts.save(draft, 0, changed(draft.content, **who))
    base = deepcopy(draft.content)
    drafts.save(draft, 1, changed(base, text_0="Menerima"))
    db.session.flush()
    at(OTHER)
    saved = drafts.save(draft, 1, perform(changed(base, text_1="Mencatat"), "add:2"))
    assert saved.merged == ("Langkah 1: Kegiatan",)
    assert [step["parts"] for step in draft.content["steps"]] == [None, {"Pelaksana 2": "does"}, None, None]
    assert [step["text"] for step in draft.content["steps"]] == ["Menerima", "Mencatat", None, None]


def test_two_people_at_the_same_place_are_asked_and_nothing_is_overwritten(draft: SopVersion, at: Callable[..., Any]) -> None:
    base = deepcopy(draft.content)
    drafts.save(draft, 0, changed(base, text_0="Menerima"))
    db.session.flush()
    at(OTHER)
    mine = changed(base, text_0="Mengambil", output_0="Surat")
    with pytest.raises(drafts.Clashing) as wrong:
        drafts.save(draft, 0, mine)
    (clash,) = wrong.value.joined.clashes
    assert (clash.label, clash.mine, clash.theirs) == ("Langkah 1: Kegiatan", "Mengambil", "Menerima")
    assert "Andika" in wrong.value.who
    assert draft.content["steps"][0]["text"] == "Menerima"
    drafts.save(draft, 0, mine, {clash.key: "theirs"})
    assert (draft.content["steps"][0]["text"], draft.content["steps"][0]["output"]) == ("Menerima", "Surat")


def test_a_step_that_one_deletes_and_the_other_writes_in_is_asked_about(draft: SopVersion, at: Callable[..., Any]) -> None:
    base = deepcopy(draft.content)
    drafts.save(draft, 0, perform(base, "delete:1"))
    db.session.flush()
    at(OTHER)
    mine = changed(base, text_1="Masih perlu")
    with pytest.raises(drafts.Clashing) as wrong:
        drafts.save(draft, 0, mine)
    (clash,) = wrong.value.joined.clashes
    drafts.save(draft, 0, mine, {clash.key: "mine"})
    assert [step["text"] for step in draft.content["steps"]] == [None, "Masih perlu", None]


def test_both_moving_rows_is_asked_about_and_one_moving_is_not(draft: SopVersion) -> None:
    base = deepcopy(draft.content)
    drafts.save(draft, 0, perform(base, "down:0"))
    drafts.save(draft, 0, changed(base, note_0="Catatan"))
    assert [step["id"] for step in draft.content["steps"]][1] == base["steps"][0]["id"]
    with pytest.raises(drafts.Clashing, match="Urutan langkah"):
        drafts.save(draft, 0, perform(base, "up:2"))


def test_without_the_draft_that_was_opened_everything_that_differs_is_asked_about(draft: SopVersion) -> None:
    base = deepcopy(draft.content)
    drafts.save(draft, 0, changed(base, text_0="Satu"))
    with pytest.raises(drafts.Clashing):
        drafts.save(draft, 77, changed(base, text_0="Dua"))


def test_without_that_draft_the_order_and_steps_of_only_one_are_asked_about_too(draft: SopVersion) -> None:
    base = deepcopy(draft.content)
    ids = [step["id"] for step in base["steps"]]
    drafts.save(draft, 0, perform(base, "delete:1"))
    mine = perform(base, "down:1")
    with pytest.raises(drafts.Clashing) as wrong:
        drafts.save(draft, 77, mine)
    (clash,) = wrong.value.joined.clashes
    assert (clash.key, clash.theirs) == (f"steps.{ids[1]}.present", "langkah ini tidak ada")
    drafts.save(draft, 77, mine, {clash.key: "theirs"})
    assert [step["id"] for step in draft.content["steps"]] == [ids[0], ids[2]]
    with pytest.raises(drafts.Clashing, match="Urutan langkah"):
        drafts.save(draft, 77, perform(draft.content, "down:0"))


def test_a_draft_that_somebody_may_have_open_is_kept_for_a_day_however_much_is_saved(
    draft: SopVersion, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drafts, "KEPT", 1)
    base = deepcopy(draft.content)
    for text in ("Satu", "Dua", "Tiga"):
        drafts.save(draft, draft.revision, changed(draft.content, text_0=text))
    assert drafts.save(draft, 0, changed(base, text_1="Lain")).merged == ("Langkah 1: Kegiatan",)
    monkeypatch.setattr(drafts, "FOR", -drafts.FOR)
    drafts.save(draft, 4, changed(draft.content, text_0="Empat"))
    assert [drafts.edit_of(draft, revision) is not None for revision in range(6)] == [False] * 4 + [True] * 2


def test_a_sheet_whose_draft_is_not_kept_any_more_loses_no_row_and_no_column(draft: SopVersion) -> None:
    wider = perform(perform(draft.content, "add:0"), "actor_add")
    form = typed(wider, steps__1__text="Baru", steps__1__cells__2="does")
    document = Sheet(form, with_own_rows(form, draft.content)).read()
    assert ([step["text"] for step in document["steps"]], document["actors"]) == ([None, "Baru", None, None], wider["actors"])
    assert document["steps"][1]["actors"] == ["Pelaksana 3"]


def test_a_stretch_of_writing_is_one_event_of_each_writer(
    draft: SopVersion, at: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    def writes(text: str) -> int:
        drafts.save(draft, draft.revision, changed(draft.content, text_0=text))
        return db.session.scalar(select(func.count()).select_from(Event).where(Event.kind == "sop.edited")) or 0

    assert [writes("Satu"), writes("Dua")] == [1, 1]
    at(OTHER)
    assert [writes("Tiga"), writes("Empat")] == [2, 2]
    monkeypatch.setattr(drafts, "STRETCH", -drafts.STRETCH)
    assert writes("Lima") == 3


def test_remarks_lead_to_the_field_where_they_are_mended(draft: SopVersion) -> None:
    found = remarks(draft.content)
    assert {one.field for one in found if one.blocks} >= {"steps.0.text", "steps.0.cells.0", "steps.1.time", "actors.0"}
    assert field_of("steps[3].time.unit") == "steps.3.time"
    assert field_of("identity.approved_by.nip") == "identity.approved_by.nip"
    assert (field_of("steps"), field_of("identity"), field_of("legal_basis[2]")) == (
        "steps.0.text",
        "identity.title",
        "legal_basis",
    )


def test_a_revision_starts_from_the_version_in_force(draft: SopVersion) -> None:
    sop = service.sop_by_slug("surat")
    with pytest.raises(Conflict, match="sudah mempunyai draf"):
        drafts.revise(sop, "Aturan baru")
    draft.state = "effective"
    with pytest.raises(NotFound):
        drafts.draft_of(sop)
    later = drafts.revise(sop, "Aturan baru")
    assert (later.number, later.reason, later.state) == (2, "Aturan baru", "draft")
    assert later.content["steps"] == draft.content["steps"]


def test_a_document_that_was_read_gets_ids_and_targets_by_id(at: Callable[..., Any]) -> None:
    steps = [{"no": 4, "text": "Satu"}, {"no": 5, "text": "Dua", "on_return": 4}]
    document = drafts.prepared({"format": "runtut.sop/1", "identity": {}, "steps": steps, "findings": []})
    version = drafts.begin(at(WRITER).opd.id, "dibaca", "Dibaca", document)
    one, two = version.content["steps"]
    assert two["on_return"] == one["id"]
    assert one["id"] != two["id"]


# --- the pages ---


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
