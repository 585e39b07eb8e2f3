"""Signing in and out, for people and for programs."""

from flask import Flask

WORD = "lontar-senja-embun-042"


def test_a_program_signs_in_sees_its_account_and_signs_out(context: Flask) -> None:
    client = context.test_client()
    opened = client.post("/api/v1/sessions", json={"login": "kadis@diskopnaker.13.01", "password": WORD})
    assert opened.status_code == 201
    bearer = {"Authorization": f"Bearer {opened.get_json()['token']}"}
    assert client.get("/api/v1/account", headers=bearer).get_json()["pemda"] == [
        {"code": "13.01", "name": "Kabupaten Pesisir Selatan"}
    ]
    assert client.delete("/api/v1/sessions/current", headers=bearer).status_code == 204
    assert client.get("/api/v1/account", headers=bearer).status_code == 401


def test_a_wrong_password_and_an_unknown_name_are_answered_alike(context: Flask) -> None:
    client = context.test_client()
    wrong = client.post("/api/v1/sessions", json={"login": "kadis@diskopnaker.13.01", "password": "salah sama sekali"})
    unknown = client.post("/api/v1/sessions", json={"login": "siapa@diskopnaker.13.01", "password": "salah sama sekali"})
    assert wrong.status_code == unknown.status_code == 401
    assert wrong.data == unknown.data
