"""What the storage promises, on a real S3 server."""

import hashlib
import io
import os
import socket
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from botocore.exceptions import ClientError

from runtut import storage
from runtut.config import settings
from runtut.errors import CannotStart, Conflict, NotFound, TooLarge, Unavailable
from runtut.storage import buckets, client, intake, objects

pytestmark = pytest.mark.usefixtures("s3_app")

PEMDA, OPD = UUID(int=1301), UUID(int=7)
PDF = "application/pdf"


class Trickle:
    """A stream that cannot be rewound and says how much was taken from it."""

    def __init__(self, size: int) -> None:
        self.left, self.taken = size, 0

    def read(self, size: int, /) -> bytes:
        piece = min(size, self.left)
        self.left -= piece
        self.taken += piece
        return b"x" * piece


def put(data: bytes, name: str | None = None, **options: Any) -> storage.Stored:
    return storage.put("evidence", PEMDA, OPD, name or str(uuid4()), io.BytesIO(data), PDF, **options)


def archive(data: bytes, name: str, days: int = 1) -> storage.Stored:
    return storage.archive(PEMDA, OPD, name, io.BytesIO(data), PDF, datetime.now(UTC) + timedelta(days=days))


def listed(bucket: str) -> set[str]:
    """Of the office of these tests: others may be storing meanwhile."""
    return {found["Key"] for found in client.s3().list_objects_v2(Bucket=bucket, Prefix=f"{PEMDA}/{OPD}/").get("Contents", [])}


@pytest.mark.parametrize("size", [0, 1, 256 * 1024, 5 * 1024**2 + 3])
def test_what_was_put_is_read_back_with_its_sum_and_size(size: int) -> None:
    data = bytes(range(256)) * (size // 256) + b"z" * (size % 256)
    stored = put(data)
    assert (stored.sha256, stored.size) == (hashlib.sha256(data).hexdigest(), size)
    assert b"".join(storage.read(stored.key, stored.version, stored.sha256)) == data


def test_the_key_names_pemda_opd_and_kind_and_keeps_the_media_type() -> None:
    stored = put(b"a", "bukti-1")
    assert stored.key == f"{PEMDA}/{OPD}/evidence/bukti-1"
    assert client.s3().head_object(Bucket="runtut-bukti", Key=stored.key)["ContentType"] == PDF
    assert storage.put("documents", PEMDA, None, "kop", io.BytesIO(b"b"), PDF).key == f"{PEMDA}/pemda/documents/kop"


@pytest.mark.parametrize("name", ["", "../x", "a/b", "a b", ".x", "x" * 200, "é"])
def test_a_name_that_could_leave_its_folder_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="storage name"):
        storage.put("evidence", PEMDA, OPD, name, io.BytesIO(b"a"), PDF)


def test_a_name_is_never_written_twice() -> None:
    name = str(uuid4())
    first = put(b"satu", name)
    with pytest.raises(Conflict, match="sudah tersimpan"):
        put(b"dua", name)
    assert b"".join(storage.read(first.key, first.version)) == b"satu"


def test_the_same_bytes_again_are_answered_with_what_is_there() -> None:
    name = str(uuid4())
    assert put(b"sama", name) == put(b"sama", name)
    assert archive(b"sama", name) == archive(b"sama", name)


def test_of_many_writers_at_one_name_one_wins_and_is_left_whole() -> None:
    name = str(uuid4())

    def write(n: int) -> storage.Stored | None:
        try:
            return put(b"%d" % n * 1000, name)
        except (Conflict, Unavailable):
            return None

    with ThreadPoolExecutor(8) as pool:
        won = [stored for stored in pool.map(write, range(8)) if stored]
    assert len(won) == 1
    assert b"".join(storage.read(won[0].key, won[0].version, won[0].sha256))


def test_too_large_a_stream_is_given_up_at_the_limit_and_nothing_is_left() -> None:
    before, stream = listed("runtut-bukti"), Trickle(10**9)
    with pytest.raises(TooLarge, match="lebih besar dari 1,5 MB"):
        storage.put("evidence", PEMDA, OPD, str(uuid4()), stream, PDF, limit=3 * 512 * 1024)
    assert stream.taken < 2 * 1024**2
    assert listed("runtut-bukti") == before


