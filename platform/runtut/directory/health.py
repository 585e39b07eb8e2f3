"""Liveness and readiness: the one asks nothing of others, the other asks the database."""

from flask import Blueprint, jsonify
from flask.typing import ResponseReturnValue
from sqlalchemy import text

from runtut.database import db
from runtut.permissions import PUBLIC, needs

doors = Blueprint("health", __name__)


@doors.get("/hidup")
@needs(PUBLIC)
def alive() -> ResponseReturnValue:
    return jsonify(alive=True)


@doors.get("/sehat")
@needs(PUBLIC)
def ready() -> ResponseReturnValue:
    """200 once the database answers; Valkey may be away, for work waits in the database."""
    db.session.execute(text("select 1"))
    return jsonify(ready=True)
