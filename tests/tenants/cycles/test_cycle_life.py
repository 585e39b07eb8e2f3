"""The life of a cycle over the API: opened once, moved by those whose turn it is, told, taken back, cancelled."""

import io
from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Connection, event, func, select

from runtut.database import db
from runtut.events import Event
from runtut.jobs import JobName, Outbox
from tenants.cycles import handing
from tenants.cycles.models import Share, Task
from tenants.evidence import service as evidence
from tenants.indicators.models import Form

SignIn = Callable[[str], FlaskClient]
OFFICE = "/api/v1/pemda/63.11/opd/dishub"
SOP, PERIOD = "monev-kinerja", "2032-TW1"
CYCLE = f"{OFFICE}/cycles/{SOP}/{PERIOD}"
SECRETARY, PROGRAM = "sekretaris@dishub.63.11", "kasubag.program@dishub.63.11"


@pytest.fixture
def cycle(person: SignIn) -> Any:
    answer = person(SECRETARY).post(f"{OFFICE}/cycles", json={"sop": SOP, "period": PERIOD})
    assert answer.status_code == 201, answer.get_json()
    return answer.get_json()


def task(client: FlaskClient, no: int) -> Any:
    return client.get(f"{CYCLE}/tasks/{no}").get_json()


def note(client: FlaskClient, no: int, said: str = "Catatan kami.") -> Any:
    body = {"version": task(client, no)["version"], "data": {"note": said}}
    return client.post(f"{CYCLE}/tasks/{no}/contributions", json=body)


def count(kind: str) -> int:
    return db.session.scalar(select(func.count()).select_from(Event).where(Event.kind == kind)) or 0


def open_second_step(at: Callable[..., Any]) -> None:
    """Let the engine pass step 1 without its tool: what follows here is about the cycle, not about forms."""
    from datetime import UTC, datetime

    from tenants.cycles import service
    from tenants.cycles.engine.commands import CompleteShare, StartTask

    place = at(SECRETARY)
    found = service.find_cycle(SOP, PERIOD)
    row = service.find_task(found, 1)
    share = db.session.scalars(select(Share).where(Share.task_id == row.id)).one()
    now = datetime.now(UTC)
    service.move(found, StartTask(row.step_id, row.version, service.me(place), now))
    db.session.refresh(row)
    service.move(found, CompleteShare(row.step_id, row.version, share.id, service.me(place), now))
    db.session.commit()


def test_opening_makes_thirteen_tasks_with_people_and_times(cycle: Any) -> None:
    steps = cycle["steps"]
    assert [step["no"] for step in steps] == list(range(1, 14))
    assert [step["status"] for step in steps] == ["open", *["waiting"] * 12]
    assert [person["name"] for person in steps[0]["people"]] == ["Hj. Rusmini, S.E."]
    assert {person["unit"] for person in steps[1]["people"] if person["part"] == "does"} == {
        "Bidang Angkutan",
        "Bidang Lalu Lintas",
    }
    assert cycle["standard_minutes"] == 14_160
    assert steps[0]["due"] is not None


def test_a_period_has_one_cycle(cycle: Any, person: SignIn) -> None:
    assert cycle
    again = person(SECRETARY).post(f"{OFFICE}/cycles", json={"sop": SOP, "period": PERIOD})
    assert (again.status_code, again.get_json()["detail"]) == (409, "Siklus Triwulan I 2032 untuk SOP ini sudah dibuka.")


def test_an_sop_that_is_not_there_and_a_period_that_is_none_are_said(person: SignIn) -> None:
    client = person(SECRETARY)
    assert client.post(f"{OFFICE}/cycles", json={"sop": "tidak-ada", "period": PERIOD}).status_code == 404
    wrong = client.post(f"{OFFICE}/cycles", json={"sop": SOP, "period": "2032-TW5"})
    assert wrong.get_json()["errors"] == {"period": ["Tulis periode seperti 2025-TW1."]}


def test_who_may_not_open_is_refused(person: SignIn) -> None:
    refused = person(PROGRAM).post(f"{OFFICE}/cycles", json={"sop": SOP, "period": PERIOD})
    assert refused.status_code == 403


def test_the_first_actor_is_told_through_the_outbox(cycle: Any) -> None:
    rows = db.session.scalars(select(Outbox).where(Outbox.job == JobName.NOTIFY.value)).all()
    assert [row.payload["step"] for row in rows if row.payload["cycle"] == cycle["cycle"]["id"]] == ["dinas-01"]


def test_the_inbox_holds_what_is_mine_and_what_i_wait_for(cycle: Any, person: SignIn) -> None:
    assert cycle
    mine = person(SECRETARY).get("/api/v1/pemda/63.11/inbox").get_json()
    assert [(item["no"], item["status"]) for item in mine if item["period"] == PERIOD] == [
        (1, "open"),
        (9, "waiting"),
        (11, "waiting"),
    ]
    waiting = [item for item in person(PROGRAM).get("/api/v1/pemda/63.11/inbox").get_json() if item["period"] == PERIOD]
    assert {item["waits_for"] for item in waiting} == {"langkah 1: Hj. Rusmini, S.E."}


