"""The database without the product around it, for processes that open no room: they are there in half the time."""

from flask import Flask

from runtut.database.base import db, reaching


def alone(*, pool: int, statement_ms: int = 5_000) -> Flask:
    """An app that has nothing but the database; to be used inside its `app_context`."""
    app = Flask("runtut", static_folder=None)
    app.config.update(reaching(pool=pool, statement_ms=statement_ms))
    db.init_app(app)
    return app
