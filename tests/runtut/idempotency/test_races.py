"""Twenty people, or one impatient one, press the same button at the same moment: it is done once, and told once."""

from collections import Counter
from typing import Any

import pytest
from werkzeug.test import TestResponse

from runtut.demo import inputs
from runtut.demo.cycle import Turn
from tests.runtut.crowds import at_once

CROWD = 20
OFFICE = "/api/v1/pemda/13.01/opd/diskopnaker"
SOP, CLERK = "monev-kinerja", "sekretaris@diskopnaker.13.01"


def events(house: Any, kind: str) -> int:
    return int(house.ask("select count(*) from event where kind = %s", kind))


def once(answers: list[TestResponse], success: int) -> bool:
    codes = Counter(answer.status_code for answer in answers)
    return codes == {success: 1, 409: len(answers) - 1}


@pytest.fixture(scope="module")
def hall(lived_in: Any) -> Any:
    """The demo's people inside the house, with a fresh cycle at its first step."""
    office = lived_in.office()
    office.person("sekretaris").send("POST", f"{office.path}/cycles", {"sop": SOP, "period": "2026-TW1"})
    return office


def test_a_cycle_is_opened_once(lived_in: Any) -> None:
    before = events(lived_in, "cycle.opened")
    clients = [lived_in.person(CLERK) for _ in range(CROWD)]
    body = {"sop": SOP, "period": "2026-TW2"}
    answers = at_once(CROWD, lambda number: clients[number].post(f"{OFFICE}/cycles", json=body))
    assert once(answers, 201), Counter(answer.status_code for answer in answers)
    assert events(lived_in, "cycle.opened") == before + 1
    assert lived_in.ask("select count(*) from cycle where period = '2026-TW2'") == 1
    assert lived_in.ask("select count(*) from task where cycle_id = (select id from cycle where period = '2026-TW2')") == 13


def test_a_step_is_begun_once(lived_in: Any, hall: Any) -> None:
    """Twenty screens keep the first lines of a worksheet; one of them begins the step and keeps its own."""
    before = events(lived_in, "task.started")
    task = f"{hall.cycle('2026-TW1')}/tasks/1"
    version = hall.task("2026-TW1", 1, hall.person("sekretaris"))["version"]
    clients = [lived_in.person(CLERK) for _ in range(CROWD)]
    body = {"version": version, "worksheet": 0}
    answers = at_once(CROWD, lambda n: clients[n].put(f"{task}/worksheet", json={**body, "content": {"instructions": f"{n}"}}))
    assert once(answers, 200), Counter(answer.status_code for answer in answers)
    winner = next(number for number, answer in enumerate(answers) if answer.status_code == 200)
    kept = hall.task("2026-TW1", 1, hall.person("sekretaris"))["worksheet"]
    assert kept["content"] == {"instructions": f"{winner}"}
    assert events(lived_in, "task.started") == before + 1


def test_a_step_is_handed_in_once(lived_in: Any, hall: Any) -> None:
    before, clients = events(lived_in, "task.completed"), [lived_in.person(CLERK) for _ in range(CROWD)]
    task = hall.task("2026-TW1", 1, hall.person("sekretaris"))
    body = {"version": task["version"], "data": form(hall, task)}
    answers = at_once(CROWD, lambda n: clients[n].post(f"{hall.cycle('2026-TW1')}/tasks/1/design-form", json=body))
    assert once(answers, 201), Counter(answer.status_code for answer in answers)
    assert events(lived_in, "task.completed") == before + 1
    assert len(hall.task("2026-TW1", 1, hall.person("sekretaris"))["hand_ins"]) == 1
    assert hall.task("2026-TW1", 2, hall.person("sekretaris"))["status"] == "open"


def form(hall: Any, task: Any) -> Any:
    return inputs.form(Turn(hall, "2026-TW1", 1, hall.person("sekretaris"), task))


def test_handing_in_and_taking_back_over_and_over_never_counts_twice(lived_in: Any, hall: Any) -> None:
    who = "kasi.koperasi@diskopnaker.13.01"
    clients, path = [lived_in.person(who) for _ in range(CROWD)], f"{hall.cycle('2026-TW1')}/tasks/2"
    for turn in range(6):
        task = clients[0].get(path).get_json()
        body = {"version": task["version"], "data": {"note": f"Putaran {turn}"}}
        answers = at_once(CROWD, lambda n, body=body: clients[n].post(f"{path}/contributions", json=body))  # type: ignore[misc]
        assert once(answers, 201), Counter(answer.status_code for answer in answers)
        handed = next(answer.get_json() for answer in answers if answer.status_code == 201)
        version = clients[0].get(path).get_json()["version"]
        gone = at_once(CROWD, lambda n, at=f"{path}/hand-ins/{handed['id']}?version={version}": clients[n].delete(at))  # type: ignore[misc]
        assert once(gone, 204), Counter(answer.status_code for answer in gone)


