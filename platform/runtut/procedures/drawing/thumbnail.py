"""A tiny true drawing of the flow, for a card: symbols and lines without words."""

from runtut.procedures.drawing.markup import arrow, element, number, path, rounded
from runtut.procedures.drawing.pages import layout
from runtut.procedures.drawing.picture import Connector, Rule
from runtut.procedures.drawing.symbols import outline
from runtut.procedures.model import Sop


def thumbnail(sop: Sop) -> str:
    """Decoration beside a title that says what it is: hidden from those who hear the page."""
    (page,) = layout(sop, "thumbnail").pages
    lanes = sorted({rule.x1 for rule in page.rules if rule.x1 == rule.x2})
    drawn = [element("g", "".join(_lane(Rule(x, 0, x, page.height)) for x in lanes[1:-1]), class_="lanes")]
    drawn += [element("g", "".join(_line(connector) for connector in page.connectors), class_="connectors")]
    drawn += [element("g", "".join(outline(shape, None) for shape in page.shapes), class_="shapes")]
    return element(
        "svg",
        "".join(drawn),
        xmlns="http://www.w3.org/2000/svg",
        class_="sop-drawing sop-thumbnail",
        viewBox=f"0 0 {number(page.width)} {number(page.height)}",
        width="100%",
        aria_hidden="true",
        focusable="false",
    )


def _lane(rule: Rule) -> str:
    line = path([(rule.x1, rule.y1), (rule.x2, rule.y2)])
    return element("path", d=line, stroke="currentColor", stroke_opacity=".18", stroke_width=".5")


def _line(connector: Connector) -> str:
    line, head = arrow(connector.points) if connector.arrow else (connector.points, [])
    dashes = {"join": ".9 1.4", "return": "2.4 1.2"}.get(connector.kind)
    kind = f"connector connector-{connector.kind}"
    shaft = element(
        "path",
        class_="line",
        d=rounded(line),
        fill="none",
        stroke="currentColor",
        stroke_width=".6",
        stroke_dasharray=dashes,
    )
    tip = element("path", class_="arrow", d=path(head, closed=True), fill="currentColor") if head else ""
    return element("g", shaft + tip, class_=kind)
