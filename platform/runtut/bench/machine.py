"""How fast the machine is at this moment: milliseconds of two runs can only be compared beside it."""

import time
from collections.abc import Iterator

from runtut.bench.lines import Line, middle

ADDITIONS, TURNS = 1_000_000, 9


def measure() -> Iterator[Line]:
    name = f"machine: {ADDITIONS // 1_000_000} million additions in a loop of Python"
    yield Line(name, middle([_additions() for _ in range(TURNS)]), "ms", note="the figures in ms below rise and fall with it")


def _additions() -> float:
    begun, total = time.perf_counter(), 0
    for number in range(ADDITIONS):
        total += number
    return (time.perf_counter() - begun) * 1000