def test_a_step_that_is_not_open_takes_nothing(cycle: Any, person: SignIn) -> None:
    assert cycle
    refused = note(person("kasi.rekayasa@dishub.63.11"), 2)
    assert (refused.status_code, refused.get_json()["detail"]) == (409, "Langkah 2 belum terbuka; menunggu langkah 1.")


def test_whoever_has_no_part_reads_and_does_not_work(cycle: Any, person: SignIn) -> None:
    assert cycle
    client = person("kadis@dishub.63.11")
    seen = task(client, 1)
    assert (seen["part"], seen["can_work"]) == (None, False)
    assert note(client, 1).status_code == 403


def test_a_contribution_is_one_event_and_can_be_taken_back(cycle: Any, person: SignIn, at: Callable[..., Any]) -> None:
    assert cycle
    open_second_step(at)
    client = person("kasi.rekayasa@dishub.63.11")
    before = count("share.completed")
    handed = note(client, 2)
    assert handed.status_code == 201
    assert count("share.completed") == before + 1
    assert note(client, 2).status_code == 409
    version = task(client, 2)["version"]
    path = f"{CYCLE}/tasks/2/hand-ins/{handed.get_json()['id']}?version={version}"
    assert client.delete(path).status_code == 204
    seen = task(client, 2)
    assert (seen["can_work"], seen["worksheet"]["content"]["note"]) == (True, "Catatan kami.")
    assert client.delete(path).status_code == 409


def test_a_stale_page_cannot_hand_in(cycle: Any, person: SignIn, at: Callable[..., Any]) -> None:
    assert cycle
    open_second_step(at)
    client = person("kasi.rekayasa@dishub.63.11")
    stale = client.post(f"{CYCLE}/tasks/2/contributions", json={"version": 1, "data": {"note": "Terlambat."}})
    assert stale.status_code == 409


def test_unfinished_work_is_kept_and_guarded_against_a_second_screen(cycle: Any, person: SignIn) -> None:
    assert cycle
    client = person(SECRETARY)
    first = client.put(
        f"{CYCLE}/tasks/1/worksheet", json={"version": task(client, 1)["version"], "content": {"instructions": "A"}}
    )
    assert first.status_code == 200, first.get_json()
    version = task(client, 1)["version"]
    body = {"version": version, "content": {"instructions": "B", "password": "rahasia"}, "worksheet": 1}
    assert client.put(f"{CYCLE}/tasks/1/worksheet", json=body).status_code == 200
    assert client.put(f"{CYCLE}/tasks/1/worksheet", json=body).status_code == 409
    assert task(client, 1)["worksheet"]["content"] == {"instructions": "B"}


def test_an_older_screen_does_not_hand_in_over_newer_saved_work(cycle: Any, person: SignIn) -> None:
    assert cycle
    client = person(SECRETARY)
    kept = {"version": task(client, 1)["version"], "content": {"instructions": "Yang lebih baru"}}
    assert client.put(f"{CYCLE}/tasks/1/worksheet", json=kept).status_code == 200
    form = {"version": str(task(client, 1)["version"]), "worksheet": "0", "action": "kirim", "instructions": "Yang lama"}
    page = client.post(f"/63.11/dishub/siklus/{SOP}/{PERIOD}/langkah/1", data=form)
    assert (page.status_code, "disimpan dari layar lain" in page.get_data(as_text=True)) == (409, True)
    assert task(client, 1)["worksheet"]["content"] == {"instructions": "Yang lebih baru"}
    data = {"indicator_ids": [str(UUID(int=1))], "columns": [], "due_on": "2032-04-01"}
    body = {"version": task(client, 1)["version"], "worksheet": 0, "data": data}
    assert client.post(f"{CYCLE}/tasks/1/design-form", json=body).status_code == 409


def test_a_tool_of_another_activity_is_refused(cycle: Any, person: SignIn) -> None:
    assert cycle
    client = person(SECRETARY)
    body = {"version": task(client, 1)["version"], "data": {"resolutions": []}}
    assert client.post(f"{CYCLE}/tasks/1/process", json=body).status_code == 409


def test_the_log_tells_who_did_what(cycle: Any, person: SignIn) -> None:
    assert cycle
    lines = person(SECRETARY).get(f"{CYCLE}/events").get_json()
    assert [(line["what"], line["who"], line["capacity"]) for line in lines] == [
        ("Siklus dibuka", "Hj. Rusmini, S.E.", "Sekretaris"),
    ]


