"""Every address of the product, walked as a stranger, a neighbour and a colleague without the permission."""

from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from runtut.app.addresses import PemdaConverter
from runtut.auth.models import Account, Membership
from runtut.auth.passwords import hasher
from runtut.database import db
from runtut.directory.service import pemda_by_code
from runtut.permissions import MEMBER, PUBLIC, catalogue, need_of
from runtut.permissions.catalogue import is_known
from runtut.tenancy import Pass, enter
from tenants.institutions.service import opd_by_slug
from tenants.people.service import add_official, add_position, add_role, appoint, give_role

SignIn = Callable[[str], FlaskClient]
SAMPLE = {
    "pemda": "13.01", "opd": "kec-sutera", "sop": "pengukuran-kinerja", "period": "2025-TW1", "slug": "dinas",
    "no": 1, "number": 1, "name": "x", "code": "x",
}  # fmt: skip
NEIGHBOUR_PEMDA, NEIGHBOUR_OPD = "kadis@dishub.63.11", "kadis@diskopnaker.13.01"


def rules(app: Flask) -> Iterator[tuple[Rule, str]]:
    for rule in app.url_map.iter_rules():
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            yield rule, method


def address(app: Flask, rule: Rule, **other: Any) -> str:
    values = {name: other.get(name, SAMPLE.get(name, UUID(int=7))) for name in rule.arguments}
    with app.test_request_context():
        built: str = app.url_map.bind("localhost").build(rule.endpoint, values)
    return built


def in_a_pemda(app: Flask) -> list[tuple[Rule, str]]:
    return [(rule, method) for rule, method in rules(app) if "pemda" in rule.arguments and needed(app, rule, method) != PUBLIC]


def needed(app: Flask, rule: Rule, method: str) -> str | None:
    return need_of(app.view_functions[rule.endpoint], method)


def test_every_view_and_operation_names_a_permission_that_exists(app: Flask) -> None:
    unnamed = [(rule.endpoint, method) for rule, method in rules(app) if not is_known(needed(app, rule, method) or "")]
    assert unnamed == []


def test_every_id_in_an_address_is_typed(app: Flask) -> None:
    free = {"sop", "slug", "opd", "name", "code"}
    loose = [
        rule.rule for rule, _ in rules(app) for name, converter in rule._converters.items()
        if type(converter).__name__ == "UnicodeConverter" and name not in free
    ]  # fmt: skip
    assert loose == []
    assert all(isinstance(rule._converters["pemda"], PemdaConverter) for rule, _ in rules(app) if "pemda" in rule.arguments)


def test_every_permission_says_in_a_sentence_what_it_allows() -> None:
    wrong = [one.key for one in catalogue() if " " not in one.sentence or not one.sentence[0].islower()]
    assert wrong == []


def test_whoever_is_not_signed_in_is_asked_to(context: Flask) -> None:
    client = context.test_client()
    for rule, method in in_a_pemda(context):
        answer = client.open(address(context, rule), method=method)
        expected = 401 if rule.rule.startswith("/api/") or method != "GET" else 303
        assert answer.status_code in (expected, 403 if method != "GET" else expected), (rule.rule, method)


@pytest.mark.parametrize("neighbour", [NEIGHBOUR_PEMDA, NEIGHBOUR_OPD])
def test_a_neighbour_finds_nothing_at_any_address(context: Flask, person: SignIn, neighbour: str) -> None:
    client = person(neighbour)
    for rule, method in in_a_pemda(context):
        if neighbour == NEIGHBOUR_OPD and "opd" not in rule.arguments:
            continue
        answer = client.open(address(context, rule), method=method)
        assert answer.status_code == 404, (rule.rule, method, answer.status_code)
        assert b"Sutera" not in answer.data


def test_a_colleague_without_the_permission_is_refused_everywhere(context: Flask, person: SignIn) -> None:
    guest = colleague_without_rights()
    client = person(guest)
    for rule, method in in_a_pemda(context):
        if needed(context, rule, method) == MEMBER:
            continue
        answer = client.open(address(context, rule), method=method)
        assert answer.status_code == 403, (rule.rule, method, answer.status_code)


def colleague_without_rights() -> str:
    """An account in Kecamatan Sutera whose role allows nothing."""
    from datetime import date

    pemda = pemda_by_code("13.01")
    assert pemda is not None
    enter(Pass.whole(pemda.id))
    opd = opd_by_slug("kec-sutera")
    assert opd is not None
    official = add_official("Tamu Tanpa Peran", "199001012015011999")
    position = add_position(opd.id, "Pelaksana Tanpa Peran")
    give_role(position, add_role("Tanpa wewenang", []))
    appoint(position, official, date(2024, 1, 2))
    account = Account(login="tamu@kec-sutera.13.01", password_hash=hasher().hash("x" * 20))
    db.session.add(account)
    db.session.flush()
    db.session.add(Membership(account_id=account.id, pemda_id=pemda.id, official_id=official.id))
    db.session.commit()
    return account.login


@pytest.mark.parametrize("login", [NEIGHBOUR_OPD, NEIGHBOUR_PEMDA])
def test_a_person_of_one_office_is_at_home_in_it(person: SignIn, login: str) -> None:
    _, _, place = login.partition("@")
    opd, _, code = place.partition(".")
    assert person(login).get(f"/{code}/{opd}/siklus").status_code == 200


def test_what_is_not_there_and_what_is_foreign_look_the_same(person: SignIn) -> None:
    client = person(NEIGHBOUR_PEMDA)
    foreign = client.get("/api/v1/pemda/13.01/opd/kec-sutera/cycles")
    absent = client.get("/api/v1/pemda/99.99/opd/tidak-ada/cycles")
    assert (foreign.status_code, foreign.data) == (absent.status_code, absent.data)
