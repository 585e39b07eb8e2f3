"""An SOP taken apart into places that can be compared: fields of the identity, items of lists, actors, steps."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields

from runtut.procedures.merging.pairing import Pairs, agreed, keyed, numbered, renamings, rewordings
from runtut.procedures.model import Approver, Identity, Sop, StepRef

LISTS = ("legal_basis", "qualifications", "related", "equipment", "warnings", "records")
SECTIONS = (*LISTS, "actors", "steps")
IDENTITY = tuple(one.name for one in fields(Identity) if one.name != "approved_by")
APPROVER = tuple(one.name for one in fields(Approver))
PLAIN = ("text", "requirement", "time", "output", "note", "activity", "shape", "closes", "id")
FLOW = ("next", "on_return")
STEP_FIELDS = ("text", "people", "requirement", "time", "output", "note", "activity", "shape", "closes", *FLOW)


@dataclass(frozen=True)
class Target:
    """A step that the flow leads to; whether it was named by its number makes no difference."""

    key: str
    by_number: bool = field(default=False, compare=False)


@dataclass(frozen=True)
class Below:
    """The flow goes on with the row below, whatever that row is; whether the SOP writes it down makes no difference."""

    written: bool = field(default=False, compare=False)
    by_number: bool = field(default=False, compare=False)


@dataclass(frozen=True)
class Section:
    """Items in their order; the values of an item by field."""

    order: tuple[str, ...]
    items: Mapping[str, Mapping[str, object]]


@dataclass(frozen=True)
class Document:
    sop: Sop
    fields: Mapping[str, object]
    sections: Mapping[str, Section]


def step_keys(sop: Sop) -> tuple[str, ...]:
    """`=id`, or the text for a step that has no id."""
    nameless = iter(numbered([step.text or "" for step in sop.steps if step.id is None]))
    return tuple(f"~{next(nameless)}" if step.id is None else f"={step.id}" for step in sop.steps)


def documents(base: Sop, mine: Sop, theirs: Sop) -> tuple[Document, Document, Document]:
    """All three with the same key for the same thing, whatever it is called by now."""
    ours: dict[str, Pairs] = {"actors": renamings(base, mine, step_keys)}
    others: dict[str, Pairs] = {"actors": renamings(base, theirs, step_keys)}
    for name in LISTS:
        before = _list_keys(base, name)
        ours[name], others[name] = (rewordings(before, _list_keys(sop, name)) for sop in (mine, theirs))
    for name in (*LISTS, "actors"):
        fresh = [[key for key in _list_keys(sop, name) if key not in _list_keys(base, name)] for sop in (mine, theirs)]
        settled = agreed(ours[name], others[name], fresh[1]), agreed(others[name], ours[name], fresh[0])
        ours[name], others[name] = settled
    return document(base, {}), document(mine, ours), document(theirs, others)


def _list_keys(sop: Sop, name: str) -> tuple[str, ...]:
    texts: tuple[str, ...] = getattr(sop, name)
    return texts if name == "actors" else numbered(texts)


def document(sop: Sop, pairs: Mapping[str, Pairs]) -> Document:
    sections = {name: _texts(getattr(sop, name), _list_keys(sop, name), pairs.get(name, {})) for name in (*LISTS, "actors")}
    sections["steps"] = _steps(sop, pairs.get("actors", {}))
    approver = sop.identity.approved_by or Approver()
    identity = {f"identity.{key}": getattr(sop.identity, key) for key in IDENTITY}
    signer = {f"identity.approved_by.{key}": getattr(approver, key) for key in APPROVER}
    return Document(sop, {"kind": sop.kind, **identity, **signer}, sections)


def _texts(texts: Sequence[str], own: Sequence[str], pairs: Pairs) -> Section:
    keys = keyed(own, pairs)
    return Section(keys, {key: {"text": text} for key, text in zip(keys, texts, strict=True)})


def _steps(sop: Sop, renamed: Pairs) -> Section:
    keys = step_keys(sop)
    return Section(keys, {key: _step(sop, row, keys, renamed) for row, key in enumerate(keys)})


def _step(sop: Sop, row: int, keys: Sequence[str], renamed: Pairs) -> dict[str, object]:
    step = sop.steps[row]
    people = tuple((renamed.get(actor, actor), (step.parts or {}).get(actor)) for actor in step.actors)
    plain = {key: getattr(step, key) for key in PLAIN}
    flow = {"next": _onward(sop, row, step.next, keys), "on_return": _target(sop, step.on_return, keys)}
    return {**plain, "people": people, **flow}


def _onward(sop: Sop, row: int, ref: StepRef | None, keys: Sequence[str]) -> Target | Below:
    """Where the flow of a row goes on."""
    if ref is None or sop.places[ref] == row + 1:
        return Below(ref is not None, isinstance(ref, int))
    return Target(keys[sop.places[ref]], isinstance(ref, int))


def _target(sop: Sop, ref: StepRef | None, keys: Sequence[str]) -> Target | None:
    return None if ref is None else Target(keys[sop.places[ref]], isinstance(ref, int))
