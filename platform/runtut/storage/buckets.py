"""The two buckets: one for working files, one that is versioned and locked."""

from typing import Literal

from botocore.exceptions import BotoCoreError, ClientError

from runtut.config import settings
from runtut.errors import CannotStart
from runtut.storage.client import GONE, code, s3

Kind = Literal["evidence", "documents"]
ARCHIVE = "archive"

THERE_ALREADY = {"BucketAlreadyOwnedByYou", "BucketAlreadyExists"}


def bucket_of(kind: str) -> str:
    return archive_bucket() if kind == ARCHIVE else working_bucket()


def working_bucket() -> str:
    return settings().environment.get("S3_BUCKET_EVIDENCE") or "runtut-bukti"


def archive_bucket() -> str:
    return settings().environment.get("S3_BUCKET_ARCHIVE") or "runtut-arsip"


def ready() -> bool:
    """Whether both buckets answer now."""
    try:
        return _exists(working_bucket()) and _exists(archive_bucket())
    except (ClientError, BotoCoreError):
        return False


def ensure_buckets() -> None:
    """Create what is missing; refuse to start on an archive that cannot lock."""
    try:
        _ensure(working_bucket(), locking=False)
        _ensure(archive_bucket(), locking=True)
        locks = _locks(archive_bucket())
    except (ClientError, BotoCoreError) as failed:
        raise CannotStart(
            "Penyimpanan berkas tidak dapat disiapkan; periksa S3_ENDPOINT_URL, S3_ACCESS_KEY, dan S3_SECRET_KEY."
        ) from failed
    if not locks:
        raise CannotStart(
            f"Bucket {archive_bucket()} tidak dapat mengunci arsip; "
            "buat ulang dengan object lock atau beri nama lain di S3_BUCKET_ARCHIVE."
        )


def _ensure(bucket: str, locking: bool) -> None:
    if _exists(bucket):
        return
    try:
        s3().create_bucket(Bucket=bucket, ObjectLockEnabledForBucket=locking)
    except ClientError as refused:
        if code(refused) not in THERE_ALREADY:
            raise


def _exists(bucket: str) -> bool:
    try:
        s3().head_bucket(Bucket=bucket)
    except ClientError as refused:
        if code(refused) in GONE:
            return False
        raise
    return True


def _locks(bucket: str) -> bool:
    try:
        found = s3().get_object_lock_configuration(Bucket=bucket)
    except ClientError as refused:
        if code(refused) == "ObjectLockConfigurationNotFoundError":
            return False
        raise
    return bool(found["ObjectLockConfiguration"].get("ObjectLockEnabled") == "Enabled")
