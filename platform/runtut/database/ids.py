"""Identifiers that sort by the moment they were made."""

import os
import time
from uuid import UUID


def new_id() -> UUID:
    """A version 7 UUID (RFC 9562 §5.7): 48 bits of milliseconds, then 74 random bits."""
    moment = time.time_ns() // 1_000_000
    chance = int.from_bytes(os.urandom(10))
    value = (moment & (2**48 - 1)) << 80 | 0x7 << 76 | (chance >> 68 & 0xFFF) << 64 | 0b10 << 62 | chance & (2**62 - 1)
    return UUID(int=value)
