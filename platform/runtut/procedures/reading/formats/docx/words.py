"""The words of a paragraph as they are read, without those of the text boxes that hang on it."""

from collections.abc import Iterator
from math import ceil

from runtut.procedures.drawing import metrics
from runtut.procedures.reading.formats.decoding import tidy
from runtut.procedures.reading.formats.docx.names import MARKUP, VECTOR, WORD, Element, child, is_on, value
from runtut.procedures.reading.formats.docx.numbering import Numbering
from runtut.procedures.reading.formats.docx.styles import Styles
from runtut.procedures.reading.formats.measures import measure

SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "softHyphen": "", "ptab": "\t"}
HIDDEN = frozenset(
    WORD + name for name in ("del", "moveFrom", "drawing", "pict", "object", "pPr", "rPr", "delText", "instrText")
)
SHORT_WORDS = frozenset(["dan", "atau", "di", "ke", "dari", "yang", "untuk", "pada", "dengan", "oleh", "serta", "per"])
HIDDEN_TOO = frozenset((MARKUP + "AlternateContent", VECTOR + "shape"))


def words_of(paragraph: Element) -> str:
    return tidy("".join(_parts(paragraph)))


def _parts(element: Element) -> Iterator[str]:
    for part in element:
        name = part.tag.removeprefix(WORD)
        if part.tag in HIDDEN or part.tag in HIDDEN_TOO or _is_hidden(part):
            continue
        if name == "t":
            yield part.text or ""
        elif name in SIGNS:
            yield "" if value(part, "type") in ("page", "column") else SIGNS[name]
        elif name == "sym":
            yield _sign(value(part, "char"))
        else:
            yield from _parts(part)


def _is_hidden(part: Element) -> bool:
    """A run that Word neither shows nor prints."""
    return part.tag == WORD + "r" and is_on(child(part, "rPr", "vanish"))


def _sign(code: str | None) -> str:
    """A sign of Wingdings or Symbol by its place in the private area, where it is recognised."""
    try:
        return chr(int(code or "", 16))
    except (ValueError, OverflowError):
        return ""


def labelled(paragraph: Element, numbering: Numbering) -> str:
    """With the number or bullet that Word puts before it."""
    label, text = tidy(numbering.label(paragraph)), words_of(paragraph).strip("\n")
    return f"{label} {text}".strip(" ") if label else text.strip()


def mended(text: str, paragraph: Element, styles: Styles, width: float) -> str:
    """A word that somebody broke by hand because its column is narrow is one word again."""
    if "\n" not in text:
        return text
    size, bold, room = styles.size(paragraph), styles.is_emphatic(paragraph), room_of(paragraph, width)
    above, *rest = text.split("\n")
    for below in rest:
        above += ("" if _is_broken(above.rsplit("\n")[-1], below, size, bold, room) else "\n") + below
    return above


def _is_broken(above: str, below: str, size: float, bold: bool, room: float) -> bool:
    """It stands alone, its next letter would not have fitted, and it begins no word of its own."""
    rest = (below.split() or [""])[0]
    full = metrics.width(above + rest[:1], size, bold) > 0.93 * room
    return " " not in above and above[-1:].isalpha() and rest[:1].islower() and full and rest not in SHORT_WORDS


def room_of(paragraph: Element, width: float) -> float:
    """What the indents of a paragraph leave of a width."""
    indent = child(paragraph, "pPr", "ind")
    sides = measure(value(indent, "left") or value(indent, "start")) + measure(value(indent, "right") or value(indent, "end"))
    return width - sides / 20


def height_of(paragraph: Element, styles: Styles, width: float) -> float:
    """In points, as the widths of Arial let it break into lines."""
    size = styles.size(paragraph)
    room = max(room_of(paragraph, width), size)
    lines = sum(max(1, ceil(metrics.width(line, size) / room - 0.02)) for line in words_of(paragraph).split("\n"))
    return lines * styles.line(paragraph) + styles.space(paragraph, "before") + styles.space(paragraph, "after")
