"""The operator's desk: an offer is seen with its difference, becomes the next version or is declined; what crosses the wall."""

from collections.abc import Iterator
from copy import deepcopy
from typing import Any
from uuid import UUID

import psycopg
import pytest
from psycopg import errors

from runtut.config import settings
from runtut.database import db
from runtut.library.service import publish, template_by_slug
from runtut.permissions import catalogue, operators_catalogue
from runtut.tenancy import Pass, enter, leave
from runtut.tenancy.binding import MOMENT
from tests.runtut.offering import NOTE, offered

OPERATOR, ADMIN, WRITER = "operator@runtut", "admin@setda.13.01", "kasubag.program@diskopnaker.13.01"
DESK, API = "/operator/usulan", "/api/v1/library"

OFFICE_NAME = "Dinas Koperasi, Usaha Kecil dan Menengah dan Tenaga Kerja Kabupaten Pesisir Selatan"


@pytest.fixture
def offer(house: Any) -> str:
    """The id of an offer of Diskopnaker to the template."""
    return offered(house.office())


def notices(house: Any, login: str, kind: str = "library") -> list[str]:
    found = house.person(login).get("/api/v1/pemda/13.01/notices").get_json()
    return [row["text"] for row in found if row["kind"] == kind]


def output_of(house: Any, offer: str) -> str:
    told: str = house.ask("select content #>> '{steps,0,output}' from library_offer where id = %s", offer)
    return told


