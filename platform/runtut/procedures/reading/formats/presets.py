"""What the named shapes of DrawingML and VML stand for in a flow chart, and the ways that named connectors take."""

from collections.abc import Sequence
from typing import Final

from runtut.procedures.drawing.picture import Point
from runtut.procedures.reading.formats.outlines import Seen

SHAPES: Final[dict[str, Seen]] = {
    **dict.fromkeys(("flowChartTerminator", "ellipse"), Seen("terminator")),
    **dict.fromkeys(("roundRect", "flowChartAlternateProcess", "round2SameRect"), Seen("process", rounded=True)),
    **dict.fromkeys(
        (
            "rect",
            "flowChartProcess",
            "flowChartPredefinedProcess",
            "flowChartDocument",
            "flowChartMultidocument",
            "flowChartInputOutput",
            "flowChartManualOperation",
            "flowChartManualInput",
            "flowChartInternalStorage",
            "flowChartPreparation",
            "parallelogram",
            "hexagon",
            "foldedCorner",
            "snip1Rect",
        ),
        Seen("process"),
    ),
    **dict.fromkeys(("diamond", "flowChartDecision"), Seen("decision")),
    **dict.fromkeys(("flowChartOffpageConnector", "flowChartConnector", "homePlate", "pentagon"), Seen("connector")),
    **dict.fromkeys(
        ("downArrow", "upArrow", "leftArrow", "rightArrow", "bentArrow", "uturnArrow", "upDownArrow"), Seen("arrow")
    ),
    **dict.fromkeys(
        ("leftRightArrow", "bentUpArrow", "curvedRightArrow", "curvedLeftArrow", "notchedRightArrow"), Seen("arrow")
    ),
    **dict.fromkeys(("chevron", "flowChartSort", "flowChartDelay", "star5", "triangle", "octagon", "can"), Seen("mark")),
}

VECTOR_TYPES: Final = {
    1: "rect", 2: "roundRect", 3: "ellipse", 4: "diamond", 7: "parallelogram", 9: "hexagon", 13: "rightArrow", 15: "homePlate",
    20: "line", 32: "straightConnector1", 33: "bentConnector2", 34: "bentConnector3", 35: "bentConnector4",
    36: "bentConnector5", 37: "bentConnector2", 38: "bentConnector3", 39: "bentConnector4", 40: "bentConnector5",
    56: "pentagon", 65: "foldedCorner", 66: "leftArrow", 67: "downArrow", 68: "upArrow", 69: "leftRightArrow",
    91: "bentArrow", 101: "uturnArrow", 109: "flowChartProcess", 110: "flowChartDecision", 111: "flowChartInputOutput",
    112: "flowChartPredefinedProcess", 113: "flowChartInternalStorage", 114: "flowChartDocument", 116: "flowChartTerminator",
    117: "flowChartPreparation", 118: "flowChartManualInput", 119: "flowChartManualOperation", 120: "flowChartConnector",
    176: "flowChartAlternateProcess", 177: "flowChartOffpageConnector", 202: "textbox",
}  # fmt: skip
"""The numbers after `#_x0000_t` in VML (ECMA-376 part 4, `o:spt`)."""


def is_line(preset: str) -> bool:
    return preset.startswith(("line", "straightConnector", "bentConnector", "curvedConnector"))


def capsule(preset: str, adjust: float | None) -> Seen | None:
    """Corners rounded to the full are a capsule."""
    found = SHAPES.get(preset)
    if preset == "roundRect" and adjust is not None and not 0.05 <= adjust < 0.4:
        return Seen("terminator" if adjust >= 0.4 else "process")
    return found


def way(preset: str, width: float, height: float, adjusts: Sequence[float]) -> list[Point]:
    """The corners of a connector in its own frame, before it is turned or mirrored; adjusts are shares of the frame."""
    a, b, c = [*adjusts, *(0.5, 0.5, 0.5)[len(adjusts) :]][:3]
    middle = {
        "2": [(1.0, 0.0)],
        "3": [(a, 0.0), (a, 1.0)],
        "4": [(a, 0.0), (a, b), (1.0, b)],
        "5": [(a, 0.0), (a, b), (c, b), (c, 1.0)],
    }
    inner = [] if preset.startswith(("line", "straight")) else middle.get(preset[-1], [])
    return [(x * width, y * height) for x, y in [(0.0, 0.0), *inner, (1.0, 1.0)]]
