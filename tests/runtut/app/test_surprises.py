"""When something breaks, people read a page and programs a problem document, and nobody reads our insides."""

import io
import logging
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask import Flask
from psycopg.errors import NotNullViolation
from sqlalchemy.dialects.postgresql import ExcludeConstraint
from sqlalchemy.exc import IntegrityError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from runtut.app.answers import EXCLUSIONS
from runtut.auth import throttle
from runtut.config import settings
from runtut.database import Base, db
from runtut.permissions import MEMBER, needs

READER = "kasubag.program@diskopnaker.13.01"
SECRET = "KANARI-198501012010011001"
PAGE, OPERATION = "/13.01/tugas", "/api/v1/pemda/13.01/inbox"
NOWHERE = "127.0.0.1:9"


def raises(failure: Exception) -> Callable[..., Any]:
    @needs(MEMBER)
    def view(**_values: Any) -> Any:
        raise failure

    return view


def ends_its_connection(**_values: Any) -> Any:
    db.session.execute(db.text("select pg_terminate_backend(pg_backend_pid())"))


needs(MEMBER)(ends_its_connection)


def computes_too_long(**_values: Any) -> str:
    db.session.execute(db.text("set local idle_in_transaction_session_timeout = 20"))
    time.sleep(0.5)
    return "sudah dihitung"


needs(MEMBER)(computes_too_long)


def finds_the_disk_full(**_values: Any) -> Any:
    """Refused by the server with the code that it gives when it has no room left."""
    db.session.execute(db.text("do $$ begin raise exception 'no space left' using errcode = '53100'; end $$"))


needs(MEMBER)(finds_the_disk_full)


@pytest.fixture
def broken(house: Any, monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[..., Any]], None]:
    """Put a view of ours in the place of the inbox and its operation."""

    def put(view: Callable[..., Any]) -> None:
        for endpoint in ("cycles_pages.inbox", "inbox.Inbox"):
            monkeypatch.setitem(house.app.view_functions, endpoint, view)

    return put


def check(house: Any, status: int, sentence: str) -> None:
    """Both answers say the sentence, and nothing of what lies behind it."""
    page, operation = house.browser(READER).get(PAGE), house.person(READER).get(OPERATION)
    assert (page.status_code, operation.status_code) == (status, status)
    assert page.mimetype == "text/html"
    assert operation.mimetype == "application/problem+json"
    assert operation.get_json()["status"] == status
    assert sentence in operation.get_json()["detail"]
    assert sentence in page.text
    for answer in (page, operation):
        for inside in ("Traceback", 'File "', "psycopg", "sqlalchemy", "select ", SECRET, "ValueError"):
            assert inside not in answer.text
        assert answer.headers["Cache-Control"] == "no-store"
        assert "Content-Security-Policy" in answer.headers


@pytest.mark.parametrize("failure", [ValueError(SECRET), RecursionError(SECRET), KeyError(SECRET), AssertionError()])
def test_a_fault_of_ours_is_told_in_one_sentence(house: Any, broken: Any, failure: Exception) -> None:
    broken(raises(failure))
    check(house, 500, "tidak ada yang tersimpan")


def test_what_the_database_says_of_a_row_is_told_neither_to_people_nor_to_logs(
    house: Any, broken: Any, caplog: pytest.LogCaptureFixture
) -> None:
    orig = NotNullViolation(f'null value in column "x"\nDETAIL:  Failing row contains ({SECRET}).')
    broken(raises(IntegrityError("insert into official values (%s)", {"nip": SECRET}, orig)))
    with caplog.at_level(logging.DEBUG):
        check(house, 500, "tidak ada yang tersimpan")
    told = "".join(logging.Formatter().format(record) for record in caplog.records)
    assert "IntegrityError" in told
    assert "test_surprises.py" in told
    assert SECRET not in told


def test_a_database_that_goes_away_during_the_request_is_said_to_be_away(house: Any, broken: Any) -> None:
    broken(ends_its_connection)
    check(house, 503, "tidak dapat dihubungi")
    assert house.person(READER).get("/api/v1/account").status_code == 200