def versions(house: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = house.person(OPERATOR).get(f"{API}/templates/dinas/versions").get_json()
    return found


def test_the_operator_sees_who_offers_what_and_why(house: Any, offer: str) -> None:
    operator = house.person(OPERATOR)
    (row,) = (one for one in operator.get(f"{API}/offers").get_json() if one["id"] == offer)
    assert (row["pemda_code"], row["office"], row["title"], row["note"]) == (
        "13.01", OFFICE_NAME, "Pemantauan Uji", NOTE,
    )  # fmt: skip
    detail = operator.get(f"{API}/offers/{offer}").get_json()
    assert [(change["place"], change["kind"]) for change in detail["changes"]] == [("Langkah 1: output", "edit")]
    assert detail["acceptable"]
    page = operator.get(f"{DESK}/{offer}").text
    assert "Dinas Koperasi" in page
    assert NOTE in page
    assert "Terima sebagai versi" in page
    assert NOTE in operator.get(DESK).text


def test_a_consent_becomes_the_next_version_and_all_are_told(house: Any, offer: str) -> None:
    operator, before = house.person(OPERATOR), versions(house)
    consent = {"note": "Buku kendali ditambah pada pencatatan."}
    done = operator.put(f"{API}/offers/{offer}/consent", json=consent)
    assert (done.status_code, done.get_json()["state"]) == (200, "accepted")
    newest, *rest = versions(house)
    assert (newest["version"], newest["note"], newest["offer"]) == (before[0]["version"] + 1, consent["note"], offer)
    assert rest == before
    house.do_jobs()
    assert any(f"diterima menjadi versi {newest['version']}" in said for said in notices(house, ADMIN))
    assert any("Buku kendali ditambah pada pencatatan. Periksa" in said for said in notices(house, WRITER))
    changes = operator.get(f"{API}/templates/dinas/versions/{newest['version']}").get_json()["changes"]
    assert [change["theirs"] for change in changes] == [output_of(house, offer)]
    assert "Dinas Koperasi" in operator.get("/operator/pustaka/dinas").text
    assert house.ask("select count(*) from event where kind = 'sop.offer_accepted'") == 1
    again = operator.put(f"{API}/offers/{offer}/consent", json=consent)
    assert (again.status_code, versions(house)) == (200, [newest, *rest])
    assert operator.put(f"{API}/offers/{offer}/refusal", json={"reason": "Terlambat menjawabnya"}).status_code == 409


def test_a_refusal_needs_a_reason_that_the_office_reads(house: Any, offer: str) -> None:
    operator, reason = house.person(OPERATOR), "Terlalu khusus bagi satu dinas"
    refused = operator.post(f"{DESK}/{offer}/tolak", data={"reason": "Tidak"})
    assert refused.status_code == 422
    assert "dapat ditindaklanjuti" in refused.text
    for _ in range(2):
        assert operator.post(f"{DESK}/{offer}/tolak", data={"reason": reason}).status_code == 303
    house.do_jobs()
    assert sum(reason in told for told in notices(house, ADMIN)) == 1
    slug = house.ask("select slug from sop where id = (select subject from library_offer where id = %s)", offer)
    assert reason in house.person(ADMIN).get(f"/13.01/diskopnaker/sop/{slug}/usulan").text
    assert reason in operator.get(DESK).text


def test_two_clicks_on_consent_publish_one_version(house: Any, offer: str) -> None:
    operator, before = house.person(OPERATOR), len(versions(house))
    said = {"note": "Satu versi saja, bukan dua."}
    answers = [operator.post(f"{DESK}/{offer}/terima", data=said) for _ in range(2)]
    assert [(one.status_code, one.location) for one in answers] == [(303, "/operator/pustaka/dinas")] * 2
    assert len(versions(house)) == before + 1


def published(house: Any, output: str) -> None:
    """A version of the template with another output of its first step, from the command line as it were."""
    with house.app.app_context():
        enter(Pass(operator=True))
        content = deepcopy(template_by_slug("dinas").content)
        content["steps"][0]["output"] = output
        assert publish("dinas", "dinas", content)
        db.session.commit()
        leave()


@pytest.mark.parametrize(("output", "said"), [("Lain sama sekali", "tempat yang sama"), (None, "tidak lagi mengubah")])
def test_what_the_library_says_otherwise_or_already_is_not_accepted(
    house: Any, offer: str, output: str | None, said: str
) -> None:
    operator = house.person(OPERATOR)
    published(house, output or output_of(house, offer))
    assert not operator.get(f"{API}/offers/{offer}").get_json()["acceptable"]
    refused = operator.put(f"{API}/offers/{offer}/consent", json={"note": "Tetap saja diterima"})
    assert refused.status_code == 409
    assert said in refused.get_json()["detail"]
    assert "Tolak dengan alasan itu" in operator.get(f"{DESK}/{offer}").text


def test_nobody_else_finds_the_desk(house: Any, offer: str) -> None:
    for login in (ADMIN, "kadis@diskopnaker.13.01"):
        for way in house.ways():
            if way.need == "library.curate":
                assert house.person(login).open(way.url.replace(str(UUID(int=7)), offer), method=way.method).status_code == 404
    assert house.client().get(f"{API}/offers").status_code == 401


def test_what_an_operator_may_no_role_can_hold() -> None:
    assert [one.key for one in operators_catalogue()] == ["library.curate"]
    assert "library.curate" not in {one.key for one in catalogue()}


@pytest.fixture
def app_role(house: Any) -> Iterator[psycopg.Connection[Any]]:
    """The role of the app at the tables, without the app around it."""
    assert house
    with psycopg.connect(settings().database_url) as connection:
        yield connection
        connection.rollback()


def show(connection: psycopg.Connection[Any], entry: Pass) -> None:
    connection.rollback()
    (moment,) = connection.execute(MOMENT.encode()).fetchone() or ("",)
    connection.execute(
        "select set_config('runtut.pass', %s, true)", [entry.signed(moment, bytes.fromhex(settings().fence_key))]
    )


def seen(connection: psycopg.Connection[Any], statement: str, *values: object) -> int:
    return connection.execute(statement.encode(), values).rowcount


def test_an_offer_is_seen_by_its_pemda_and_the_operator_alone(house: Any, offer: str, app_role: Any) -> None:
    mine, other = (house.ask("select id from pemda where code = %s", code) for code in ("13.01", "63.11"))
    look = "select 1 from library_offer where id = %s"
    for entry, rows in ((Pass(mine), 1), (Pass.whole(other), 0), (Pass(operator=True), 1)):
        show(app_role, entry)
        assert seen(app_role, look, offer) == rows
    show(app_role, Pass(mine))
    with pytest.raises(errors.InsufficientPrivilege):
        seen(app_role, "update library_offer set state = 'accepted' where id = %s", offer)
    show(app_role, Pass(mine))
    assert seen(app_role, "update library_offer set state = 'withdrawn' where id = %s", offer) == 1


def test_an_operator_writes_letters_into_every_pemda_and_reads_none(house: Any, app_role: Any) -> None:
    pemda = house.ask("select id from pemda where code = '63.11'")
    letter = "insert into outbox (pemda_id, id, opds, job, payload, dedup) values (%s, gen_random_uuid(), '{}', 'x', '{}', 'x')"
    show(app_role, Pass(operator=True))
    assert seen(app_role, letter, pemda) == 1
    assert seen(app_role, "select 1 from outbox") == 0
    for entry in (Pass.whole(house.ask("select id from pemda where code = '13.01'")), Pass()):
        show(app_role, entry)
        with pytest.raises(errors.InsufficientPrivilege):
            seen(app_role, letter, pemda)
