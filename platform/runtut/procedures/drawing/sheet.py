"""Puts one page together: heading, table head, rows with their words, symbols and connectors, foot."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from runtut.procedures.drawing import metrics
from runtut.procedures.drawing.columns import PADDING, Columns
from runtut.procedures.drawing.flows import Flows
from runtut.procedures.drawing.grid import Seat
from runtut.procedures.drawing.head import Head
from runtut.procedures.drawing.outline import Outline
from runtut.procedures.drawing.papers import Paper
from runtut.procedures.drawing.picture import Box, Connector, Page, Row, Rule, Shape, Text
from runtut.procedures.drawing.rows import LEAST_HEIGHT, RowPlace, RowPlan, height_alone, place_rows
from runtut.procedures.drawing.seating import exits
from runtut.procedures.drawing.words import block
from runtut.procedures.model import Sop

FOOT = 11.0
"""Height kept below the table for the sum of times, the key and the page number."""
BAND = 10.0
COMPACT_ROW = 8.0


@dataclass(frozen=True)
class Sheet:
    """What a page is made from; `letters` and `pages` of the steps by their place; `number` of `count` pages."""

    sop: Sop
    paper: Paper
    columns: Columns
    head: Head
    flows: Flows
    plans: Sequence[RowPlan]
    letters: Mapping[int, str]
    pages: Mapping[int, int]
    number: int = 1
    count: int = 1

    @property
    def called(self) -> str:
        """A screen has no pages; a tangled flow has parts there all the same."""
        return "halaman" if self.paper.height else "bagian"

    @property
    def least_row(self) -> float:
        return LEAST_HEIGHT if self.paper.text_columns else COMPACT_ROW


@dataclass(frozen=True)
class Body:
    """The rows of a page with everything that stands in the actor columns."""

    places: Sequence[RowPlace]
    steps: Sequence[RowPlan | None]
    shapes: Sequence[Shape]
    connectors: Sequence[Connector]

    @property
    def bottom(self) -> float:
        return self.places[-1].bottom if self.places else 0.0


def rows(sheet: Sheet, top: float) -> tuple[list[RowPlan | None], list[RowPlace]]:
    """What stands in each row (None is a band of off-page marks), and where the row stands."""
    flow = sheet.flows.of([plan.place for plan in sheet.plans])
    bands = {seat.row for seat in flow.grid.seats if seat.kind == "offpage"}
    over = next((row for row in range(flow.grid.rows) if row not in bands), 0)
    steps = [None if row in bands else sheet.plans[row - over] for row in range(flow.grid.rows)]
    heights = [BAND if plan is None else plan.text_height(sheet.paper.size) for plan in steps]
    return steps, place_rows(flow.grid, flow.routes, flow.tracks, heights, sheet.columns.sizes, top, sheet.least_row)


def alone(sheet: Sheet, plan: RowPlan) -> float:
    """How high a row is where no way passes by."""
    step = None if plan.place is None else sheet.sop.steps[plan.place]
    return height_alone(plan, step, sheet.paper.size, sheet.columns.sizes, sheet.least_row)


def body(sheet: Sheet, top: float) -> Body:
    steps, places = rows(sheet, top)
    flow = sheet.flows.of([plan.place for plan in sheet.plans])
    outline = Outline(flow.grid, flow.routes, flow.tracks, sheet.columns, places, sheet.letters, sheet.sop.actors)
    return Body(places, steps, outline.shapes(), outline.connectors())


def compose(sheet: Sheet) -> Page:
    top = sheet.head.bottom(sheet.number)
    content = body(sheet, top)
    bottom = max(content.bottom, top)
    height = sheet.paper.height or bottom + (FOOT if sheet.paper.text_columns else 0.0) + sheet.paper.margin
    texts = [*sheet.head.texts(sheet.number), *_row_texts(sheet, content), *_foot(sheet, bottom)]
    texts += [text for connector in content.connectors if (text := connector.label)]
    left, width = sheet.columns.left, sheet.columns.right - sheet.columns.left
    bands = [
        Row(plan.place if plan else None, Box(left, place.y, width, place.height))
        for plan, place in zip(content.steps, content.places, strict=True)
    ]
    return Page(
        width=sheet.paper.width,
        height=height,
        heads=sheet.head.boxes(sheet.number),
        rows=tuple(bands),
        rules=(*sheet.head.rules(sheet.number), *_rules(sheet, content, top)),
        texts=tuple(texts),
        shapes=tuple(content.shapes),
        connectors=tuple(content.connectors),
        key=Box(left, bottom + FOOT / 2 + 1.2, width, FOOT / 2 - 1.4),
    )


def _rules(sheet: Sheet, content: Body, top: float) -> list[Rule]:
    left, right = sheet.columns.left, sheet.columns.right
    across = [Rule(left, place.bottom, right, place.bottom) for place in content.places]
    return across + [Rule(x, top, x, max(content.bottom, top)) for x in sheet.columns.edges]


def _row_texts(sheet: Sheet, content: Body) -> list[Text]:
    texts: list[Text] = []
    seats = sheet.flows.of([plan.place for plan in sheet.plans]).grid.seats
    over = next((row for row, plan in enumerate(content.steps) if plan), len(content.steps))
    for row, (plan, place) in enumerate(zip(content.steps, content.places, strict=True)):
        if plan is None:
            texts += _continued(sheet, place, [seat for seat in seats if seat.row == row], row < over)
            continue
        for key, lines in plan.cells.items():
            x, width = sheet.columns.texts[key]
            cell = Box(x, place.y, width, place.height)
            anchor = "middle" if key in ("no", "time") else "start"
            texts += block(lines, cell, sheet.paper.size, f"cell cell-{key}", anchor=anchor, step=plan.place)
    return texts


def _continued(sheet: Sheet, place: RowPlace, marks: Sequence[Seat], above: bool) -> list[Text]:
    """`A ke halaman 2 · B dari halaman 3` (on a screen: bagian): where each off-page mark of the row leads."""
    said = [_leads(sheet, mark.leads, mark.leave, above) for mark in marks if mark.leads is not None]
    x, width = sheet.columns.texts["text"]
    size = sheet.paper.size * 0.9
    most = max(1, int((place.height - 1) / (size * metrics.LEADING)))
    lines = metrics.clipped(" · ".join(said), width - 2 * PADDING, size, most)
    return block(lines, Box(x, place.y, width, place.height), size, "continued")


def _leads(sheet: Sheet, target: int, arrives: bool, above: bool) -> str:
    letter = sheet.letters[target]
    if not arrives:
        return f"{letter} ke {sheet.called} {sheet.pages[target]}"
    sources = (at for at in range(len(sheet.sop.steps)) if target in (to for _, to, _ in exits(sheet.sop, at)))
    found = {sheet.pages[at] for at in sources if sheet.sop.steps[at].actors}
    there = sorted(page for page in found if page != sheet.number and (page < sheet.number) == above)
    return f"{letter} dari {sheet.called} {', '.join(map(str, there))}"


def _foot(sheet: Sheet, bottom: float) -> list[Text]:
    if not sheet.paper.text_columns:
        return []
    left, right = sheet.columns.left, sheet.columns.right
    size = sheet.paper.size * 0.87
    counter = f"{sheet.called.capitalize()} {sheet.number} dari {sheet.count}" if sheet.count > 1 else ""
    aside = metrics.width(counter, size) + 4
    cell = Box(left - PADDING, bottom + 1.0, right - left - aside + 2 * PADDING, FOOT / 2 - 0.8)
    notes = metrics.clipped(sheet.head.summary, cell.width - 2 * PADDING, size, 1)
    texts = block(notes, cell, size, "foot")
    if counter:
        edge = Box(right - aside, bottom + 1.0, aside + PADDING, FOOT / 2 - 0.8)
        texts += block([counter], edge, size, "foot", anchor="end")
    return texts
