"""Files in S3: written once, hashed on the way in, checked on the way out, locked in the archive."""

from runtut.storage.buckets import Kind, ensure_buckets, ready
from runtut.storage.client import learn
from runtut.storage.intake import LIMIT, Stored
from runtut.storage.objects import archive, discard, keys_before, locked_until, put, read

__all__ = [
    "LIMIT",
    "Kind",
    "Stored",
    "archive",
    "discard",
    "ensure_buckets",
    "keys_before",
    "learn",
    "locked_until",
    "put",
    "read",
    "ready",
]
