"""The storage with the two keys that the S3 server of the test run knows."""

from collections.abc import Iterator

import pytest

from runtut.config import settings
from runtut.servers.keys import kept_in
from runtut.servers.stack import Stack
from tests.servers import Databases


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    """A changed environment, and settings read anew afterwards."""
    yield monkeypatch
    monkeypatch.undo()
    settings.cache_clear()


@pytest.fixture
def s3_app(stack: Stack, environment: pytest.MonkeyPatch) -> None:
    """The key of the application, which can make, unlock or drop no bucket."""
    for name, value in stack.environment.items():
        environment.setenv(name, value)
    settings.cache_clear()


@pytest.fixture
def s3_owner(s3_app: None, databases: Databases, environment: pytest.MonkeyPatch) -> None:
    """The key that owns the buckets: what an outside server may give us."""
    del s3_app
    keys = kept_in(databases.folder)
    environment.setenv("S3_ACCESS_KEY", keys["s3_owner_key"])
    environment.setenv("S3_SECRET_KEY", keys["s3_owner_secret"])
    settings.cache_clear()
