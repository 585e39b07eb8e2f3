"""Taking a stream in: counted against a limit and hashed before a single byte goes to the storage."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from tempfile import SpooledTemporaryFile
from typing import IO, Protocol

from runtut.errors import TooLarge

LIMIT = 50 * 1024**2
"""Bytes; what a caller gets who names no limit of his own."""

CHUNK = 256 * 1024
IN_MEMORY = 4 * 1024**2


class Readable(Protocol):
    def read(self, size: int, /) -> bytes: ...


@dataclass(frozen=True)
class Stored:
    """Where bytes lie (`version` is "" in a bucket without versions) and what they are."""

    key: str
    version: str
    sha256: str
    size: int


@dataclass(frozen=True)
class Measured:
    file: IO[bytes]
    digest: bytes
    size: int


@contextmanager
def measured(stream: Readable, limit: int) -> Iterator[Measured]:
    """A rewound copy of `stream` with its SHA-256 and size; TooLarge as soon as `limit` bytes are passed."""
    digest, size = sha256(), 0
    with SpooledTemporaryFile(max_size=IN_MEMORY) as copy:
        while chunk := stream.read(CHUNK):
            size += len(chunk)
            if size > limit:
                raise TooLarge(f"Berkas lebih besar dari {said_size(limit)}; kecilkan atau pecah berkas itu.")
            digest.update(chunk)
            copy.write(chunk)
        copy.seek(0)
        yield Measured(copy, digest.digest(), size)


def said_size(size: int) -> str:
    """50 MB; 1,5 MB; 300 kB"""
    if size >= 1024**2:
        return f"{size / 1024**2:.1f} MB".replace(".0", "").replace(".", ",")
    return f"{size / 1024:.1f} kB".replace(".0", "").replace(".", ",")
