"""Reads an SOP document into a plan: the one place where the engine meets the format."""

from collections.abc import Mapping, Sequence

from runtut.procedures import Sop, Step, following, path, returning
from tenants.cycles.engine.plan import Closes, Part, Plan, PlannedShare, PlannedStep, Seat
from tenants.cycles.engine.refusals import NotReady

Seats = Mapping[str, Sequence[Seat]]

DECIDING, SIGNING = "verify", "sign"
WITH_LAST_WORD = (DECIDING, SIGNING)


def plan_from(sop: Sop, seats: Seats) -> Plan:
    """The plan of one SOP version; `seats` names the positions behind each actor, one in each unit for a kind of unit.

    Actors without a seat are noted in the steps, and refused when the cycle is opened.
    """
    return Plan(tuple(_step(sop, place, seats) for place in range(len(sop.steps))))


def _step(sop: Sop, place: int, seats: Seats) -> PlannedStep:
    step = sop.steps[place]
    ahead = following(sop, place)
    parts = {actor: _part(step, actor) for actor in step.actors}
    return PlannedStep(
        id=_id(sop, place),
        no=_no(sop, place),
        text=step.text or "",
        activity=step.activity or "note",
        standard_minutes=(step.time and step.time.minutes) or 0,
        closes=Closes(step.closes),
        shares=tuple(PlannedShare(actor, part, seat) for actor, part in parts.items() if part for seat in seats.get(actor, ())),
        next=None if ahead is None else _id(sop, ahead),
        returns=_returns(sop, place),
        told=tuple(seat for actor, part in parts.items() if part is None for seat in seats.get(actor, ())),
        unfilled=tuple(actor for actor, part in parts.items() if _must_sit(part) and not seats.get(actor)),
    )


def _id(sop: Sop, place: int) -> str:
    step_id = sop.steps[place].id
    if step_id is None:
        no = _no(sop, place)
        raise NotReady({f"steps[{place}].id": [f"Langkah {no} belum memiliki pengenal tetap; simpan SOP sekali lagi."]})
    return step_id


def _no(sop: Sop, place: int) -> int:
    return sop.steps[place].no or place + 1


def _must_sit(part: Part | None) -> bool:
    return part not in (None, Part.JOINS)


def _part(step: Step, actor: str) -> Part | None:
    """None where the actor is only told. In a verification whoever receives decides; without one, whoever does it.

    Where one actor alone does a signing, he signs: a table of marks says no more than that.
    """
    named = step.part(actor)
    if step.activity == DECIDING and named == _deciding_part(step):
        return Part.DECIDES
    if step.activity == SIGNING and named == "does" and _signs_alone(step):
        return Part.SIGNS
    return None if named == "receives" else Part(named)


def _deciding_part(step: Step) -> str:
    return "receives" if any(step.part(actor) == "receives" for actor in step.actors) else "does"


def _signs_alone(step: Step) -> bool:
    parts = [step.part(actor) for actor in step.actors]
    return parts.count("does") == 1 and not {"signs", "chairs"} & set(parts)


def _returns(sop: Sop, place: int) -> tuple[str, ...]:
    """The step that the SOP names; where somebody has the last word, also every step on the way before it."""
    usual = returning(sop, place)
    named = [] if usual is None else [_id(sop, usual)]
    return tuple(dict.fromkeys([*named, *_before(sop, place)])) if _has_last_word(sop.steps[place]) else tuple(named)


def _has_last_word(step: Step) -> bool:
    return step.activity in WITH_LAST_WORD or any(step.part(actor) == "signs" for actor in step.actors)


def _before(sop: Sop, place: int) -> list[str]:
    """Nearest first; empty for a step that stands beside the straight way."""
    way = [_id(sop, sop.steps.index(step)) for step in path(sop)]
    here = _id(sop, place)
    return way[: way.index(here)][::-1] if here in way else []
