"""Which half of a meeting a step is: the invitation, the holding, or both in one."""

from enum import StrEnum

from runtut.procedures import Step
from tenants.cycles.people import Person, chair_of, people_at
from tenants.cycles.work import Work

MEETING = "meeting"


class Half(StrEnum):
    INVITES = "invites"
    HOLDS = "holds"
    BOTH = "both"


def half_of(work: Work) -> Half:
    """The first of two meeting steps invites and the later one holds; a step alone does both."""
    steps = meeting_steps(work)
    place = [step.id for step in steps].index(work.task.step_id)
    if place + 1 < len(steps) and not has_chair(steps[place]):
        return Half.INVITES
    return Half.HOLDS if place > 0 and not has_chair(steps[place - 1]) else Half.BOTH


def has_chair(step: Step) -> bool:
    return any(step.part(actor) == "chairs" for actor in step.actors)


def meeting_steps(work: Work) -> list[Step]:
    return [step for step in work.sop.steps if step.activity == MEETING]


def held_step(work: Work) -> Step:
    """The step at which the meeting is held: this one, or the one that follows an invitation."""
    if half_of(work) is not Half.INVITES:
        return work.step
    steps = meeting_steps(work)
    return steps[[step.id for step in steps].index(work.task.step_id) + 1]


def invited(work: Work) -> list[Person]:
    """Everybody with a seat where the meeting is held, the chair first, and whoever invites."""
    chair = chair_of(work, held_step(work))
    people = people_at(work, [held_step(work), work.step])
    return sorted(people, key=lambda one: chair is None or one.official_id != chair.official_id)


def chair_or_me(work: Work) -> Person:
    """Who chairs; where no seat does, whoever works here does."""
    found = chair_of(work, held_step(work))
    return found or next(one for one in people_at(work, [work.step]) if one.official_id == work.official_id)
