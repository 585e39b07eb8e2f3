"""Drawing and printing one SOP of 13 steps and 5 actors: medians in this process, the PDF in a spawned one.

Every round is given an SOP that the process has not seen: whatever is remembered of words, numbers and flows is
forgotten before it, outside of what is measured. Only the fonts stay loaded. "After a key" is the same SOP again with
one more letter, as the editor draws it: there everything is remembered that the product itself remembers.
"""

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from html import escape
from typing import Any

from runtut.bench.lines import Line, middle
from runtut.procedures import Identity, Sop, StandardTime, Step
from runtut.procedures.drawing import flows, layout, markup, metrics, svg
from runtut.procedures.printing import Form, form
from runtut.procedures.printing.docx import docx
from runtut.procedures.printing.form import Part

DRAWING, PDF, DOCX, PEER = 5.0, 60.0, 60.0, 5.0
"""Milliseconds, and how many times faster than the peer."""
TIMES = 25
ACTORS = ("Kepala Dinas", "Sekretaris", "Kepala Bidang", "Pengelola Data", "Pengadministrasi Umum")
WAY = (0, 1, 4, 2, 3, 1, 3, 2, 1, 0, 4, 3, 4)
"""Whose step it is, by number of the actor."""
SHAPES = {0: "start", 7: "decision", 9: "decision", 12: "end"}
RETURNS = {7: 7, 9: 5}
LOOKS = """@page {size: A4 landscape; margin: 0} section {break-after: page} body {margin: 0} svg {display: block}
.identity {padding: 10mm; font: 3mm Arimo} table {width: 100%; border-collapse: collapse} td, th {border: .5pt solid gray}"""


def measure() -> Iterator[Line]:
    yield line("layout and SVG of 13 steps and 5 actors", partial(draw, "screen"), DRAWING)
    yield line("layout and SVG of the same on two pages of A4", partial(draw, "a4-landscape"), DRAWING)
    yield Line("the same on the screen after a key", (keyed := after_a_key("screen")), "ms", DRAWING, keyed / DRAWING, "<= 1")
    yield Line("the same on A4 after a key", (keyed := after_a_key("a4-landscape")), "ms", DRAWING, keyed / DRAWING, "<= 1")
    yield line("DOCX of 13 steps and 5 actors", word, DOCX)
    command = [sys.executable, "-P", "-m", __name__]
    spawned = subprocess.run(command, capture_output=True, check=True, timeout=300)  # noqa: S603
    times: dict[str, Any] = json.loads(spawned.stdout)
    yield Line("PDF of 13 steps and 5 actors", times["pdf"], "ms", PDF, times["pdf"] / PDF, "<= 1")
    yield peer(times)


def peer(times: dict[str, Any]) -> Line:
    """By WeasyPrint, which the product does without: install it beside to compare."""
    name = "PDF of the same pages by WeasyPrint"
    if times["weasyprint"] is None:
        return Line(name, note="WeasyPrint is not installed here, nothing to compare with")
    ours, theirs = times["pdf"], times["weasyprint"]
    return Line(name, theirs, "ms", ours, theirs / ours, f">= {PEER}")


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


def draw(paper: str, sop: Sop) -> None:
    svg(layout(sop, paper))


def word(sop: Sop) -> None:
    docx(form(sop))


def line(name: str, work: Callable[[Sop], object], bar: float) -> Line:
    value = median(work)
    return Line(name, value, "ms", bar, value / bar, "<= 1")


def median(work: Callable[[Sop], object]) -> float:
    """Milliseconds of work for an SOP that is new, in a process that has worked before."""
    work(sample())
    times = []
    for _ in range(TIMES):
        sop = sample()
        forget()
        began = time.perf_counter()
        work(sop)
        times.append((time.perf_counter() - began) * 1000)
    return middle(times)


def after_a_key(paper: str) -> float:
    """Milliseconds of drawing an SOP of which all but the words of one step were drawn before."""
    sop, times = sample(), []
    for letters in range(TIMES):
        typed = replace(sop.steps[4], text=f"{sop.steps[4].text} {'dan seterusnya ' * 2}"[: -TIMES + letters])
        began = time.perf_counter()
        draw(paper, replace(sop, steps=(*sop.steps[:4], typed, *sop.steps[5:])))
        times.append((time.perf_counter() - began) * 1000)
    return middle(times)


def forget() -> None:
    metrics.forget()
    flows.forget()
    markup.number.cache_clear()


def compile_here() -> dict[str, float | None]:
    """In a process of its own, which may not fork after it has typeset."""
    from runtut.printing import pdf
    from runtut.printing.sop import TEMPLATE, paper

    return {"pdf": median(lambda sop: pdf(TEMPLATE, paper(form(sop)))), "weasyprint": by_weasyprint()}


def by_weasyprint() -> float | None:
    """The same pages by the same letters: the identity as a table of HTML, the flow as the SVG of the same layout."""
    try:
        from weasyprint import CSS, HTML
        from weasyprint.text.fonts import FontConfiguration
    except (ImportError, OSError):
        return None
    from runtut.printing.glyphs import FONTS

    fonts = FontConfiguration()
    face = f"@font-face {{font-family: Arimo; src: url('{(FONTS / 'Arimo[wght].ttf').as_uri()}')}}"
    sheet = CSS(string=face + LOOKS, font_config=fonts)
    return median(lambda sop: HTML(string=html(form(sop))).write_pdf(stylesheets=[sheet], font_config=fonts))


def html(printed: Form) -> str:
    """The page of the identity and its parts, and the pages of the flow table."""
    facts = "".join(f"<tr><td>{escape(label)}<td>{escape(str(value or ''))}" for _, label, value in printed.facts)
    pairs = "".join(
        f"<tr>{''.join(f'<th>{escape(part.label)}' for part in pair)}<tr>{''.join(_items(part) for part in pair)}"
        for pair in printed.parts
    )
    heading = "".join(f"<p>{escape(words)}" for words in printed.letterhead)
    identity = f"<section class=identity>{heading}<table>{facts}</table><table>{pairs}</table></section>"
    return identity + "".join(f"<section>{svg(printed.drawing, page=at)}</section>" for at in range(len(printed.drawing.pages)))


def _items(part: Part) -> str:
    return f"<td><ol>{''.join(f'<li>{escape(item)}' for item in part.items)}</ol>"


if __name__ == "__main__":
    sys.stdout.write(json.dumps(compile_here()))
