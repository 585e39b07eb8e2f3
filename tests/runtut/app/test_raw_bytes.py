"""What no client library would send, sent to the real server by hand."""

import json
import socket
from typing import Any
from urllib.parse import urlsplit

import pytest

PATIENCE = 15.0


def said(live: Any, sent: bytes) -> bytes:
    """Everything that the server answers before it hangs up, or before it has nothing more to say."""
    place = urlsplit(live.address)
    found = b""
    with socket.create_connection((place.hostname, place.port), PATIENCE) as line:
        line.sendall(sent)
        line.settimeout(PATIENCE)
        while not whole(found) and (part := line.recv(65_536)):
            found += part
    return found


def whole(answer: bytes) -> bool:
    head, blank, body = answer.partition(b"\r\n\r\n")
    lengths = [line.split(b":")[1] for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:")]
    return bool(blank) and bool(lengths) and len(body) >= int(lengths[0])


def status(answer: bytes) -> int:
    return int(answer.split(b" ", 2)[1]) if answer.startswith(b"HTTP/1.1 ") else 0


def request(line: str, *headers: str, body: bytes = b"") -> bytes:
    head = "\r\n".join((f"{line} HTTP/1.1", "Host: localhost", "Connection: close", *headers))
    return head.encode("latin-1") + b"\r\n\r\n" + body


STRANGE = {
    "bytes beyond ASCII in the path": request("GET /\xff\xfe"),
    "a path of twenty thousand": request("GET /" + "a" * 20_000),
    "a header of thirty thousand": request("GET /masuk", "X-A: " + "a" * 30_000),
    "a hundred and fifty headers": request("GET /masuk", *(f"X-{number}: a" for number in range(150))),
    "a broken escape": request("GET /%zz%"),
    "a whole address": request("GET http://jahat.example/masuk"),
    "two hosts": request("GET /masuk", "Host: jahat.example"),
    "no host": b"GET /masuk HTTP/1.1\r\nConnection: close\r\n\r\n",
    "an old protocol": b"GET /masuk HTTP/1.0\r\n\r\n",
    "an unknown method": request("BREW /masuk"),
    "a connection upgrade": request("GET /masuk", "Upgrade: websocket", "Connection: Upgrade"),
    "no protocol at all": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n",
    "a body in pieces": request(
        "POST /api/v1/sessions", "Content-Type: application/json", "Transfer-Encoding: chunked", body=b"2\r\n{}\r\n0\r\n\r\n"
    ),
    "a broken piece": request(
        "POST /api/v1/sessions", "Content-Type: application/json", "Transfer-Encoding: chunked", body=b"zz\r\n"
    ),
    "two lengths": request("POST /api/v1/sessions", "Content-Length: 2", "Content-Length: 3", body=b"{}x"),
    "length and pieces": request("POST /api/v1/sessions", "Content-Length: 2", "Transfer-Encoding: chunked", body=b"0\r\n\r\n"),
    "a cookie of line noise": request("GET /masuk", "Cookie: \x80\x81=\xfe; ;;=;__Host-runtut=\xff"),
}


@pytest.mark.parametrize("sent", STRANGE.values(), ids=STRANGE)
def test_the_server_neither_breaks_nor_talks_of_itself(live: Any, sent: bytes) -> None:
    answer = said(live, sent)
    assert status(answer) < 500, answer[:400]
    for inside in (b"Traceback", b'File "', b"werkzeug", b"psycopg", b"site-packages"):
        assert inside not in answer
    assert status(said(live, request("GET /hidup"))) == 200


def test_a_body_in_pieces_is_read_like_any_other(live: Any) -> None:
    login = next(iter(live.accounts))
    body = json.dumps({"login": login, "password": live.accounts[login]}).encode()
    pieces = b"%x\r\n%s\r\n0\r\n\r\n" % (len(body), body)
    sent = request("POST /api/v1/sessions", "Content-Type: application/json", "Transfer-Encoding: chunked", body=pieces)
    assert status(said(live, sent)) == 201


def test_a_body_that_never_ends_is_given_up(live: Any) -> None:
    """The server answers or hangs up; meanwhile it serves others."""
    place = urlsplit(live.address)
    with socket.create_connection((place.hostname, place.port), PATIENCE) as slow:
        slow.sendall(request("POST /api/v1/sessions", "Content-Type: application/json", "Content-Length: 1000", body=b"{"))
        assert status(said(live, request("GET /sehat"))) == 200
