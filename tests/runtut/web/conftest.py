"""A small app that has nothing but the interface, and the same app behind a real server for the browser."""

import threading
from collections.abc import Iterator

import pytest
from flask import Flask, Response
from flask.testing import FlaskClient
from werkzeug.serving import make_server

from runtut.web import init_app, problem_page

POLICY = "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:"


@pytest.fixture(scope="session")
def face() -> Flask:
    """The interface for somebody who is not signed in, under the policy that the product sends."""
    app = Flask("face", static_folder=None)
    app.secret_key = "only for this test"
    init_app(app, frame=lambda: None, csrf_token=lambda: "token-of-this-session")

    @app.get("/problem/<int:status>")
    def problem(status: int) -> tuple[str, int]:
        return problem_page(status, "Tidak dapat dilanjutkan", "Satu kalimat yang menolong.", {"nilai": ["Nilai belum diisi."]})

    @app.after_request
    def guard(response: Response) -> Response:
        response.headers["Content-Security-Policy"] = POLICY
        return response

    return app


@pytest.fixture
def reader(face: Flask) -> FlaskClient:
    return face.test_client()


@pytest.fixture(scope="session")
def address(face: Flask) -> Iterator[str]:
    server = make_server("127.0.0.1", 0, face, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()