@pytest.mark.parametrize(("limit", "said"), [(50 * 1024**2, "50 MB"), (3 * 512 * 1024, "1,5 MB"), (300 * 1024, "300 kB")])
def test_a_limit_is_said_in_words(limit: int, said: str) -> None:
    assert intake.said_size(limit) == said


def test_exactly_the_limit_is_taken() -> None:
    assert put(b"x" * 1024, limit=1024).size == 1024


def test_bytes_that_were_changed_in_the_storage_never_arrive_whole() -> None:
    stored = put(b"a" * 600_000)
    client.s3().put_object(Bucket="runtut-bukti", Key=stored.key, Body=b"b" * 600_000)
    arrived = bytearray()
    with pytest.raises(Unavailable, match="tidak sama"):
        for chunk in storage.read(stored.key, stored.version, stored.sha256):
            arrived += chunk
    assert len(arrived) < 600_000


def test_a_reader_that_stops_early_gives_its_connection_back() -> None:
    stored = put(b"a" * 3_000_000)
    for _ in range(40):
        storage.read(stored.key, stored.version).close()
    assert b"".join(storage.read(stored.key, stored.version)) == b"a" * 3_000_000


def test_what_is_not_there_is_not_found() -> None:
    with pytest.raises(NotFound, match="tidak ditemukan"):
        storage.read(f"{PEMDA}/{OPD}/evidence/tidak-ada", "")


@pytest.mark.usefixtures("s3_owner")
def test_the_archive_is_locked_until_its_day_for_its_owner_too() -> None:
    stored = archive(b"laporan", str(uuid4()), days=3650)
    where = {"Bucket": buckets.archive_bucket(), "Key": stored.key, "VersionId": stored.version}
    with pytest.raises(ClientError, match="AccessDenied"):
        client.s3().delete_object(**where)
    with pytest.raises(ClientError, match="AccessDenied"):
        client.s3().delete_object(**where, BypassGovernanceRetention=True)
    earlier = {"Mode": "COMPLIANCE", "RetainUntilDate": datetime.now(UTC) + timedelta(days=1)}
    with pytest.raises(ClientError, match="AccessDenied"):
        client.s3().put_object_retention(**where, Retention=earlier)
    assert b"".join(storage.read(stored.key, stored.version, stored.sha256)) == b"laporan"


def test_the_day_until_which_an_entry_is_locked_can_be_asked() -> None:
    stored = archive(b"laporan", str(uuid4()), days=3650)
    until = storage.locked_until(stored.key, stored.version)
    assert until is not None and until > datetime.now(UTC) + timedelta(days=3649)


def test_an_archive_entry_cannot_be_replaced_or_discarded() -> None:
    name = str(uuid4())
    stored = archive(b"asli", name)
    with pytest.raises(Conflict):
        archive(b"palsu", name)
    with pytest.raises(Conflict, match="tidak dapat dihapus"):
        storage.discard(stored.key, stored.version)


def test_a_working_file_is_not_locked_and_can_be_discarded() -> None:
    stored = put(b"batal")
    assert storage.locked_until(stored.key, stored.version) is None
    storage.discard(stored.key, stored.version)
    with pytest.raises(NotFound):
        storage.read(stored.key, stored.version)


def test_the_application_finds_its_buckets_ready() -> None:
    storage.ensure_buckets()
    assert storage.ready()


@pytest.mark.usefixtures("s3_owner")
def test_missing_buckets_are_made_and_the_archive_locks(environment: pytest.MonkeyPatch) -> None:
    environment.setenv("S3_BUCKET_EVIDENCE", "lain-bukti")
    environment.setenv("S3_BUCKET_ARCHIVE", "lain-arsip")
    settings.cache_clear()
    storage.ensure_buckets()
    storage.ensure_buckets()
    stored = archive(b"a", "laporan")
    assert stored.version and storage.locked_until(stored.key, stored.version)


