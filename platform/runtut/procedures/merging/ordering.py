"""What has moved between two orders, and putting things into an order where another order has them."""

from bisect import bisect_left
from collections.abc import Collection, Sequence


def moved(before: Sequence[str], after: Sequence[str]) -> tuple[str, ...]:
    """The fewest keys whose move turns the order of what both share from `before` into that of `after`."""
    kept = set(after)
    place = {key: number for number, key in enumerate(key for key in before if key in kept)}
    shared = [key for key in after if key in place]
    still = _longest_rise([place[key] for key in shared])
    return tuple(key for key in shared if place[key] not in still)


def _longest_rise(numbers: Sequence[int]) -> set[int]:
    """The members of one longest increasing run of the numbers, always the same one."""
    ends: list[int] = []
    tails: list[int] = []
    back: dict[int, int | None] = {}
    for number in numbers:
        at = bisect_left(tails, number)
        tails[at:] = [number, *tails[at + 1 :]]
        ends[at:] = [number, *ends[at + 1 :]]
        back[number] = ends[at - 1] if at else None
    found: set[int] = set()
    last: int | None = ends[-1] if ends else None
    while last is not None:
        found.add(last)
        last = back[last]
    return found


def before_it(order: Sequence[str], key: str, among: Collection[str]) -> str | None:
    """The nearest key above `key` that stands in `among`; None when it comes first."""
    above = order[: order.index(key)]
    return next((one for one in reversed(above) if one in among), None)


def woven(order: Sequence[str], other: Sequence[str], coming: Collection[str]) -> tuple[str, ...]:
    """`order` with the keys `coming` taken out and put where `other` has them: after the same neighbour above."""
    result = [key for key in order if key not in coming]
    for key in other:
        if key in coming:
            above = before_it(other, key, result)
            result.insert(0 if above is None else result.index(above) + 1, key)
    return tuple(result)
