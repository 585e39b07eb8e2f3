"""One layout from an SOP and a paper: widths first, then as many rows on each page as fit."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import accumulate
from string import ascii_uppercase

from runtut.procedures.drawing.columns import Columns, Least, columns, least_of
from runtut.procedures.drawing.flows import Flows, flows_of
from runtut.procedures.drawing.head import Head
from runtut.procedures.drawing.lanes import Lanes, Need, Needs, most
from runtut.procedures.drawing.papers import PAPERS, Paper
from runtut.procedures.drawing.picture import Layout
from runtut.procedures.drawing.rows import RowPlan, plans, split
from runtut.procedures.drawing.sheet import BAND, FOOT, Sheet, alone, compose, rows
from runtut.procedures.model import Sop

MOST_ROUNDS = 4
"""Mostly the first suffices: what the pages need by a guess at the widths they still need by their own."""


def layout(sop: Sop, paper: str = "a4-landscape") -> Layout:
    """Draw for `screen` (one continuous page), `a4-` or `f4-landscape`, `a4-` or `f4-portrait`, or `thumbnail`."""
    sheet, parts = _parted(sop, PAPERS[paper])
    pages = {plan.place: number for number, part in enumerate(parts, 1) for plan in part if plan.place is not None}
    letters = _letters(sheet.flows, pages)
    sheets = [
        replace(sheet, plans=part, letters=letters, pages=pages, number=number, count=len(parts))
        for number, part in enumerate(parts, 1)
    ]
    return Layout(sop, paper, tuple(compose(each) for each in sheets))


def _parted(sop: Sop, paper: Paper) -> tuple[Sheet, list[Sequence[RowPlan]]]:
    flows, words = flows_of(sop), least_of(sop, paper)
    if paper.height is None:
        stretches = flows.stretches()
        needs = most([flows.of(rows).needs for rows in stretches])
        sheet = _sheet(sop, paper, columns(words, paper, needs), flows)
        return sheet, [sheet.plans[rows.start : rows.stop] for rows in stretches]
    return _settled(_sheet(sop, paper, columns(words, paper, _usual(sop)), flows), words, paper.height)


def _usual(sop: Sop) -> Needs:
    """A first guess at what the columns of the actors must hold: a way on either side."""
    deciding = {step.exit_actor for step in sop.steps if step.shape == "decision"}
    return tuple([Need(Lanes(1), Lanes(1), "decision" if actor in deciding else "process") for actor in sop.actors])


def _settled(sheet: Sheet, words: Least, height: float) -> tuple[Sheet, list[Sequence[RowPlan]]]:
    """Widths that suffice for the flow on each of the pages, which the widths in turn fill."""
    parts, known = _parts(sheet, height), None
    for _ in range(MOST_ROUNDS):
        found = [sheet.flows.of([plan.place for plan in part]).needs for part in parts]
        needs = most(found if known is None else [known, *found])
        if needs == known:
            break
        sheet, known = _sheet(sheet.sop, sheet.paper, columns(words, sheet.paper, needs), sheet.flows), needs
        parts = _parts(sheet, height)
    return sheet, parts


def _sheet(sop: Sop, paper: Paper, placed: Columns, flows: Flows) -> Sheet:
    return Sheet(sop, paper, placed, Head(sop, paper, placed), flows, plans(sop, placed, paper.size), {}, {})


def _parts(sheet: Sheet, height: float) -> list[Sequence[RowPlan]]:
    """Fill page after page; every page takes at least one row."""
    foot = height - sheet.paper.margin - FOOT
    tallest = (foot - sheet.head.bottom(1)) / 2
    ahead = [part for plan in sheet.plans for part in split(plan, sheet.paper.size, tallest)]
    parts: list[Sequence[RowPlan]] = []
    over = 1.0
    while ahead or not parts:
        likely = _likely(sheet, ahead, BAND if parts else 0.0)
        taken, over = _fitting(sheet, ahead, foot - sheet.head.bottom(len(parts) + 1), likely, over)
        parts.append(ahead[:taken])
        ahead = ahead[taken:]
    return parts


def _likely(sheet: Sheet, ahead: Sequence[RowPlan], above: float) -> list[float]:
    """How high a page with the first row will be, with the first two, and so on; below the cut stands a band of marks."""
    heights = (alone(sheet, plan) for plan in ahead)
    cut = [above + height + BAND for height in accumulate(heights)]
    return [*cut[:-1], cut[-1] - BAND] if cut else []


def _fitting(
    sheet: Sheet, ahead: Sequence[RowPlan], room: float, likely: Sequence[float], over: float
) -> tuple[int, float]:  # fmt: skip
    """How many rows fit, tried as rarely as can be: to find the ways of a page takes long.

    `over` is how many times higher than likely the page before turned out; answered is the same of this one.
    """
    fits, too_many = _count(likely, room / over), len(ahead) + 1
    while ahead:
        height = _height(sheet, ahead[:fits])
        over = height / likely[fits - 1]
        if height > room and fits > 1:
            too_many, fits = fits, min(fits - 1, _count(likely, room / over))
        elif height <= room and fits + 1 < too_many and likely[fits] * over <= room:
            fits += 1
        else:
            return fits, over
    return 0, over


def _count(likely: Sequence[float], room: float) -> int:
    return max(1, sum(height <= room for height in likely))


def _height(sheet: Sheet, part: Sequence[RowPlan]) -> float:
    _, places = rows(replace(sheet, plans=part), 0.0)
    return places[-1].bottom if places else 0.0


def _letters(flows: Flows, pages: Mapping[int, int]) -> dict[int, str]:
    """A letter for every step that is reached from another page."""
    reached = {target for place, ways in enumerate(flows.ways) for _, target, _ in ways.exits if pages[place] != pages[target]}
    return {target: _letter(at) for at, target in enumerate(sorted(reached))}


def _letter(at: int) -> str:
    round, letter = divmod(at, len(ascii_uppercase))
    return ascii_uppercase[letter] + (str(round + 1) if round else "")
