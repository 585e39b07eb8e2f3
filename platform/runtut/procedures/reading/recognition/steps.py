"""From the rows of the flow tables to steps: actors by their marks, shape, standard time, and where arrows lead."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from runtut.procedures.model import StandardTime, Step
from runtut.procedures.reading.recognition.arrows import Leads, leads, order
from runtut.procedures.reading.recognition.flow import Part, RawStep, raw_steps
from runtut.procedures.reading.recognition.head import Actor, Head
from runtut.procedures.reading.recognition.headings import Concept
from runtut.procedures.reading.recognition.marks import BOXES
from runtut.procedures.reading.recognition.notes import Notes
from runtut.procedures.reading.recognition.spelling import fold
from runtut.procedures.reading.recognition.times import read_time
from runtut.procedures.reading.recognition.told import told_return
from runtut.procedures.reading.source import Cell, Mark

MOST = 200
HALF = re.compile(r"^\W*(?:kepala|wakil|sub|plt\.?|a\.n\.?)$|(?:\b(?:dan|atau|sub)|[-/&])$", re.IGNORECASE)
"""A line that cannot be a whole name of an actor."""
TEXTS: tuple[Concept, ...] = ("requirement", "output", "note")
TELLING: tuple[Concept, ...] = ("note", "activity")
"""Where officials write a return that they have not drawn."""


@dataclass(frozen=True)
class Flow:
    actors: tuple[str, ...]
    steps: tuple[Step, ...]


def flow_of(parts: Sequence[Part], notes: Notes) -> Flow:
    actors = _actors(parts, notes)
    every = raw_steps(parts)
    rows = every[:MOST]
    if len(every) > MOST:
        notes.noticed("RD-09", "steps", f"Tabel ini lebih dari {MOST} langkah; hanya {MOST} langkah pertama yang dibaca.")
    _note_letters(rows, notes)
    arrows = [arrow for part in parts for arrow in part.arrows]
    shapes = [_shape(step, place, len(rows)) for place, (_, step) in enumerate(rows)]
    ways = leads([_all_marks(step) for _, step in rows], arrows, [shape == "decision" for shape in shapes])
    steps = tuple(
        _step(part, raw, shapes[place], _refs(ways[place], rows, place, notes), place, actors, notes)
        for place, (part, raw) in enumerate(rows)
    )
    named = dict.fromkeys((*actors.values(), *(name for step in steps for name in step.actors)))
    for at, name in enumerate(named):
        first = next((place for place, step in enumerate(steps) if name in step.actors), None)
        notes.sources.setdefault(f"actors[{at}]", notes.sources.get(f"steps[{first}].actors", {}))
    return Flow(tuple(named), steps)


def _actors(parts: Sequence[Part], notes: Notes) -> dict[str, str]:
    """Folded name → name as first printed; a column that is repeated on a further page is the same."""
    found: dict[str, str] = {}
    for part in parts:
        seen: set[str] = set()
        for actor in part.head.actors:
            if not part.head.named_in_cells and (name := _name(actor.name)):
                if name.casefold() in seen:
                    notes.noticed(
                        "RD-06", "actors", f"Dua kolom pelaksana bernama “{name}”; keduanya dibaca sebagai satu.", name
                    )
                seen.add(name.casefold())
                if name.casefold() not in found:
                    notes.stood(f"actors[{len(found)}]", actor.place)
                    found[name.casefold()] = name
    if not found and not any(part.head.named_in_cells for part in parts):
        notes.noticed("RD-06", "actors", "Nama pelaksana di kepala tabel tidak terbaca; isi nama tiap kolom.")
    return found


def _name(text: str) -> str:
    return fold(text)[:300]


def _step(
    part: Part, raw: RawStep, shape: str, refs: tuple[int | None, int | None], place: int, actors: dict[str, str], notes: Notes
) -> Step:
    at = f"steps[{place}]"
    texts = {concept: notes.bounded(raw.text(concept), f"{at}.{concept}") for concept in TEXTS}
    for concept, cells in raw.cells.items():
        notes.stood(f"{at}.{'text' if concept == 'activity' else concept}", cells[0].place)
    return Step(
        no=raw.no,
        text=notes.bounded(raw.text("activity"), f"{at}.text"),
        actors=_marked(part, raw, at, actors, notes),
        shape=shape,
        requirement=texts["requirement"],
        time=_time(raw, part.head, at, notes),
        output=texts["output"],
        note=texts["note"],
        next=refs[0],
        on_return=refs[1],
    )


def _all_marks(raw: RawStep) -> list[Mark]:
    return [mark for _, _, seen in raw.seen for mark in seen.marks]


def _shape(raw: RawStep, place: int, count: int) -> str:
    symbols = {mark.symbol for mark in _all_marks(raw)}
    answers = {answer for _, _, seen in raw.seen for answer in seen.answers}
    if "decision" in symbols or answers == {"Ya", "Tidak"}:
        return "decision"
    if "start" in symbols or ("terminator" in symbols and place == 0 and count > 1):
        return "start"
    return "end" if "end" in symbols or ("terminator" in symbols and place == count - 1) else "process"


def _marked(part: Part, raw: RawStep, at: str, actors: dict[str, str], notes: Notes) -> tuple[str, ...]:
    """Actors whose column holds a mark; arrows count where no shape tells better."""
    if part.head.named_in_cells:
        return _named(raw, at, notes)
    boxed = any(mark.symbol in BOXES for mark in _all_marks(raw))
    found: dict[str, list[Mark]] = {}
    for actor, cell, seen in raw.seen:
        if seen.rest:
            message = f"Sel di kolom “{_name(actor.name)}” berisi tulisan, bukan tanda; pelaksananya tidak disimpulkan."
            notes.noticed("RD-04", f"{at}.actors", message, cell.text)
        marks = [mark for mark in seen.marks if mark.symbol in BOXES or (mark.symbol == "arrow" and not boxed)]
        if marks and (name := actors.get(_name(actor.name).casefold())):
            found.setdefault(name, []).extend(marks)
            notes.sources.setdefault(f"{at}.actors", dict(cell.place))
    return tuple(order(list(found.items()), part.arrows))


def _named(raw: RawStep, at: str, notes: Notes) -> tuple[str, ...]:
    """The table has one column Pelaksana: what stands in its cells are the names."""
    names = []
    for _, cell, seen in raw.seen:
        if len(seen.rest) > 1:
            notes.stood(f"{at}.actors", cell.place)
            names += [name for text in _each_name(cell) if (name := _name(text))]
    return tuple(dict.fromkeys(names))


def _each_name(cell: Cell) -> list[str]:
    """One name to a line; lines of a page, or with half a name, only wrap a long one."""
    lines = [line.strip(" ,;") for line in cell.text.split("\n") if line.strip(" ,;")]
    wrapped = "page" in cell.place or any(line[:1].islower() or HALF.search(line) for line in lines)
    return [cell.text] if wrapped else lines


def _note_letters(rows: Sequence[tuple[Part, RawStep]], notes: Notes) -> None:
    """Letters are taken for connectors to another page, which stand twice; others may say who does what."""
    letters: dict[str, list[tuple[int, Actor, Cell]]] = {}
    for place, (_, step) in enumerate(rows):
        for actor, cell, seen in step.seen:
            if seen.marks and all(mark.symbol == "connector" and mark.key is None for mark in seen.marks):
                letters.setdefault(fold(cell.text), []).append((place, actor, cell))
    if len({id(part) for part, _ in rows}) > 1:
        return
    for letter, stands in letters.items():
        for place, actor, cell in stands if len(stands) % 2 else ():
            message = f"Huruf “{letter}” di kolom “{_name(actor.name)}” tidak berpasangan; pelaksananya tidak disimpulkan."
            notes.noticed("RD-04", f"steps[{place}].actors", message, cell.text)


def _time(raw: RawStep, head: Head, at: str, notes: Notes) -> StandardTime | None:
    text = notes.bounded(raw.text("time"), f"{at}.time")
    if text is None:
        return None
    time = read_time(text, head.unit)
    if time.value is None and not time.anchor:
        notes.noticed(
            "RD-03", f"{at}.time", f"Waktu “{text[:80]}” tidak terbaca; tulis seperti “15 menit” atau “2 hari”.", text
        )
    elif time.value is not None and time.unit is None:
        notes.noticed("RD-03", f"{at}.time", f"Waktu “{text[:80]}” tanpa satuan; tambahkan menit, jam, atau hari.", text)
    elif head.unit is not None and time.unit not in (None, head.unit):
        step = raw.no if raw.no is not None else "ini"
        notes.noticed("FL-05", f"{at}.time", f"Kepala kolom “{head.time_label}”, tetapi langkah {step} memakai “{text}”.", text)
    return time


def _refs(way: Leads, rows: Sequence[tuple[Part, RawStep]], place: int, notes: Notes) -> tuple[int | None, int | None]:
    numbers = [step.no for _, step in rows]
    found: list[int | None] = []
    for target in (way.next, way.on_return):
        no = numbers[target] if target is not None else None
        if target is not None and (no is None or numbers.count(no) > 1):
            notes.noticed(
                "RD-05", f"steps[{place}].next", "Panah ini menuju langkah yang nomornya kosong atau ganda; tunjuk tujuannya."
            )
            no = None
        found.append(no)
    for letter in (letter for _, _, seen in rows[place][1].seen for letter in seen.unclear):
        message = f"Huruf “{letter}” sebelum panah bukan Ya atau Tidak; tujuannya tidak disimpulkan."
        notes.noticed("RD-05", f"steps[{place}].next", message, letter)
    written = {answer: no for _, _, seen in rows[place][1].seen for answer, no in seen.targets if numbers.count(no) == 1}
    following = written.get("Ya")
    back = found[1] or written.get("Tidak") or _told(rows[place][1], place, numbers, notes)
    return found[0] if following in (None, (numbers[place] or 0) + 1) else following, back


def _told(raw: RawStep, place: int, numbers: Sequence[int | None], notes: Notes) -> int | None:
    for concept in TELLING:
        back = told_return(raw.text(concept) or "", raw.no, numbers)
        if back is not None:
            notes.stood(f"steps[{place}].on_return", raw.cells[concept][0].place)
            return back
    return None