@pytest.mark.usefixtures("s3_owner")
def test_processes_that_start_at_once_make_the_buckets_together(environment: pytest.MonkeyPatch) -> None:
    environment.setenv("S3_BUCKET_EVIDENCE", "bersama-bukti")
    environment.setenv("S3_BUCKET_ARCHIVE", "bersama-arsip")
    settings.cache_clear()
    with ThreadPoolExecutor(6) as pool:
        list(pool.map(lambda _: storage.ensure_buckets(), range(6)))
    assert storage.ready()


@pytest.mark.usefixtures("s3_owner")
def test_an_archive_bucket_without_locks_stops_the_start(environment: pytest.MonkeyPatch) -> None:
    client.s3().create_bucket(Bucket="arsip-tanpa-kunci")
    environment.setenv("S3_BUCKET_ARCHIVE", "arsip-tanpa-kunci")
    settings.cache_clear()
    with pytest.raises(CannotStart, match="arsip-tanpa-kunci tidak dapat mengunci"):
        storage.ensure_buckets()


def test_a_missing_bucket_is_not_ready(environment: pytest.MonkeyPatch) -> None:
    environment.setenv("S3_BUCKET_EVIDENCE", "belum-ada")
    settings.cache_clear()
    assert not storage.ready()
    with pytest.raises(Unavailable, match="belum tersimpan"):
        put(b"a")


def test_a_storage_that_does_not_answer_is_said_in_words(environment: pytest.MonkeyPatch) -> None:
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        environment.setenv("S3_ENDPOINT_URL", f"http://127.0.0.1:{nobody.getsockname()[1]}")
        settings.cache_clear()
        assert not storage.ready()
        with pytest.raises(Unavailable, match="belum tersimpan karena penyimpanan berkas sedang tidak dapat"):
            put(b"a")
        with pytest.raises(Unavailable, match="belum dapat dibuka"):
            storage.read(f"{PEMDA}/{OPD}/evidence/x", "")
        with pytest.raises(CannotStart, match="S3_ENDPOINT_URL"):
            storage.ensure_buckets()


def test_a_wrong_secret_is_refused_by_the_storage_and_said(environment: pytest.MonkeyPatch) -> None:
    environment.setenv("S3_SECRET_KEY", "bukan-rahasia")
    settings.cache_clear()
    assert not storage.ready()
    with pytest.raises(Unavailable, match="menolak permintaan; hubungi pengelola"):
        put(b"a")


def test_a_busy_storage_is_worth_another_try() -> None:
    busy = ClientError({"Error": {"Code": "SlowDown"}, "ResponseMetadata": {"HTTPStatusCode": 503}}, "PutObject")  # type: ignore[typeddict-item]
    with pytest.raises(Unavailable, match="coba lagi beberapa saat lagi"), client.said_clearly("Berkas belum tersimpan"):
        raise busy


def test_the_server_itself_refuses_bytes_that_do_not_match_their_sum() -> None:
    key = objects.key_of("evidence", PEMDA, OPD, str(uuid4()))
    with pytest.raises(ClientError):
        client.s3().put_object(Bucket="runtut-bukti", Key=key, Body=b"isi", ChecksumSHA256="A" * 43 + "=")
    assert key not in listed(buckets.working_bucket())


def test_a_forked_child_inherits_what_is_known_of_s3_but_no_client(monkeypatch: pytest.MonkeyPatch) -> None:
    storage.learn()
    own, session = client.s3(), client._session.cache_info()
    assert client.s3() is own
    monkeypatch.setattr(os, "getpid", lambda: -1)  # as in a child
    assert client.s3() is not own
    assert client._session.cache_info().misses == session.misses
    assert client.s3().list_buckets()["Buckets"]


def test_each_of_several_threads_that_come_first_gets_a_client_that_works(monkeypatch: pytest.MonkeyPatch) -> None:
    client._session.cache_clear()
    monkeypatch.setattr(os, "getpid", lambda: -2)
    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(lambda _: client.s3(), range(16)))
    assert all(one.list_buckets()["Buckets"] for one in found)
