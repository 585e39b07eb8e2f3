"""The pages of sign-in: where they lead, what they keep, and how a password is changed."""

import re
from typing import Any

import pytest

WORD, NEW = "lontar-senja-embun-042", "Perahu tenun menanti gerimis"
LOGIN = "kasi.koperasi@diskopnaker.13.01"
SESSION = "__Host-runtut"


def token(page: str) -> str:
    found = re.search(r'name="csrf_token" value="(\w+)"', page)
    assert found is not None
    return found[1]


def signed_in(house: Any, login: str, password: str, **more: str) -> Any:
    client = house.client()
    form = {"login": login, "password": password, "csrf_token": token(client.get("/masuk").text), **more}
    return client, client.post("/masuk", data=form)


def test_whoever_signs_in_goes_on_where_he_wanted(house: Any) -> None:
    client = house.client()
    asked = client.get("/13.01/diskopnaker/siklus?x=1")
    assert (asked.status_code, asked.location) == (303, "/masuk?lanjut=%2F13.01%2Fdiskopnaker%2Fsiklus%3Fx%3D1")
    page = client.get(asked.location).text
    form = {"login": LOGIN, "password": WORD, "csrf_token": token(page), "lanjut": "/13.01/diskopnaker/siklus?x=1"}
    answer = client.post("/masuk", data=form)
    assert (answer.status_code, answer.location) == (303, "/13.01/diskopnaker/siklus?x=1")
    assert client.get(answer.location).status_code == 200


@pytest.mark.parametrize(
    "away", ["https://jahat.example/", "//jahat.example", "/\\jahat.example", "/\tx", "javascript:alert(1)", ""]
)
def test_nobody_is_led_away(house: Any, away: str) -> None:
    _, answer = signed_in(house, LOGIN, WORD, lanjut=away)
    assert (answer.status_code, answer.location) == (303, "/")


def test_a_refusal_keeps_the_name_and_never_the_password(house: Any) -> None:
    _, answer = signed_in(house, LOGIN, "salah-sama-sekali")
    assert answer.status_code == 401
    assert f'value="{LOGIN}"' in answer.text
    assert "Nama masuk atau kata sandi salah." in answer.text
    assert "salah-sama-sekali" not in answer.text


def test_a_second_sign_in_ends_the_session_before_it(house: Any) -> None:
    client, _ = signed_in(house, LOGIN, WORD)
    first = client.get_cookie(SESSION).value
    form = {"login": LOGIN, "password": WORD, "csrf_token": token(client.get("/13.01/tugas").text)}
    assert client.post("/masuk", data=form).status_code == 303
    assert client.get_cookie(SESSION).value != first
    old = house.client()
    old.set_cookie(SESSION, first)
    assert old.get("/13.01/tugas").status_code == 303


@pytest.mark.parametrize(
    ("current", "new", "said"),
    [
        ("salah", NEW, "Kata sandi salah; kata sandi tidak diubah."), (WORD, "pendek", "15 sampai 128 huruf"),
        ("", NEW, "Kata sandi salah"), (WORD, "", "15 sampai 128 huruf"),
        (WORD, "diskopnaker 2025", "mudah ditebak"), (WORD, "pesisir selatan 1", "mudah ditebak"),
    ],
)  # fmt: skip
def test_a_password_is_not_changed_without_the_old_one_or_to_a_poor_one(house: Any, current: str, new: str, said: str) -> None:
    client = house.browser(LOGIN)
    form = {"current": current, "new": new, "csrf_token": token(client.get("/kata-sandi").text)}
    answer = client.post("/kata-sandi", data=form)
    assert answer.status_code == 422
    assert said in answer.text
    assert client.get("/13.01/tugas").status_code == 200


def test_a_changed_password_ends_every_session_and_is_the_only_one(house: Any) -> None:
    login = "kasi.naker@diskopnaker.13.01"
    client, other = house.browser(login), house.person(login)
    assert "Ganti kata sandi" in client.get("/13.01/tugas").text
    form = {"current": WORD, "new": NEW, "csrf_token": token(client.get("/kata-sandi").text)}
    answer = client.post("/kata-sandi", data=form)
    assert (answer.status_code, answer.location) == (303, "/masuk")
    assert "Kata sandi diganti" in client.get("/masuk").text
    assert client.get("/13.01/tugas").status_code == 303
    assert other.get("/api/v1/account").status_code == 401
    assert signed_in(house, login, WORD)[1].status_code == 401
    assert signed_in(house, login, NEW)[1].status_code == 303
    assert house.ask("select epoch from account where login = %s", login) == 2


def test_whoever_has_no_pemda_may_sign_in_and_out(house: Any) -> None:
    client, answer = signed_in(house, "operator@runtut", WORD)
    assert answer.status_code == 303
    assert client.get("/").location == "/operator"
    assert client.get("/operator").status_code == 200
    assert client.get("/13.01/tugas").status_code == 404
    assert client.post("/keluar", data={"csrf_token": token(client.get("/kata-sandi").text)}).status_code == 303
    assert client.get_cookie(SESSION) is None
