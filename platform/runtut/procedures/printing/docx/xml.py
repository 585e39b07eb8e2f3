"""Small pieces of WordprocessingML: measures, escaped words, paragraphs."""

import re
from html import escape
from typing import Final

FONT: Final = "Arial"
"""What offices have; of the same widths as the Arimo that the drawing was measured with."""

NAMESPACES: Final = " ".join(
    f'xmlns:{prefix}="{address}"'
    for prefix, address in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    }.items()
)

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def emu(millimetres: float) -> int:
    return round(millimetres * 36000)


def twips(millimetres: float) -> int:
    return round(millimetres * 1440 / 25.4)


def half_points(millimetres: float) -> int:
    """Rounded down unless it is nearly the next one: words must not grow out of their cells."""
    return max(2, int(millimetres * 144 / 25.4 + 0.1))


def lost(size: float, room: float) -> float:
    """How much narrower a line must be where its letters had to be rounded to smaller ones: so it breaks as drawn."""
    return max(0.0, room * (1 - half_points(size) / (size * 144 / 25.4)))


def said(words: str) -> str:
    """Escaped, without the characters that XML cannot hold."""
    return escape(_FORBIDDEN.sub("", words))


def run(
    words: str,
    size: float,
    *,
    bold: bool = False,
    colour: str | None = None,
    underlined: bool = False,
    hidden: bool = False,
) -> str:
    """`size` in millimetres; a line feed becomes a line break."""
    looks = f'<w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:cs="{FONT}"/>'
    looks += "<w:b/>" if bold else ""
    looks += "<w:vanish/>" if hidden else ""
    looks += f'<w:color w:val="{colour}"/>' if colour else ""
    looks += f'<w:sz w:val="{half_points(size)}"/><w:szCs w:val="{half_points(size)}"/>'
    looks += '<w:u w:val="single"/>' if underlined else ""
    text = '</w:t><w:br/><w:t xml:space="preserve">'.join(said(line) for line in words.split("\n"))
    return f'<w:r><w:rPr>{looks}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(
    content: str = "",
    *,
    line: float | None = None,
    align: str = "left",
    before: float = 0.0,
    after: float = 0.0,
    more: str = "",
    indent: str = "",
    last: str = "",
) -> str:
    """`line` in millimetres is an exact height; `more` stands where keepNext and tabs belong, `last` where sectPr does."""
    exact = f' w:line="{twips(line)}" w:lineRule="exact"' if line else ""
    spacing = f'<w:spacing w:before="{twips(before)}" w:after="{twips(after)}"{exact}/>'
    return f'<w:p><w:pPr>{more}{spacing}{indent}<w:jc w:val="{align}"/>{last}</w:pPr>{content}</w:p>'
