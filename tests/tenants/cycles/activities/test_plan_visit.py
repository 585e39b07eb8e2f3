"""Planning visits: every unit, working days, nobody in two places; schedule, sheets and calendar come out."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from runtut.calendar import indonesian
from runtut.database import db
from runtut.errors import Invalid
from tenants.documents.models import Document
from tenants.documents.service import newest_version
from tenants.reports import shape_of

WHO = "kasubag.program"


def today() -> date:
    return datetime.now(ZoneInfo("Asia/Jakarta")).date()


def plan(desk: dict[str, Any], **changes: Any) -> dict[str, Any]:
    """The proposal of the desk, its first visit changed."""
    visits = [dict(visit) for visit in desk["start"]["visits"]]
    visits[0].update(changes)
    return {"visits": visits, "questions": desk["start"]["questions"]}


def refused(course: Any, data: dict[str, Any]) -> dict[str, list[str]]:
    with pytest.raises(Invalid) as wrong:
        course.hand_in(WHO, 1, data)
    return wrong.value.errors


def weekend() -> date:
    day = today()
    return day + timedelta(days=(5 - day.weekday()) % 7)


def test_the_proposal_visits_both_bidang_on_working_days_and_can_be_kept_as_it_is(course: Callable[..., Any]) -> None:
    running = course([4, 5])
    desk = running.desk(WHO, 1)
    assert [unit["name"] for unit in desk["units"]] == ["Bidang Koperasi dan UKM", "Bidang Tenaga Kerja"]
    days = [date.fromisoformat(visit["date"]) for visit in desk["start"]["visits"]]
    assert all(indonesian("Asia/Jakarta").is_working_day(day) for day in days)
    handed = running.hand_in(WHO, 1, plan(desk))
    assert handed.content["summary"].startswith("2 kunjungan dijadwalkan")
    assert handed.content["visits"][0]["assessor_names"] == ["Andika Saputra, S.T."]
    assert len(handed.content["questions"]) == 6


def test_schedule_and_one_sheet_for_each_unit_become_papers(course: Callable[..., Any]) -> None:
    running = course([4, 5])
    handed = running.hand_in(WHO, 1, plan(running.desk(WHO, 1), focus="Selisih data RAT"))
    papers = list(db.session.scalars(select(Document).where(Document.id.in_(handed.content["documents"]))))
    assert sorted(paper.kind for paper in papers) == ["visit_schedule", "visit_sheet", "visit_sheet"]
    schedule = next(paper for paper in papers if paper.kind == "visit_schedule")
    shape = shape_of("visit_schedule", newest_version(schedule).content)
    assert shape.visits[0].agenda == "Selisih data RAT"
    assert shape.visits[0].start.utcoffset() == timedelta(hours=7)


def test_every_unit_is_visited_and_none_twice(course: Callable[..., Any]) -> None:
    running = course([4, 5])
    desk = running.desk(WHO, 1)
    one = plan(desk)
    one["visits"] = [one["visits"][0], one["visits"][0] | {"start": "13:00", "end": "14:00"}]
    errors = refused(running, one)
    assert errors["visits"] == ["Belum dijadwalkan: Bidang Tenaga Kerja."]
    assert "sudah dijadwalkan" in errors["visits.1.unit_id"][0]


def test_a_day_off_and_an_end_before_the_start_are_named(course: Callable[..., Any]) -> None:
    running = course([4, 5])
    errors = refused(running, plan(running.desk(WHO, 1), date=weekend().isoformat(), start="11.00", end="09.00"))
    assert "bukan hari kerja" in errors["visits.0.date"][0]
    assert errors["visits.0.end"] == ["Bidang Koperasi dan UKM: jam selesai harus sesudah jam mulai."]


def test_a_date_in_a_wrong_year_is_doubted(course: Callable[..., Any]) -> None:
    running = course([4, 5])
    far = today() + timedelta(days=800)
    assert "periksa tahunnya" in refused(running, plan(running.desk(WHO, 1), date=far.isoformat()))["visits.0.date"][0]


def test_nobody_is_in_two_places_at_a_time(course: Callable[..., Any]) -> None:
    running = course([4, 5])
    desk = running.desk(WHO, 1)
    data = plan(desk)
    data["visits"][1].update(date=data["visits"][0]["date"], start="10:30", end="12:00")
    assert "Andika Saputra, S.T. sudah bertugas" in refused(running, data)["visits.1.assessors"][0]
    data["visits"][1].update(start="11:00")
    assert running.hand_in(WHO, 1, data).content["visits"][1]["start"] == "11:00"


def test_assessors_are_officials_of_the_opd(course: Callable[..., Any]) -> None:
    running = course([4, 5])
    desk = running.desk(WHO, 1)
    errors = refused(running, plan(desk, assessors=[desk["units"][0]["id"]]))
    assert "dari daftar" in errors["visits.0.assessors"][0]


def test_a_form_without_boxes_ticked_or_times_says_so_at_each_field(course: Callable[..., Any]) -> None:
    running = course([4, 5])
    data = plan(running.desk(WHO, 1), date=None, start="pagi", place=None)
    del data["visits"][0]["assessors"]
    errors = refused(running, data | {"questions": " \n "})
    assert errors["visits.0.date"] == ["Isi tanggal kunjungan."]
    assert errors["visits.0.start"] == ["Jam tidak terbaca; tulis seperti 09.00."]
    assert errors["visits.0.place"] == ["Isi tempat kunjungan."]
    assert errors["visits.0.assessors"] == ["Pilih paling sedikit satu petugas."]
    assert "satu di setiap baris" in errors["questions"][0]


def test_a_unit_of_elsewhere_is_not_visited(course: Callable[..., Any]) -> None:
    running = course([4, 5])
    desk = running.desk(WHO, 1)
    assert (
        "bukan unit yang dikunjungi" in refused(running, plan(desk, unit_id=desk["officials"][0]["id"]))["visits.0.unit_id"][0]
    )


def test_questions_may_come_as_lines_of_one_text(course: Callable[..., Any]) -> None:
    running = course([4, 5])
    data = plan(running.desk(WHO, 1)) | {"questions": "Bukti lengkap\r\n\r\nAngka benar\n"}
    assert running.hand_in(WHO, 1, data).content["questions"] == ["Bukti lengkap", "Angka benar"]


def test_the_schedule_is_a_calendar_file_once_it_is_there(course: Callable[..., Any], person: Callable[..., Any]) -> None:
    running = course([4, 5])
    client = person("kabid.naker@diskopnaker.13.01")
    page = f"/13.01/diskopnaker/siklus/{running.slug}/2025-TW1/jadwal.ics"
    assert client.get(page).status_code == 404
    running.hand_in(WHO, 1, plan(running.desk(WHO, 1)))
    db.session.commit()
    for path in (page, f"/api/v1/pemda/13.01/opd/diskopnaker/cycles/{running.slug}/2025-TW1/visits.ics"):
        answer = client.get(path)
        assert answer.mimetype == "text/calendar"
        assert answer.data.count(b"BEGIN:VEVENT") == 2
    assert person("kadis@dishub.63.11").get(page).status_code == 404


def test_the_page_shows_the_form_and_then_the_schedule(course: Callable[..., Any], person: Callable[..., Any]) -> None:
    running = course([4, 5])
    db.session.commit()
    client, path = person(f"{WHO}@diskopnaker.13.01"), f"/13.01/diskopnaker/siklus/{running.slug}/2025-TW1/langkah/1"
    assert b'name="visits.1.assessors.0"' in client.get(path).data
    typed = {"visits.0.unit_id": running.desk(WHO, 1)["units"][0]["id"], "visits.0.place": "Aula <b>"}
    version = str(running.work(WHO, 1).task.version)
    wrong = client.post(path, data={"version": version, "action": "kirim", **typed})
    assert wrong.status_code == 422
    assert b"Isi tanggal kunjungan." in wrong.data
    assert b"Aula &lt;b&gt;" in wrong.data
    running.hand_in(WHO, 1, plan(running.desk(WHO, 1)))
    db.session.commit()
    assert "Simpan ke kalender" in client.get(path).text
