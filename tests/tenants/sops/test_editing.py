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
from tenants.sops.editing import drafts
from tenants.sops.editing.acts import perform, with_own_rows
from tenants.sops.editing.findings import field_of, remarks
from tenants.sops.editing.pasting import pasted_rows
from tenants.sops.editing.sheet import Sheet, standard_time
from tenants.sops.models import SopVersion
from tests.tenants.sops.sheets import changed, typed

WRITER, OTHER, HEAD = "kasubag.program@diskopnaker.13.01", "sekretaris@diskopnaker.13.01", "kadis@diskopnaker.13.01"
PAGES, API = "/13.01/diskopnaker", "/api/v1/pemda/13.01/opd/diskopnaker"


@pytest.fixture
def draft(at: Callable[..., Any]) -> SopVersion:
    """A blank draft of the Kasubag."""
    return drafts.begin(at(WRITER).opd.id, "surat", "Penanganan Surat Masuk")


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
