"""A retried request acts once and is answered as the first time."""

from collections.abc import Callable

from flask.testing import FlaskClient
from sqlalchemy import func, select

from runtut.database import db
from runtut.events import Event

SignIn = Callable[[str], FlaskClient]
OFFICE = "/api/v1/pemda/13.01/opd/kec-sutera"
BODY = {"sop": "pengukuran-kinerja", "period": "2031-TW1"}


def opened() -> int:
    return db.session.scalar(select(func.count()).select_from(Event).where(Event.kind == "cycle.opened")) or 0


def test_the_same_key_gives_the_first_answer_again(person: SignIn) -> None:
    client = person("sekcam@kec-sutera.13.01")
    first = client.post(f"{OFFICE}/cycles", json=BODY, headers={"Idempotency-Key": "satu"})
    again = client.post(f"{OFFICE}/cycles", json=BODY, headers={"Idempotency-Key": "satu"})
    assert first.status_code == again.status_code == 201, first.data
    assert first.data == again.data
    assert again.headers["Idempotent-Replay"] == "true"


def test_without_a_key_the_second_request_is_a_request_of_its_own(person: SignIn) -> None:
    client = person("sekcam@kec-sutera.13.01")
    assert client.post(f"{OFFICE}/cycles", json=BODY).status_code == 201
    assert client.post(f"{OFFICE}/cycles", json=BODY).status_code == 409


def test_the_key_of_another_request_is_refused(person: SignIn) -> None:
    client = person("sekcam@kec-sutera.13.01")
    client.post(f"{OFFICE}/cycles", json=BODY, headers={"Idempotency-Key": "dua"})
    other = client.post(f"{OFFICE}/cycles", json={**BODY, "period": "2031-TW2"}, headers={"Idempotency-Key": "dua"})
    assert other.status_code == 409
    assert "kunci baru" in other.get_json()["detail"]


def test_a_refused_request_may_be_tried_again_under_its_key(person: SignIn) -> None:
    client = person("sekcam@kec-sutera.13.01")
    wrong = client.post(f"{OFFICE}/cycles", json={**BODY, "sop": "tidak-ada"}, headers={"Idempotency-Key": "tiga"})
    assert wrong.status_code == 404
    right = client.post(f"{OFFICE}/cycles", json=BODY, headers={"Idempotency-Key": "tiga"})
    assert right.status_code == 201


def test_a_key_that_is_too_long_is_refused_in_a_sentence(person: SignIn) -> None:
    client = person("sekcam@kec-sutera.13.01")
    answer = client.post(f"{OFFICE}/cycles", json=BODY, headers={"Idempotency-Key": "x" * 256})
    assert (answer.status_code, answer.get_json()["title"]) == (422, "Isian belum benar")


def test_two_people_may_choose_the_same_key(person: SignIn) -> None:
    person("sekcam@kec-sutera.13.01").post(f"{OFFICE}/cycles", json=BODY, headers={"Idempotency-Key": "empat"})
    other = person("camat@kec-sutera.13.01").post(f"{OFFICE}/cycles", json=BODY, headers={"Idempotency-Key": "empat"})
    assert other.status_code in (403, 409)
    assert "Idempotent-Replay" not in other.headers
