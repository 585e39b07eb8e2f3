"""One request is one transaction: committed when the answer is a success, rolled back otherwise."""

import hashlib
import hmac

from flask import Flask, Response, g, request
from sqlalchemy.exc import DBAPIError

from runtut.app.answers import give_up, said_by_database
from runtut.app.guards import SAFE
from runtut.config import settings
from runtut.database import db
from runtut.idempotency import Attempt, begin, keep

HEADER = "Idempotency-Key"


def init_app(app: Flask) -> None:
    app.before_request(replay)
    app.after_request(finish)


def replay() -> Response | None:
    """Give the first answer again when the client repeats a request under its key."""
    key = request.headers.get(HEADER)
    if not key or request.method in SAFE or "here" not in g:
        return None
    attempt = begin(g.here.account_id, key, fingerprint())
    if attempt.answer is None:
        g.attempt = attempt
        return None
    kept = attempt.answer
    answer = Response(kept.body, kept.status, mimetype=kept.media_type, headers={"Idempotent-Replay": "true"})
    if kept.location:
        answer.headers["Location"] = kept.location
    return answer


def fingerprint() -> bytes:
    """What makes a request the same as another: method, address, and the body, of a form what it says.

    Keyed, for a body may hold a password, and a plain hash of it could be guessed against.
    """
    said = [request.method.encode(), request.full_path.encode()]
    for name, value in request.form.items(multi=True):
        said += [name.encode(), value.encode()]
    for name, file in request.files.items(multi=True):
        said += [name.encode(), (file.filename or "").encode(), file.stream.read()]
        file.stream.seek(0)
    said.append(request.get_data())
    whole = b"".join(len(part).to_bytes(8) + part for part in said)
    return hmac.new(settings().secret_key.encode(), whole, hashlib.sha256).digest()


def finish(response: Response) -> Response:
    """Commit or roll back; what the database refuses only now becomes a problem like any other."""
    if response.status_code >= 400:
        give_up()
        return response
    try:
        _keep_answer(response)
        db.session.commit()
    except DBAPIError as refused:
        return said_by_database(refused)
    return response


def _keep_answer(response: Response) -> None:
    attempt: Attempt | None = g.get("attempt")
    if attempt is not None:
        keep(attempt, response.status_code, response.mimetype or "", response.location, response.get_data())
