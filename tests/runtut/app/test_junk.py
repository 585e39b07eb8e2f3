"""Whatever is thrown at the doors, the answer is a clear refusal: a problem document or a page, never a fault of ours."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from werkzeug.test import TestResponse

from runtut.permissions import is_operators

CLERK, ADMIN = "sekretaris@diskopnaker.13.01", "admin@setda.13.01"
OFFICE = "/api/v1/pemda/13.01/opd/diskopnaker"
UNREADABLE: dict[str, bytes] = {
    "not a number": b'{"sop": NaN}', "endless": b'{"sop": -Infinity}', "too big": b'{"sop": 1' + b"0" * 400 + b"}",
    "half a surrogate": b'{"sop": "\\ud800"}', "not Unicode": b'{"sop": "\xff"}', "very deep": b"[" * 5_000 + b"]" * 5_000,
    "deep": b'{"sop": ' + b"[" * 40 + b"]" * 40 + b"}", "cut off": b'{"sop": "a', "no JSON": b"sop=a",
    "UTF-16": '{"a":1}'.encode("utf-16"),
}  # fmt: skip
UNFIT = {"a list": b"[]", "a text": b'"a"', "null": b"null", "a number": b"1", "nothing": b"", "blanks": b"  ", "true": b"true"}


def is_problem(answer: TestResponse, *statuses: int) -> bool:
    """A problem document with one sentence that ends, in the words of the product."""
    said = answer.get_json()
    whole = answer.mimetype == "application/problem+json" and set(said) == {"title", "status", "detail", "errors"}
    return whole and answer.status_code in statuses and said["status"] == answer.status_code and said["detail"].endswith(".")


@pytest.mark.parametrize("body", UNREADABLE.values(), ids=UNREADABLE)
def test_what_is_no_proper_json_is_refused(house: Any, body: bytes) -> None:
    for way in bodies(house):
        answer = house.person(ADMIN).open(way, method="PUT", data=body, content_type="application/json")
        assert is_problem(answer, 400), answer.text


def bodies(house: Any) -> Iterator[str]:
    """Operations of several rooms that the admin may use."""
    for way in house.ways("PUT"):
        if way.is_api and way.rule.rule.endswith(("/password", "/read", "<uuid:role_id>", "/end")):
            yield way.url


@pytest.mark.parametrize("body", UNFIT.values(), ids=UNFIT)
def test_what_is_no_collection_of_fields_is_refused(house: Any, body: bytes) -> None:
    answer = house.person(CLERK).post(f"{OFFICE}/cycles", data=body, content_type="application/json")
    assert is_problem(answer, 422), answer.text


@pytest.mark.parametrize("kind", ["text/xml", "text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""])
def test_another_kind_of_body_is_refused_as_such(house: Any, kind: str) -> None:
    answer = house.person(CLERK).post(f"{OFFICE}/cycles", data=b"<a/>", content_type=kind)
    assert is_problem(answer, 415), answer.text


def test_a_nul_is_told_field_by_field(house: Any) -> None:
    body = {"sop": "a\0b", "rows": [{"note": "\0"}], "na\0me": 1}
    answer = house.person(CLERK).post(f"{OFFICE}/cycles", json=body)
    assert is_problem(answer, 422)
    assert set(answer.get_json()["errors"]) == {"sop", "rows.0.note", "_schema"}
    page = house.browser(CLERK).post("/masuk", data={"login": "a\0", "password": "b"})
    assert page.status_code == 422
    assert "huruf tak tampak (NUL)" in page.text


def test_a_nul_in_the_name_of_a_file_is_told(house: Any) -> None:
    head = b'--b\r\nContent-Disposition: form-data; name="file"; filename="a\0.csv"\r\nContent-Type: text/csv\r\n\r\n'
    body = head + b"a,b\r\n--b--\r\n"
    answer = house.person(CLERK).post(f"{OFFICE}/evidence", data=body, content_type="multipart/form-data; boundary=b")
    assert is_problem(answer, 422), answer.text
    assert house.ask("select count(*) from evidence") == 0


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/api/v1/pemda/13.01/officials?words=%00", 400), ("/api/v1/pemda/13.01/officials?words=%ff%fe", 200),
        ("/api/v1/pemda/13.01/officials?page=" + "9" * 5_000, 422), ("/api/v1/pemda/13.01/officials?page=99999999999", 422),
        ("/api/v1/pemda/13.01/officials?words=" + "a" * 100_000, 422), ("/api/v1/pemda/%D9%A1%D9%A3.01/inbox", 404),
        ("/api/v1/pemda/13.01/opd/%ff/cycles", 404), (f"{OFFICE}/cycles/a/2025-TW1/tasks/" + "9" * 5_000, 404),
        (f"{OFFICE}/cycles/a/2025-TW1/tasks/9999999999", 404), (f"{OFFICE}/cycles/a/20%E0%A5%A8%E0%A5%A8-TW1", 404),
        (f"{OFFICE}/cycles/a%00/2025-TW1", 400), (f"{OFFICE}/documents/{'0' * 35}", 404),
        (f"{OFFICE}/sops/x/drawing.svg?paper=%00", 400),
        ("/api/v1/" + "a/" * 2_000, 404), ("/api/v1/..%2f..%2fetc/passwd", 404), ("/api/v1//account", 404),
    ],
)  # fmt: skip
def test_strange_addresses_lead_nowhere(house: Any, path: str, status: int) -> None:
    answer = house.person(CLERK).get(path)
    assert answer.status_code == status, answer.text
    assert status == 200 or is_problem(answer, status)


@pytest.mark.parametrize(
    "headers",
    [
        {"Accept-Language": "x" * 20_000}, {"Accept-Language": "id;q=NaN,,;;=,*;q=-1"}, {"Cookie": "a=" + "b" * 60_000},
        {"Cookie": "__Host-bahasa=%00; __Host-runtut=\xff\xfe; __Host-runtut-pesan=eyJ.a.b; __Host-runtut-tamu=\xff; =;;;"},
        {"Authorization": "Bearer \xff"}, {"Authorization": "Bearer"}, {"Authorization": "Basic Og=="},
        {"Authorization": "\xff" * 9_000},
        {"Referer": "http://[::1"}, {"Accept": "application/xml"}, {"Range": "bytes=9-1"}, {"If-None-Match": "*"},
        {"Accept-Encoding": "gzip;q=x"}, {"X-Forwarded-For": "\x01"}, {"Idempotency-Key": "\xff"}, {"Host": "a b"},
    ],
    ids=lambda headers: f"{next(iter(headers))} {next(iter(headers.values()))[:12]!r}",
)  # fmt: skip
def test_strange_headers_disturb_nobody(house: Any, headers: dict[str, str]) -> None:
    client = house.client()
    assert client.get("/masuk", headers=headers).status_code == 200
    assert client.get("/tidak-ada", headers=headers).status_code == 404
    assert is_problem(client.get("/api/v1/account", headers=headers), 401)
    assert client.post("/masuk", headers=headers, data={"login": "a"}).status_code == 403


@pytest.mark.parametrize(
    "headers",
    [
        {"Content-Length": "-5"},
        {"Content-Type": "multipart/form-data"},
        {"Content-Type": "multipart/form-data; boundary=" + "x" * 900},
    ],
)
def test_strange_bodies_disturb_nobody(house: Any, headers: dict[str, str]) -> None:
    for path in ("/masuk", "/api/v1/sessions", f"{OFFICE}/evidence"):
        answer = house.person(CLERK).post(path, headers=headers, data=b"xx")
        assert 400 <= answer.status_code < 500, (path, answer.text)


def test_bodies_beyond_all_measure_are_refused_before_they_are_read(house: Any) -> None:
    client = house.person(CLERK)
    assert is_problem(client.post(f"{OFFICE}/cycles", json={"sop": "a" * 3_000_000}), 413)
    file = (
        b'--b\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\n' + b"a" * 27_000_000 + b"\r\n--b--\r\n"
    )
    assert is_problem(client.post(f"{OFFICE}/evidence", data=file, content_type="multipart/form-data; boundary=b"), 413)
    for form in ({"login": "a" * 3_000_000}, {f"f{place}": "b" for place in range(300_000)}):
        assert client.post("/masuk", data=form).status_code == 413
    many = {f"f{place}": "b" for place in range(1_500)}
    assert client.post("/masuk", data=many, content_type="multipart/form-data").status_code == 413


def test_unknown_fields_are_refused_by_name_at_every_operation(lived_in: Any) -> None:
    """No mass assignment: what the schema does not name is not taken, whoever sends it."""
    described = lived_in.client().get("/api/v1/openapi.json").get_json()
    stray = {"pemda_id": "x", "opd_id": "x", "status": "done", "epoch": 7, "operator": True}
    people = [
        lived_in.person(login) for login in (ADMIN, CLERK, "kasubag.program@diskopnaker.13.01", "kadis@diskopnaker.13.01")
    ]
    operator, taken = lived_in.person("operator@runtut"), 0
    for way in lived_in.ways("POST", "PUT", period="2025-TW2", no=3):
        operation = described["paths"].get(way.documented, {}).get(way.method.lower(), {})
        if "application/json" not in operation.get("requestBody", {}).get("content", {}):
            continue
        for client in [operator] if is_operators(way.need) else people:
            answer = client.open(way.url, method=way.method, json=stray)
            if answer.status_code == 403:
                continue
            taken += 1
            assert is_problem(answer, 422), str(way)
            told = answer.get_json()["errors"]
            unknown = {name for name in stray if told.get(name) == ["Isian ini tidak dikenal."]}
            assert unknown == set(stray) - known(described, operation), (str(way), told)
    assert taken > 25


def known(described: Any, operation: Any) -> set[str]:
    reference = operation["requestBody"]["content"]["application/json"]["schema"]["$ref"]
    return set(described["components"]["schemas"][reference.rpartition("/")[2]]["properties"])


def test_an_answer_tells_no_more_than_its_description(lived_in: Any) -> None:
    """Fields of tables that nobody outside needs: keys of the store, hashes of passwords and tokens, salts."""
    private = {"password_hash", "token_hash", "storage_key", "storage_version", "salt", "pemda_id", "epoch", "fingerprint"}
    clients = [lived_in.person(login) for login in (ADMIN, CLERK)]
    for way in lived_in.ways("GET"):
        for client in clients if way.is_api and "openapi" not in way.url else ():
            answer = client.get(way.url)
            if answer.mimetype == "application/json":
                assert not private & set(names(json.loads(answer.data))), str(way)


def names(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for name, below in value.items():
            yield name
            yield from names(below)
    elif isinstance(value, list):
        for below in value:
            yield from names(below)
