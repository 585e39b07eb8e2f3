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
from runtut.procedures.drawing.rows import LEAST_HEIGHT, RowPlan, plans, split
from runtut.procedures.drawing.sheet import FOOT, Sheet, compose, rows
from runtut.procedures.model import Sop

USUAL = 13.0
"""Height of a row with two lines; the first guess at how many fit on a page."""


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
    parts = _parts(sheet, paper.height)
    wider = most([needs, *(flows.of([plan.place for plan in part]).needs for part in parts)])
    if wider == needs:
        return sheet, parts
    sheet = _sheet(sop, paper, columns(words, paper, wider), flows)
    return sheet, _parts(sheet, paper.height)


def _sheet(sop: Sop, paper: Paper, placed: Columns, flows: Flows) -> Sheet:
    return Sheet(sop, paper, placed, Head(sop, paper, placed), flows, plans(sop, placed, paper.size), {}, {})


def _parts(sheet: Sheet, height: float) -> list[Sequence[RowPlan]]:
    """Fill page after page; every page takes at least one row."""
    foot = height - sheet.paper.margin - FOOT
    tallest = (foot - sheet.head.bottom(1)) / 2
    ahead = [part for plan in sheet.plans for part in split(plan, sheet.paper.size, tallest)]
    parts: list[Sequence[RowPlan]] = []
    while ahead or not parts:
        taken = _fitting(sheet, ahead, foot - sheet.head.bottom(len(parts) + 1))
        parts.append(ahead[:taken])
        ahead = ahead[taken:]
    return parts


def _fitting(sheet: Sheet, ahead: Sequence[RowPlan], room: float) -> int:
    fits = sum(height <= room for height in _least(sheet, ahead, USUAL))
    least = _least(sheet, ahead, LEAST_HEIGHT)
    too_many = len(ahead) + 1
    while fits > 1 and (height := _height(sheet, ahead[:fits])) > room:
        too_many, fits = fits, max(1, min(fits - 1, int(fits * room / height)))
    while fits < len(ahead) and fits + 1 != too_many and least[fits] <= room and _height(sheet, ahead[: fits + 1]) <= room:
        fits += 1
    return max(fits, min(1, len(ahead)))


def _least(sheet: Sheet, ahead: Sequence[RowPlan], row: float) -> list[float]:
    """How high the first row is by its words alone, the first two, and so on, when none is lower than `row`."""
    return list(accumulate(max(plan.text_height(sheet.paper.size), row) for plan in ahead))


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
