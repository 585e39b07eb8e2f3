"""A connector's way as DrawingML: straight lines as the preset, bent ones as free lines with the corners of the drawing."""

from collections.abc import Sequence
from dataclasses import dataclass

from runtut.procedures.drawing import Box
from runtut.procedures.drawing.markup import bends
from runtut.procedures.drawing.picture import Point
from runtut.procedures.printing.docx.xml import emu


@dataclass(frozen=True)
class Geometry:
    """`box` is where the line lies on the page; `frame` what it measures before it is turned by `turn`."""

    xml: str
    box: Box
    frame: Box
    turn: str = ""


def geometry(points: Sequence[Point]) -> Geometry:
    box = _around(points)
    if len(points) == 2:
        return Geometry(_preset("straightConnector1"), box, box, _flips(points))
    return Geometry(_free(points, box), box, box)


def _around(points: Sequence[Point]) -> Box:
    left, right = min(x for x, _ in points), max(x for x, _ in points)
    top, bottom = min(y for _, y in points), max(y for _, y in points)
    return Box(left, top, right - left, bottom - top)


def _flips(points: Sequence[Point]) -> str:
    (x1, y1), (x2, y2) = points[0], points[-1]
    return (' flipH="1"' if x2 < x1 else "") + (' flipV="1"' if y2 < y1 else "")


def _preset(name: str) -> str:
    return f'<a:prstGeom prst="{name}"><a:avLst/></a:prstGeom>'


def _free(points: Sequence[Point], box: Box) -> str:
    """Orthogonal with rounded corners, in the line's own coordinates."""
    own = [(x - box.x, y - box.y) for x, y in points]
    parts = [f"<a:moveTo>{_at(own[0])}</a:moveTo>"]
    for start, corner, end in bends(own):
        parts.append(f"<a:lnTo>{_at(start)}</a:lnTo><a:quadBezTo>{_at(corner)}{_at(end)}</a:quadBezTo>")
    parts.append(f"<a:lnTo>{_at(own[-1])}</a:lnTo>")
    size = f'w="{emu(box.width)}" h="{emu(box.height)}"'
    return (
        '<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/><a:rect l="0" t="0" r="r" b="b"/>'
        f'<a:pathLst><a:path {size} fill="none">{"".join(parts)}</a:path></a:pathLst></a:custGeom>'
    )


def _at(point: Point) -> str:
    return f'<a:pt x="{emu(point[0])}" y="{emu(point[1])}"/>'
