"""Carrying out visits: every scheduled unit filled in or put off, and the papers of those that were held."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from runtut.database import db, new_id
from runtut.errors import Conflict, Invalid
from tenants.documents.models import Document, DocumentVersion
from tenants.documents.service import newest_version
from tenants.evidence.models import Evidence
from tenants.reports import shape_of

WHO = "kasubag.program"


def today() -> date:
    return datetime.now(ZoneInfo("Asia/Jakarta")).date()


YESTERDAY = (today() - timedelta(days=1)).isoformat()


@pytest.fixture
def planned(course: Callable[..., Any]) -> Any:
    """A cycle whose visits are scheduled."""
    running = course([4, 5, 6])
    start = running.desk(WHO, 1)["start"]
    running.hand_in(WHO, 1, {"visits": start["visits"], "questions": ["Bukti lengkap", "Angka benar"]})
    return running


def filled(visit: dict[str, Any], **changes: Any) -> dict[str, Any]:
    checks = [{"answer": "ya"}, {"answer": "sebagian", "note": "Satu angka belum berbukti."}]
    finding = {"text": "Data RAT belum lengkap.", "recommendation": "Lengkapi berita acara.", "due": "2026-12-01"}
    sheet = {"unit_id": visit["unit_id"], "on": YESTERDAY, "checks": checks, "findings": [finding], "conclusion": "Baik."}
    return {**sheet, **changes}


def refused(course: Any, data: dict[str, Any]) -> dict[str, list[str]]:
    with pytest.raises(Invalid) as wrong:
        course.hand_in(WHO, 2, data)
    return wrong.value.errors


def test_the_desk_shows_every_scheduled_unit_with_its_questions(planned: Any) -> None:
    desk = planned.desk(WHO, 2)
    assert [visit["unit"] for visit in desk["visits"]] == ["Bidang Koperasi dan UKM", "Bidang Tenaga Kerja"]
    assert desk["questions"] == ["Bukti lengkap", "Angka benar"]


def test_filled_sheets_are_kept_and_become_the_next_version_of_the_blangko(planned: Any) -> None:
    visits = planned.desk(WHO, 2)["visits"]
    handed = planned.hand_in(WHO, 2, {"sheets": [filled(visit) for visit in visits]})
    assert handed.content["summary"] == "2 unit dimonev; 2 temuan dicatat."
    sheet = handed.content["sheets"][0]
    assert sheet["checks"][1] == {"question": "Angka benar", "answer": "sebagian", "note": "Satu angka belum berbukti."}
    paper = db.session.scalars(select(Document).where(Document.id.in_(handed.content["documents"])).limit(1)).one()
    numbers = select(DocumentVersion.number).where(DocumentVersion.document_id == paper.id)
    assert sorted(db.session.scalars(numbers)) == [1, 2]
    shape = shape_of("visit_sheet", newest_version(paper).content)
    assert shape.checks[1].met is False
    assert shape.checks[1].note == "Sebagian. Satu angka belum berbukti."
    assert shape.head.position.startswith("Kepala Bidang")


def test_a_unit_may_be_put_off_with_a_reason_alone(planned: Any) -> None:
    first, second = planned.desk(WHO, 2)["visits"]
    off = {"unit_id": second["unit_id"], "postponed": "true", "reason": None}
    assert refused(planned, {"sheets": [filled(first), off]}) == {
        "sheets.1.reason": ["Bidang Tenaga Kerja: tulis alasan kunjungan ditunda."]
    }
    handed = planned.hand_in(WHO, 2, {"sheets": [filled(first), off | {"reason": "Kepala Bidang dinas luar."}]})
    assert handed.content["summary"] == "1 unit dimonev, 1 ditunda; 1 temuan dicatat."
    assert len(handed.content["documents"]) == 1


def test_a_unit_that_is_left_out_or_not_scheduled_is_named(planned: Any) -> None:
    first, _ = planned.desk(WHO, 2)["visits"]
    errors = refused(planned, {"sheets": [filled(first), filled(first)]})
    assert "Bidang Tenaga Kerja" in errors["sheets"][0]
    assert "tidak dijadwalkan" in errors["sheets.1.unit_id"][0]


def test_what_is_missing_is_said_at_its_field(planned: Any) -> None:
    first, second = planned.desk(WHO, 2)["visits"]
    checks = [{"answer": "tidak"}, {"note": "x"}]
    poor = filled(first, checks=checks, conclusion=" ", findings=[{"recommendation": "Lengkapi."}])
    errors = refused(planned, {"sheets": [poor, filled(second)]})
    assert errors["sheets.0.checks.0.note"] == ["Bidang Koperasi dan UKM, pertanyaan 1: jelaskan apa yang belum sesuai."]
    assert errors["sheets.0.checks.1.answer"] == ["Bidang Koperasi dan UKM, pertanyaan 2: pilih ya, sebagian, atau tidak."]
    assert "simpulan" in errors["sheets.0.conclusion"][0]
    assert "bukan rekomendasinya saja" in errors["sheets.0.findings.0.text"][0]


def test_answers_beyond_the_questions_are_refused(planned: Any) -> None:
    first, second = planned.desk(WHO, 2)["visits"]
    errors = refused(planned, {"sheets": [filled(first, checks=[{"answer": "ya"}] * 3), filled(second)]})
    assert "memuat 2 pertanyaan" in errors["sheets.0.checks"][0]


def test_a_visit_that_has_not_been_held_cannot_be_reported(planned: Any) -> None:
    first, second = planned.desk(WHO, 2)["visits"]
    tomorrow = (today() + timedelta(days=1)).isoformat()
    errors = refused(planned, {"sheets": [filled(first, on=tomorrow), filled(second, on=None)]})
    assert set(errors) == {"sheets.0.on", "sheets.1.on"}


def test_blank_rows_of_the_form_are_no_findings(planned: Any) -> None:
    visits = planned.desk(WHO, 2)["visits"]
    blank = [{"text": None, "recommendation": None, "due": None}]
    handed = planned.hand_in(WHO, 2, {"sheets": [filled(visit, findings=blank) for visit in visits]})
    assert handed.content["summary"] == "2 unit dimonev; 0 temuan dicatat."


def test_evidence_of_others_or_none_at_all_is_refused(planned: Any) -> None:
    first, second = planned.desk(WHO, 2)["visits"]
    errors = refused(planned, {"sheets": [filled(first, evidence_ids=[first["unit_id"]]), filled(second)]})
    assert "tidak ada lagi" in errors["sheets.0.evidence_ids"][0]


def test_evidence_that_is_there_is_named_on_the_paper(planned: Any) -> None:
    work = planned.work(WHO, 2)
    photo = Evidence(
        id=new_id(), opd_id=work.cycle.opd_id, unit_id=None, official_id=work.official_id, name="rapat.jpg",
        media_type="image/jpeg", size=10, sha256="ab" * 32, storage_key="k", storage_version="v",
    )  # fmt: skip
    db.session.add(photo)
    visits = planned.desk(WHO, 2)["visits"]
    assert planned.desk(WHO, 2)["files"] == [{"id": str(photo.id), "name": "rapat.jpg"}]
    handed = planned.hand_in(WHO, 2, {"sheets": [filled(visit, evidence_ids=[str(photo.id)]) for visit in visits]})
    paper = db.session.scalars(select(Document).where(Document.id.in_(handed.content["documents"])).limit(1)).one()
    assert shape_of("visit_sheet", newest_version(paper).content).attachments[0].name == "rapat.jpg"


def test_a_sheet_must_be_a_collection_of_fields(planned: Any) -> None:
    assert refused(planned, {"sheets": ["x"]}) == {"sheets.0": ["Harus berupa kumpulan isian bernama."]}


def test_without_a_schedule_there_is_nothing_to_fill(course: Callable[..., Any]) -> None:
    running = course([5])
    assert running.desk(WHO, 1)["visits"] == []
    with pytest.raises(Conflict, match="Jadwal monev belum ada"):
        running.hand_in(WHO, 1, {"sheets": [filled({"unit_id": "01900000-0000-7000-8000-000000000000"})]})


def test_whoever_joins_leaves_a_note(planned: Any) -> None:
    assert planned.hand_in("kabid.koperasi", 2, {"note": "Siap dikunjungi."}).content["note"] == "Siap dikunjungi."


def test_the_page_keeps_what_was_typed_and_shows_the_result(planned: Any, person: Callable[..., Any]) -> None:
    db.session.commit()
    client, path = person(f"{WHO}@diskopnaker.13.01"), f"/13.01/diskopnaker/siklus/{planned.slug}/2025-TW1/langkah/2"
    visits = planned.desk(WHO, 2)["visits"]
    typed = {
        "version": str(planned.work(WHO, 2).task.version), "action": "kirim", "sheets.0.unit_id": visits[0]["unit_id"],
        "sheets.0.conclusion": "Simpulan khas",
    }  # fmt: skip
    wrong = client.post(path, data=typed)
    assert wrong.status_code == 422
    assert "Simpulan khas" in wrong.text
    planned.hand_in(WHO, 2, {"sheets": [filled(visit) for visit in visits]})
    db.session.commit()
    assert "1 dari 2 hal sesuai" in client.get(path).text
