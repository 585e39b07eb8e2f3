"""The five official symbols in SVG, with the mark and the word of their state."""

from functools import cache
from html import escape

from runtut.procedures.drawing import metrics
from runtut.procedures.drawing.markup import attributes, check, diamond, element, number, path, pentagon
from runtut.procedures.drawing.picture import Box, Shape
from runtut.procedures.drawing.states import LOOKS, WRITTEN, look

LABEL = 2.5
FILLED, FILLED_DIAMOND = 0.9, 0.64
"""How much of its width a symbol has for a word."""


def symbol(shape: Shape, state: str | None, word: str | None) -> str:
    """A symbol of another step than the one the flow runs through keeps its outline but carries no word."""
    inside = _inside(shape, state, word) if shape.main else _tick(shape.box, state)
    kind = f"shape shape-{shape.kind}" + ("" if shape.main else f" shape-{shape.part}")
    return f'<g class="{kind}">{outline(shape, state)}{inside}</g>'


def mark(box: Box, state: str) -> str:
    """A small sample for the key."""
    sample = Shape("process", box)
    badge = _badge(box.right - 0.4, box.y + 0.3, state, 1.1)
    return outline(sample, state) + _tick(box, state, 1.8) + badge


def outline(shape: Shape, state: str | None) -> str:
    box = shape.box
    if shape.kind in ("decision", "offpage"):
        points = diamond(box) if shape.kind == "decision" else pentagon(box)
        return f'<path class="symbol" d="{path(points, closed=True)}" stroke-linejoin="round"{_looks(state)}/>'
    radius = min(box.width, box.height) / 2 if shape.kind in ("start", "end") else 0.5
    at = f'x="{number(box.x)}" y="{number(box.y)}" width="{number(box.width)}" height="{number(box.height)}"'
    return f'<rect class="symbol" {at} rx="{number(radius)}"{_looks(state)}/>'


@cache
def _looks(state: str | None) -> str:
    """There are seven; whoever draws asks for the same one dozens of times."""
    style = look(state)
    return attributes(
        fill=style.fill,
        fill_opacity=style.tint,
        stroke=style.stroke,
        stroke_width=style.width,
        stroke_opacity=style.faint if style.faint < 1 else None,
    )


def _inside(shape: Shape, state: str | None, word: str | None) -> str:
    box = shape.box
    written = word or WRITTEN.get(state or "") or shape.label
    badge = _badge(*_corner(shape), state, min(1.4, box.width / 6)) if state else ""
    if not written:
        return _tick(box, state) + badge
    tick = state == "done"
    size = word_size(shape, written, 3.0 if tick else 0.0)
    wide = metrics.width(written, size, bold=True)
    shifted = 1.5 if tick else 0.0
    label = element(
        "text",
        escape(written),
        class_="shape-word",
        x=box.cx + shifted,
        y=box.cy + size * 0.35,
        font_size=size,
        font_weight="bold" if state in LOOKS and state != "waiting" else None,
        text_anchor="middle",
        textLength=wide,  # another font may be wider than the symbol
        lengthAdjust="spacingAndGlyphs",
        fill=look(state).stroke,
    )
    return (_check(box.cx - wide / 2 - 0.6, box.cy, 2.0) if tick else "") + label + badge


def word_size(shape: Shape, written: str, kept: float = 0.0) -> float:
    """The size at which a word stands inside its symbol; `kept` is the width that something else needs."""
    room = shape.box.width * (FILLED_DIAMOND if shape.kind == "decision" else FILLED) - kept
    return metrics.fitted(written, max(room, 0.1), LABEL, bold=True)


def _tick(box: Box, state: str | None, size: float = 2.6) -> str:
    return _check(box.cx, box.cy, min(size, box.width * 0.4)) if state == "done" else ""


def _check(x: float, y: float, size: float) -> str:
    return element(
        "path",
        class_="tick",
        d=path(check(x, y, size)),
        fill="none",
        stroke=look("done").stroke,
        stroke_width=size * 0.2,
        stroke_linecap="round",
        stroke_linejoin="round",
    )


def _corner(shape: Shape) -> tuple[float, float]:
    box = shape.box
    if shape.kind == "decision":
        return box.cx + box.width * 0.29, box.cy - box.height * 0.36
    return box.right - 0.8, box.y + 0.2


def _badge(x: float, y: float, state: str | None, radius: float) -> str:
    """An exclamation mark for what is late, a turning arrow for what came back."""
    if state not in ("late", "returned"):
        return ""
    disc = element("circle", class_="badge", cx=x, cy=y, r=radius, fill=look(state).stroke)
    r = radius
    if state == "late":
        inner = f"M{x:.2f} {y - r * 0.6:.2f}V{y + r * 0.12:.2f}M{x:.2f} {y + r * 0.52:.2f}v.01"
    else:
        inner = (
            f"M{x - r * 0.5:.2f} {y - r * 0.1:.2f}A{r * 0.52:.2f} {r * 0.52:.2f} 0 1 1 {x - r * 0.3:.2f} {y + r * 0.42:.2f}"
            f"M{x - r * 0.72:.2f} {y - r * 0.5:.2f}L{x - r * 0.5:.2f} {y - r * 0.06:.2f}L{x - r * 0.06:.2f} {y - r * 0.22:.2f}"
        )
    stroke = element(
        "path", class_="badge-mark", d=inner, fill="none", stroke="#FFFFFF", stroke_width=r * 0.3, stroke_linecap="round"
    )
    return disc + stroke
