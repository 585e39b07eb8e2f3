"""Looking after an SOP in force: the form of each half-year, the seven criteria of each year, and who is reminded."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import event, select
from sqlalchemy.exc import DBAPIError

from runtut.database import db
from runtut.errors import Conflict, Invalid
from runtut.permissions import here
from tenants.notices.models import Notice
from tenants.people.seats import today_at
from tenants.sops import service as sops
from tenants.sops.assessing import service
from tenants.sops.assessing.forms import CRITERIA, EVALUATION, MONITORING, period_of, said_period
from tenants.sops.assessing.reminding import remind, rung
from tenants.sops.models import SopVersion

ADMIN, WRITER, HEAD, READER = (
    "admin@setda.13.01", "kasubag.program@diskopnaker.13.01", "kadis@diskopnaker.13.01", "kasi.naker@diskopnaker.13.01",
)  # fmt: skip
ZONE = "Asia/Jakarta"
PAGES, API = "/13.01/diskopnaker", "/api/v1/pemda/13.01/opd/diskopnaker"


@pytest.fixture
def force(at: Callable[..., Any]) -> SopVersion:
    """An SOP that came into force today; the Kasubag looks at it."""
    version = sops.clone(at(ADMIN, "diskopnaker").opd.id, "dinas", "monev", "Pemantauan Kinerja")
    sops.map_actors(version, {actor: role.id for actor, role in sops.suggested_roles(version).items() if role})
    db.session.flush()
    at(HEAD)
    sops.put_into_force(version)
    db.session.flush()
    at(WRITER)
    return version


def answers(row: Any, answer: str = "ya", **more: str) -> list[dict[str, str]]:
    return [{"id": one["id"], "answer": answer, **more} for one in row.content["rows"]]


def test_the_monitoring_has_a_row_for_each_step_and_nothing_answered(force: SopVersion) -> None:
    sop = sops.sop_by_slug("monev")
    row = service.begin(sop, MONITORING)
    assert [one["text"] for one in row.content["rows"]] == [step["text"] for step in force.content["steps"]]
    assert {one["answer"] for one in row.content["rows"]} == {None}
    assert service.begin(sop, MONITORING).id == row.id
    assert [one["text"] for one in service.begin(sop, EVALUATION).content["rows"]] == list(CRITERIA.values())


@pytest.mark.usefixtures("force")
def test_what_does_not_go_well_needs_a_note_and_an_action() -> None:
    row = service.begin(sops.sop_by_slug("monev"), MONITORING)
    with pytest.raises(Invalid) as wrong:
        service.write(row, 0, {"rows": answers(row)[:-1] + answers(row, "tidak")[-1:]}, done=True)
    assert set(wrong.value.errors) == {"rows.12.note", "rows.12.action", "methods"}
    given = {"rows": answers(row, "tidak", note="Terlambat", action="Ingatkan"), "methods": ["meeting"]}
    service.write(row, 0, given, done=True)
    assert (row.revision, row.capacity) == (1, "definitif: Kepala Subbagian Program")
    assert row.done_at is not None


@pytest.mark.usefixtures("force")
def test_an_evaluation_answers_all_seven_criteria_and_concludes() -> None:
    row = service.begin(sops.sop_by_slug("monev"), EVALUATION)
    service.write(row, 0, {"rows": answers(row)[:3]})
    with pytest.raises(Invalid) as wrong:
        service.write(row, 1, {"rows": answers(row)[:3], "conclusion": "revise"}, done=True)
    assert set(wrong.value.errors) == {"rows.3.answer", "rows.4.answer", "rows.5.answer", "rows.6.answer", "advice"}
    with pytest.raises(Invalid) as open_end:
        service.write(row, 1, {"rows": answers(row)}, done=True)
    assert set(open_end.value.errors) == {"conclusion"}


@pytest.mark.usefixtures("force")
def test_two_who_write_do_not_overwrite_one_another_and_what_is_handed_in_stays() -> None:
    row = service.begin(sops.sop_by_slug("monev"), EVALUATION)
    service.write(row, 0, {"rows": answers(row)})
    with pytest.raises(Conflict, match="Orang lain"):
        service.write(row, 0, {"rows": answers(row, "tidak")})
    service.write(row, 1, {"rows": answers(row), "conclusion": "keep"}, done=True)
    with pytest.raises(Conflict, match="sudah diserahkan"):
        service.write(row, 2, {"rows": answers(row)})
    row.content = {}
    with pytest.raises(DBAPIError, match="does not change"):
        db.session.flush()


def test_periods_and_due_days(force: SopVersion) -> None:
    assert period_of(MONITORING, date(2025, 6, 30)) == "2025-S1"
    assert (said_period("2025-S2"), said_period("2025")) == ("Semester II 2025", "Tahun 2025")
    assert service.months_later(date(2025, 8, 31), 6) == date(2026, 2, 28)
    assert service.due_on(force, MONITORING, date(2030, 1, 15)) == date(2030, 7, 15)
    assert [rung(left) for left in (31, 30, 8, 7, 1, 0, -6, -7, -90)] == [None, 30, 30, 7, 7, 0, 0, -7, -7]


@pytest.mark.usefixtures("force")
def test_those_who_assess_are_reminded_once_for_each_rung() -> None:
    today = today_at(here())
    due = service.months_later(today, 6)
    told = {left: remind(due - timedelta(left), "13.01", ZONE) for left in (31, 30, 20, 7, 0)}
    assert told[31] == told[20] == 0
    assert told[30] == told[7] == told[0] > 0
    assert remind(due + timedelta(7), "13.01", ZONE) == told[30]
    said = db.session.scalars(select(Notice.text).where(Notice.text.contains("Tabel 7"))).all()
    assert any("paling lambat" in one for one in said)
    assert any("lewat batasnya" in one for one in said)


@pytest.mark.usefixtures("force")
def test_an_hour_later_nobody_is_asked_again_and_no_document_is_read() -> None:
    due = service.months_later(today_at(here()), 6)
    assert remind(due, "13.01", ZONE) > 0
    db.session.flush()
    said: list[str] = []
    connection = db.session.connection()
    event.listen(connection, "before_cursor_execute", lambda *told: said.append(told[2]))
    assert remind(due, "13.01", ZONE) == 0
    assert said
    assert not [one for one in said if "insert" in one.casefold() or "sop_version.content" in one]


def test_the_day_of_an_assessment_is_that_of_the_pemda(force: SopVersion) -> None:
    row = service.begin(sops.sop_by_slug("monev"), MONITORING)
    row.done_at = datetime(2025, 6, 30, 18, tzinfo=UTC)
    db.session.flush()
    assert service.last_done(force.sop_id, "Asia/Jakarta")[MONITORING] == date(2025, 7, 1)


def test_what_was_done_puts_the_next_day_off(force: SopVersion) -> None:
    row = service.begin(sops.sop_by_slug("monev"), MONITORING)
    service.write(row, 0, {"rows": answers(row), "methods": ["meeting"]}, done=True)
    assert MONITORING in service.last_done(force.sop_id, ZONE)
    assert EVALUATION not in service.last_done(force.sop_id, ZONE)


def test_nothing_is_assessed_that_is_not_in_force(at: Callable[..., Any]) -> None:
    sops.clone(at(ADMIN, "diskopnaker").opd.id, "dinas", "monev", "Pemantauan")
    with pytest.raises(Conflict, match="Belum ada versi yang berlaku"):
        service.begin(sops.sop_by_slug("monev"), MONITORING)


@pytest.fixture
def ready(person: Callable[..., Any]) -> Callable[..., Any]:
    admin, head = person(ADMIN), person(HEAD)
    admin.post(f"{API}/sops", json={"template": "dinas", "slug": "monev", "title": "Pemantauan"})
    at = f"{API}/sops/monev/versions/1"
    chosen = [{"actor": row["actor"], "role": row["role_id"]} for row in admin.get(at).json["actors"]]
    admin.put(f"{at}/actors", json={"actors": chosen})
    assert head.put(f"{at}/force").status_code == 200
    return person


def test_the_way_over_the_pages(ready: Callable[..., Any]) -> None:
    writer, reader = ready(WRITER), ready(READER)
    path = f"{PAGES}/sop/monev/penilaian"
    assert "belum pernah" in writer.get(path).text
    assert reader.post(path, data={"kind": "monitoring"}).status_code == 403
    assert writer.post(path, data={"kind": "x"}).location == path
    begun = writer.post(path, data={"kind": "monitoring"}).location
    assert "Tabel 7" in writer.get(begun).text
    assert "adalah tugas yang berwenang" in reader.get(begun).text
    kept = writer.post(begun, data={"revision": "0", "rows.0.answer": "tidak", "rows.0.note": "Terlambat"})
    assert kept.status_code == 303
    refused = writer.post(begun, data={"revision": "1", "act": "done", "rows.0.note": "Masih terlambat"})
    assert (refused.status_code, "Masih terlambat" in refused.text) == (422, True)
    assert writer.post(begun, data={"revision": "1", "rows.0.answer": "entah"}).status_code == 422
    late = {"revision": "0", "rows.0.answer": "tidak", "rows.0.note": "Catatan saya"}
    for _ in range(2):  # pressing again does not write over what the other saved
        clash = writer.post(begun, data=late)
        assert (clash.status_code, "Catatan saya" in clash.text, "Buka yang tersimpan" in clash.text) == (409, True, True)
        late["revision"] = clash.text.partition('name="revision" value="')[2].partition('"')[0]
    assert "Terlambat" in writer.get(begun).text
    whole = {f"rows.{place}.answer": "ya" for place in range(13)}
    assert writer.post(begun, data={"revision": "1", "act": "done", "methods": "meeting", **whole}).status_code == 303
    assert "Sudah diserahkan" in writer.get(begun).text
    yearly = writer.post(path, data={"kind": "evaluation"}).location
    assert "Sinergi satu dengan yang lain" in writer.get(yearly).text
    seven = {f"rows.{place}.answer": "ya" for place in range(7)}
    writer.post(yearly, data={"revision": "0", "act": "done", "conclusion": "keep", **seven})
    assert "Dipertahankan" in reader.get(yearly).text
    assert "diserahkan" in writer.get(path).text


def test_the_way_over_the_api(ready: Callable[..., Any]) -> None:
    writer = ready(WRITER)
    begun = writer.post(f"{API}/sops/monev/assessments", json={"kind": "evaluation"})
    assert begun.status_code == 201
    path = f"{API}/sops/assessments/{begun.json['id']}"
    rows = [{"id": row["id"], "answer": "ya"} for row in begun.json["content"]["rows"]]
    assert writer.put(path, json={"revision": 0, "rows": rows, "done": True}).status_code == 422
    done = writer.put(path, json={"revision": 0, "rows": rows, "conclusion": "keep", "done": True})
    assert done.json["done_at"] is not None
    assert writer.get(path).json["revision"] == 1
    assert len(writer.get(f"{API}/sops/monev/assessments").json) == 1
