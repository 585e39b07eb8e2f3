"""The shapes and connectors of a sheet, placed by the cells that they are anchored to."""

from typing import Final

from lxml import etree

from runtut.procedures.drawing.picture import Box
from runtut.procedures.reading.formats.collecting import Canvas
from runtut.procedures.reading.formats.decoding import tidy
from runtut.procedures.reading.formats.drawingml import A, emu, frame_of, heads_of, is_outlined, line_of, seen_of, window_of
from runtut.procedures.reading.formats.outlines import Seen
from runtut.procedures.reading.formats.placing import Frame
from runtut.procedures.reading.formats.telling import told
from runtut.procedures.reading.formats.xlsx.cells import MOST_COLUMNS, MOST_ROWS, Sheet

Element = etree._Element
X: Final = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
MARKUP: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
LARGEST_SIGN: Final = 90.0
DEEPEST: Final = 12


def canvas_of(root: Element, sheet: Sheet, name: str = "") -> Canvas:
    canvas = Canvas(name=name)
    for anchor in root:
        if anchor.tag in (X + "twoCellAnchor", X + "oneCellAnchor", X + "absoluteAnchor"):
            box = _anchored(anchor, sheet)
            for content in anchor:
                _object(content, box, canvas, 0)
    return canvas


def _anchored(anchor: Element, sheet: Sheet) -> Box:
    start, end, extent = anchor.find(X + "from"), anchor.find(X + "to"), anchor.find(X + "ext")
    position = anchor.find(X + "pos")
    if start is not None:
        x, y = _corner(start, sheet)
    else:
        x, y = (0.0, 0.0) if position is None else (emu(position.get("x")), emu(position.get("y")))
    if end is not None:
        right, bottom = _corner(end, sheet)
        return Box(x, y, max(right - x, 0.0), max(bottom - y, 0.0))
    return Box(x, y, *((0.0, 0.0) if extent is None else (emu(extent.get("cx")), emu(extent.get("cy")))))


def _corner(corner: Element, sheet: Sheet) -> tuple[float, float]:
    """A point inside a cell; never beyond that cell."""
    column = min(_whole(corner, "col"), MOST_COLUMNS - 1)
    row = min(_whole(corner, "row"), MOST_ROWS * 10)
    box = sheet.box(row, column)
    across, down = (emu(corner.findtext(X + name)) for name in ("colOff", "rowOff"))
    return box.x + min(across, box.width), box.y + min(down, box.height)


def _whole(corner: Element, name: str) -> int:
    raw = (corner.findtext(X + name) or "0").strip()
    return int(raw) if raw.isdigit() else 0


def _object(content: Element, box: Box, canvas: Canvas, depth: int) -> None:
    if content.tag == MARKUP + "AlternateContent":
        for part in next(iter(content), ()):
            _object(part, box, canvas, depth)
    elif content.tag == X + "sp":
        _shape(content, box, canvas)
    elif content.tag == X + "cxnSp":
        _connector(content, box, canvas)
    elif content.tag == X + "grpSp" and depth < DEEPEST:
        window = window_of(content.find(X + "grpSpPr"), box)
        for part in content:
            properties = part.find(X + "grpSpPr") if part.tag == X + "grpSp" else part.find(X + "spPr")
            _object(part, window.box(frame_of(properties).box), canvas, depth + 1)
    elif content.tag == X + "pic" and max(box.width, box.height) <= LARGEST_SIGN:
        _picture(content, box, canvas)


def _picture(content: Element, box: Box, canvas: Canvas) -> None:
    """Which sign it is, its description may say."""
    named = content.find(f"{X}nvPicPr/{X}cNvPr")
    symbol = told("" if named is None else named.get("descr", "")) or "mark"
    if symbol != "arrow":
        canvas.add_figure(Seen(symbol), box, "", None)


def _frame(properties: Element, box: Box) -> Frame:
    """A shape on its side is anchored by its upright size, which only its own frame still knows."""
    own = frame_of(properties)
    if round(own.turn / 90) % 2 and own.box.width and own.box.height:
        wide, high = own.box.width, own.box.height
        return frame_of(properties, Box(box.cx - wide / 2, box.cy - high / 2, wide, high))
    return frame_of(properties, box)


def _shape(shape: Element, box: Box, canvas: Canvas) -> None:
    properties = shape.find(X + "spPr")
    if properties is None:
        return
    frame = _frame(properties, box)
    drawn = line_of(properties, frame)
    if drawn:
        canvas.add_line(drawn, heads_of(properties), None, None)
        return
    named, kind = shape.find(f"{X}nvSpPr/{X}cNvPr"), shape.find(f"{X}nvSpPr/{X}cNvSpPr")
    for_words = kind is not None and kind.get("txBox") in ("1", "true")
    name = None if named is None else named.get("id")
    outlined = is_outlined(properties, for_words) or (for_words and shape.find(X + "style") is not None)
    canvas.add(seen_of(properties, frame), frame.bounds, _words(shape), name, outlined)


def _words(shape: Element) -> str:
    lines = ("".join(part.text or "" for part in line.iter(A + "t")) for line in shape.iterfind(f"{X}txBody/{A}p"))
    return tidy("\n".join(line.strip() for line in lines if line.strip()))


def _connector(shape: Element, box: Box, canvas: Canvas) -> None:
    properties = shape.find(X + "spPr")
    if properties is None:
        return
    frame = _frame(properties, box)
    drawn = line_of(properties, frame) or frame.place([(0.0, 0.0), (frame.box.width, frame.box.height)])
    ends = (shape.find(f"{X}nvCxnSpPr/{X}cNvCxnSpPr/{A}{end}") for end in ("stCxn", "endCxn"))
    start, end = (None if each is None else each.get("id") for each in ends)
    canvas.add_line(drawn, heads_of(properties), start, end)
