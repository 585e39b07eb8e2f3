"""The one S3 client of a process, and what its failures mean to a user."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from threading import Lock
from typing import Any

import boto3
from botocore.client import Config
from botocore.exceptions import BotoCoreError, ClientError

from runtut.config import settings
from runtut.errors import NotFound, Unavailable

CONFIG = Config(
    connect_timeout=2,
    read_timeout=10,
    retries={"mode": "standard", "total_max_attempts": 2},
    s3={"addressing_style": "path"},
    max_pool_connections=20,
)
GONE = {"404", "NoSuchKey", "NoSuchVersion", "NoSuchBucket", "NotFound"}


def s3() -> Any:
    """A client that no forked child shares with its parent."""
    known = settings()
    return _client(os.getpid(), known.s3_endpoint_url, known.s3_access_key, known.s3_secret_key)


def learn() -> None:
    """Read what boto3 knows of S3 before this process forks, so that no child has to."""
    s3()


@cache
def _client(_pid: int, endpoint: str, access_key: str, secret_key: str) -> Any:
    with _making:
        return _session(access_key, secret_key).client("s3", endpoint_url=endpoint, config=CONFIG)


@cache
def _session(access_key: str, secret_key: str) -> Any:
    """What boto3 knows of S3: it takes a tenth of a second to read, holds no connection, and is left to forked children."""
    return boto3.session.Session(access_key, secret_key, region_name="us-east-1")


_making = Lock()
"""A session makes one client at a time."""


@contextmanager
def said_clearly(undone: str) -> Iterator[None]:
    """Turn failures of the storage into problems; `undone` says what did not happen ("Berkas belum tersimpan")."""
    try:
        yield
    except ClientError as refused:
        if code(refused) in GONE - {"NoSuchBucket"}:
            raise NotFound("Berkas tidak ditemukan di penyimpanan; hubungi pengelola sistem.") from refused
        mend = "coba lagi beberapa saat lagi" if passes(refused) else "hubungi pengelola sistem"
        raise Unavailable(f"{undone} karena penyimpanan berkas menolak permintaan; {mend}.") from refused
    except BotoCoreError as unreachable:
        raise Unavailable(
            f"{undone} karena penyimpanan berkas sedang tidak dapat dihubungi; coba lagi beberapa menit lagi."
        ) from unreachable


def code(refused: ClientError) -> str:
    return str(refused.response.get("Error", {}).get("Code", ""))


def passes(refused: ClientError) -> bool:
    """Whether the storage is only busy: its own fault, or two writers at one name."""
    status: int = refused.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 500)
    return status >= 500 or code(refused) in {"SlowDown", "RequestTimeout", "ConditionalRequestConflict"}
