"""The whole flow in one line, for the top of a page: a dot for each step, a diamond where it is decided."""

from collections.abc import Mapping
from html import escape
from itertools import pairwise

from runtut.procedures.drawing.markup import check, element, number, path
from runtut.procedures.drawing.picture import Point
from runtut.procedures.drawing.spoken import step_name
from runtut.procedures.drawing.states import look
from runtut.procedures.model import Sop, Step

PITCH, HEIGHT = 26.0, 40.0
"""Pixels: at least 24 by 24 for a finger on each step (WCAG 2.5.8)."""
LEVEL, RADIUS = 14.0, 7.0


def strip_svg(
    sop: Sop,
    states: Mapping[str, str] | None = None,
    links: Mapping[str, str] | None = None,
    current: str | None = None,
) -> str:
    """`states` and `links` go by step id; `current` is the id of the step that the page shows."""
    states, links = states or {}, links or {}
    nodes = [_node(step, place, states, links, current) for place, step in enumerate(sop.steps)]
    return element(
        "svg",
        "".join([*(_link(a, b, states) for a, b in pairwise(enumerate(sop.steps))), *nodes]),
        xmlns="http://www.w3.org/2000/svg",
        class_="sop-strip",
        viewBox=f"0 0 {number(PITCH * max(len(sop.steps), 1))} {number(HEIGHT)}",
        width=number(PITCH * max(len(sop.steps), 1)),
        height=number(HEIGHT),
        role="group" if links else "img",
        aria_label=_told(sop, states, current),
        fill="currentColor",
        font_size="10",
    )


def _told(sop: Sop, states: Mapping[str, str], current: str | None) -> str:
    done = sum(state == "done" for state in states.values())
    here = next((f"langkah {place} dari {len(sop.steps)}" for place, step in enumerate(sop.steps, 1) if _is(step, current)), "")
    return f"Alur: {here + ', ' if here else ''}{done} dari {len(sop.steps)} langkah selesai"


def _is(step: Step, current: str | None) -> bool:
    return current is not None and step.id == current


def _link(a: tuple[int, Step], b: tuple[int, Step], states: Mapping[str, str]) -> str:
    passed = states.get(a[1].id or "") == "done"
    line = [(_x(a[0]) + RADIUS + 1.5, LEVEL), (_x(b[0]) - RADIUS - 1.5, LEVEL)]
    return element(
        "path",
        class_="strip-line strip-line-done" if passed else "strip-line",
        d=path(line),
        stroke=look("done").stroke if passed else "currentColor",
        stroke_width="2" if passed else "1.2",
        stroke_opacity=None if passed else ".5",
    )


def _x(place: int) -> float:
    return PITCH * (place + 0.5)


def _node(step: Step, place: int, states: Mapping[str, str], links: Mapping[str, str], current: str | None) -> str:
    state = states.get(step.id or "")
    name = step_name(step, place, state)
    here = _is(step, current)
    drawn = element("title", escape(name)) + _hit(place) + _symbol(step, _x(place), state) + _mark(_x(place), state)
    drawn += _number(step, place, here)
    kind = " ".join(["strip-step", *([f"step-{state}"] if state else []), *(["strip-here"] if here else [])])
    at = "step" if here else None
    address = links.get(step.id or "")
    if address:
        return element("a", drawn, class_=kind, href=address, aria_label=name, aria_current=at)
    return element("g", drawn, class_=kind, aria_current=at)


def _hit(place: int) -> str:
    return element("rect", x=PITCH * place, y="0", width=PITCH, height=HEIGHT, fill_opacity="0")


def _symbol(step: Step, x: float, state: str | None) -> str:
    style = look(state)
    bold = state in ("current", "late", "returned")
    looks: dict[str, object] = {
        "class_": "symbol",
        "fill": style.fill,
        "fill_opacity": 1.0 if state == "done" else style.tint,
        "stroke": style.stroke,
        "stroke_width": "3" if bold else "1.4",
        "stroke_opacity": style.faint if style.faint < 1 else None,
    }
    if step.shape == "decision":
        r = RADIUS + 1.6
        points: list[Point] = [(x, LEVEL - r), (x + r, LEVEL), (x, LEVEL + r), (x - r, LEVEL)]
        return element("path", "", d=path(points, closed=True), **looks)
    return element("circle", "", cx=x, cy=LEVEL, r=RADIUS, **looks)


def _mark(x: float, state: str | None) -> str:
    if state == "done":
        tick = path(check(x, LEVEL, 6.5))
        return element("path", class_="tick", d=tick, fill="none", stroke="#FFFFFF", stroke_width="1.8", stroke_linecap="round")
    if state not in ("current", "late", "returned"):
        return ""
    if state == "current":
        return element("circle", class_="strip-dot", cx=x, cy=LEVEL, r="2.6", fill=look(state).stroke)
    drawn = f"M{x:.1f} 10.2v4.4m0 3v.1" if state == "late" else f"M{x + 2.6:.1f} 12v2.6h-5.4m1.8-1.9l-1.9 1.9 1.9 1.9"
    return element(
        "path",
        class_="badge-mark",
        d=drawn,
        fill="none",
        stroke=look(state).stroke,
        stroke_width="1.8",
        stroke_linecap="round",
    )


def _number(step: Step, place: int, here: bool) -> str:
    shown = str(place + 1 if step.no is None else step.no)
    underline = element("rect", class_="strip-under", x=_x(place) - 7, y="37", width="14", height="2.4", rx="1.2")
    label = element(
        "text",
        shown,
        class_="strip-number",
        x=_x(place),
        y="34",
        text_anchor="middle",
        font_weight="bold" if here else None,
        fill_opacity=None if here else ".75",
    )
    return label + (underline if here else "")
