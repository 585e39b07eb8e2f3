"""One layout from an SOP and a paper: widths first, then as many rows on each page as fit."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from string import ascii_uppercase

from runtut.procedures.drawing.columns import columns
from runtut.procedures.drawing.flows import Flows
from runtut.procedures.drawing.head import Head
from runtut.procedures.drawing.lanes import Needs, most
from runtut.procedures.drawing.papers import PAPERS, Paper
from runtut.procedures.drawing.picture import Layout
from runtut.procedures.drawing.rows import RowPlan, plans, split
from runtut.procedures.drawing.seating import exits
from runtut.procedures.drawing.sheet import FOOT, Sheet, body, compose
from runtut.procedures.model import Sop


def layout(sop: Sop, paper: str = "a4-landscape") -> Layout:
    """Draw for `screen` (one continuous page), `a4-` or `f4-landscape`, `a4-` or `f4-portrait`, or `thumbnail`."""
    sheet, parts = _parted(sop, PAPERS[paper])
    pages = {plan.place: number for number, part in enumerate(parts, 1) for plan in part if plan.place is not None}
    letters = _letters(sop, pages)
    sheets = [
        replace(sheet, plans=part, letters=letters, pages=pages, number=number, count=len(parts))
        for number, part in enumerate(parts, 1)
    ]
    return Layout(sop, paper, tuple(compose(each) for each in sheets))


def _parted(sop: Sop, paper: Paper) -> tuple[Sheet, list[Sequence[RowPlan]]]:
    """The widths are chosen for the flow as a whole, and once more for what the pages turn out to need."""
    flows = Flows(sop)
    needs = flows.of(range(len(sop.steps))).needs
    sheet = _sheet(sop, paper, needs, flows)
    if paper.height is None:
        return sheet, [sheet.plans]
    parts = _parts(sheet, paper.height)
    wider = most([needs, *(flows.of([plan.place for plan in part]).needs for part in parts)])
    if wider == needs:
        return sheet, parts
    sheet = _sheet(sop, paper, wider, flows)
    return sheet, _parts(sheet, paper.height)


def _sheet(sop: Sop, paper: Paper, needs: Needs, flows: Flows) -> Sheet:
    placed = columns(sop, paper, needs)
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
    fits = _guess(sheet, ahead, room)
    while fits > 1 and (height := _height(sheet, ahead[:fits])) > room:
        fits = max(1, min(fits - 1, int(fits * room / height)))
    while fits < len(ahead) and _height(sheet, ahead[: fits + 1]) <= room:
        fits += 1
    return max(fits, min(1, len(ahead)))


def _guess(sheet: Sheet, ahead: Sequence[RowPlan], room: float) -> int:
    total, fits = 0.0, 0
    for plan in ahead:
        total += max(plan.text_height(sheet.paper.size), 13.0)
        fits += total <= room
    return fits


def _height(sheet: Sheet, part: Sequence[RowPlan]) -> float:
    return body(replace(sheet, plans=part), 0.0).bottom


def _letters(sop: Sop, pages: Mapping[int, int]) -> dict[int, str]:
    """A letter for every step that is reached from another page."""
    reached = {
        target
        for place, step in enumerate(sop.steps)
        for _, target, _ in exits(sop, place)
        if step.actors and sop.steps[target].actors and pages[place] != pages[target]
    }
    return {target: _letter(at) for at, target in enumerate(sorted(reached))}


def _letter(at: int) -> str:
    round, letter = divmod(at, len(ascii_uppercase))
    return ascii_uppercase[letter] + (str(round + 1) if round else "")
