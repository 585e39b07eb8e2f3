"""The flow of an SOP in the terms of BPMN: events, tasks and gateways in lanes, joined by sequence flows."""

import re
from dataclasses import dataclass, field
from typing import Final

from runtut.procedures.drawing.spoken import PARTS_SAID
from runtut.procedures.model import Sop, Step, following, returning
from runtut.procedures.printing.wording import written

NOBODY: Final = "Pelaksana belum ditentukan"
MEASURES: Final = {"requirement": "Kelengkapan", "time": "Waktu", "output": "Output", "note": "Keterangan"}


@dataclass(frozen=True)
class Node:
    """`kind` is startEvent, task, exclusiveGateway or endEvent; `lane` counts the lanes from the top."""

    id: str
    kind: str
    name: str
    lane: int
    documentation: str = ""
    remark: str = ""
    """Who else takes part; stands beside the task."""


@dataclass(frozen=True)
class Sequence:
    id: str
    source: int
    target: int
    name: str = ""


@dataclass
class Process:
    """Nodes in the order of the steps; flows name their nodes by position."""

    name: str
    lanes: list[str]
    nodes: list[Node] = field(default_factory=list)
    flows: list[Sequence] = field(default_factory=list)

    def add(self, node: Node) -> int:
        self.nodes.append(node)
        return len(self.nodes) - 1

    def join(self, source: int, target: int, name: str = "") -> None:
        ends = f"{self.nodes[source].id}-{self.nodes[target].id}"
        self.flows.append(Sequence(f"flow-{len(self.flows) + 1}-{ends}"[:120], source, target, name))


def process(sop: Sop) -> Process:
    nobody = [NOBODY] if any(not step.actors for step in sop.steps) or not sop.actors else []
    made = Process(sop.identity.title or "SOP tanpa judul", [*sop.actors, *nobody])
    entries, exits = _nodes(sop, made)
    for place in range(len(sop.steps)):
        _join(sop, made, place, entries, exits)
    return made


def _nodes(sop: Sop, made: Process) -> tuple[list[int], list[int]]:
    """The node where each step is entered, and the one that it is left from."""
    entries: list[int] = []
    exits: list[int] = []
    for place, step in enumerate(sop.steps):
        key, lane = _key(step, place), _lane(sop, step.entry_actor)
        begun = made.add(Node(f"start-{key}", "startEvent", "Mulai", lane)) if step.shape == "start" or place == 0 else None
        entries.append(made.add(_task(step, place, key, lane)))
        exits.append(entries[-1])
        if begun is not None:
            made.join(begun, entries[-1])
        if returning(sop, place) is not None:
            exits[-1] = made.add(Node(f"gateway-{key}", "exclusiveGateway", _question(sop, place), _lane(sop, step.exit_actor)))
            made.join(entries[-1], exits[-1])
        if following(sop, place) is None:
            ended = made.add(Node(f"end-{key}", "endEvent", "Selesai", made.nodes[exits[-1]].lane))
            made.join(exits[-1], ended, _accepted(sop, place))
    return entries, exits


def _join(sop: Sop, made: Process, place: int, entries: list[int], exits: list[int]) -> None:
    onward, back = following(sop, place), returning(sop, place)
    if onward is not None:
        made.join(exits[place], entries[onward], _accepted(sop, place))
    if back is not None:
        made.join(exits[place], entries[back], "Tidak" if sop.steps[place].shape == "decision" else "Kembali")


def _accepted(sop: Sop, place: int) -> str:
    if returning(sop, place) is None:
        return ""
    return "Ya" if sop.steps[place].shape == "decision" else "Lanjut"


def _question(sop: Sop, place: int) -> str:
    return f"Langkah {written(sop.steps[place], place, 'no')}: diterima?"


def _task(step: Step, place: int, key: str, lane: int) -> Node:
    measures = ((label, written(step, place, name)) for name, label in MEASURES.items())
    told = "\n".join(f"{label}: {words}" for label, words in measures if words)
    name = f"{written(step, place, 'no')}. {written(step, place, 'text')}".strip()
    return Node(f"task-{key}", "task", name, lane, told, _others(step))


def _others(step: Step) -> str:
    others = [actor for actor in step.actors if actor != step.entry_actor]
    said = [f"{actor} ({PARTS_SAID.get(step.part(actor), 'mengerjakan')})" for actor in others]
    return f"Bersama {', '.join(said)}" if said else ""


def _lane(sop: Sop, actor: str | None) -> int:
    return len(sop.actors) if actor is None else sop.actors.index(actor)


def _key(step: Step, place: int) -> str:
    """The step's own id where XML allows it as part of a name."""
    return step.id if step.id and re.fullmatch(r"[A-Za-z0-9_.-]+", step.id) else f"row-{place + 1}"
