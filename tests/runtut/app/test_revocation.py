"""What is taken away is gone at the next request, at every address, for browsers and for programs."""

import re
from collections.abc import Callable
from typing import Any

import pytest

WORD = "lontar-senja-embun-042"
ADMIN = "admin@setda.13.01"
AT = "@diskopnaker.13.01"
MINE = "where account_id = (select id from account where login = %s)"


def sign_out(_house: Any, _login: str, browser: Any, program: Any) -> None:
    token = re.search(r'name="csrf-token" content="(\w+)"', browser.get("/kata-sandi").text)
    assert token is not None
    assert browser.post("/keluar", data={"csrf_token": token[1]}).status_code == 303
    assert program.delete("/api/v1/sessions/current").status_code == 204


def change_password(_house: Any, _login: str, _browser: Any, program: Any) -> None:
    both = {"current": WORD, "new": "Perahu tenun menanti gerimis"}
    assert program.put("/api/v1/account/password", json=both).status_code == 204


def disable(house: Any, login: str, _browser: Any, _program: Any) -> None:
    house.owner.execute("update account set disabled_at = now() where login = %s", [login])


def expire(house: Any, login: str, _browser: Any, _program: Any) -> None:
    house.owner.execute(f"update account_session set expires_at = now() - interval '1 second' {MINE}".encode(), [login])


def leave_idle(house: Any, login: str, _browser: Any, _program: Any) -> None:
    house.owner.execute(f"update account_session set seen_at = now() - interval '2 hours' {MINE}".encode(), [login])


def end_membership(house: Any, login: str, _browser: Any, _program: Any) -> None:
    house.owner.execute(f"update membership set ended_at = now() {MINE}".encode(), [login])


def end_holding(house: Any, login: str, _browser: Any, _program: Any) -> None:
    """As the admin ends it; then a day passes, since a holding counts to the end of its last day."""
    holding = house.ask(f"select id from holding where official_id = (select official_id from membership {MINE})", login)
    answer = house.person(ADMIN).put(f"/api/v1/pemda/13.01/holdings/{holding}/end", json={"until": "2026-01-05"})
    assert answer.status_code == 200, answer.text
    assert house.ask("select upper(period) <= current_date from holding where id = %s", holding)


NOBODY: list[tuple[Callable[..., None], str]] = [
    (sign_out, "kabid.koperasi"), (change_password, "kabid.naker"), (disable, "kasi.koperasi"), (expire, "kasi.naker"),
    (leave_idle, "sekretaris"),
]  # fmt: skip
STRANGER: list[tuple[Callable[..., None], str]] = [(end_membership, "kasubag.program"), (end_holding, "kadis")]


@pytest.mark.parametrize(("deed", "name"), NOBODY, ids=lambda value: getattr(value, "__name__", value))
def test_a_session_that_ended_opens_no_door(lived_in: Any, deed: Callable[..., None], name: str) -> None:
    login = name + AT
    browser, program = lived_in.browser(login), lived_in.person(login)
    assert browser.get("/13.01/tugas").status_code == program.get("/api/v1/account").status_code == 200
    deed(lived_in, login, browser, program)
    asked = 0
    for way in lived_in.ways():
        if way.need != "public":
            asked += 2
            page, operation = browser.open(way.url, method=way.method), program.open(way.url, method=way.method)
            for answer in (page, operation):
                to_sign_in = answer.status_code == 303 and answer.location.startswith("/masuk?lanjut=")
                assert to_sign_in or answer.status_code in (401, 403), (str(way), answer.status_code)
            assert page.status_code == operation.status_code or way.method != "GET", str(way)
    assert asked > 150


@pytest.mark.parametrize(("deed", "name"), STRANGER, ids=lambda value: getattr(value, "__name__", value))
def test_whoever_left_the_pemda_finds_nothing_in_it(lived_in: Any, deed: Callable[..., None], name: str) -> None:
    login = name + AT
    browser, program = lived_in.browser(login), lived_in.person(login)
    assert browser.get("/13.01/tugas").status_code == 200
    deed(lived_in, login, browser, program)
    ways = [way for way in lived_in.ways() if "pemda" in way.rule.arguments]
    for way in ways:
        assert browser.open(way.url, method=way.method).status_code == 404, str(way)
        assert program.open(way.url, method=way.method).status_code == 404, str(way)
    assert len(ways) > 75


