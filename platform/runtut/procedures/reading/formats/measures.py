"""Numbers as files write them, where anything may stand instead of one."""

from math import isfinite

LARGEST = 1e12


def measure(raw: str | None, default: float = 0.0) -> float:
    """The number, or the default for what is none, is endless, or is larger than anything on paper."""
    try:
        number = float(raw) if raw else default
    except ValueError:
        return default
    return number if isfinite(number) and abs(number) < LARGEST else default
