"""Putting, reading and locking objects; keys read <pemda>/<opd>/<kind>/<name>, and no key is ever written twice."""

import re
from base64 import b64encode
from collections.abc import Generator
from contextlib import closing
from datetime import UTC, datetime
from hashlib import sha256 as new_sha256
from typing import Any
from uuid import UUID

from botocore.exceptions import ClientError

from runtut.errors import Conflict, Unavailable
from runtut.storage.buckets import ARCHIVE, Kind, bucket_of
from runtut.storage.client import code, s3, said_clearly
from runtut.storage.intake import CHUNK, LIMIT, Measured, Readable, Stored, measured

NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,127}")
WHOLE_PEMDA = "pemda"
NOT_SAVED = "Berkas belum tersimpan"
NOT_READ = "Berkas belum dapat dibuka"


def put(
    kind: Kind, pemda_id: UUID, opd_id: UUID | None, name: str, stream: Readable, media_type: str, limit: int = LIMIT
) -> Stored:
    """Store the stream under a name that is not yet taken; the same bytes again are answered with what is there.

    `name` is an identifier of ours, never a user's file name. Raises TooLarge, Conflict, Unavailable.
    """
    key = key_of(kind, pemda_id, opd_id, name)
    with measured(stream, limit) as file, said_clearly(NOT_SAVED):
        return _put_once(key, file, {"ContentType": media_type})


def archive(
    pemda_id: UUID,
    opd_id: UUID | None,
    name: str,
    stream: Readable,
    media_type: str,
    until: datetime,
    limit: int = LIMIT,
) -> Stored:
    """Store in the archive so that nobody, not even its owner, can delete or change the version before `until`.

    The same bytes again are answered with what is there, locked longer where its lock would end before `until`.
    """
    lock = {"ObjectLockMode": "COMPLIANCE", "ObjectLockRetainUntilDate": until.astimezone(UTC)}
    key = key_of(ARCHIVE, pemda_id, opd_id, name)
    with measured(stream, limit) as file, said_clearly("Arsip belum tersimpan"):
        stored = _put_once(key, file, {"ContentType": media_type, **lock})
    _lock_until(stored, until)
    return stored


def _lock_until(stored: Stored, until: datetime) -> None:
    """Lengthen the lock of a copy that an earlier request left; a lock is never shortened."""
    held = locked_until(stored.key, stored.version)
    if held is None or held < until.replace(microsecond=0):  # the storage keeps whole seconds
        longer = {"Mode": "COMPLIANCE", "RetainUntilDate": until.astimezone(UTC)}
        with said_clearly("Arsip belum terkunci"):
            s3().put_object_retention(Bucket=_bucket(stored.key), Key=stored.key, **_version(stored.version), Retention=longer)


def read(key: str, version: str, sha256: str | None = None) -> Generator[bytes, None, None]:
    """The bytes in chunks. With `sha256` (hex) the last chunk is held back until the sum is right: else Unavailable."""
    with said_clearly(NOT_READ):
        answer = s3().get_object(Bucket=_bucket(key), Key=key, **_version(version))
    chunks = _chunks(answer["Body"], sha256)
    next(chunks)
    return chunks


def locked_until(key: str, version: str) -> datetime | None:
    """Until when the version cannot be deleted, None where it has no compliance lock."""
    with said_clearly(NOT_READ):
        found = s3().head_object(Bucket=_bucket(key), Key=key, **_version(version))
    until: datetime | None = found.get("ObjectLockRetainUntilDate")
    return until if found.get("ObjectLockMode") == "COMPLIANCE" else None


def discard(key: str, version: str) -> None:
    """Delete a working file whose transaction came to nothing; the archive refuses."""
    if _kind(key) == ARCHIVE:
        raise Conflict("Arsip tidak dapat dihapus.")
    with said_clearly("Berkas belum terhapus"):
        s3().delete_object(Bucket=_bucket(key), Key=key, **_version(version))


def keys_before(kind: Kind, pemda_id: UUID, opd_id: UUID | None, start: str, moment: datetime) -> list[str]:
    """Keys of working files whose names begin with `start` and that were stored before `moment`."""
    with said_clearly("Daftar berkas belum terbaca"):
        pages = (
            s3()
            .get_paginator("list_objects_v2")
            .paginate(Bucket=bucket_of(kind), Prefix=f"{pemda_id}/{opd_id or WHOLE_PEMDA}/{kind}/{start}")
        )
        return [one["Key"] for page in pages for one in page.get("Contents", []) if one["LastModified"] < moment]


def key_of(kind: str, pemda_id: UUID, opd_id: UUID | None, name: str) -> str:
    if not NAME.fullmatch(name):
        raise ValueError(f"not a storage name: {name!r}")
    return f"{pemda_id}/{opd_id or WHOLE_PEMDA}/{kind}/{name}"


def _put_once(key: str, file: Measured, options: dict[str, Any]) -> Stored:
    """One request: the server checks the sum, so that an object is there whole or not at all."""
    try:
        answer = s3().put_object(
            Bucket=_bucket(key),
            Key=key,
            Body=file.file,
            ContentLength=file.size,
            ChecksumSHA256=b64encode(file.digest).decode(),
            Metadata={"sha256": file.digest.hex()},
            IfNoneMatch="*",
            **options,
        )
    except ClientError as refused:
        if code(refused) != "PreconditionFailed":
            raise
        return _what_is_there(key, file)
    return Stored(key, answer.get("VersionId", ""), file.digest.hex(), file.size)


def _what_is_there(key: str, file: Measured) -> Stored:
    found = s3().head_object(Bucket=_bucket(key), Key=key)
    if (found["Metadata"].get("sha256"), found["ContentLength"]) != (file.digest.hex(), file.size):
        raise Conflict("Berkas lain sudah tersimpan dengan nama yang sama; muat ulang halaman lalu coba lagi.")
    return Stored(key, found.get("VersionId", ""), file.digest.hex(), file.size)


def _chunks(body: Any, expected: str | None) -> Generator[bytes, None, None]:
    """Primed by one `next`, so that closing the generator always closes the connection."""
    digest, held = new_sha256(), b""
    with closing(body), said_clearly(NOT_READ):
        yield b""
        for chunk in body.iter_chunks(CHUNK):
            if held:
                yield held
            digest.update(chunk)
            held = chunk
        if expected is not None and digest.hexdigest() != expected:
            raise Unavailable("Isi berkas tidak sama dengan yang dulu disimpan; hubungi pengelola sistem.")
        yield held


def _bucket(key: str) -> str:
    return bucket_of(_kind(key))


def _kind(key: str) -> str:
    return key.split("/")[2]


def _version(version: str) -> dict[str, str]:
    return {"VersionId": version} if version else {}
