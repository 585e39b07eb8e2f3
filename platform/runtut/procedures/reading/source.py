"""What a file shows before anybody knows that it is an SOP: paragraphs and grids, each cell with its place and its marks."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

Place: TypeAlias = Mapping[str, object]
"""Where something stands in the file: any of `page`, `line`, `table`, `row`, `column`, `sheet`, `cell`; counted from 1."""


def key_of(place: Place) -> str:
    """The same place is the same key, whatever the order of its parts."""
    return ",".join(f"{name}={place[name]}" for name in sorted(place))


Symbol: TypeAlias = Literal["start", "end", "process", "decision", "terminator", "connector", "arrow", "mark"]
"""`terminator` is a capsule without a word, `connector` the off-page pentagon, `mark` says only that something stands there."""


@dataclass(frozen=True)
class Mark:
    """A drawn shape or a sign of text (`Mulai`, `□`, `↓`, `v`) inside a cell; `key` lets arrows name it."""

    symbol: Symbol
    text: str | None = None
    key: str | None = None


@dataclass(frozen=True)
class Region:
    """A part of a page that one can see: shares of the page's width and height from its upper left corner, 0 to 1."""

    page: int
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Cell:
    """A cell of a grid at its first row and column, counted from 0; a merged cell spans several. A cell of pages that a
    page break cut in two has several `regions`."""

    text: str
    row: int
    column: int
    rows: int = 1
    columns: int = 1
    marks: tuple[Mark, ...] = ()
    place: Place = field(default_factory=dict)
    regions: tuple[Region, ...] = ()


@dataclass(frozen=True)
class Arrow:
    """A drawn connector between two marks of one grid, by their keys; `label` is `Ya`, `Tidak` or what is written on it."""

    start: str
    end: str
    label: str | None = None


@dataclass(frozen=True)
class Paragraph:
    """`label` numbers and bullets are still in the text; `emphasis` is a heading or bold line."""

    text: str
    emphasis: bool = False
    place: Place = field(default_factory=dict)
    regions: tuple[Region, ...] = ()


@dataclass(frozen=True)
class Grid:
    """A table. `sure` is False where its columns were guessed from positions or from lines of text."""

    cells: tuple[Cell, ...]
    arrows: tuple[Arrow, ...] = ()
    sure: bool = True
    place: Place = field(default_factory=dict)

    @property
    def width(self) -> int:
        return max((cell.column + cell.columns for cell in self.cells), default=0)

    @property
    def height(self) -> int:
        return max((cell.row + cell.rows for cell in self.cells), default=0)


Block: TypeAlias = Paragraph | Grid


@dataclass(frozen=True)
class Source:
    """A file in reading order. `kind` is the format as it was recognised: text, html, docx, pdf or xlsx."""

    kind: str
    blocks: tuple[Block, ...]
