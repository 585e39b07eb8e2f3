"""Writes a layout as SVG for a page or a file: classes for every state, no style attribute, no style element."""

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape

from runtut.procedures.drawing import metrics
from runtut.procedures.drawing.markup import arrow, element, number, path, rect, rounded, text
from runtut.procedures.drawing.pages import layout as lay_out
from runtut.procedures.drawing.picture import Box, Connector, Layout, Page, Shape, Text
from runtut.procedures.drawing.spoken import description, step_name
from runtut.procedures.drawing.states import SAID, STATES, look
from runtut.procedures.drawing.symbols import mark, symbol
from runtut.procedures.model import Sop, Step

FONTS = "Arimo, Arial, 'Liberation Sans', sans-serif"
SAFE_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]*")
BETWEEN_PAGES = 8.0
AMBER = "#9A5B00"
DASHES = {"join": ' stroke-dasharray=".5 1"', "return": ' stroke-dasharray="2 .9"'}


def svg(
    drawn: Layout | Sop,
    states: Mapping[str, str] | None = None,
    links: Mapping[str, str] | None = None,
    title: str | None = None,
    *,
    words: Mapping[str, str] | None = None,
    page: int | None = None,
    prefix: str = "sop",
    ink: str | None = None,
) -> str:
    """All pages below one another, or the one at index `page`; an SOP alone is drawn for the screen.

    `states`, `links` and `words` (a short word inside the symbol) go by step id. `prefix` keeps ids apart where two
    drawings share a page. Without `ink` the drawing takes the text colour of what surrounds it.
    """
    layout = lay_out(drawn, "screen") if isinstance(drawn, Sop) else drawn
    return Writer(layout, states or {}, links or {}, words or {}, prefix).write(title, page, ink)


class Steps:
    """What belongs to each step of a page, by the place of the step."""

    def __init__(self, page: Page) -> None:
        self.texts: dict[int | None, list[Text]] = defaultdict(list)
        self.shapes: dict[int | None, list[Shape]] = defaultdict(list)
        for line in page.texts:
            self.texts[line.step].append(line)
        for shape in page.shapes:
            self.shapes[shape.step].append(shape)


