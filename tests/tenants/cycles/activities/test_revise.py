"""Revising: every decision and every return is answered, and the difference is shown."""

from typing import Any

import pytest

from runtut.errors import Invalid
from tenants.cycles.report import report_of
from tests.tenants.cycles.activities.conftest import Reporting

KASUBAG = "kasubag.program"


def before(reporting: Reporting) -> None:
    reporting.figures()
    reporting.draft()
    reporting.meet("Tambahkan kendala pelatihan", "Perjelas saran")


@pytest.fixture
def met(resumed: Any) -> Any:
    return resumed


def test_the_desk_lists_the_decisions_of_the_meeting(met: Any) -> None:
    desk = met.course.desk(KASUBAG, 6)
    assert [(row["id"], row["text"]) for row in desk["items"]] == [
        ("K1", "Tambahkan kendala pelatihan"), ("K2", "Perjelas saran"),
    ]  # fmt: skip
    assert desk["version"] == 1


def test_every_decision_must_be_marked_and_explained(met: Any) -> None:
    data = met.revision()
    data["items"] = [{"id": "K1", "done": False, "note": None}, {"id": "K9", "done": True, "note": "x"}]
    with pytest.raises(Invalid) as refused:
        met.course.hand_in(KASUBAG, 6, data)
    errors = refused.value.errors
    assert set(errors) == {"items.0.done", "items.0.note", "items.1.id", "items"}
    assert "K2" in errors["items"][0]


def test_the_next_version_holds_the_meeting_and_says_what_changed(met: Any) -> None:
    handed = met.revise(closing="Saran: pelatihan dijadwalkan ulang pada triwulan berikutnya.")
    assert (handed.content["version"], handed.content["previous"]) == (2, 1)
    places = [change["place"] for change in handed.content["changes"]]
    assert "Kesimpulan dan saran" in places
    assert "Rapat" in places
    assert handed.content["summary"].startswith("Laporan versi 2: 2 catatan ditindaklanjuti")


def test_figures_stay_what_the_data_say(met: Any) -> None:
    before = report_of(met.course.work(KASUBAG, 6))[1].content["figures"]
    met.revise()
    assert report_of(met.course.work(KASUBAG, 6))[1].content["figures"] == before


def test_a_return_becomes_a_remark_that_must_be_answered_too(met: Any) -> None:
    met.revise()
    met.send_back("Angka kendala pelatihan belum disebut.")
    desk = met.course.desk(KASUBAG, 6)
    assert [(row["id"], row["source"]) for row in desk["items"]][-1] == ("P1", "Pengembalian ke-1")
    assert desk["items"][-1]["text"] == "Angka kendala pelatihan belum disebut."
    work = met.course.work(KASUBAG, 6)
    assert [item["id"] for item in work.kept()["items"]] == ["K1", "K2"]  # answered before, shown again
    handed = met.revise(results="Uraian hasil dengan angka kendala pelatihan.")
    assert handed.content["version"] == 3


def test_a_revision_starts_from_a_redraft_and_not_from_what_was_revised_before(met: Any) -> None:
    met.revise(closing="Saran lama yang sudah ditinggalkan oleh naskah baru.")
    met.course.hand_in("sekretaris", 7, met.checked(outcome="returned", reason="Susun ulang dari awal.", to="dinas-08"))
    assert met.course.desk(KASUBAG, 4)["start"]["closing"].startswith("Saran lama")
    met.draft(closing="Saran baru dari draf yang disusun ulang seluruhnya.")
    met.meet("Perjelas saran")
    desk, kept = met.course.desk(KASUBAG, 6), met.course.work(KASUBAG, 6).kept()
    assert desk["start"]["closing"] == "Saran baru dari draf yang disusun ulang seluruhnya."
    assert "closing" not in kept
    assert [item["id"] for item in kept["items"]] == ["K1", "K2"]
    places = [change["place"] for change in desk["changes"]]
    assert "Kesimpulan dan saran" not in places


def test_a_draft_that_was_approved_unchanged_has_nothing_to_answer(reporting: Any) -> None:
    reporting.figures()
    reporting.draft()
    reporting.meet()
    assert reporting.course.desk(KASUBAG, 6)["items"] == []
    assert "tanpa catatan" in reporting.revise().content["summary"]