def test_a_transaction_that_waited_for_us_too_long_is_no_fault_and_nothing_is_stored(house: Any, broken: Any) -> None:
    broken(computes_too_long)
    check(house, 503, "lebih lama daripada yang tersedia")


def test_a_full_pool_is_said_to_be_busy(house: Any, broken: Any) -> None:
    broken(raises(PoolTimeout()))
    check(house, 503, "tidak dapat dihubungi")


def test_without_a_database_every_door_still_answers(house: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from runtut.app import create_app

    token = house.open_session(READER, "cookie")
    monkeypatch.setenv("DATABASE_URL", f"postgresql://runtut_app:x@{NOWHERE}/runtut")
    settings.cache_clear()
    app = create_app(pool=1)
    settings.cache_clear()
    client = app.test_client()
    client.set_cookie("__Host-runtut", token)
    for path, status in {PAGE: 503, OPERATION: 503, "/sehat": 503, "/": 503, "/hidup": 503}.items():
        answer = client.get(path)
        assert answer.status_code == status, path
        assert "tidak dapat dihubungi" in answer.text
        assert answer.headers["Retry-After"] == "30"
    stranger = app.test_client()
    assert stranger.get("/hidup").status_code == 200
    assert stranger.get("/masuk").status_code == 200
    with app.app_context():
        db.engine.dispose()


@pytest.fixture
def without(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str, str], None]]:
    """Lead an address of the environment to where nobody listens."""

    def lead(name: str, address: str) -> None:
        monkeypatch.setenv(name, address)
        settings.cache_clear()
        throttle.limiter.cache_clear()

    yield lead
    monkeypatch.undo()
    settings.cache_clear()
    throttle.limiter.cache_clear()


def test_without_the_file_store_files_are_said_to_be_away_and_nothing_is_half_kept(lived_in: Any, without: Any) -> None:
    before = lived_in.ask("select count(*) from evidence")
    without("S3_ENDPOINT_URL", f"http://{NOWHERE}")
    client = lived_in.browser(READER)
    files = [way.url for way in lived_in.ways("GET") if way.rule.rule.endswith(("/bukti/<uuid:evidence_id>", "/file"))]
    for url in files:
        answer = client.get(url)
        assert answer.status_code == 503, url
        assert "tidak dapat dihubungi" in answer.text
    upload = {"file": (io.BytesIO(b"a,b\n1,2\n"), "angka.csv", "text/csv")}
    answer = lived_in.person(READER).post("/api/v1/pemda/13.01/opd/diskopnaker/evidence", data=upload)
    assert (answer.status_code, answer.mimetype) == (503, "application/problem+json")
    assert lived_in.ask("select count(*) from evidence") == before
    assert client.get("/13.01/diskopnaker/bukti").status_code == 200


def test_without_valkey_nobody_signs_in_but_whoever_is_in_works_on(house: Any, without: Any) -> None:
    reader = house.browser(READER)
    without("REDIS_URL", f"redis://{NOWHERE}/0")
    refused = house.client().post("/api/v1/sessions", json={"login": READER, "password": "lontar-senja-embun-042"})
    assert refused.status_code == 503
    assert "Layanan masuk" in refused.get_json()["detail"]
    assert reader.get(PAGE).status_code == 200
    assert house.client().get("/sehat").status_code == 200


def test_a_full_disk_is_named_so_that_somebody_can_make_room(house: Any, broken: Any) -> None:
    broken(finds_the_disk_full)
    check(house, 503, "Ruang simpan server penuh")


def test_every_rule_against_overlaps_is_told_in_words_of_its_own(app: Flask) -> None:
    """An SOP that overlaps must not be told as an office that somebody holds already."""
    assert app.name
    rules = {
        rule.name
        for table in Base.metadata.tables.values()
        for rule in table.constraints
        if isinstance(rule, ExcludeConstraint)
    }
    assert set(EXCLUSIONS) == rules
    assert len(set(EXCLUSIONS.values())) == len(rules)
    assert "SOP" in EXCLUSIONS["one_version_in_force_a_day"]
