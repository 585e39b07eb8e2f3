"""Symbols in rows and actor columns, and the connections between them."""

from dataclasses import dataclass, field
from typing import NamedTuple


class Seat(NamedTuple):
    """A symbol in its cell of the grid."""

    row: int
    col: int
    kind: str
    place: int | None = None
    part: str = "does"
    entry: bool = False
    leave: bool = False
    leads: int | None = None
    """Of an off-page mark: the place of the step that it stands for."""


class Link(NamedTuple):
    """A connection between two seats: flow, return, join (takes part) or hand (receives, signs)."""

    kind: str
    source: int
    target: int
    label: str | None = None
    around: bool = False
    """A link to a neighbour that must go below because the way out of a decision lies between."""

    @property
    def in_row(self) -> bool:
        return self.kind in ("join", "hand")

    @property
    def arrow(self) -> bool:
        return self.kind != "join"


@dataclass
class Grid:
    rows: int
    cols: int
    seats: list[Seat] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    cells: dict[tuple[int, int], int] = field(default_factory=dict)

    def sit(self, seat: Seat) -> int:
        self.cells[seat.row, seat.col] = len(self.seats)
        self.seats.append(seat)
        return len(self.seats) - 1