def narrowed(house: Any, name: str, room: str) -> None:
    """The admin takes a room's permissions from a role."""
    admin = house.person(ADMIN)
    role = next(role for role in admin.get("/api/v1/pemda/13.01/roles").get_json() if role["name"] == name)
    less = [key for key in role["permissions"] if not key.startswith(room)]
    change = {"permissions": less, "version": role["version"]}
    assert admin.put(f"/api/v1/pemda/13.01/roles/{role['id']}", json=change).status_code == 200
    assert admin.get("/api/v1/account").status_code == 200


def test_an_edited_role_ends_the_sessions_of_its_holders_and_counts_from_the_next_request(lived_in: Any) -> None:
    login = "camat@kec-sutera.13.01"
    browser, program, other = lived_in.browser(login), lived_in.person(login), lived_in.person(f"kadis{AT}")
    narrowed(lived_in, "Camat", "cycles.")
    assert browser.get("/13.01/kec-sutera/siklus").location == "/masuk?lanjut=%2F13.01%2Fkec-sutera%2Fsiklus"
    assert program.get("/api/v1/account").status_code == 401
    assert other.get("/api/v1/account").status_code == 200
    camat = lived_in.browser(login)
    for way in lived_in.ways(opd="kec-sutera", sop="pengukuran-kinerja"):
        if way.need.startswith("cycles."):
            assert camat.open(way.url, method=way.method).status_code == 403, str(way)
    assert camat.get("/13.01/kec-sutera/sop").status_code == 200
    assert b'/13.01/kec-sutera/siklus"' not in camat.get("/13.01/kec-sutera/sop").data


def test_a_role_that_is_taken_from_a_seat_ends_the_session_of_who_holds_it(lived_in: Any) -> None:
    login = "sekcam@kec-sutera.13.01"
    program = lived_in.person(login)
    seat = lived_in.ask(
        "select position_id from holding where official_id = (select official_id from membership "
        "where account_id = (select id from account where login = %s))", login
    )  # fmt: skip
    path = f"/api/v1/pemda/13.01/positions/{seat}/roles"
    hung = lived_in.ask("select role_id from position_role where position_id = %s", seat)
    assert lived_in.person(ADMIN).put(path, json={"roles": [str(hung)]}).status_code == 200
    assert program.get("/api/v1/account").status_code == 200  # nothing changed
    assert lived_in.person(ADMIN).put(path, json={"roles": []}).status_code == 200
    assert program.get("/api/v1/account").status_code == 401


def test_a_token_is_no_cookie_and_a_cookie_no_token(house: Any) -> None:
    login = f"kadis{AT}"
    bearer, cookie = house.open_session(login, "bearer"), house.open_session(login, "cookie")
    crossed = house.client(Authorization=f"Bearer {cookie}")
    assert crossed.get("/api/v1/account").status_code == 401
    browser = house.client()
    browser.set_cookie("__Host-runtut", bearer)
    assert browser.get("/api/v1/account").status_code == 401


@pytest.mark.parametrize(
    "bent", [lambda token: token[:-1], lambda token: token.lower(), lambda token: f"{token} ", lambda _: "''"]
)
def test_a_token_that_is_not_whole_opens_nothing(house: Any, bent: Callable[[str], str]) -> None:
    token = house.open_session(f"kadis{AT}", "bearer")
    answer = house.client(Authorization=f"Bearer {bent(token)}").get("/api/v1/account")
    assert answer.status_code == (200 if bent(token).strip() == token else 401)


def test_a_fresh_password_signs_in_again_and_the_old_one_does_not(house: Any) -> None:
    login, new = f"kasi.naker{AT}", "Perahu tenun menanti gerimis"
    assert house.person(login).put("/api/v1/account/password", json={"current": WORD, "new": new}).status_code == 204
    old = house.client().post("/api/v1/sessions", json={"login": login, "password": WORD})
    assert old.status_code == 401
    assert house.client().post("/api/v1/sessions", json={"login": login, "password": new}).status_code == 201
