"""How fast an SOP of 13 steps is checked, alone and among 5,000 others."""

import json
import random
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from importlib import resources

from runtut.bench.lines import Line, middle
from runtut.procedures import Sop, Step, from_json
from runtut.procedures.checking import Context, NearCopies, check

OTHERS = 5000
ROUNDS = 40
TEMPLATES = ("dinas", "kecamatan", "sekretariat-daerah", "dinas-bentuk-kedua")
WORDS = ("menyusun", "memeriksa", "laporan", "kinerja", "data", "bidang", "surat", "berkas", "rapat", "izin", "pegawai")


def measure() -> Iterator[Line]:
    sop = _owned(_template("dinas"))
    yield _line("check: an SOP of 13 steps", lambda: check(sop), 10)
    began = time.perf_counter()
    context = Context(copies=NearCopies.of(_others()))
    yield Line(f"check: index of {OTHERS} SOPs made", time.perf_counter() - began, "s")
    yield _line(f"check: with near-copies among {OTHERS} SOPs", lambda: check(sop, context), 50)


def _line(name: str, work: Callable[[], object], limit: float) -> Line:
    work()
    times = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        work()
        times.append((time.perf_counter() - began) * 1000)
    value = middle(times)
    return Line(name, value, "ms", limit, value / limit, "ratio <= 1")


def _template(name: str) -> Sop:
    text = resources.files("runtut.library").joinpath("content", f"{name}.json").read_text("utf-8")
    return from_json(json.loads(text))


def _owned(sop: Sop) -> Sop:
    identity = replace(
        sop.identity, pemda="Kabupaten Sleman", opd="Dinas Kebudayaan", number="000.8.3.3/7/Disbud/2025", created_on="2025"
    )
    return replace(sop, identity=identity)


def _others() -> Iterator[tuple[str, Sop]]:
    """Half of them come from our templates with a few rows changed, as offices copy; half say something else."""
    dice, templates = random.Random(5), [_template(name) for name in TEMPLATES]  # noqa: S311  (no secret)
    for number in range(OTHERS):
        sop = templates[number % len(templates)]
        odds = dice.uniform(0, 0.3) if number % 2 else 1.0
        steps = tuple(_reworded(step, dice) if dice.random() < odds else step for step in sop.steps)
        yield f"opd-{number}/sop", replace(sop, steps=steps)


def _reworded(step: Step, dice: random.Random) -> Step:
    text, needs, gives = (" ".join(dice.choices(WORDS, k=length)) for length in (7, 3, 3))
    return replace(step, text=text, requirement=needs, output=gives)
