"""Builds the app: database, shell, entrance, answers, rooms."""

import gc
from pathlib import Path

from flask import Flask
from sqlalchemy.orm import configure_mappers
from werkzeug.middleware.proxy_fix import ProxyFix

from runtut.app import addresses, answers, entrance, guards, legible, rooms, shell, surroundings
from runtut.calendar import Period
from runtut.config import settings
from runtut.database import db, reaching
from runtut.permissions import here
from runtut.procedures.printing.dates import said as said_date
from runtut.web import init_app as dress

UPLOAD_LIMIT = 26 * 1024 * 1024
"""Bytes of one request: the largest evidence file (25 MB) and its form around it."""


def create_app(*, pool: int = 8, statement_ms: int = 5_000, idle_ms: int = 10_000) -> Flask:
    """The WSGI application; `pool` connections to the database, limits in milliseconds."""
    app = Flask("runtut", root_path=str(Path(__file__).parent), static_folder=None)
    configure(app)
    app.config.update(reaching(pool=pool, statement_ms=statement_ms, idle_ms=idle_ms))
    app.wsgi_app = ProxyFix(app.wsgi_app, x_for=1, x_proto=1, x_host=0) if settings().behind_proxy else app.wsgi_app  # type: ignore[method-assign]
    db.init_app(app)
    addresses.init_app(app)
    entrance.init_app(app)
    legible.init_app(app)
    guards.init_app(app)
    shell.init_app(app)
    answers.init_app(app)
    dress(app, surroundings.frame, guards.csrf_token)
    app.jinja_env.globals["here"] = here
    app.jinja_env.filters["periode"] = lambda code: Period.parse(code).label
    app.jinja_env.filters["tanggal_naskah"] = said_date
    rooms.open_rooms(app)
    guards.require_needs(app)
    configure_mappers()  # else the first request would, and every child of a worker anew
    gc.freeze()  # what is there by now stays: no later search for garbage looks through it
    return app


def configure(app: Flask) -> None:
    """Limits and cookies; the cookie of Flask's own session carries nothing but flashed sentences."""
    app.config.update(
        SECRET_KEY=settings().secret_key,
        MAX_CONTENT_LENGTH=UPLOAD_LIMIT,
        SESSION_COOKIE_NAME="__Host-runtut-pesan",
        SESSION_COOKIE_SECURE=True,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
    )
