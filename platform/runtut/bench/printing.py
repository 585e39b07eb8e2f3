"""Drawing and printing one SOP of 13 steps and 5 actors: medians in this process, the PDF in a spawned one."""

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from runtut.bench.lines import Line, middle
from runtut.procedures import Identity, Sop, StandardTime, Step
from runtut.procedures.drawing import layout, svg
from runtut.procedures.printing import Choices, form
from runtut.procedures.printing.docx import docx

DRAWING, PDF, DOCX, PEER = 5.0, 60.0, 60.0, 5.0
"""Milliseconds, and how many times faster than the peer."""
TIMES = 25
ACTORS = ("Kepala Dinas", "Sekretaris", "Kepala Bidang", "Pengelola Data", "Pengadministrasi Umum")
WAY = (0, 1, 4, 2, 3, 1, 3, 2, 1, 0, 4, 3, 4)
"""Whose step it is, by number of the actor."""
SHAPES = {0: "start", 7: "decision", 9: "decision", 12: "end"}
RETURNS = {7: 7, 9: 5}


def measure() -> Iterator[Line]:
    sop = sample()
    yield line("layout and SVG of 13 steps and 5 actors", partial(draw, sop, "screen"), DRAWING)
    yield line("layout and SVG of the same on two pages of A4", partial(draw, sop, "a4-landscape"), DRAWING)
    yield line("DOCX of 13 steps and 5 actors", partial(word, sop), DOCX)
    command = [sys.executable, "-P", "-m", __name__]
    spawned = subprocess.run(command, capture_output=True, check=True, timeout=300)  # noqa: S603
    times: dict[str, Any] = json.loads(spawned.stdout)
    yield Line("PDF of 13 steps and 5 actors", times["pdf"], "ms", PDF, times["pdf"] / PDF, "<= 1")
    yield peer(times)


def peer(times: dict[str, Any]) -> Line:
    """The same picture by WeasyPrint, which the product does without: install it beside to compare. Ours has a page more."""
    name = "PDF of the same picture by WeasyPrint"
    if times["weasyprint"] is None:
        return Line(name, 0.0, "ms", note="WeasyPrint is not installed here, nothing to compare with")
    return Line(name, times["weasyprint"], "ms", times["pdf"], times["weasyprint"] / times["pdf"], f">= {PEER}")


def sample() -> Sop:
    """The flow of an official table with two decisions that return, words of usual length, one meeting."""
    steps = tuple(step(place) for place in range(len(WAY)))
    identity = Identity("Penyusunan Data Statistik Sektoral", "000.8.3.3/7/Diskominfo/2025", "Kabupaten Contoh", "Dinas Contoh")
    parts = tuple(f"Ketentuan nomor {no} tentang penyusunan data statistik sektoral di daerah" for no in range(1, 7))
    return Sop(
        identity,
        legal_basis=parts,
        qualifications=parts[:3],
        equipment=parts[:3],
        records=parts[:2],
        actors=ACTORS,
        steps=steps,
    )


def step(place: int) -> Step:
    actors = (ACTORS[WAY[place]],) if place != 5 else (ACTORS[1], ACTORS[2], ACTORS[3])
    return Step(
        no=place + 1,
        id=f"langkah-{place + 1}",
        text=f"Menyiapkan, memeriksa, dan menyampaikan data bagian {place + 1} kepada yang bertugas",
        actors=actors,
        shape=SHAPES.get(place, "process"),
        requirement="Format isian dan data dukung",
        time=StandardTime("2 jam", 2, "hour"),
        output=f"Berkas data bagian {place + 1}",
        note="Melalui aplikasi" if place % 4 == 0 else None,
        on_return=RETURNS.get(place),
    )


def draw(sop: Sop, paper: str) -> None:
    svg(layout(sop, paper))


def word(sop: Sop) -> None:
    docx(form(sop))


def line(name: str, work: Callable[[], object], bar: float) -> Line:
    value = median(work)
    return Line(name, value, "ms", bar, value / bar, "<= 1")


def median(work: Callable[[], object]) -> float:
    """Milliseconds of work that is warm."""
    work()
    times = []
    for _ in range(TIMES):
        began = time.perf_counter()
        work()
        times.append((time.perf_counter() - began) * 1000)
    return middle(times)


def compile_here() -> dict[str, float | None]:
    """In a process of its own, which may not fork after it has typeset."""
    from runtut.printing import pdf
    from runtut.printing.sop import TEMPLATE, paper

    printed = form(sample(), None, Choices())
    times: dict[str, float | None] = {
        "pdf": median(lambda: pdf(TEMPLATE, paper(form(sample())))),
        "weasyprint": None,
    }
    try:
        from weasyprint import CSS, HTML  # type: ignore[import-not-found]
    except (ImportError, OSError):
        return times
    pages = "".join(f"<section>{svg(printed.drawing, page=at)}</section>" for at in range(len(printed.drawing.pages)))
    sheet = CSS(string="@page {size: A4 landscape; margin: 0} section {break-after: page}")
    times["weasyprint"] = median(lambda: HTML(string=pages).write_pdf(stylesheets=[sheet]))
    return times


if __name__ == "__main__":
    sys.stdout.write(json.dumps(compile_here()))
