"""What is done to the rows and columns of a draft: add, move, delete, paste."""

import re
import secrets
from collections.abc import Callable, Mapping
from copy import deepcopy

from runtut.errors import Invalid
from runtut.procedures.model.faults import MOST_ITEMS
from tenants.sops.editing.pasting import pasted_rows
from tenants.sops.editing.sheet import MOST_ACTORS, Document

ACT = re.compile(r"([a-z_]+)(?::(-?\d{1,4}))?")


def blank_step(shape: str = "process") -> Document:
    return {
        "id": f"l-{secrets.token_hex(4)}", "no": None, "text": None, "actors": [], "parts": None, "closes": "all",
        "activity": None, "shape": shape, "requirement": None, "time": None, "output": None, "note": None, "next": None,
        "on_return": None,
    }  # fmt: skip


def with_own_rows(form: Mapping[str, str], document: Document) -> Document:
    """The draft as it is now, with the rows and columns of a sheet whose own draft is not kept any more."""
    ids = [form.get(f"steps.{place}.id", "") for place in range(MOST_ITEMS)]
    known = {step["id"] for step in document["steps"]}
    lost = [{**blank_step(), "id": id_} for id_ in dict.fromkeys(ids) if id_ and id_ not in known]
    columns = [form[name] for place in range(MOST_ACTORS) if (name := f"actors.{place}") in form]
    return {**document, "steps": [*document["steps"], *lost], "actors": columns or document["actors"]}


def perform(document: Document, act: str, pasted: str = "") -> Document:
    """A new draft on which `act` was done ("add:3", "up:0", "actor_add", …); Invalid names an act that is not known."""
    match = ACT.fullmatch(act)
    deed = ACTS.get(match[1]) if match else None
    if match is None or deed is None:
        raise Invalid("Tindakan ini tidak dikenal.", {"act": ["Pakai tombol yang ada pada halaman."]})
    changed = deepcopy(document)
    in_order = _follows_below(changed)
    if match[1] == "paste":
        _paste(changed, int(match[2] or -1), pasted)
    else:
        deed(changed, int(match[2] or 0))
    _renumber(changed, in_order)
    return changed


def _follows_below(document: Document) -> set[str]:
    """Steps that name the row below as their next: they go on doing so when rows change."""
    steps = document["steps"]
    return {one["id"] for one, below in zip(steps, steps[1:], strict=False) if one.get("next") == below["id"]}


def _renumber(document: Document, in_order: set[str]) -> None:
    steps = document["steps"]
    ids = {step["id"] for step in steps}
    for row, step in enumerate(steps):
        step["no"] = row + 1
        if step["id"] in in_order:
            step["next"] = steps[row + 1]["id"] if row + 1 < len(steps) else None
        for key in ("next", "on_return"):
            if step.get(key) not in ids:
                step[key] = None


def _add(document: Document, row: int) -> None:
    """Below `row`; -1 is above the first. An end stays the last one."""
    if len(document["steps"]) >= MOST_ITEMS:
        raise Invalid(f"SOP paling banyak {MOST_ITEMS} langkah.", {"steps": ["Hapus langkah yang tidak perlu dahulu."]})
    document["steps"].insert(max(0, row + 1), blank_step())


def _swap(document: Document, row: int, other: int) -> None:
    steps = document["steps"]
    if 0 <= row < len(steps) and 0 <= other < len(steps):
        steps[row], steps[other] = steps[other], steps[row]


def _delete(document: Document, row: int) -> None:
    if 0 <= row < len(document["steps"]):
        del document["steps"][row]


def _add_actor(document: Document, _: int) -> None:
    if len(document["actors"]) >= MOST_ACTORS:
        raise Invalid(f"SOP paling banyak {MOST_ACTORS} pelaksana.", {"actors": ["Hapus pelaksana yang tidak perlu dahulu."]})
    number = len(document["actors"]) + 1
    document["actors"].append(next(name for no in range(number, 99) if (name := f"Pelaksana {no}") not in document["actors"]))


def _swap_actors(document: Document, one: int, other: int) -> None:
    actors = document["actors"]
    if 0 <= one < len(actors) and 0 <= other < len(actors):
        actors[one], actors[other] = actors[other], actors[one]


def _delete_actor(document: Document, column: int) -> None:
    """With his marks."""
    if not 0 <= column < len(document["actors"]):
        return
    name = document["actors"].pop(column)
    for step in document["steps"]:
        step["actors"] = [actor for actor in step["actors"] if actor != name]
        step["parts"] = {actor: part for actor, part in (step["parts"] or {}).items() if actor != name} or None


def _paste(document: Document, row: int, pasted: str) -> None:
    """Rows from a spreadsheet below `row`; steps that are still blank make room for them."""
    rows = pasted_rows(pasted, document["actors"])
    if not rows:
        raise Invalid("Tidak ada baris yang ditempel.", {"pasted": ["Salin baris dari lembar kerja, lalu tempel di sini."]})
    if len(document["steps"]) + len(rows) > MOST_ITEMS:
        raise Invalid(f"SOP paling banyak {MOST_ITEMS} langkah.", {"pasted": ["Kurangi baris yang ditempel."]})
    new = [{**blank_step(), **cells} for cells in rows]
    document["steps"][row + 1 : row + 1] = new
    document["steps"] = [step for step in document["steps"] if step in new or not _is_blank(step)]
    _mark_ends(document["steps"])


def _is_blank(step: Document) -> bool:
    return not any(step.get(key) for key in ("text", "actors", "requirement", "time", "output", "note"))


def _mark_ends(steps: list[Document]) -> None:
    """A table without any start or end gets them at its first and last row."""
    shapes = [step["shape"] for step in steps]
    if "start" not in shapes:
        steps[0]["shape"] = "start"
    if "end" not in shapes and len(steps) > 1:
        steps[-1]["shape"] = "end"


ACTS: dict[str, Callable[[Document, int], None]] = {
    "save": lambda _document, _row: None,
    "add": _add,
    "up": lambda document, row: _swap(document, row, row - 1),
    "down": lambda document, row: _swap(document, row, row + 1),
    "delete": _delete,
    "paste": lambda _document, _row: None,
    "actor_add": _add_actor,
    "actor_left": lambda document, column: _swap_actors(document, column, column - 1),
    "actor_right": lambda document, column: _swap_actors(document, column, column + 1),
    "actor_delete": _delete_actor,
}
