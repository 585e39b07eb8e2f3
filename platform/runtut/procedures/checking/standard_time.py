"""How long an SOP takes: along its way from start to end, and when every decision returns once."""

from dataclasses import dataclass

from runtut.procedures.model import Sop, Step, following, path, returning


@dataclass(frozen=True)
class Sums:
    """Working minutes. `straight` is the way without returns (the longest there is: a step has one successor);
    `returned` the same with each return taken once; `unknown` how many steps of the way have no quantity."""

    straight: int
    returned: int
    unknown: int
    returns: int


def sums(sop: Sop) -> Sums:
    way = path(sop)
    loops = [
        minutes for place in range(len(sop.steps)) if sop.steps[place] in way and (minutes := _loop(sop, place)) is not None
    ]
    straight = sum(map(_minutes, way))
    return Sums(straight, straight + sum(loops), sum(_minutes(step) == 0 for step in way), len(loops))


def _minutes(step: Step) -> int:
    return (step.time.minutes or 0) if step.time else 0


def _loop(sop: Sop, place: int) -> int | None:
    """What it costs to go back and come here again; None where the step returns to nowhere or the way back is lost."""
    at = returning(sop, place)
    if at is None:
        return None
    minutes, seen = 0, set()
    while at is not None and at not in seen:
        seen.add(at)
        minutes += _minutes(sop.steps[at])
        if at == place:
            return minutes
        at = following(sop, at)
    return None
