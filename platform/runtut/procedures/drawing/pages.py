"""One layout from an SOP and a paper: widths first, then as many rows on each page as fit."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import accumulate
from string import ascii_uppercase

from runtut.procedures.drawing.columns import Columns, columns, least_of
from runtut.procedures.drawing.flows import Flows, flows_of
from runtut.procedures.drawing.head import Head
from runtut.procedures.drawing.lanes import most
from runtut.procedures.drawing.papers import PAPERS, Paper
from runtut.procedures.drawing.picture import Layout
from runtut.procedures.drawing.rows import RowPlan, plans, split
from runtut.procedures.drawing.sheet import BAND, FOOT, Sheet, compose, rows
from runtut.procedures.model import Sop


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
    """The widths are chosen for the flow as a whole, and once more for what the pages turn out to need."""
    flows, words = flows_of(sop), least_of(sop, paper)
    stretches = flows.stretches()
    needs = most([flows.of(rows).needs for rows in stretches])
    sheet = _sheet(sop, paper, columns(words, paper, needs), flows)
    if paper.height is None:
        return sheet, [sheet.plans[rows.start : rows.stop] for rows in stretches]
    parts = _parts(sheet, paper.height, stretches)
    wider = most([needs, *(flows.of([plan.place for plan in part]).needs for part in parts)])
    if wider == needs:
        return sheet, parts
    sheet = _sheet(sop, paper, columns(words, paper, wider), flows)
    return sheet, _parts(sheet, paper.height, stretches)


def _sheet(sop: Sop, paper: Paper, placed: Columns, flows: Flows) -> Sheet:
    return Sheet(sop, paper, placed, Head(sop, paper, placed), flows, plans(sop, placed, paper.size), {}, {})


def _parts(sheet: Sheet, height: float, stretches: Sequence[range]) -> list[Sequence[RowPlan]]:
    """Fill page after page; every page takes at least one row."""
    usual = _usual(sheet, stretches)
    foot = height - sheet.paper.margin - FOOT
    tallest = (foot - sheet.head.bottom(1)) / 2
    ahead = [part for plan in sheet.plans for part in split(plan, sheet.paper.size, tallest)]
    parts: list[Sequence[RowPlan]] = []
    while ahead or not parts:
        likely = _likely(sheet, ahead, usual, BAND if parts else 0.0)
        taken = _fitting(sheet, ahead, foot - sheet.head.bottom(len(parts) + 1), likely)
        parts.append(ahead[:taken])
        ahead = ahead[taken:]
    return parts


def _usual(sheet: Sheet, stretches: Sequence[range]) -> dict[int | None, float]:
    """How high the row of each step is where no page ends: the first guess at how many fit on one."""
    uncut = (replace(sheet, plans=sheet.plans[stretch.start : stretch.stop]) for stretch in stretches)
    return {plan.place: place.height for part in uncut for plan, place in zip(*rows(part, 0.0), strict=True) if plan}


def _likely(sheet: Sheet, ahead: Sequence[RowPlan], usual: Mapping[int | None, float], above: float) -> list[float]:
    """How high a page with the first row will be, with the first two, and so on; below the cut stands a band of marks."""
    heights = (usual.get(plan.place, plan.text_height(sheet.paper.size)) for plan in ahead)
    cut = [above + height + BAND for height in accumulate(heights)]
    return [*cut[:-1], cut[-1] - BAND] if cut else []


def _fitting(sheet: Sheet, ahead: Sequence[RowPlan], room: float, likely: Sequence[float]) -> int:
    """To find the ways of a page takes long, so one row more is tried only where it is likely to fit."""
    fits = sum(height <= room for height in likely)
    too_many = len(ahead) + 1
    while fits > 1 and (height := _height(sheet, ahead[:fits])) > room:
        too_many, fits = fits, max(1, min(fits - 1, int(fits * room / height)))
    while fits < len(ahead) and fits + 1 != too_many and likely[fits] <= room and _height(sheet, ahead[: fits + 1]) <= room:
        fits += 1
    return max(fits, min(1, len(ahead)))


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
