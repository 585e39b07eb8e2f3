"""The S3 server of a single machine, as `runtut up` starts it, for the tests of the storage."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from runtut.config import settings
from runtut.servers import stack

Environment = dict[str, str]
ELSEWHERE = dict.fromkeys(("DATABASE_URL", "DATABASE_OWNER_URL", "DATABASE_RELAY_URL", "REDIS_URL"), "not-asked-for")


@pytest.fixture(scope="session")
def running() -> Iterator[stack.Stack]:
    """Not in pytest's own folder, which is closed to the user that the servers run as."""
    with (
        TemporaryDirectory(prefix="runtut-storage-") as folder,
        stack.start(Path(folder), outside=ELSEWHERE, least_free=0) as started,
    ):
        yield started


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    """A changed environment, and settings read anew afterwards."""
    yield monkeypatch
    monkeypatch.undo()
    settings.cache_clear()


@pytest.fixture
def s3_app(running: stack.Stack, environment: pytest.MonkeyPatch) -> None:
    """The storage with the key of the application, which can make, unlock or drop no bucket."""
    for name, value in running.environment.items():
        environment.setenv(name, value)
    settings.cache_clear()


@pytest.fixture
def s3_owner(s3_app: None, running: stack.Stack, environment: pytest.MonkeyPatch) -> None:
    """The storage with the key that owns the buckets: what an outside server may give us."""
    del s3_app
    environment.setenv("S3_ACCESS_KEY", running.servers[0].keys["s3_owner_key"])
    environment.setenv("S3_SECRET_KEY", running.servers[0].keys["s3_owner_secret"])
    settings.cache_clear()
