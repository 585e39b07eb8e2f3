"""Every answer, whatever it is about, forbids what pages of Runtut never need."""

import re
from typing import Any

import pytest
from werkzeug.test import TestResponse

READER, ADMIN = "kasubag.program@diskopnaker.13.01", "admin@setda.13.01"
SAME_ON_ALL = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Strict-Transport-Security": "max-age=31536000; includeSubDomains",
}


def faults(answer: TestResponse) -> list[str]:
    """What an answer lacks."""
    found = [name for name, value in SAME_ON_ALL.items() if answer.headers.get_all(name) != [value]]
    policy = answer.headers.get("Content-Security-Policy", "")
    if not re.match(r"default-src '(self|none)'", policy) or "unsafe" in policy or "*" in policy:
        found.append(f"policy {policy}")
    if "frame-ancestors 'none'" not in policy and "sandbox" not in policy:
        found.append(f"frames {policy}")
    return found + [f"cookie {cookie}" for cookie in answer.headers.get_all("Set-Cookie") if not is_guarded(cookie)]


def is_guarded(cookie: str) -> bool:
    parts = {part.strip().lower() for part in cookie.split(";")[1:]}
    ours = cookie.startswith("__Host-") and {"secure", "httponly", "path=/", "samesite=lax"} <= parts
    return ours and not any(part.startswith("domain") for part in parts)


@pytest.mark.parametrize("who", ["guest", "browser", "program", "admin"])
def test_every_address_answers_with_all_headers(lived_in: Any, who: str) -> None:
    client = {
        "guest": lambda: lived_in.client(),
        "browser": lambda: lived_in.browser(READER),
        "program": lambda: lived_in.person(READER),
        "admin": lambda: lived_in.browser(ADMIN),
    }[who]()
    seen = set()
    for way in lived_in.ways():
        if way.url.startswith(("/keluar", "/api/v1/sessions/current")) or (who == "program" and not way.is_api):
            continue
        answer = client.open(way.url, method=way.method)
        seen.add(answer.status_code)
        assert faults(answer) == [], str(way)
        assert answer.headers["Cache-Control"] == "no-store", str(way)
    assert seen >= ({303, 401} if who == "guest" else {200, 403, 404}), seen


def test_files_are_attachments_that_nothing_can_run_in(lived_in: Any) -> None:
    client = lived_in.browser(READER)
    files = [way.url for way in lived_in.ways("GET") if way.rule.rule.endswith(("/bukti/<uuid:evidence_id>", "/file"))]
    assert len(files) == 3
    for url in files:
        answer = client.get(url)
        assert answer.status_code == 200, url
        assert answer.headers["Content-Disposition"].startswith("attachment"), url
        assert faults(answer) == []
        assert answer.headers["Cache-Control"] == "no-store"


def test_style_sheets_are_kept_by_browsers_and_guarded_all_the_same(house: Any) -> None:
    page = house.client().get("/masuk").text
    for path in set(re.findall(r'"(/aset/[^"]+)"', page)):
        answer = house.client().get(path)
        assert answer.status_code == 200
        assert "immutable" in answer.headers["Cache-Control"]
        assert faults(answer) == []


def test_the_cookies_of_a_sign_in_are_of_this_host_alone(house: Any) -> None:
    client = house.client()
    token = re.search(r'name="csrf_token" value="(\w+)"', client.get("/masuk").text)
    assert token is not None
    form = {"login": READER, "password": "lontar-senja-embun-042", "csrf_token": token[1]}
    answer = client.post("/masuk", data=form)
    assert answer.status_code == 303
    names = {cookie.partition("=")[0] for cookie in answer.headers.get_all("Set-Cookie")}
    assert names == {"__Host-runtut", "__Host-runtut-perangkat", "__Host-runtut-tamu"}
    assert faults(answer) == []
    assert faults(client.post("/bahasa", data={"bahasa": "en", "csrf_token": client_token(client)})) == []


def client_token(client: Any) -> str:
    found = re.search(r'name="csrf-token" content="(\w+)"', client.get("/").text or client.get("/13.01/tugas").text)
    return found[1] if found else ""


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/tidak-ada", 404), ("GET", "/api/v1/tidak-ada", 404), ("POST", "/hidup", 405), ("PUT", "/masuk", 405),
        ("GET", "/masuk?lanjut=%00", 400), ("POST", "/masuk", 403), ("POST", "/api/v1/sessions", 422), ("TRACE", "/masuk", 405),
        ("OPTIONS", "/masuk", 200), ("HEAD", "/masuk", 200), ("GET", "/13.01/tugas", 303), ("GET", "/_gaya", 200),
    ],
)  # fmt: skip
def test_so_do_refusals_and_rare_methods(house: Any, method: str, path: str, status: int) -> None:
    answer = house.client().open(path, method=method)
    assert answer.status_code == status
    assert faults(answer) == []
