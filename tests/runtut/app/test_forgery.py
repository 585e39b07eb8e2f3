"""No other site makes a browser act here, and no reading changes anything."""

import re
from collections.abc import Iterator
from typing import Any

import pytest

READER, ADMIN, HEAD = "kasubag.program@diskopnaker.13.01", "admin@setda.13.01", "kadis@diskopnaker.13.01"
FOREIGN = (
    {"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}, {"Origin": "https://jahat.example"}, {"Origin": "null"},
    {"Origin": "http://localhost:81"}, {"Origin": "http://localhost.jahat.example"}, {"Origin": "http://[::1"},
)  # fmt: skip


A_FEW = 9


def token_in(page: str) -> str:
    found = re.search(r'name="csrf-token" content="(\w+)"', page)
    assert found is not None
    return found[1]


def unsafe(house: Any) -> list[Any]:
    found = [way for way in house.ways() if way.method != "GET"]
    assert len(found) > 40
    return found


def test_no_change_is_made_without_the_token_of_the_page(lived_in: Any) -> None:
    client = lived_in.browser(ADMIN)
    for way in unsafe(lived_in):
        answer = client.open(way.url, method=way.method, data={})
        assert answer.status_code == 403, str(way)


def test_the_token_of_another_session_is_worth_nothing(lived_in: Any) -> None:
    client, other = lived_in.browser(ADMIN), lived_in.browser(HEAD)
    stolen = (token_in(other.get("/13.01/tugas").text), token_in(lived_in.client().get("/masuk").text), "", "x" * 64, "é")
    for way in unsafe(lived_in):
        for token in stolen if way.url == "/keluar" else stolen[:1]:
            assert client.open(way.url, method=way.method, data={"csrf_token": token}).status_code == 403, str(way)
            assert client.open(way.url, method=way.method, headers={"X-CSRF-Token": token}).status_code == 403, str(way)


def test_with_the_right_token_another_site_is_refused_all_the_same(lived_in: Any) -> None:
    """Every address by one of the signs of another site, in turn; the first few by all of them."""
    client = lived_in.browser(ADMIN)
    token = token_in(client.get("/13.01/tugas").text)
    for at, way in enumerate(unsafe(lived_in)):
        for headers in FOREIGN if at < A_FEW else (FOREIGN[at % len(FOREIGN)],):
            answer = client.open(way.url, method=way.method, headers={"X-CSRF-Token": token, **headers})
            assert answer.status_code == 403, (str(way), headers)
            assert "situs lain" in answer.text


def test_our_own_page_may(lived_in: Any) -> None:
    client = lived_in.browser(ADMIN)
    token = token_in(client.get("/13.01/tugas").text)
    ours = {"Sec-Fetch-Site": "same-origin", "Origin": "http://localhost"}
    assert client.post("/bahasa", data={"bahasa": "id", "csrf_token": token}, headers=ours).status_code == 303
    assert client.put("/api/v1/pemda/13.01/notices/read", json={"ids": []}, headers={"X-CSRF-Token": token}).status_code != 403


def test_signing_in_is_guarded_too(house: Any) -> None:
    form = {"login": HEAD, "password": "lontar-senja-embun-042"}
    assert house.client().post("/masuk", data=form).status_code == 403
    client, other = house.client(), house.client()
    client.get("/masuk")
    stolen = token_in(other.get("/masuk").text)
    assert client.post("/masuk", data={**form, "csrf_token": stolen}).status_code == 403


def test_a_program_needs_no_token_for_no_browser_sends_its_own(lived_in: Any) -> None:
    answer = lived_in.person(HEAD).put("/api/v1/pemda/13.01/notices/read", json={"ids": []})
    assert answer.status_code in (200, 422)


def rows(house: Any) -> Iterator[tuple[str, Any]]:
    """Every table with the number of its rows and its youngest transaction; when a session was last seen does not count."""
    tables = house.owner.execute(b"select tablename from pg_tables where schemaname = 'public' order by 1").fetchall()
    for (table,) in tables:
        if table == "account_session":
            query = "select count(*), max(ended_at), max(created_at) from account_session"
        else:
            query = f"select count(*), max(xmin::text::bigint) from {table}"
        yield table, house.owner.execute(query.encode()).fetchone()


@pytest.mark.parametrize("login", [READER, ADMIN, HEAD])
def test_reading_changes_nothing(lived_in: Any, login: str) -> None:
    client, program = lived_in.browser(login), lived_in.person(login)
    before, seen = dict(rows(lived_in)), 0
    for way in lived_in.ways("GET"):
        one = program if way.is_api else client
        seen += sum(one.get(way.url).status_code == 200 for _ in range(2 if login == READER else 1))
    assert seen > (100 if login == READER else 30)
    assert dict(rows(lived_in)) == before
