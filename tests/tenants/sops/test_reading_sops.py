"""The review of a file: what was read is mended, actors are assigned, suggestions wait, and it becomes a draft."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import func, inspect

from runtut.database import db
from runtut.errors import Conflict, Invalid, NotFound
from runtut.jobs import Outbox
from runtut.storage import read
from tenants.sops import service as sops
from tenants.sops.editing import drafts
from tenants.sops.editing.tracing import Trace, reading_of, trace_of
from tenants.sops.models import SopReading
from tenants.sops.reading import keeping, reviewing, service
from tenants.sops.reading.placing import Lead, Pane, beginning, leads, said
from tenants.sops.reading.suggesting import plain, suggestions

WRITER, OTHER = "kasubag.program@diskopnaker.13.01", "sekretaris@diskopnaker.13.01"
HEAD, OUTSIDER = "kadis@diskopnaker.13.01", "kasi.naker@diskopnaker.13.01"
PAGES, API = "/13.01/diskopnaker", "/api/v1/pemda/13.01/opd/diskopnaker"
DOCUMENTS = Path(__file__).parents[2] / "runtut" / "procedures" / "reading" / "documents"
TEXT = """STANDAR OPERASIONAL PROSEDUR
Nomor SOP : 000.8.3.3/4/Kec/2025
Nama SOP : Pelayanan Surat Keterangan
Tanggal Pembuatan : 2 Januari 2025
No\tKegiatan\tPetugas Loket\tKasi Pelayanan\tCamat\tKelengkapan\tWaktu\tOutput\tKeterangan
1\tMenerima berkas\tMulai\t\t\tBerkas\t10 menit\tBerkas diterima\t
2\tKasi Pelayanan memeriksa berkas dan menyampaikan kepada Camat\t\t\t\tBerkas diterima\tl0 menit\tHasil periksa\t
3\tMenandatangani surat\t\t\t□\tHasil periksa\t1 hari\tSurat\t
4\tMenyerahkan surat\tSelesai\t\t\tSurat\t5 menit\tSurat diserahkan\t
"""


def handed_in(text: str = TEXT) -> SopReading:
    row = service.hand_in_text(text)
    db.session.flush()
    service.read_now(row.id)
    return row


@pytest.fixture
def row(at: Callable[..., Any]) -> SopReading:
    at(WRITER)
    return handed_in()


def test_a_step_whose_words_name_its_doer_gets_a_suggestion_and_keeps_nothing(row: SopReading) -> None:
    document = reviewing.working_copy(row, 0).document
    offered = reviewing.offers(document)
    assert {place: (one.actor, "sebagai pelaku" in one.reason) for place, one in offered.items()} == {
        1: ("Kasi Pelayanan", True)
    }  # fmt: skip
    assert document["steps"][1]["actors"] == []
    taken = reviewing.act_on(document, "accept:1")
    assert (taken["steps"][1]["actors"], document["steps"][1]["actors"]) == (["Kasi Pelayanan"], [])
    assert reviewing.offers(taken) == {}
    with pytest.raises(Invalid, match="Tidak ada usulan"):
        reviewing.act_on(document, "accept:0")


def test_whoever_does_the_same_in_another_sop_of_the_office_is_suggested(row: SopReading) -> None:
    keeping.as_new_sop(row, 0, reviewing.act_on(reviewing.working_copy(row, 0).document, "accept:all"), "surat")
    bare = {**reviewing.working_copy(row, 0).document}
    bare["steps"] = [{**step, "actors": []} for step in bare["steps"]]
    offered = reviewing.offers(bare)
    assert [offered[place].actor for place in range(4)] == ["Petugas Loket", "Kasi Pelayanan", "Camat", "Petugas Loket"]
    assert "“Pelayanan Surat Keterangan”" in offered[0].reason


def test_names_of_posts_are_the_same_short_and_long_and_who_only_receives_is_not_suggested() -> None:
    actors = ["Kepala Bidang", "Kasubbag Program", "Bidang"]
    texts = ("Kabid mengoreksi draf", "Diolah Kepala Sub Bagian Program", "Membagikan format kepada Bidang", None)
    steps: list[dict[str, Any]] = [{"text": text, "actors": []} for text in texts]
    found = suggestions({"actors": actors, "steps": steps})
    assert {place: one.actor for place, one in found.items()} == {0: "Kepala Bidang", 1: "Kasubbag Program"}
    assert plain("KASI. Pelayanan") == "kepala seksi pelayanan"


def test_a_dash_is_no_date(row: SopReading) -> None:
    copy = reviewing.working_copy(row, 0)
    sheet = reviewing.typed({**form_of(copy), "identity.revised_on": "-"}, copy)
    assert (sheet.read()["identity"]["revised_on"], sheet.wrong) == (None, {})


def test_unsure_cells_are_said_until_they_are_mended(row: SopReading) -> None:
    copy = reviewing.working_copy(row, 0)
    doubts = reviewing.unsure(row, 0, copy)
    assert "steps.1.time" in doubts
    mended = [dict(step) for step in copy.document["steps"]]
    mended[1]["time"] = {"raw": "10 menit", "value": 10, "unit": "minute"}
    later = reviewing.Copy({**copy.document, "steps": mended})
    assert "steps.1.time" not in reviewing.unsure(row, 0, later)
    moved = reviewing.Copy(reviewing.act_on(copy.document, "delete:0"))
    assert "steps.0.time" in reviewing.unsure(row, 0, moved)


def test_every_field_leads_to_the_piece_of_the_file_that_it_was_read_from(row: SopReading) -> None:
    copy, pane = reviewing.working_copy(row, 0), Pane.of(row.result)
    spots = reviewing.spots(row, 0, copy, pane)
    back = leads(spots, reviewing.unsure(row, 0, copy))
    shown = {cell["id"]: cell["text"] for block in pane.blocks if "rows" in block for line in block["rows"] for cell in line}
    assert shown[spots["steps.2.text"].id] == "Menandatangani surat"
    assert spots["steps.2.text"].words == "baris 8"
    assert all(spot.id for spot in spots.values())
    ways = {name: back.get(spot.id) for name, spot in spots.items()}
    assert ways["steps.2.text"] == Lead("f-steps.2.text")
    assert ways["steps.1.time"] == Lead("f-steps.1.time", unsure=True)
    assert ways["steps.2.cells"] == Lead("f-steps.2.cells.0")
    assert ways["identity.number"] == Lead("f-identity.number")
    assert beginning(spots) == spots["identity.number"].id
    assert beginning({}) == ""
    assert said({"sheet": "SOP", "cell": "B4", "row": 4}) == "lembar SOP sel B4 baris 4"


def form_of(copy: reviewing.Copy, **more: str) -> dict[str, str]:
    """The review as a browser sends it: ticked boxes alone."""
    form = {"sop": "1", "revision": str(copy.revision)}
    form |= {f"actors.{place}": actor for place, actor in enumerate(copy.document["actors"])}
    for place, step in enumerate(copy.document["steps"]):
        form[f"steps.{place}.id"] = step["id"]
        form |= {f"steps.{place}.cells.{copy.document['actors'].index(actor)}": "does" for actor in step["actors"]}
    return form | {name.replace("__", "."): value for name, value in more.items()}


def test_boxes_that_are_not_ticked_are_empty(row: SopReading) -> None:
    copy = reviewing.working_copy(row, 0)
    form = form_of(copy, steps__1__cells__2="does")
    del form["steps.0.cells.0"]
    document = reviewing.typed(form, copy).read()
    assert [step["actors"] for step in document["steps"]] == [[], ["Camat"], ["Camat"], ["Petugas Loket"]]
    assert {step["parts"] for step in document["steps"]} == {None}


def test_two_people_looking_through_one_file_do_not_overwrite_each_other(row: SopReading, at: Callable[..., Any]) -> None:
    copy = reviewing.working_copy(row, 0)
    first = reviewing.typed(form_of(copy, identity__title="Satu"), copy).read()
    assert reviewing.keep(row, 0, first, 0).revision == 1
    assert reviewing.keep(row, 0, first, 1).revision == 1
    db.session.flush()
    at(OTHER)
    with pytest.raises(Conflict, match="Andika"):
        reviewing.keep(row, 0, copy.document, 0)
    assert reviewing.working_copy(row, 0).document["identity"]["title"] == "Satu"


def test_a_new_sop_knows_where_its_cells_stood(row: SopReading) -> None:
    copy = reviewing.working_copy(row, 0)
    version = keeping.as_new_sop(row, 0, copy.document, None)
    ids = reviewing.step_ids(row, 0)
    assert [step["id"] for step in version.content["steps"]] == ids
    assert "sources" not in version.content
    found = trace_of(version, version.content)
    assert found.places[f"{ids[0]}.text"] == "column=2,line=6"
    mended = [{**step, "actors": ["Camat"]} for step in version.content["steps"]]
    later = trace_of(version, {**version.content, "steps": mended})
    assert f"{ids[1]}.actors" in set(found.unsure) - set(later.unsure)
    nameless = {**copy.document, "identity": {**copy.document["identity"], "title": None}}
    with pytest.raises(Invalid, match="Nama SOP"):
        keeping.as_new_sop(row, 0, nameless, "lain")


def test_every_draft_of_a_reading_keeps_its_own_trace(row: SopReading) -> None:
    document = reviewing.working_copy(row, 0).document
    first, second = (keeping.as_new_sop(row, 0, document, slug) for slug in ("surat", "surat-lain"))
    assert trace_of(first, first.content) == trace_of(second, second.content) != Trace()
    assert (reading_of(first), keeping.drafts_of(row)) == (row, {0: "surat-lain"})
    begun = drafts.begin(first.opd_id, "kosong", "Kosong")
    assert (reading_of(begun), trace_of(begun, begun.content)) == (None, Trace())


def test_the_list_of_readings_does_not_fetch_what_was_read(row: SopReading) -> None:
    db.session.expire_all()
    (listed,) = service.readings()
    assert (listed.name, "result" in inspect(listed).unloaded) == (row.name, True)


def test_the_next_version_of_an_sop_keeps_the_ids_of_steps_that_stay(row: SopReading) -> None:
    version = keeping.as_new_sop(row, 0, reviewing.working_copy(row, 0).document, "surat")
    sop = sops.sop_by_slug("surat")
    assert sop not in keeping.revisable()
    version.state = "effective"
    db.session.flush()
    assert sop in keeping.revisable()
    later = handed_in(TEXT.replace("Menandatangani surat", "Menandatangani surat keterangan"))
    document = reviewing.working_copy(later, 0).document
    with pytest.raises(Conflict, match="naskah|SOP"):
        keeping.as_new_sop(later, 0, document, "surat")
    new = keeping.as_revision(later, 0, document, sop, "Disesuaikan")
    old_ids, new_ids = ([step["id"] for step in one.content["steps"]] for one in (version, new))
    assert [old == fresh for old, fresh in zip(old_ids, new_ids, strict=True)] == [True, True, False, True]
    assert (new.number, new.reason, new.content["identity"]["approved_on"]) == (2, "Disesuaikan", None)
    found = trace_of(new, new.content)
    assert f"{new_ids[0]}.text" in found.places


def test_what_is_handed_in_is_refused_at_once_where_it_can_be(at: Callable[..., Any]) -> None:
    at(WRITER)
    for name, said_of_it in (("foto.png", "bukan jenis"), ("surat.doc", "bukan jenis"), ("", "Pilih berkas")):
        with pytest.raises(Invalid, match=said_of_it):
            service.hand_in(name, io.BytesIO(b"x"))
    with pytest.raises(Invalid, match="kosong"):
        service.hand_in("kosong.txt", io.BytesIO(b""))


def test_a_file_whose_transaction_comes_to_nothing_is_not_kept(at: Callable[..., Any]) -> None:
    at(WRITER)
    row = service.hand_in_text("SOP")
    key = row.key
    assert b"".join(read(key, "")) == b"SOP"
    db.session.rollback()
    with pytest.raises(NotFound):
        read(key, "")


def test_the_phase_of_a_reading_is_what_the_queue_knows(at: Callable[..., Any]) -> None:
    at(WRITER)
    row = service.hand_in_text(TEXT)
    db.session.flush()
    seen = []
    for attempts in (0, 1, 2):
        db.session.query(Outbox).filter(Outbox.dedup == service.dedup(row)).update({"attempts": attempts})
        seen.append(service.phase(row))
    assert seen == ["waiting", "reading", "again"]
    db.session.query(Outbox).filter(Outbox.dedup == service.dedup(row)).delete()
    assert service.phase(row) == "lost"
    service.read_now(row.id)
    assert service.phase(row) == "done"


# --- the pages ---


def sent(client: Any, text: str = TEXT) -> str:
    """The address of a reading that is done."""
    where: str = client.post(f"{PAGES}/sop/unggah", data={"text": text}).location
    service.read_now(UUID(where.rpartition("/")[2]))
    db.session.commit()
    return where


def found_row(where: str) -> SopReading:
    return service.reading_by_id(UUID(where.rpartition("/")[2]))


def test_the_way_over_the_pages_without_scripts(person: Callable[..., Any]) -> None:
    writer = person(WRITER)
    assert person(OUTSIDER).get(f"{PAGES}/sop/unggah").status_code == 403
    for wrong in ({"text": " "}, {"file": (io.BytesIO(b"x"), "foto.png")}):
        assert writer.post(f"{PAGES}/sop/unggah", data=wrong).status_code == 422
    waiting = writer.post(f"{PAGES}/sop/unggah", data={"file": (io.BytesIO(TEXT.encode()), "surat.txt")}).location
    page = writer.get(waiting).text
    assert "Menunggu giliran dibaca" in page
    assert 'http-equiv="refresh"' in page
    service.read_now(UUID(waiting.rpartition("/")[2]))
    db.session.commit()
    page = writer.get(waiting).text
    assert "Terima usulan" in page
    assert "3 dari 4 langkah" in page
    assert 'data-from="asal-' in page
    assert "Periksa:" in page
    assert writer.get(f"{waiting}/berkas").data == TEXT.encode()
    assert "surat.txt" in writer.get(f"{PAGES}/sop/unggah").text


def test_what_is_mended_stays_and_becomes_a_draft(person: Callable[..., Any]) -> None:
    writer = person(WRITER)
    where = sent(writer)
    form = form_of(reviewing.working_copy(found_row(where), 0))
    accepted = writer.post(where, data={**form, "act": "accept:all", "identity.number": "7/2025"})
    assert (accepted.status_code, accepted.location) == (303, f"{where}?sop=1#pelaksana")
    page = writer.get(accepted.location).text
    assert "4 dari 4 langkah" in page
    assert "7/2025" in page
    copy = reviewing.working_copy(found_row(where), 0)
    stale = writer.post(where, data={**form, "act": "save", "identity.number": "8/2025"})
    assert (stale.status_code, "8/2025" in stale.text, "baru saja menyimpan" in stale.text) == (409, True, True)
    wrong = writer.post(where, data={**form_of(copy), "act": "draft", "identity.created_on": "kemarin"})
    assert (wrong.status_code, "31 Januari 2025" in wrong.text) == (422, True)
    unnamed = writer.post(where, data={**form_of(copy), "act": "draft", "identity.title": ""})
    assert (unnamed.status_code, "Nama SOP" in unnamed.text) == (422, True)
    assert writer.post(where, data={**form_of(copy), "act": "draft", "slug": "unggah"}).status_code == 409
    lacking = writer.post(where, data={**form_of(copy), "act": "draft", "target": "revision"})
    assert (lacking.status_code, "Pilih SOP yang direvisi" in lacking.text) == (422, True)
    kept = writer.post(where, data={**form_of(copy), "act": "draft", "slug": "surat"})
    assert (kept.status_code, kept.location) == (303, f"{PAGES}/sop/surat/ubah")
    assert "Naskah asal" in writer.get(kept.location).text
    assert "Sudah disimpan sebagai draf" in writer.get(where).text


def test_columns_and_rows_are_added_and_taken_out(person: Callable[..., Any]) -> None:
    writer = person(WRITER)
    where = sent(writer)
    for act in ("actor_add", "add:3", "delete:0", "actor_delete:1", "save"):
        copy = reviewing.working_copy(found_row(where), 0)
        assert writer.post(where, data={**form_of(copy), "act": act}).status_code == 303
    document = reviewing.working_copy(found_row(where), 0).document
    assert document["actors"] == ["Petugas Loket", "Camat", "Pelaksana 4"]
    assert [step["actors"] for step in document["steps"]] == [[], ["Camat"], ["Petugas Loket"], []]
    refused = writer.post(where, data={**form_of(reviewing.working_copy(found_row(where), 0)), "act": "explode"})
    assert refused.status_code == 422


def test_of_several_sops_one_is_chosen(person: Callable[..., Any]) -> None:
    writer = person(WRITER)
    where = sent(writer, (DOCUMENTS / "10_two_sops.txt").read_text())
    page = writer.get(where).text
    assert "memuat 2 SOP" in page
    assert f"{where}?sop=2" in page
    assert "Staf Rumah Tangga" in writer.get(f"{where}?sop=2").text
    assert writer.get(f"{where}?sop=3").status_code == 404
    assert writer.get(f"{where}?sop=-1").status_code == 404


def test_what_is_no_sop_is_called_what_it_is_and_gets_no_steps(person: Callable[..., Any]) -> None:
    writer = person(WRITER)
    where = sent(writer, (DOCUMENTS / "30_service_standard.txt").read_text())
    page = writer.get(where).text
    assert "standar pelayanan" in page
    assert "tidak ada yang dikarang" in page
    assert "data-assign" not in page
    kept = writer.post(where, data={"sop": "1", "revision": "0", "act": "draft", "identity.title": "Standar"})
    assert kept.status_code == 409


def test_a_file_that_cannot_be_read_says_why(person: Callable[..., Any]) -> None:
    writer = person(WRITER)
    where = writer.post(f"{PAGES}/sop/unggah", data={"file": (io.BytesIO(b"%PDF-1.7 kepala"), "rusak.pdf")}).location
    service.read_now(UUID(where.rpartition("/")[2]))
    db.session.commit()
    assert "tidak dapat dibaca" in writer.get(where).text
    with pytest.raises(NotFound):
        read(found_row(where).key, "")
    gone = writer.get(f"{where}/berkas")
    assert (gone.status_code, "berkasnya tidak disimpan" in gone.text) == (404, True)


def test_a_file_that_no_worker_brought_to_an_end_is_read_once_more_when_one_asks_for_it(person: Callable[..., Any]) -> None:
    writer = person(WRITER)
    lost = writer.post(f"{PAGES}/sop/unggah", data={"text": TEXT}).location
    job = db.session.query(Outbox).filter(Outbox.dedup == service.dedup(found_row(lost)))
    job.update({"attempts": 6, "dead_at": func.now()})
    db.session.commit()
    page = writer.get(lost).text
    assert "terputus berulang kali" in page
    assert "Baca sekali lagi" in page
    for _ in range(2):  # the second click finds it waiting already
        assert writer.post(f"{lost}/ulang").location == lost
    assert "Menunggu giliran dibaca" in writer.get(lost).text
    assert (job.one().attempts, job.one().dead_at) == (0, None)
    service.read_now(UUID(lost.rpartition("/")[2]))
    db.session.commit()
    assert writer.post(f"{lost}/ulang").location == lost
    assert "Terima usulan" in writer.get(lost).text


def test_the_way_over_the_api(person: Callable[..., Any]) -> None:
    writer = person(WRITER)
    taken = writer.post(f"{API}/sops/readings/texts", json={"text": TEXT})
    assert (taken.status_code, taken.json["state"], taken.json["doing"]) == (202, "waiting", "waiting")
    path = f"{API}/sops/readings/{taken.json['id']}"
    service.read_now(UUID(taken.json["id"]))
    db.session.commit()
    told = writer.get(path).json
    assert (told["state"], told["doing"], told["documents"][0]["sources"]["steps[0].text"]) == (
        "read", "done", {"line": 6, "column": 2}
    )  # fmt: skip
    content = {**told["documents"][0], "steps": [{**step, "actors": ["Camat"]} for step in told["documents"][0]["steps"]]}
    kept = writer.post(f"{path}/drafts", json={"document": 0, "slug": "surat", "content": content})
    assert (kept.status_code, kept.json["slug"]) == (201, "surat")
    assert {actor for step in kept.json["content"]["steps"] for actor in step["actors"]} == {"Camat"}
    assert writer.post(f"{path}/drafts", json={"document": 0, "sop": "surat"}).status_code == 422
    again = {"document": 0, "sop": "surat", "reason": "Baru saja"}
    assert writer.post(f"{path}/drafts", json=again).status_code == 409
    assert writer.post(f"{path}/drafts", json={"document": 4}).status_code == 404
    assert drafts.open_version(sops.sop_by_slug("surat")) is not None
