"""The drawn objects that hang on a paragraph: DrawingML with its groups and canvases, or else VML."""

from collections.abc import Callable, Iterator

from runtut.procedures.drawing.picture import Box
from runtut.procedures.reading.formats.collecting import Canvas
from runtut.procedures.reading.formats.docx.names import CANVAS, GROUP, MARKUP, PLACING, SHAPE, WORD, Element
from runtut.procedures.reading.formats.docx.origins import Origin
from runtut.procedures.reading.formats.docx.vml import vector
from runtut.procedures.reading.formats.drawingml import A, emu, frame_of, heads_of, is_outlined, line_of, seen_of, window_of
from runtut.procedures.reading.formats.outlines import Seen
from runtut.procedures.reading.formats.telling import told

TextOf = Callable[[Element], str]
PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/picture}pic"
LARGEST_SIGN = 90.0
DEEPEST = 12


def objects(element: Element) -> Iterator[Element]:
    """`w:drawing` and `w:pict` of a paragraph, one of each pair of alternatives; those inside text boxes not."""
    for part in element:
        if part.tag in (WORD + "drawing", WORD + "pict", WORD + "object"):
            yield part
        elif part.tag == MARKUP + "AlternateContent":
            yield from _chosen(part)
        elif part.tag not in (WORD + "pPr", WORD + "del", WORD + "moveFrom"):
            yield from objects(part)


def _chosen(alternatives: Element) -> Iterator[Element]:
    choices = [*alternatives.findall(MARKUP + "Choice"), *alternatives.findall(MARKUP + "Fallback")]
    yield from next((found for choice in choices if (found := list(objects(choice)))), [])


def draw(holder: Element, origin: Origin, canvas: Canvas, text_of: TextOf) -> None:
    """Put what the holder shows on the canvas."""
    if holder.tag != WORD + "drawing":
        vector(holder, origin, canvas, text_of)
        return
    for anchor in holder:
        if anchor.tag == PLACING + "anchor":
            box = origin.anchored(anchor)
        else:
            extent = anchor.find(PLACING + "extent")
            box = Box(0, 0, 0, 0) if extent is None else origin.inline(emu(extent.get("cx")), emu(extent.get("cy")))
        named = anchor.find(PLACING + "docPr")
        for content in anchor.iterfind(f"{A}graphic/{A}graphicData/*"):
            if content.tag == PICTURE:
                _picture(box, canvas, "" if named is None else named.get("descr", ""))
            else:
                _object(content, box, canvas, text_of, None if named is None else named.get("id"))


def _picture(box: Box, canvas: Canvas, description: str = "") -> None:
    """A small one is a sign; its description may say which."""
    symbol = told(description) or "mark"
    if max(box.width, box.height) <= LARGEST_SIGN and symbol != "arrow":
        canvas.add_figure(Seen(symbol), box, "", None)


def _object(content: Element, box: Box, canvas: Canvas, text_of: TextOf, name: str | None, depth: int = 0) -> None:
    if content.tag == SHAPE + "wsp":
        _shape(content, box, canvas, text_of, name)
    elif content.tag in (GROUP + "wgp", GROUP + "grpSp") and depth < DEEPEST:
        _group(content, box, canvas, text_of, depth)
    elif content.tag == CANVAS + "wpc":
        for part in content:
            _object(part, _shifted(part, box), canvas, text_of, _name(part), depth + 1)
    elif content.tag == PICTURE:
        _picture(box, canvas)


def _group(group: Element, box: Box, canvas: Canvas, text_of: TextOf, depth: int) -> None:
    window = window_of(group.find(GROUP + "grpSpPr"), box)
    for part in group:
        own = frame_of(_properties(part)).box
        _object(part, window.box(own), canvas, text_of, _name(part), depth + 1)


def _shifted(part: Element, box: Box) -> Box:
    """The children of a canvas are measured from its corner."""
    own = frame_of(_properties(part)).box
    return Box(box.x + own.x, box.y + own.y, own.width, own.height)


def _properties(part: Element) -> Element | None:
    found = part.find(SHAPE + "spPr")
    return part.find(GROUP + "grpSpPr") if found is None else found


def _name(part: Element) -> str | None:
    named = part.find(SHAPE + "cNvPr")
    return None if named is None else named.get("id")


def _shape(shape: Element, box: Box, canvas: Canvas, text_of: TextOf, name: str | None) -> None:
    properties = shape.find(SHAPE + "spPr")
    if properties is None:
        return
    frame = frame_of(properties, box)
    drawn = line_of(properties, frame)
    if drawn:
        canvas.add_line(drawn, heads_of(properties), _glue(shape, "stCxn"), _glue(shape, "endCxn"))
        return
    kind = shape.find(SHAPE + "cNvSpPr")
    for_words = kind is not None and kind.get("txBox") in ("1", "true")
    held = shape.find(f"{SHAPE}txbx/{WORD}txbxContent")
    text = "" if held is None else text_of(held)
    canvas.add(seen_of(properties, frame), frame.bounds, text, name, is_outlined(properties, for_words))


def _glue(shape: Element, end: str) -> str | None:
    for holder in ("cNvCnPr", "cNvSpPr"):
        glue = shape.find(f"{SHAPE}{holder}/{A}{end}")
        if glue is not None:
            return glue.get("id")
    return None
