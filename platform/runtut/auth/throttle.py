"""Throttling of sign-ins: by account and address, and by account alone, counted in Valkey."""

from functools import cache

import redis
from limits import RateLimitItemPerDay, RateLimitItemPerMinute
from limits.storage import RedisStorage
from limits.strategies import MovingWindowRateLimiter

from runtut.config import settings
from runtut.errors import TooMany, Unavailable

NEAR = RateLimitItemPerMinute(10, 5)
"""Ten failures in five minutes for one account from one address."""
FAR = RateLimitItemPerDay(100)
"""A hundred failures a day for one account from everywhere (NIST SP 800-63B-4 §3.2.2)."""
SPRAY = RateLimitItemPerMinute(60, 5)
"""Sixty failures in five minutes from one address, over all accounts."""


@cache
def limiter() -> MovingWindowRateLimiter:
    return MovingWindowRateLimiter(RedisStorage(settings().redis_url, key_prefix="runtut:throttle"))


def check(login: str, address: str) -> None:
    """Raise TooMany when there were too many failures; without Valkey nobody may guess, so nobody signs in."""
    try:
        open_ = all(limiter().test(item, *keys) for item, keys in _counts(login, address))
    except redis.RedisError as lost:
        raise Unavailable("Layanan masuk sedang tidak tersedia; cobalah beberapa saat lagi.") from lost
    if not open_:
        raise TooMany("Terlalu banyak percobaan masuk yang gagal. Tunggu lima menit, lalu coba lagi.")


def count_failure(login: str, address: str) -> None:
    for item, keys in _counts(login, address):
        limiter().hit(item, *keys)


def _counts(login: str, address: str) -> tuple[tuple[RateLimitItemPerMinute | RateLimitItemPerDay, tuple[str, ...]], ...]:
    return (NEAR, ("near", login, address)), (FAR, ("far", login)), (SPRAY, ("spray", address))
