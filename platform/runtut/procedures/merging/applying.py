"""Decisions turn a merge into an SOP: mine, with what was taken from theirs."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from runtut.procedures.merging.change import BOTH, THEIRS, Change, Decisions, Merge
from runtut.procedures.merging.composing import Repair, composed
from runtut.procedures.merging.document import SECTIONS, Section, Target
from runtut.procedures.merging.ordering import woven
from runtut.procedures.model import Sop

Items = dict[str, dict[str, object]]
BESIDE = "\x00"  # in front of the key of an item of theirs that stands below mine


@dataclass(frozen=True)
class Applied:
    """`repairs` say where an arrow or an actor had to be mended because a decision took away what it needs."""

    sop: Sop
    repairs: tuple[Repair, ...]


def apply(merge: Merge, decisions: Decisions) -> Sop:
    """Nothing changes without a decision: what is not decided stays mine."""
    return applied(merge, decisions).sop


def applied(merge: Merge, decisions: Decisions) -> Applied:
    choices = merge.decided(decisions)
    taken = [(change, choices[change.key]) for change in merge.changes if choices.get(change.key) in (THEIRS, BOTH)]
    fields = dict(merge.mine.fields)
    fields.update((change.field, merge.theirs.fields[change.field]) for change, _ in taken if change.section == "identity")
    sections = {name: _section(name, merge, [one for one in taken if one[0].section == name]) for name in SECTIONS}
    sop, repairs = composed(fields, sections, merge)
    return Applied(sop, repairs)


def _section(name: str, merge: Merge, taken: list[tuple[Change, str]]) -> Section:
    mine, theirs = merge.mine.sections[name], merge.theirs.sections[name]
    items: Items = {key: dict(values) for key, values in mine.items.items()}
    gone = {change.item for change, _ in taken if change.kind == "delete"}
    coming = {change.item for change, _ in taken if change.kind in ("insert", "restore", "move")}
    for change, _ in taken:
        if change.kind in ("insert", "restore"):
            items[change.item] = dict(theirs.items[change.item])
    for change, choice in taken:
        if change.kind == "edit":
            _edit(change, choice, items, theirs, merge.base.sections[name].items)
    order = [key for key in mine.order if key not in gone]
    beside = {key: values for key, values in items.items() if key.startswith(BESIDE)}
    return _with_beside(woven(order, theirs.order, coming, merge.base.sections[name].order), items, beside)


def _edit(change: Change, choice: str, items: Items, theirs: Section, known: Collection[str]) -> None:
    own, other = items[change.item], theirs.items[change.item][change.field]
    if choice == THEIRS:
        own[change.field] = other
    elif change.field == "people":
        own["people"] = _joined_people(own["people"], other)
    elif isinstance(other, Target):
        _lead_through(own, other, items, known)
    elif change.section == "steps":
        own[change.field] = f"{own[change.field]}; {other}"
    else:
        items[BESIDE + change.item] = {"text": other}


def _joined_people(own: object, other: object) -> tuple[tuple[str, str | None], ...]:
    mine: tuple[tuple[str, str | None], ...] = own if isinstance(own, tuple) else ()
    theirs: tuple[tuple[str, str | None], ...] = other if isinstance(other, tuple) else ()
    known = {actor for actor, _ in mine}
    return (*mine, *(one for one in theirs if one[0] not in known))


def _lead_through(own: dict[str, object], other: Target, items: Items, known: Collection[str]) -> None:
    """Both put steps behind this one: go through theirs first, and from the last of them to mine."""
    mine, at = own["next"], other.key
    if at not in items:
        return
    own["next"], seen = other, {at}
    ahead = items[at]["next"]
    while isinstance(ahead, Target) and ahead.key in items and ahead.key not in {*known, *seen}:
        at = ahead.key
        seen.add(at)
        ahead = items[at]["next"]
    items[at]["next"] = mine


def _with_beside(order: tuple[str, ...], items: Items, beside: Mapping[str, dict[str, object]]) -> Section:
    full = [key for one in order for key in (one, BESIDE + one) if key == one or key in beside]
    return Section(tuple(full), {key: items[key] for key in full})
