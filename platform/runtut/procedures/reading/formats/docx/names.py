"""The vocabularies of WordprocessingML, and looking into them."""

from typing import Final

from lxml import etree

from runtut.procedures.reading.formats.measures import measure

Element = etree._Element

WORD: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MARKUP: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
DRAWING: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
PLACING: Final = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
SHAPE: Final = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}"
GROUP: Final = "{http://schemas.microsoft.com/office/word/2010/wordprocessingGroup}"
CANVAS: Final = "{http://schemas.microsoft.com/office/word/2010/wordprocessingCanvas}"
VECTOR: Final = "{urn:schemas-microsoft-com:vml}"
OFFICE: Final = "{urn:schemas-microsoft-com:office:office}"

STRICT: Final = {
    "http://purl.oclc.org/ooxml/wordprocessingml/main": WORD[1:-1],
    "http://purl.oclc.org/ooxml/drawingml/main": DRAWING[1:-1],
    "http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing": PLACING[1:-1],
}


def child(element: Element | None, *path: str) -> Element | None:
    """The first child of a child, and so on; names of Word stand without their namespace."""
    for name in path:
        if element is None:
            return None
        element = element.find(name if name.startswith("{") else WORD + name)
    return element


def value(element: Element | None, name: str = "val") -> str | None:
    return None if element is None else element.get(WORD + name)


def points(raw: str | None, default: float = 0.0) -> float:
    """Twentieths of a point as points."""
    return measure(raw, default * 20) / 20


def is_on(element: Element | None) -> bool:
    """A switch like `<w:b/>`, which may also say that it is off."""
    return element is not None and (value(element) or "1") not in ("0", "false", "off", "none")