def test_a_cancelled_cycle_leaves_its_period_free_and_its_log_standing(cycle: Any, person: SignIn) -> None:
    client = person(SECRETARY)
    assert client.put(f"{CYCLE}/cancellation", json={"reason": " "}).status_code == 422
    assert client.put(f"{CYCLE}/cancellation", json={"reason": "Salah periode."}).status_code == 204
    assert client.get(CYCLE).status_code == 404
    assert client.post(f"{OFFICE}/cycles", json={"sop": SOP, "period": PERIOD}).status_code == 201
    assert db.session.scalars(select(Task.status).where(Task.cycle_id == cycle["cycle"]["id"], Task.no == 1)).one() == "open"
    assert count("cycle.cancelled") == 1
    lines = client.get(f"{CYCLE}/events?cycle={cycle['cycle']['id']}").get_json()
    assert [line["what"] for line in lines] == ["Siklus dibuka", "Siklus dibatalkan: Salah periode."]
    log = f"/63.11/dishub/siklus/{SOP}/{PERIOD}/catatan?siklus={cycle['cycle']['id']}"
    assert log in client.get("/63.11/dishub/siklus").get_data(as_text=True)
    assert "Siklus dibatalkan: Salah periode." in client.get(log).get_data(as_text=True)
    for nowhere in (UUID(int=0), "bukan-pengenal"):
        assert client.get(f"/63.11/dishub/siklus/{SOP}/{PERIOD}/catatan?siklus={nowhere}").status_code == 404


def test_the_forms_of_a_cancelled_cycle_are_void(cycle: Any, person: SignIn, at: Callable[..., Any]) -> None:
    place, subject = at(SECRETARY), f"cycle:{cycle['cycle']['id']}"
    said = {"period": PERIOD, "number": 1, "content": {}, "sha256": "", "author_id": place.standing.official_id}
    db.session.add(Form(opd_id=place.opd.id, subject=subject, **said))
    db.session.commit()
    assert person(SECRETARY).put(f"{CYCLE}/cancellation", json={"reason": "Salah periode."}).status_code == 204
    assert db.session.scalars(select(Form.void_at).where(Form.subject == subject)).one() is not None
    assert count("form.voided") == 1


def test_the_pages_say_the_same_as_the_api(cycle: Any, person: SignIn) -> None:
    assert cycle
    client = person(SECRETARY)
    for path, word in (
        ("/63.11/tugas", "Menyusun format isian"),
        ("/63.11/dishub/siklus", "Berjalan, langkah 1"),
        (f"/63.11/dishub/siklus/{SOP}/{PERIOD}", "Sedang berjalan"),
        (f"/63.11/dishub/siklus/{SOP}/{PERIOD}/catatan", "Siklus dibuka"),
        (f"/63.11/dishub/siklus/{SOP}/{PERIOD}/langkah/1", "Simpan dulu"),
        (f"/63.11/dishub/siklus/{SOP}/{PERIOD}/langkah/5", "Langkah ini belum tiba"),
        ("/63.11/dishub/", "Waktu baku"),
    ):
        page = client.get(path)
        assert page.status_code == 200, path
        assert word in page.get_data(as_text=True), path


def test_a_form_that_is_refused_keeps_what_was_typed(cycle: Any, person: SignIn) -> None:
    assert cycle
    client = person(SECRETARY)
    version = task(client, 1)["version"]
    form = {"version": str(version), "worksheet": "0", "action": "kirim", "instructions": "Isi sesuai buku register."}
    page = client.post(f"/63.11/dishub/siklus/{SOP}/{PERIOD}/langkah/1", data=form)
    assert page.status_code == 422
    said = page.get_data(as_text=True)
    assert "Isi sesuai buku register." in said
    assert "Pilih paling sedikit satu indikator." in said


def test_a_file_is_looked_at_and_stored_before_the_cycle_is_locked(
    cycle: Any, person: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert cycle
    order: list[str] = []

    def watched(place: Any, name: str) -> None:
        done = getattr(place, name)

        def noted(*given: Any) -> Any:
            order.append(name)
            return done(*given)

        monkeypatch.setattr(place, name, noted)

    watched(evidence, "add")
    watched(handing, "locked")
    client = person(SECRETARY)
    path = f"/63.11/dishub/siklus/{SOP}/{PERIOD}/langkah/1"
    form = {"version": str(task(client, 1)["version"]), "worksheet": "0", "action": "simpan"}
    sent = client.post(path, data={**form, "file": (io.BytesIO(b"Catatan rapat."), "catatan.txt")})
    assert sent.status_code == 303, sent.get_data(as_text=True)
    assert order[:2] == ["add", "locked"]


@pytest.mark.usefixtures("cycle")
def test_the_list_costs_no_more_however_many_cycles_have_ended(person: SignIn, ground: Connection) -> None:
    """And says of each how far it came."""
    secretary = person(SECRETARY)
    asked: list[str] = []
    event.listen(ground, "before_cursor_execute", lambda *said: asked.append(said[2]))
    few = secretary.get("/63.11/dishub/siklus").text
    before = len(asked)
    for quarter in (2, 3, 4):
        period = f"2032-TW{quarter}"
        assert secretary.post(f"{OFFICE}/cycles", json={"sop": SOP, "period": period}).status_code == 201
        said = secretary.put(f"{OFFICE}/cycles/{SOP}/{period}/cancellation", json={"reason": "Anggaran perubahan"})
        assert said.status_code == 204
    asked.clear()
    many = secretary.get("/63.11/dishub/siklus").text
    assert len(asked) <= before
    assert (few.count("Dibatalkan"), many.count("Dibatalkan")) == (0, 3)
    assert (few.count("0 dari 13"), many.count("0 dari 13")) == (1, 4)
