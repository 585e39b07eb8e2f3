"""How fast the text of an SOP is read and checked, in this process: a table of 13 steps as it is pasted from a spreadsheet."""

import time
from collections.abc import Iterator

from runtut.bench.lines import Line, middle
from runtut.bench.printing import sample
from runtut.procedures import Sop, Step
from runtut.procedures.reading import read

LIMIT = 30.0
"""Milliseconds."""
ROUNDS = 25
MARKS = {"start": "Mulai", "end": "Selesai", "decision": "◇"}


def measure() -> Iterator[Line]:
    sop = sample()
    times = []
    for number in range(ROUNDS + 1):
        text = as_text(sop, number).encode()
        began = time.perf_counter()
        (found,) = read(text, "sop.txt")
        times.append((time.perf_counter() - began) * 1000)
        if len(found.steps) != len(sop.steps):
            raise RuntimeError(f"{len(found.steps)} of {len(sop.steps)} steps were read")
    value = middle(times[1:])
    yield Line("text of an SOP of 13 steps read and checked", value, "ms", LIMIT, value / LIMIT, "<= 1")


def as_text(sop: Sop, number: int) -> str:
    """Each round another text: what was read before is of no use."""
    identity = sop.identity
    head = [f"Nomor SOP\t: {identity.number}", f"Nama SOP\t: {identity.title} {number}", "Dasar Hukum"]
    head += [f"{no}. {basis} {number}" for no, basis in enumerate(sop.legal_basis, 1)]
    table = ["\t".join(("No", "Kegiatan", *sop.actors, "Kelengkapan", "Waktu", "Output", "Keterangan"))]
    return "\n".join((*head, *table, *("\t".join(cells(sop, step, number)) for step in sop.steps)))


def cells(sop: Sop, step: Step, number: int) -> Iterator[str]:
    yield from (str(step.no), f"{step.text} {number}")
    yield from (MARKS.get(step.shape or "", "□") if actor in step.actors else "" for actor in sop.actors)
    yield from (step.requirement or "", step.time.raw if step.time else "", step.output or "", step.note or "")
