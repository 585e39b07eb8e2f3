"""A house of its own for tests that need real commits: the app on a scratch database, as a server would run it."""

import contextlib
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import psycopg
import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from runtut.config import settings
from runtut.database import db
from runtut.servers.stack import Stack

PRISTINE = "runtut_pristine"
DATABASES = ("DATABASE_URL", "DATABASE_OWNER_URL", "DATABASE_RELAY_URL")


class Guest(FlaskClient):
    """A client that sends the headers it was given, whatever else a request says."""

    standing: dict[str, str]

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        kwargs["headers"] = {**self.standing, **dict(kwargs.pop("headers", None) or {})}
        return super().open(*args, **kwargs)


@dataclass
class House:
    """The app on a database of its own; each request has its own session and transaction, and what it commits stays."""

    app: Flask
    owner: psycopg.Connection[Any]
    tokens: dict[str, str] = field(default_factory=dict)

    def client(self, **headers: str) -> Guest:
        guest = Guest(self.app, self.app.response_class, use_cookies=True)
        guest.standing = headers
        return guest

    def person(self, login: str) -> Guest:
        """Signed in with a bearer session, without the slow password."""
        return self.client(Authorization=f"Bearer {self.token(login)}")

    def browser(self, login: str) -> Guest:
        """Signed in with a cookie, as a browser is; keeps cookies."""
        guest = self.client()
        guest.set_cookie("__Host-runtut", self.open_session(login, "cookie"), domain="localhost", secure=True)
        return guest

    def token(self, login: str) -> str:
        if login not in self.tokens:
            self.tokens[login] = self.open_session(login, "bearer")
        return self.tokens[login]

    def open_session(self, login: str, kind: str) -> str:
        from sqlalchemy import select

        from runtut.auth.models import Account
        from runtut.auth.service import open_session

        with self.app.app_context():
            account = db.session.scalars(select(Account).where(Account.login == login)).one()
            token = open_session(account, kind).token
            db.session.commit()
            return token

    def ask(self, statement: str, *values: Any) -> Any:
        """One value, as the owner of the tables sees it."""
        row = self.owner.execute(statement.encode(), values).fetchone()
        return row[0] if row else None


@contextlib.contextmanager
def scratch(admin: str, name: str) -> Iterator[dict[str, str]]:
    """A copy of the loaded database; answers the addresses that lead to it."""
    with psycopg.connect(admin, autocommit=True) as connection:
        connection.execute(f"create database {name} template {PRISTINE} owner runtut_owner".encode())
    try:
        yield {address: f"{os.environ[address].rpartition('/')[0]}/{name}" for address in DATABASES}
    finally:
        with psycopg.connect(admin, autocommit=True) as connection:
            connection.execute(f"drop database {name} with (force)".encode())


@pytest.fixture(scope="module")
def house(loaded: Stack, request: pytest.FixtureRequest) -> Iterator[House]:
    """`house.person("kadis@diskopnaker.13.01").get(...)`: one house for all tests of a file."""
    from runtut.app import create_app

    admin = loaded.admin_url or os.environ["DATABASE_ADMIN_URL"]
    name = f"house_{os.getpid()}_{request.module.__name__.rpartition('.')[2]}"
    with scratch(admin, name) as addresses, pytest.MonkeyPatch.context() as patch:
        for variable, address in addresses.items():
            patch.setenv(variable, address)
        settings.cache_clear()
        app = create_app(pool=24)
        with psycopg.connect(addresses["DATABASE_OWNER_URL"], autocommit=True) as owner:
            yield House(app, owner)
        with app.app_context():
            db.engine.dispose()
    settings.cache_clear()


Ask = Callable[[str], Any]
