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


def turned(before: Sequence[str], after: Sequence[str]) -> dict[str, frozenset[str]]:
    """For each key those of the shared ones that `after` has on its other side than `before`."""
    old, new = ({key: at for at, key in enumerate(order)} for order in (before, after))
    shared = [key for key in before if key in new]
    return {key: frozenset(one for one in shared if (old[one] < old[key]) != (new[one] < new[key])) for key in shared}


def woven(order: Sequence[str], other: Sequence[str], coming: Collection[str], base: Sequence[str] = ()) -> tuple[str, ...]:
    """`order` with the keys `coming` taken out and put where `other` has them: after the same neighbour above, and on the
    side where `other` has turned them to since `base`."""
    result = [key for key in order if key not in coming]
    past = turned(base, other) if coming else {}
    for key in other:
        if key in coming:
            result.insert(_place(result, other, key, past.get(key, frozenset())), key)
    return tuple(result)


def _place(result: Sequence[str], other: Sequence[str], key: str, past: Collection[str]) -> int:
    above = before_it(other, key, result)
    at = 0 if above is None else result.index(above) + 1
    over = set(other[: other.index(key)])
    lowest = max((place + 1 for place, one in enumerate(result) if one in past and one in over), default=0)
    highest = min((place for place, one in enumerate(result) if one in past and one not in over), default=len(result))
    return min(max(at, lowest), highest)