def test_one_key_acts_once_however_often_it_is_sent(lived_in: Any, hall: Any) -> None:
    path = f"{hall.cycle('2026-TW1')}/tasks/2"
    clients = [lived_in.person("kasi.naker@diskopnaker.13.01") for _ in range(10)]
    body = {"version": clients[0].get(path).get_json()["version"], "data": {"note": "Sekali saja."}}
    before = lived_in.ask("select count(*) from event")
    key = {"Idempotency-Key": "satu-kunci"}
    answers = at_once(10, lambda n: clients[n].post(f"{path}/contributions", json=body, headers=key))
    assert {(answer.status_code, answer.data, answer.mimetype) for answer in answers} == {
        (201, answers[0].data, "application/json")
    }
    assert sum("Idempotent-Replay" in answer.headers for answer in answers) == 9
    assert lived_in.ask("select count(*) from event") - before <= 2
    assert lived_in.ask("select count(*) from hand_in where content ->> 'note' = 'Sekali saja.'") == 1
    other = clients[0].post(f"{path}/contributions", json={**body, "version": 99}, headers=key)
    assert (other.status_code, "kunci baru" in other.get_json()["detail"]) == (409, True)


def test_one_key_with_ten_different_bodies_serves_the_first_alone(lived_in: Any) -> None:
    clients = [lived_in.person(CLERK) for _ in range(10)]
    key = {"Idempotency-Key": "kunci-rebutan"}
    answers = at_once(
        10, lambda n: clients[n].post(f"{OFFICE}/cycles", json={"sop": SOP, "period": f"203{n}-TW4"}, headers=key)
    )
    assert once(answers, 201), Counter(answer.status_code for answer in answers)
    assert lived_in.ask("select count(*) from cycle where period like '%%-TW4' and period > '2030'") == 1


def test_a_key_whose_first_request_was_refused_may_be_used_again(lived_in: Any) -> None:
    clients = [lived_in.person(CLERK) for _ in range(10)]
    key = {"Idempotency-Key": "kunci-gagal"}
    wrong = at_once(
        10, lambda n: clients[n].post(f"{OFFICE}/cycles", json={"sop": "tidak-ada", "period": "2027-TW1"}, headers=key)
    )
    assert {answer.status_code for answer in wrong} == {404}
    right = clients[0].post(f"{OFFICE}/cycles", json={"sop": SOP, "period": "2027-TW1"}, headers=key)
    assert right.status_code == 201


def test_a_file_sent_twice_under_one_key_is_kept_once(lived_in: Any) -> None:
    """Each time in another envelope, as browsers and programs make a new boundary for every attempt."""
    client, key = lived_in.person(CLERK), {"Idempotency-Key": "kunci-berkas"}
    sent = [upload(client, boundary, b"a,b\n1,2\n", key) for boundary in ("satu", "dua", "tiga")]
    assert {(answer.status_code, answer.data) for answer in sent} == {(201, sent[0].data)}
    assert upload(client, "empat", b"a,b\n3,4\n", key).status_code == 409


def upload(client: Any, boundary: str, content: bytes, headers: dict[str, str]) -> TestResponse:
    head = 'Content-Disposition: form-data; name="file"; filename="angka.csv"\r\nContent-Type: text/csv'
    body = f"--{boundary}\r\n{head}\r\n\r\n".encode() + content + f"\r\n--{boundary}--\r\n".encode()
    kind = f"multipart/form-data; boundary={boundary}"
    answer: TestResponse = client.post(f"{OFFICE}/evidence", data=body, content_type=kind, headers=headers)
    return answer


def test_of_ten_appointments_to_one_chair_one_stands(lived_in: Any) -> None:
    clients = [lived_in.person("admin@setda.13.01") for _ in range(10)]
    position = lived_in.ask("select id from position where title = 'Camat'")
    someone = lived_in.ask("select official_id from membership m join account a on a.id = account_id where login = %s", CLERK)
    body = {
        "position_id": str(position), "official_id": str(someone), "since": "2031-01-01", "until": "2031-02-01",
        "capacity": "plh", "letter": "800/1/2031",
    }  # fmt: skip
    answers = at_once(10, lambda n: clients[n].post("/api/v1/pemda/13.01/holdings", json=body))
    assert Counter(answer.status_code for answer in answers) == {201: 1, 422: 9}, [answer.text for answer in answers]
    assert "sudah dipangku" in next(answer.text for answer in answers if answer.status_code == 422)


def test_of_ten_edits_of_one_role_one_counts(lived_in: Any) -> None:
    clients = [lived_in.person("admin@setda.13.01") for _ in range(10)]
    role = next(one for one in clients[0].get("/api/v1/pemda/13.01/roles").get_json() if one["name"] == "Camat")
    body = {"permissions": role["permissions"][1:], "version": role["version"]}
    answers = at_once(10, lambda n: clients[n].put(f"/api/v1/pemda/13.01/roles/{role['id']}", json=body))
    assert once(answers, 200), Counter(answer.status_code for answer in answers)
