"""The flow between the steps: what follows what, whether the end is reached, how long it takes."""

from runtut.procedures.model.sop import Sop, Step


def following(sop: Sop, place: int) -> int | None:
    """Position of the step after the one at `place` when it is accepted; None at the end."""
    step = sop.steps[place]
    if step.shape == "end":
        return None
    if step.next is not None:
        return sop.places[step.next]
    return place + 1 if place + 1 < len(sop.steps) else None


def returning(sop: Sop, place: int) -> int | None:
    target = sop.steps[place].on_return
    return None if target is None else sop.places[target]


def _way(sop: Sop) -> list[int]:
    walked: list[int] = []
    place: int | None = 0 if sop.steps else None
    while place is not None and place not in walked:
        walked.append(place)
        place = following(sop, place)
    return walked


def path(sop: Sop) -> tuple[Step, ...]:
    """The steps from the first to the end when nothing is returned; it stops where it would turn in a circle."""
    return tuple(sop.steps[place] for place in _way(sop))


def reaches_end(sop: Sop) -> bool:
    way = _way(sop)
    return bool(way) and following(sop, way[-1]) is None


def unreached(sop: Sop) -> tuple[int, ...]:
    """Positions of the steps that neither the straight way nor a return leads to."""
    seen: set[int] = set()
    ahead = [0] if sop.steps else []
    while ahead:
        place = ahead.pop()
        if place not in seen:
            seen.add(place)
            ahead += [to for to in (following(sop, place), returning(sop, place)) if to is not None]
    return tuple(place for place in range(len(sop.steps)) if place not in seen)


def total_minutes(sop: Sop) -> int:
    """Sum of the standard times of all steps in working minutes; a step without a known time counts nothing."""
    return sum(step.time.minutes or 0 for step in sop.steps if step.time is not None)