@dataclass(frozen=True)
class Writer:
    layout: Layout
    states: Mapping[str, str]
    links: Mapping[str, str]
    words: Mapping[str, str] = field(default_factory=dict)
    prefix: str = "sop"

    def write(self, title: str | None, only: int | None, ink: str | None) -> str:
        pages = self.layout.pages if only is None else self.layout.pages[only : only + 1]
        width = max(page.width for page in pages)
        height = sum(page.height for page in pages) + BETWEEN_PAGES * (len(pages) - 1)
        printed = self.layout.paper not in ("screen", "thumbnail")
        return element(
            "svg",
            self._names(title) + self._pages(pages),
            xmlns="http://www.w3.org/2000/svg",
            class_=f"sop-drawing sop-{self.layout.paper}",
            viewBox=f"0 0 {number(width)} {number(height)}",
            width=f"{number(width)}mm" if printed else "100%",
            height=f"{number(height)}mm" if printed else None,
            role="group" if self.links else "img",
            aria_labelledby=f"{self.prefix}-title",
            aria_describedby=f"{self.prefix}-desc",
            font_family=FONTS,
            fill="currentColor",
            color=ink,
        )

    def _names(self, title: str | None) -> str:
        named = title or f"Alur SOP {self.layout.sop.identity.title or 'tanpa judul'}"
        told = description(self.layout.sop, self.states)
        return element("title", escape(named), id=f"{self.prefix}-title") + element(
            "desc", escape(told), id=f"{self.prefix}-desc"
        )

    def _pages(self, pages: tuple[Page, ...]) -> str:
        written, down = [], 0.0
        for page in pages:
            moved = f"translate(0 {number(down)})" if down else None
            written.append(element("g", self._page(page), class_="sop-page", transform=moved))
            down += page.height + BETWEEN_PAGES
        return "".join(written)

    def _page(self, page: Page) -> str:
        own = Steps(page)
        heads = [rect(box, "head-back", fill="currentColor", fill_opacity=".05") for box in page.heads]
        tints = [self._tint(row.step, row.box) for row in page.rows]
        rules = "".join([f"M{number(x1)} {number(y1)} {number(x2)} {number(y2)}" for x1, y1, x2, y2 in page.rules])
        grid = element("path", class_="rules", d=rules, stroke="currentColor", stroke_opacity=".3", stroke_width=".22")
        lines = "".join(self._connector(connector) for connector in page.connectors)
        loose = "".join(text(line) for line in own.texts[None] if not line.role.startswith("label"))
        marks = "".join(symbol(shape, None, None) for shape in own.shapes[None])
        places = [place for place in dict.fromkeys(row.step for row in page.rows) if place is not None]
        steps = "".join([self._step(page, own, place) for place in places])
        drawn = element("g", lines, class_="connectors") if lines else ""
        return "".join([*heads, *tints, grid if rules else "", drawn, loose, marks, steps, self._key(page)])

    def _state(self, step: Step) -> str | None:
        return self.states.get(step.id) if step.id else None

    def _tint(self, place: int | None, box: Box) -> str:
        state = None if place is None else self._state(self.layout.sop.steps[place])
        if state not in ("current", "late", "returned"):
            return ""
        return rect(box, f"row row-{state}", fill=look(state).fill, fill_opacity=".07")

    def _connector(self, connector: Connector) -> str:
        label = text(connector.label, fill=_stroke(connector)) if connector.label else ""
        return f'<g class="connector connector-{connector.kind}">{connection(connector)}{label}</g>'

    def _step(self, page: Page, own: "Steps", place: int) -> str:
        step = self.layout.sop.steps[place]
        state, word = self._state(step), self.words.get(step.id or "")
        lines = "".join([text(line) for line in own.texts[place]])
        shapes = "".join([symbol(shape, state, word) for shape in own.shapes[place]])
        kind = f"step step-{state}" if state in STATES else "step"
        return element("g", self._linked(step, place, page, lines + shapes), class_=kind, id=self._id(step, place))

    def _linked(self, step: Step, place: int, page: Page, content: str) -> str:
        """The whole row is the target of the link."""
        address = self.links.get(step.id or "")
        if not address:
            return content
        boxes = (row.box for row in page.rows if row.step == place)
        target = "".join(rect(box, "step-target", fill_opacity="0") for box in boxes)
        name = step_name(step, place, self._state(step))
        return element("a", target + content, class_="step-link", href=address, aria_label=name)

    def _id(self, step: Step, place: int) -> str:
        stable = step.id if step.id and SAFE_ID.fullmatch(step.id) else f"row-{place + 1}"
        return f"{self.prefix}-step-{stable}"

    def _key(self, page: Page) -> str:
        """What the marks mean, in words, for the states that occur."""
        present = [state for state in STATES if state in self.states.values()]
        if not present or page is not self.layout.pages[-1] or not page.heads:
            return ""
        size, x, drawn = 2.6, page.key.x, ""
        for state in present:
            icon = Box(x, page.key.cy - 1.4, 5.0, 2.8)
            width = metrics.width(SAID[state], size)
            box = Box(icon.right + 1.2, icon.y, width, icon.height)
            words = Text(SAID[state], box.x, page.key.cy + size * 0.34, size, box, width * 2, "key-word")
            drawn += mark(icon, state) + text(words)
            x = box.right + 5.0
        return element("g", drawn, class_="key")


def connection(connector: Connector) -> str:
    """Its line and the head of its arrow, without its label; the line takes the colour of what surrounds it."""
    stroke = _stroke(connector)
    line, head = arrow(connector.points) if connector.arrow else (connector.points, [])
    look = f'fill="none" stroke="{stroke}" stroke-width=".38"{DASHES.get(connector.kind, "")}'
    drawn = f'<path class="line" d="{rounded(line)}" {look}/>'
    return drawn + f'<path class="arrow" d="{path(head, closed=True)}" fill="{stroke}"/>' if head else drawn


def _stroke(connector: Connector) -> str:
    return AMBER if connector.kind == "return" else "currentColor"
