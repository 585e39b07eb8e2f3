"""Small pieces of SVG: numbers, escaped words, elements, and the paths of symbols, lines and marks."""

import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from html import escape

from runtut.procedures.drawing.picture import Box, Point, Text

SPECIAL = re.compile(r"""[&<>"']""")
REMEMBERED = 8192
ROUNDING = 1.3
ARROW = 1.9
CONDENSED_FROM = 0.8
"""A line that fills more of its room than this is pinned to its width, in case another font is used."""


@lru_cache(REMEMBERED)
def number(value: float) -> str:
    """At most two decimals. Three of four numbers of a drawing occur in it more than once."""
    written = f"{value:.2f}"
    if written[-1] != "0":
        return written
    short = written.rstrip("0").rstrip(".")
    return "0" if short == "-0" else short


def element(tag: str, /, content: str = "", **attributes: object) -> str:
    """`class_` and `stroke_width` become `class` and `stroke-width`; an attribute that is None is left out."""
    written = _attributes(attributes)
    return f"<{tag}{written}>{content}</{tag}>" if content else f"<{tag}{written}/>"


def attributes(**given: object) -> str:
    """As `element` writes them, for several elements that have the same ones."""
    return _attributes(given)


def _attributes(given: Mapping[str, object]) -> str:
    return "".join([f' {_name(key)}="{_attribute(value)}"' for key, value in given.items() if value is not None])


@cache
def _name(key: str) -> str:
    """There are some forty."""
    return key.rstrip("_").replace("_", "-")


def _attribute(value: object) -> str:
    if isinstance(value, float):
        return number(value)
    return escaped(str(value))


def escaped(words: str) -> str:
    """Most words have nothing that must be; to find that out takes less than to replace nothing five times."""
    return escape(words) if SPECIAL.search(words) else words


def rect(box: Box, class_: str, radius: float | None = None, **more: object) -> str:
    return element("rect", "", class_=class_, x=box.x, y=box.y, width=box.width, height=box.height, rx=radius, **more)


def text(line: Text, class_: str | None = None, **more: object) -> str:
    """Written out, since most of a drawing are lines of words."""
    words, left, base, size, box, room, role, anchor, bold, _, turned = line
    x, y = number(left), number(base)
    written = f'<text class="{class_ or role}" x="{x}" y="{y}" font-size="{number(size)}"'
    if anchor != "start":
        written += f' text-anchor="{anchor}"'
    if bold:
        written += ' font-weight="bold"'
    if turned:
        written += f' transform="rotate(-90 {x} {y})"'
    elif box.width > CONDENSED_FROM * room:
        written += f' textLength="{number(box.width)}" lengthAdjust="spacingAndGlyphs"'
    if more:
        written += _attributes(more)
    return f"{written}>{escaped(words)}</text>" if words else f"{written}/>"


def path(points: Sequence[Point], closed: bool = False) -> str:
    drawn = " ".join([f"{number(x)} {number(y)}" for x, y in points])
    return f"M{drawn}" + ("Z" if closed else "")


def rounded(points: Sequence[Point]) -> str:
    """An orthogonal line with rounded corners."""
    turns = [
        f"L{number(x1)} {number(y1)}Q{number(x)} {number(y)} {number(x2)} {number(y2)}"
        for (x1, y1), (x, y), (x2, y2) in bends(points)
    ]
    (first, above), (last, below) = points[0], points[-1]
    return f"M{number(first)} {number(above)}{''.join(turns)}L{number(last)} {number(below)}"


def bends(points: Sequence[Point]) -> list[tuple[Point, Point, Point]]:
    """Where each rounded corner begins, the corner itself, and where it ends."""
    found = []
    for before, corner, after in zip(points, points[1:], points[2:], strict=False):
        (x0, y0), (x, y), (x1, y1) = before, corner, after
        came, goes = abs(x - x0) + abs(y - y0), abs(x1 - x) + abs(y1 - y)  # one of the two is nothing: no piece is aslant
        radius = min(ROUNDING, came / 2, goes / 2)
        back, on = radius / (came or 1.0), radius / (goes or 1.0)
        found.append(((x + (x0 - x) * back, y + (y0 - y) * back), corner, (x + (x1 - x) * on, y + (y1 - y) * on)))
    return found


def arrow(points: Sequence[Point]) -> tuple[list[Point], list[Point]]:
    """The line cut short, and the head whose tip is where the line ended."""
    (x0, y0), tip = points[-2], points[-1]
    x, y = tip
    gap = abs(x - x0) + abs(y - y0)
    length = min(ARROW, gap * 0.8)
    back = length / (gap or 1.0)
    base_x, base_y, across = x + (x0 - x) * back, y + (y0 - y) * back, length * 0.42
    wings = [(base_x, base_y - across), (base_x, base_y + across)]
    if x0 == x:
        wings = [(base_x - across, base_y), (base_x + across, base_y)]
    return [*points[:-1], (x + (x0 - x) * back * 0.7, y + (y0 - y) * back * 0.7)], [tip, *wings]


def check(x: float, y: float, size: float) -> list[Point]:
    return [(x - size * 0.5, y), (x - size * 0.12, y + size * 0.38), (x + size * 0.55, y - size * 0.42)]


def diamond(box: Box) -> list[Point]:
    return [(box.cx, box.y), (box.right, box.cy), (box.cx, box.bottom), (box.x, box.cy)]


def pentagon(box: Box) -> list[Point]:
    """The off-page connector: a box with a point below."""
    waist = box.y + box.height * 0.58
    return [(box.x, box.y), (box.right, box.y), (box.right, waist), (box.cx, box.bottom), (box.x, waist)]
