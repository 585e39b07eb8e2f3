"""Nobody learns from an answer whether something that is not his exists: foreign and absent look alike, byte for byte."""

import re
from typing import Any
from uuid import UUID, uuid4

import pytest

# a clerk of a neighbouring OPD, who may do there what the ids would allow elsewhere
NEIGHBOURS = ("sekcam@kec-sutera.13.01", "camat@kec-sutera.13.01", "kasubag.pkp@kec-sutera.13.01", "sekretaris@dishub.63.11")
HOME = {
    "kec-sutera.13.01": {"pemda": "13.01", "opd": "kec-sutera", "sop": "pengukuran-kinerja"},
    "dishub.63.11": {"pemda": "63.11", "opd": "dishub", "sop": "monev-kinerja"},
}
ID = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}")
TOKEN = re.compile(rb"\b[0-9a-f]{64}\b")


def both(house: Any, login: str) -> list[tuple[Any, str, str]]:
    """Every address with an id: with the id of something in Diskopnaker, and with one of nothing; from one's own OPD."""
    home = HOME[login.partition("@")[2]]
    found = []
    for there, mine in zip(house.ways(), house.ways(**home), strict=True):
        ids = ID.findall(there.url)
        if not ids:
            continue
        foreign = absent = ID.sub("{}", mine.url)
        found.append((mine, foreign.format(*ids), absent.format(*(uuid4() for _ in ids))))
    return found


def neutral(body: bytes, url: str) -> bytes:
    """The body without the ids that were asked for and without tokens."""
    for one in ID.findall(url):
        body = body.replace(one.encode(), b"ID")
    return TOKEN.sub(b"TOKEN", body)


@pytest.mark.parametrize("login", NEIGHBOURS)
def test_an_id_of_another_office_is_no_better_than_an_invented_one(lived_in: Any, login: str) -> None:
    program, browser = lived_in.person(login), lived_in.browser(login)
    pairs = both(lived_in, login)
    seen = set()
    for way, foreign, absent in pairs:
        if (
            "pengaturan" in way.url
            or way.rule.rule.rpartition("/")[0].endswith(("roles", "holdings", "positions"))
            or "/people" in way.url
        ):
            continue  # seen by the whole pemda
        for client in (program, browser):
            one, other = client.open(foreign, method=way.method), client.open(absent, method=way.method)
            seen.add(one.status_code)
            assert one.status_code == other.status_code, (str(way), one.status_code, other.status_code)
            assert neutral(one.data, foreign) == neutral(other.data, absent), str(way)
            assert one.status_code >= 400, str(way)
    assert 404 in seen
    assert len(pairs) > 15


def test_neither_is_an_id_inside_a_body(lived_in: Any) -> None:
    login = "admin@dishub.63.11"
    program = lived_in.person(login)
    foreign = ids_of(lived_in, "13.01", ("position", "official", "role"))
    mine = ids_of(lived_in, "63.11", ("position", "official"))
    term = {"since": "2031-01-01", "until": "2031-02-01", "capacity": "plh", "letter": "1"}
    asked = [
        ("POST", "/api/v1/pemda/63.11/holdings", {**term, "position_id": foreign["position"], "official_id": mine["official"]}),
        ("POST", "/api/v1/pemda/63.11/holdings", {**term, "position_id": mine["position"], "official_id": foreign["official"]}),
        ("PUT", f"/api/v1/pemda/63.11/positions/{mine['position']}/roles", {"roles": [foreign["role"]]}),
        ("PUT", "/api/v1/pemda/63.11/notices/read", {"ids": [str(UUID(int=5))]}),
    ]
    for method, path, body in asked:
        bodies = [body, replaced(body, set(foreign.values()))]
        one, other = (program.open(path, method=method, json=each) for each in bodies)
        assert (one.status_code, neutral(one.data, str(bodies[0]))) == (
            other.status_code,
            neutral(other.data, str(bodies[1])),
        ), path


def ids_of(house: Any, pemda: str, tables: tuple[str, ...]) -> dict[str, str]:
    """An id of each table that belongs to that pemda."""
    asked = "select t.id from {} t join pemda p on p.id = pemda_id where p.code = '{}' limit 1"
    return {table: str(house.ask(asked.format(table, pemda))) for table in tables}


def replaced(body: Any, ids: set[str]) -> Any:
    """The same body with invented ids in place of the foreign ones."""
    if isinstance(body, dict):
        return {name: replaced(value, ids) for name, value in body.items()}
    if isinstance(body, list):
        return [replaced(value, ids) for value in body]
    return str(uuid4()) if body in ids else body
