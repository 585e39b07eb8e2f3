"""Puts the places of a merge together into an SOP whose every arrow and actor leads to something."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from runtut.procedures.merging.change import Merge
from runtut.procedures.merging.document import APPROVER, FLOW, IDENTITY, LISTS, Below, Document, Section, Target, step_keys
from runtut.procedures.model import Approver, Identity, Sop, Step, StepRef

Values = Mapping[str, Any]


@dataclass(frozen=True)
class Repair:
    """An arrow (`field` next or on_return) of a step that was led on, or an actor (`field` actors) that had to stay."""

    item: str
    field: str
    was: str
    now: str | None


def composed(fields: Values, sections: Mapping[str, Section], merge: Merge) -> tuple[Sop, tuple[Repair, ...]]:
    steps, turned = _mended(sections["steps"], merge)
    actors, kept = _actors(sections["actors"], steps, merge)
    lists: dict[str, Any] = {
        name: tuple(str(sections[name].items[key]["text"]) for key in sections[name].order) for name in LISTS
    }
    rows = _numbered(steps, actors, merge)
    sop = Sop(kind=fields["kind"], identity=_identity(fields), actors=tuple(actors.values()), steps=rows, **lists)
    return _with_reading(sop, merge), (*turned, *kept)


def _identity(fields: Values) -> Identity:
    approver = Approver(**{key: fields[f"identity.approved_by.{key}"] for key in APPROVER})
    return Identity(
        **{key: fields[f"identity.{key}"] for key in IDENTITY}, approved_by=None if approver == Approver() else approver
    )


def _mended(steps: Section, merge: Merge) -> tuple[Section, tuple[Repair, ...]]:
    """Arrows to a step that is not there lead to where that step would have led, or, returning, to the one above it."""
    items, repairs = {key: dict(steps.items[key]) for key in steps.order}, []
    for key, values in items.items():
        for field in FLOW:
            target = values[field]
            if isinstance(target, Target) and target.key not in items:
                now = _led_on(target.key, field, key, items, merge)
                values[field] = Target(now) if now is not None else Below() if field == "next" else None
                repairs.append(Repair(key, field, target.key, now))
    return Section(steps.order, items), tuple(repairs)


def _led_on(gone: str, field: str, own: str, items: Values, merge: Merge) -> str | None:
    seen: set[str] = set()
    at: str | None = gone
    while at is not None and at not in items and at not in seen:
        seen.add(at)
        at = _beyond(
            at, field, next(one for one in (merge.mine, merge.theirs, merge.base) if at in one.sections["steps"].items)
        )
    return at if at in items and at != own else None


def _beyond(key: str, field: str, document: Document) -> str | None:
    steps = document.sections["steps"]
    place, target = steps.order.index(key), steps.items[key]["next"]
    if field == "on_return":
        return steps.order[place - 1] if place else None
    if isinstance(target, Target):
        return target.key
    return steps.order[place + 1] if place + 1 < len(steps.order) else None


def _actors(actors: Section, steps: Section, merge: Merge) -> tuple[dict[str, str], tuple[Repair, ...]]:
    """Names by key; an actor whom a step still needs stays, wherever it was to go."""
    names = {key: str(actors.items[key]["text"]) for key in actors.order}
    repairs: list[Repair] = []
    for step in steps.order:
        for actor, _ in steps.items[step]["people"]:  # type: ignore[attr-defined]
            if actor not in names:
                names[actor] = _name(actor, merge)
                repairs.append(Repair(step, "actors", actor, names[actor]))
    return names, tuple(repairs)


def _name(actor: str, merge: Merge) -> str:
    sides = (one.sections["actors"].items for one in (merge.mine, merge.theirs, merge.base))
    return next(str(items[actor]["text"]) for items in sides if actor in items)


def _numbered(steps: Section, actors: Mapping[str, str], merge: Merge) -> tuple[Step, ...]:
    """With the numbers of the side that has the same steps in the same order, else numbered anew."""
    sides = (one.sop for one in (merge.mine, merge.theirs) if step_keys(one.sop) == steps.order)
    kept = next(([step.no for step in sop.steps] for sop in sides), None)
    fresh: list[int | None] = list(range(1, len(steps.order) + 1))
    found = _rows(steps, actors, kept) if kept is not None else None
    return found or _rows(steps, actors, fresh) or ()


def _rows(steps: Section, actors: Mapping[str, str], numbers: list[int | None]) -> tuple[Step, ...] | None:
    """None when the numbers cannot name the steps that the flow leads to."""
    rows = []
    for key, number in zip(steps.order, numbers, strict=True):
        values = dict(steps.items[key])
        people: Iterable[tuple[str, str | None]] = values.pop("people")  # type: ignore[assignment]
        try:
            flow = {field: _reference(_row_below(values.pop(field), key, steps), steps, numbers) for field in FLOW}
        except LookupError:
            return None
        rows.append(Step(no=number, **values, **flow, **_people(people, actors)))  # type: ignore[arg-type]
    return tuple(rows)


def _row_below(value: object, key: str, steps: Section) -> object:
    """Where the row below was written down it is so again."""
    below = steps.order.index(key) + 1
    if not isinstance(value, Below) or not value.written or below == len(steps.order):
        return value
    return Target(steps.order[below], value.by_number)


def _reference(target: object, steps: Section, numbers: list[int | None]) -> StepRef | None:
    if not isinstance(target, Target):
        return None
    place, name = steps.order.index(target.key), steps.items[target.key]["id"]
    number = numbers[place]
    clear = number is not None and numbers.index(number) == place
    if isinstance(name, str) and not (target.by_number and clear):
        return name
    if not clear:
        raise LookupError(target.key)
    return number


def _people(people: Iterable[tuple[str, str | None]], actors: Mapping[str, str]) -> dict[str, Any]:
    named = {actors[actor]: part for actor, part in people}
    spoken = any(part is not None for part in named.values())
    return {"actors": tuple(named), "parts": {name: part or "does" for name, part in named.items()} if spoken else None}


def _with_reading(sop: Sop, merge: Merge) -> Sop:
    """Where a value was read and what was found then counts only for an SOP that is one of the two."""
    for side in (merge.mine.sop, merge.theirs.sop):
        whole = replace(sop, sources=side.sources, findings=side.findings)
        if whole == side:
            return whole
    return sop
