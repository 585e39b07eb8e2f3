"""What a drawing consists of, in millimetres: boxes, texts, shapes, connectors, rows and pages.

What there are hundreds of is a tuple, which is made in a third of the time that a frozen dataclass takes.
"""

from dataclasses import dataclass
from typing import NamedTuple

from runtut.procedures.model import Sop

Point = tuple[float, float]


class Box(NamedTuple):
    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.x + self.width

    @property
    def bottom(self) -> float:
        return self.y + self.height

    @property
    def cx(self) -> float:
        return self.x + self.width / 2

    @property
    def cy(self) -> float:
        return self.y + self.height / 2

    def overlaps(self, other: "Box", slack: float = 1e-6) -> bool:
        across = self.x < other.right - slack and other.x < self.right - slack
        return across and self.y < other.bottom - slack and other.y < self.bottom - slack


class Text(NamedTuple):
    """One line of words; `x` is its anchor and `y` its baseline, `box` what it covers, `room` how wide it may be."""

    words: str
    x: float
    y: float
    size: float
    box: Box
    room: float
    role: str
    anchor: str = "start"
    bold: bool = False
    step: int | None = None
    turned: bool = False
    """Read from below to above; `x`, `y` and `anchor` mean the same as without the turn, `box` is what it covers."""


class Shape(NamedTuple):
    """A symbol: start, end, process, decision or offpage; `step` is the place of its step, None for offpage."""

    kind: str
    box: Box
    step: int | None = None
    actor: str | None = None
    part: str = "does"
    main: bool = True
    label: str | None = None


class Connector(NamedTuple):
    """An orthogonal line between two shapes of its page; kind is flow, return, join or hand."""

    kind: str
    points: tuple[Point, ...]
    source: int
    target: int
    arrow: bool
    label: Text | None = None


class Rule(NamedTuple):
    x1: float
    y1: float
    x2: float
    y2: float


class Row(NamedTuple):
    """The band of the table that belongs to one step; `step` is None where a page is continued."""

    step: int | None
    box: Box


@dataclass(frozen=True)
class Page:
    width: float
    height: float
    heads: tuple[Box, ...]
    rows: tuple[Row, ...]
    rules: tuple[Rule, ...]
    texts: tuple[Text, ...]
    shapes: tuple[Shape, ...]
    connectors: tuple[Connector, ...]
    key: Box
    """Where the key to the states may stand."""


@dataclass(frozen=True)
class Layout:
    sop: Sop
    paper: str
    pages: tuple[Page, ...]
