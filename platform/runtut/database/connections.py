"""Connections of a pool: plans are kept where nobody stands between, and a server that went away is noticed in time.

Both hold for every pool of the process, as the fence does for every session.
"""

import select
import time
from typing import Any

import psycopg
from sqlalchemy import Pool, event
from sqlalchemy.exc import InvalidatePoolError

PLANS = 200
"""Statements that one connection keeps planned; a page asks for up to thirty different ones."""
OFTEN = 3
"""How often a connection sees a statement before it is planned for good."""
SILENCE = 60.0
"""Seconds after which a connection may have been cut off by something on its way that told nobody."""


@event.listens_for(Pool, "connect")
def keep_plans(connection: Any, _record: Any) -> None:
    """Behind a pooler each transaction meets another process of the server, which knows none of the plans of before.

    A pooler gives itself away: the process that answers is not the one that greeted.
    """
    try:
        direct = _asked(connection, "select pg_backend_pid()") == connection.info.backend_pid
    except psycopg.OperationalError:  # gone again already: the first statement will say so, in the words that are handled
        direct = False
    connection.prepare_threshold = OFTEN if direct else None
    connection.prepared_max = PLANS


@event.listens_for(Pool, "checkin")
def note_the_time(_connection: Any, record: Any) -> None:
    record.info["back"] = time.monotonic()


@event.listens_for(Pool, "checkout")
def still_there(connection: Any, record: Any, _proxy: Any) -> None:
    """To ask every time would be one more question for every request; a server that ends says so, unasked, on the line."""
    rested = time.monotonic() - record.info.get("back", time.monotonic())
    if connection.closed or ((rested > SILENCE or _has_news(connection)) and not _answers(connection)):
        raise InvalidatePoolError


def _has_news(connection: Any) -> bool:
    line = select.poll()
    line.register(connection.fileno(), select.POLLIN)
    return bool(line.poll(0))


def _answers(connection: Any) -> bool:
    try:
        return bool(_asked(connection, "select 1"))
    except psycopg.OperationalError:
        return False


def _asked(connection: Any, statement: str) -> Any:
    """Outside of any transaction."""
    connection.autocommit = True
    try:
        return connection.execute(statement).fetchone()[0]
    finally:
        if not connection.closed:
            connection.autocommit = False
