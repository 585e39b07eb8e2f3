"""What a request says to the database, recorded once, and said again by plain psycopg: the limit of the machine."""

import contextlib
import re
import time
from collections.abc import Callable, Iterator, Mapping
from typing import Any
from uuid import UUID

import psycopg
from flask import Flask
from psycopg.types.json import Json, Jsonb
from sqlalchemy import event

from runtut.config import settings
from runtut.database import db, new_id
from runtut.tenancy import Pass
from runtut.tenancy.binding import MOMENT

Statement = tuple[str, Any, bool]
PASS = re.compile(r"runtut\.pass = '([^'~]*)~")
IDS = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")


@contextlib.contextmanager
def recorded(app: Flask) -> Iterator[list[Statement]]:
    """Every statement that the app's engine executes meanwhile."""
    said: list[Statement] = []

    def note(_c: Any, _cursor: Any, statement: str, parameters: Any, _context: Any, many: bool) -> None:
        said.append((statement, parameters, many))

    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield said
    finally:
        event.remove(engine, "before_cursor_execute", note)


def renamed(statements: list[Statement], names: Mapping[UUID, UUID], since: int) -> list[Statement]:
    """The same statements for other rows: known ids by `names`, ids made after `since` (ms) by fresh ones."""
    fresh: dict[UUID, UUID] = {}

    def name(found: UUID) -> UUID:
        if found in names:
            return names[found]
        if found.version == 7 and found.int >> 80 >= since:
            return fresh.setdefault(found, new_id())
        return found

    return [(statement, _translate(parameters, name), many) for statement, parameters, many in statements]


def _translate(value: Any, name: Callable[[UUID], UUID]) -> Any:
    if isinstance(value, UUID):
        return name(value)
    if isinstance(value, str):
        return IDS.sub(lambda found: str(name(UUID(found[0]))), value)
    if isinstance(value, Json | Jsonb):
        return type(value)(_translate(value.obj, name))
    if isinstance(value, Mapping):
        return {key: _translate(inner, name) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(_translate(inner, name) for inner in value)
    return value


def say(connection: psycopg.Connection[Any], statements: list[Statement]) -> None:
    """Say it all in one transaction, with passes signed anew, and commit."""
    moment = ""
    key = bytes.fromhex(settings().fence_key)
    with connection.cursor() as cursor:
        for statement, parameters, many in statements:
            if found := PASS.search(statement):
                cursor.execute(f"SET LOCAL runtut.pass = '{_again(found[1]).signed(moment, key)}'".encode())
            elif many:
                cursor.executemany(statement.encode(), parameters)
            else:
                cursor.execute(statement.encode(), parameters or None)
                if statement == MOMENT:
                    row = cursor.fetchone()
                    moment = row[0] if row else ""
                elif cursor.description:
                    cursor.fetchall()
    connection.commit()


def _again(body: str) -> Pass:
    _, pemda, opds, operator = body.split("|")
    return Pass(UUID(pemda) if pemda else None, tuple(opds.split(",")) if opds else (), operator=operator == "operator")


def milliseconds() -> int:
    return time.time_ns() // 1_000_000
