"""Throttling of sign-ins, counted in Valkey: what strangers guess locks out no device that its owner has used before."""

import math
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

import redis
from limits import RateLimitItemPerDay, RateLimitItemPerMinute
from limits.storage import RedisStorage
from limits.strategies import MovingWindowRateLimiter

from runtut.config import settings
from runtut.errors import TooMany, Unavailable

NEAR = RateLimitItemPerMinute(10, 5)
"""Ten failures in five minutes for one account from one address or device."""
FAR = RateLimitItemPerDay(100)
"""A hundred failures a day for one account from everywhere that it is not known (NIST SP 800-63B-4 §3.2.2)."""
SPRAY = RateLimitItemPerMinute(60, 5)
"""Sixty failures in five minutes from one address, over all accounts."""
Count = tuple[RateLimitItemPerMinute | RateLimitItemPerDay, tuple[str, ...]]


@cache
def limiter() -> MovingWindowRateLimiter:
    storage = RedisStorage(
        settings().redis_url, key_prefix="runtut:throttle", socket_timeout=2.0, socket_connect_timeout=2.0
    )  # fmt: skip
    return MovingWindowRateLimiter(storage)


def check(login: str, address: str, device: str = "") -> None:
    """Raise TooMany when there were too many failures; without Valkey nobody may guess, so nobody signs in."""
    with counting():
        full = [item for item, keys in counts(login, address, device) if not limiter().test(item, *keys)]
    if full:
        minutes = max(math.ceil(item.get_expiry() / 60) for item in full)
        wait = "besok" if minutes > 60 else f"dalam {minutes} menit"
        elsewhere = "" if device else ", atau masuk dari perangkat yang biasa Anda pakai"
        raise TooMany(f"Terlalu banyak kata sandi yang salah. Cobalah lagi {wait}{elsewhere}.")


def count_failure(login: str, address: str, device: str = "") -> None:
    with counting():
        for item, keys in counts(login, address, device):
            limiter().hit(item, *keys)


@contextmanager
def counting() -> Iterator[None]:
    try:
        yield
    except redis.RedisError as lost:
        raise Unavailable("Layanan masuk sedang tidak tersedia; cobalah beberapa saat lagi.") from lost


def counts(login: str, address: str, device: str) -> tuple[Count, ...]:
    """A device that signed in before counts for itself alone, whatever happens elsewhere."""
    if device:
        return (NEAR, ("near", login, device)), (FAR, ("far", login, device))
    return (NEAR, ("near", login, address)), (FAR, ("far", login)), (SPRAY, ("spray", address))
