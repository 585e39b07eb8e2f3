"""Officials as the activities of a cycle meet them: of the whole OPD, of a step, as signatories of papers."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import cast
from uuid import UUID

from runtut.procedures import Step
from tenants.cycles.store import seats_of
from tenants.cycles.work import Work
from tenants.people.models import SHORT, Holding, Official
from tenants.people.seats import SeatRow, seat_rows, today_at
from tenants.reports.shapes import Capacity, Signatory


@dataclass(frozen=True)
class Person:
    """An official at one of his positions; `title` as in "Plt. Kepala Bidang"."""

    official_id: UUID
    position_id: UUID
    unit_id: UUID | None
    name: str
    title: str
    signatory: Signatory


def officials_of(work: Work) -> list[Person]:
    """Who holds a position in the OPD today, each once."""
    return _each_once(_person(row) for row in _held(work))


def holders_of_seats(work: Work) -> dict[UUID, Person]:
    """Who holds a position in the OPD today, by position."""
    return {row.position.id: _person(row) for row in _held(work)}


def people_at(work: Work, steps: Iterable[Step]) -> list[Person]:
    """Who holds the seats of the actors of these steps today, each once, in the order of the actors."""
    seats, held = seats_of(work.cycle), {row.position.id: row for row in _held(work)}
    actors = dict.fromkeys(actor for step in steps for actor in step.actors)
    positions = [seat.position_id for actor in actors for seat in seats.get(actor, ())]
    return _each_once(_person(held[position]) for position in positions if position in held)


def chair_of(work: Work, step: Step) -> Person | None:
    """Who chairs a step today; None where nobody does."""
    chairs = [actor for actor in step.actors if step.part(actor) == "chairs"]
    positions = [seat.position_id for actor in chairs for seat in seats_of(work.cycle).get(actor, ())]
    return next((_person(row) for row in _held(work) if row.position.id in positions), None)


def head_of_unit(work: Work, unit_id: UUID) -> Person | None:
    """Who leads a unit: the holder of a position there that is called Kepala, else of any."""
    here = [_person(row) for row in _held(work) if row.position.unit_id == unit_id]
    return next((one for one in here if "kepala" in one.title.lower()), here[0] if here else None)


def _held(work: Work) -> list[SeatRow]:
    return [row for row in seat_rows(today_at(work.place), work.cycle.opd_id) if row.official is not None]


def _person(row: SeatRow) -> Person:
    position, official, holding = row.position, cast(Official, row.official), cast(Holding, row.holding)
    signatory = Signatory(position.title, official.name, official.nip, official.rank, cast(Capacity, holding.capacity))
    title = f"{SHORT[holding.capacity]} {position.title}".strip()
    return Person(official.id, position.id, position.unit_id, official.name, title, signatory)


def _each_once(people: Iterable[Person]) -> list[Person]:
    found: dict[UUID, Person] = {}
    for person in people:
        found.setdefault(person.official_id, person)
    return list(found.values())
