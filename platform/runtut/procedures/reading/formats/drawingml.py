"""One shape of DrawingML, as Word and Excel both write it: its outline, its line ends, its frame."""

from collections.abc import Sequence
from typing import Final

from lxml import etree

from runtut.procedures.drawing.picture import Box, Point
from runtut.procedures.reading.formats.canvas import around
from runtut.procedures.reading.formats.measures import measure
from runtut.procedures.reading.formats.outlines import Seen, symbol_of
from runtut.procedures.reading.formats.placing import Frame, Window
from runtut.procedures.reading.formats.presets import capsule, is_line, way

Element = etree._Element
A: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
EMU: Final = 12_700
CURVE: Final = tuple(step / 6 for step in range(1, 7))


def emu(raw: str | None) -> float:
    """English metric units as points; nonsense is 0."""
    return measure(raw) / EMU


def frame_of(properties: Element | None, box: Box | None = None) -> Frame:
    """Of `a:xfrm`; `box` replaces the place it names where the anchor knows better."""
    xfrm = None if properties is None else properties.find(A + "xfrm")
    if xfrm is None:
        return Frame(box or Box(0, 0, 0, 0))
    own = _box(xfrm.find(A + "off"), xfrm.find(A + "ext"))
    on = ("1", "true")
    return Frame(box or own, emu(xfrm.get("rot")) * EMU / 60_000, xfrm.get("flipH") in on, xfrm.get("flipV") in on)


def window_of(properties: Element | None, outer: Box) -> Window:
    """The coordinates that the children of a group use."""
    xfrm = None if properties is None else properties.find(A + "xfrm")
    if xfrm is None or xfrm.find(A + "chExt") is None:
        return Window(Box(0, 0, outer.width, outer.height), outer)
    return Window(_box(xfrm.find(A + "chOff"), xfrm.find(A + "chExt")), outer)


def _box(off: Element | None, ext: Element | None) -> Box:
    x, y = (0.0, 0.0) if off is None else (emu(off.get("x")), emu(off.get("y")))
    return Box(x, y, *((0.0, 0.0) if ext is None else (emu(ext.get("cx")), emu(ext.get("cy")))))


def preset_of(properties: Element) -> str:
    named = properties.find(A + "prstGeom")
    return "" if named is None else named.get("prst", "")


def adjusts_of(properties: Element) -> list[float]:
    """Shares of the frame, in order: `val 50000` is a half."""
    guides = properties.findall(f"{A}prstGeom/{A}avLst/{A}gd")
    return [emu((guide.get("fmla") or "").removeprefix("val ")) * EMU / 100_000 for guide in guides]


def line_of(properties: Element, frame: Frame) -> tuple[Point, ...] | None:
    """The way of a connector or open line on the paper; None for a shape with an outline."""
    preset = preset_of(properties)
    if is_line(preset):
        return frame.place(way(preset, frame.box.width, frame.box.height, adjusts_of(properties)))
    drawn = free(properties, frame.box)
    if not drawn or (around(drawn).width > 1 and around(drawn).height > 1 and _is_closed(properties, drawn)):
        return None
    return frame.place(drawn)


def heads_of(properties: Element) -> tuple[bool, bool]:
    """Whether the first and the last end of a line carry an arrow head."""
    ends = (properties.find(f"{A}ln/{A}{end}") for end in ("headEnd", "tailEnd"))
    first, last = (end is not None and end.get("type", "none") != "none" for end in ends)
    return first, last


def seen_of(properties: Element, frame: Frame) -> Seen | None:
    preset = preset_of(properties)
    if preset:
        return capsule(preset, next(iter(adjusts_of(properties)), None))
    drawn = free(properties, frame.box)
    return symbol_of(frame.place(drawn)) if len(drawn) > 2 else None


def is_outlined(properties: Element, box_of_words: bool) -> bool:
    """Whether it shows more than its words: a line around it or a colour in it."""
    line = properties.find(A + "ln")
    filled = properties.find(A + "solidFill") is not None
    if line is None:
        return filled or not box_of_words
    return line.find(A + "noFill") is None or (filled and not box_of_words)


def free(properties: Element, box: Box) -> list[Point]:
    """The first path of a free outline, curves broken into short pieces."""
    path = properties.find(f"{A}custGeom/{A}pathLst/{A}path")
    if path is None:
        return []
    wide, high = emu(path.get("w")) or box.width, emu(path.get("h")) or box.height
    across, down = (box.width / wide if wide else 1.0), (box.height / high if high else 1.0)
    drawn: list[Point] = []
    for step in path:
        ends = [(emu(point.get("x")) * across, emu(point.get("y")) * down) for point in step.findall(A + "pt")]
        drawn += _curve([*drawn[-1:], *ends]) if step.tag.endswith("BezTo") and drawn else ends
    return drawn


def _curve(points: Sequence[Point]) -> list[Point]:
    """Points along a Bézier curve of any degree."""
    return [_along(points, share) for share in CURVE]


def _along(points: Sequence[Point], share: float) -> Point:
    while len(points) > 1:
        points = [(x + (u - x) * share, y + (v - y) * share) for (x, y), (u, v) in zip(points, points[1:], strict=False)]
    return points[0]


def _is_closed(properties: Element, drawn: Sequence[Point]) -> bool:
    path = properties.find(f"{A}custGeom/{A}pathLst/{A}path")
    shut = path is not None and path.find(A + "close") is not None
    return shut or (abs(drawn[0][0] - drawn[-1][0]) + abs(drawn[0][1] - drawn[-1][1]) < 0.5 and len(drawn) > 3)
