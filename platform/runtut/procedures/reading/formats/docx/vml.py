"""Shapes as Word 97 to 2007 wrote them: VML with its styles, groups and numbered shape types."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from runtut.procedures.drawing.picture import Box, Point
from runtut.procedures.reading.formats.collecting import Canvas
from runtut.procedures.reading.formats.docx.names import OFFICE, VECTOR, WORD, Element
from runtut.procedures.reading.formats.docx.origins import Origin
from runtut.procedures.reading.formats.measures import measure
from runtut.procedures.reading.formats.outlines import Seen
from runtut.procedures.reading.formats.placing import Frame, Window
from runtut.procedures.reading.formats.presets import VECTOR_TYPES, capsule, is_line, way

TextOf = Callable[[Element], str]
LENGTH = re.compile(r"\s*(-?[\d.]+)\s*(pt|in|cm|mm|px|pc|em|)")
UNITS = {"pt": 1.0, "in": 72.0, "cm": 72 / 2.54, "mm": 72 / 25.4, "px": 0.75, "pc": 12.0, "em": 12.0, "": 0.75}
NAMED = {"rect": "rect", "roundrect": "roundRect", "oval": "ellipse", "line": "line", "polyline": "polyline"}
KIND = re.compile(r"_x0000_t(\d{1,3})$")
DEEPEST = 12


@dataclass(frozen=True)
class Look:
    """One shape with its style taken apart."""

    shape: Element
    style: dict[str, str]
    preset: str
    frame: Frame


def vector(holder: Element, origin: Origin, canvas: Canvas, text_of: TextOf) -> None:
    for shape in holder:
        _draw(shape, origin, None, canvas, text_of, 0)


def _draw(shape: Element, origin: Origin, window: Window | None, canvas: Canvas, text_of: TextOf, depth: int) -> None:
    style = _style(shape)
    name = shape.tag.removeprefix(VECTOR)
    if name == "group" and depth < DEEPEST:
        inner = _window(shape, _placed(style, origin, window))
        for part in shape:
            _draw(part, origin, inner, canvas, text_of, depth + 1)
    elif name in NAMED or name == "shape":
        preset = NAMED.get(name) or _preset(shape)
        frame = Frame(_placed(style, origin, window), _turn(style), "x" in style.get("flip", ""), "y" in style.get("flip", ""))
        _add(Look(shape, style, preset, frame), origin, window, canvas, text_of)


def _add(look: Look, origin: Origin, window: Window | None, canvas: Canvas, text_of: TextOf) -> None:
    heads = _heads(look.shape)
    if look.preset in ("line", "polyline") and look.shape.tag != VECTOR + "shape":
        canvas.add_line(_free(look, origin, window), heads, None, None)
    elif is_line(look.preset):
        box = look.frame.box
        drawn = way(look.preset, box.width, box.height, _adjusts(look.shape))
        canvas.add_line(look.frame.place(drawn), heads, None, None)
    elif look.preset:
        held = look.shape.find(f"{VECTOR}textbox/{WORD}txbxContent")
        text = "" if held is None else text_of(held)
        seen = Seen("process") if look.preset == "textbox" else capsule(look.preset, _arc(look.shape))
        canvas.add(seen, look.frame.bounds, text, look.shape.get("id"), _is_outlined(look.shape))


def _preset(shape: Element) -> str:
    """By its type; a shape of another make is told by nothing but its place."""
    kind = KIND.search(shape.get("type", "")) or KIND.search(f"_x0000_t{shape.get(OFFICE + 'spt', '')}")
    return VECTOR_TYPES.get(int(kind[1]), "") if kind else ""


def _style(shape: Element) -> dict[str, str]:
    pairs = (each.partition(":") for each in shape.get("style", "").split(";"))
    return {name.strip().lower(): given.strip() for name, _, given in pairs}


def length(raw: str | None, default: float = 0.0) -> float:
    """A length of VML as points."""
    found = LENGTH.match(raw or "")
    return measure(found[1], default) * UNITS[found[2]] if found else default


def _placed(style: dict[str, str], origin: Origin, window: Window | None) -> Box:
    """In a group by bare numbers; else by margins from what the style names."""
    if window is not None:
        left, top, wide, high = (measure(LENGTH.sub(r"\1", style.get(key, "0"))) for key in ("left", "top", "width", "height"))
        return window.box(Box(left, top, wide, high))
    wide, high = length(style.get("width")), length(style.get("height"))
    if style.get("position") != "absolute":
        return origin.inline(wide, high)
    across = _frame(style, "horizontal", "column")
    left = origin.across(
        across, _offset(style, "margin-left", "left", "horizontal"), style.get("mso-position-horizontal", ""), wide
    )
    down = _frame(style, "vertical", "paragraph")
    top = origin.down(down, _offset(style, "margin-top", "top", "vertical"), style.get("mso-position-vertical", ""), high)
    return Box(left, top, wide, high)


def _frame(style: dict[str, str], axis: str, default: str) -> str:
    named = style.get(f"mso-position-{axis}-relative", "text")
    return default if named in ("text", "char", "line") else named


def _offset(style: dict[str, str], margin: str, side: str, axis: str) -> float | None:
    if style.get(f"mso-position-{axis}", "absolute") not in ("absolute", ""):
        return None
    return length(style.get(margin)) + length(style.get(side))


def _window(group: Element, outer: Box) -> Window:
    x, y = _pair(group.get("coordorigin"), (0.0, 0.0))
    wide, high = _pair(group.get("coordsize"), (1000.0, 1000.0))
    return Window(Box(x, y, wide, high), outer)


def _pair(raw: str | None, default: Point) -> Point:
    parts = (raw or "").split(",")
    return (measure(parts[0]), measure(parts[1])) if len(parts) == 2 else default


def _free(look: Look, origin: Origin, window: Window | None) -> tuple[Point, ...]:
    """The ends of a line, or the corners of a polyline, measured like margins."""
    if look.preset == "line":
        pairs = [(look.shape.get(end) or "0,0").split(",") for end in ("from", "to")]
    else:
        flat = re.split(r"[,\s]+", look.shape.get("points", "").strip())
        pairs = [flat[at : at + 2] for at in range(0, len(flat) - 1, 2)]
    pairs = [pair for pair in pairs if len(pair) == 2] or [["0", "0"]]
    if window is not None:
        boxes = [window.box(Box(measure(LENGTH.sub(r"\1", x)), measure(LENGTH.sub(r"\1", y)), 0, 0)) for x, y in pairs]
        return tuple((box.x, box.y) for box in boxes)
    left = origin.across(_frame(look.style, "horizontal", "column"), 0.0, "", 0.0)
    top = origin.down(_frame(look.style, "vertical", "paragraph"), 0.0, "", 0.0)
    return tuple((left + length(x), top + length(y)) for x, y in pairs)


def _heads(shape: Element) -> tuple[bool, bool]:
    stroke = shape.find(VECTOR + "stroke")
    if stroke is None:
        return False, False
    first, last = (stroke.get(end, "none") != "none" for end in ("startarrow", "endarrow"))
    return first, last


def _turn(style: dict[str, str]) -> float:
    raw = style.get("rotation", "0")
    return measure(raw.removesuffix("fd")) / 65536 if raw.endswith("fd") else measure(raw)


def _adjusts(shape: Element) -> list[float]:
    return [measure(part) / 21600 for part in shape.get("adj", "").split(",") if part.strip()]


def _arc(shape: Element) -> float | None:
    raw = shape.get("arcsize")
    if raw is None:
        return None
    if raw.endswith("f"):
        return measure(raw[:-1]) / 65536
    return measure(raw.rstrip("%")) / (100 if raw.endswith("%") else 1)


def _is_outlined(shape: Element) -> bool:
    bare = [shape.get(what, "t") in ("f", "false") for what in ("stroked", "filled")]
    return not bare[0] or (not bare[1] and _preset(shape) != "textbox")
