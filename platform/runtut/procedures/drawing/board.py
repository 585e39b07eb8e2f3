"""The lines that connectors may run on, and who already runs where.

Every row of the grid has three horizontal lines (above, through and below its symbols), every column three vertical
ones (left, through and right). The outer lines are channels that hold any number of tracks side by side; the middle
ones hold a single connector at a time. A node is a crossing of two lines, written (horizontal line, vertical line).
"""

from collections import Counter
from collections.abc import Hashable
from dataclasses import dataclass
from typing import TypeAlias

from runtut.procedures.drawing.grid import Grid, Link, Seat

Node: TypeAlias = tuple[int, int]
Edge: TypeAlias = tuple[Node, bool]
"""The stretch from a node to the next one to the right, or (True) downwards."""


@dataclass(frozen=True)
class Claim:
    """A side of a symbol held for a way `in` or `out`; ways in that hold the same claim may merge."""

    way: str
    seat: int
    side: Node
    in_row: bool = False


UP, RIGHT, DOWN, LEFT = (-1, 0), (0, 1), (1, 0), (0, -1)
SIDES = (UP, RIGHT, DOWN, LEFT)


def is_middle(line: int) -> bool:
    return line % 3 == 1


def centre(seat: Seat) -> Node:
    return 3 * seat.row + 1, 3 * seat.col + 1


def edge(a: Node, b: Node) -> Edge:
    return min(a, b), a[1] == b[1]


class Board:
    def __init__(self, grid: Grid) -> None:
        self.grid = grid
        self.height, self.width = 3 * grid.rows, 3 * grid.cols
        self.symbols = {centre(seat): at for at, seat in enumerate(grid.seats)}
        self.edge_owner: dict[Edge, Hashable] = {}
        self.turn_owner: dict[Node, Hashable] = {}
        self.through: Counter[Edge] = Counter()
        self.taken: set[Edge] = set()
        self.returned_to = {link.target for link in grid.links if link.kind == "return"}
        self._reserve()

    def port(self, seat: int, side: Node) -> Node:
        down, across = centre(self.grid.seats[seat])
        return down + side[0], across + side[1]

    def _reserve(self) -> None:
        """Keep free, for each symbol, what its flow will surely need: the way in above and the ways out."""
        for link in sorted(self.grid.links, key=lambda link: link.kind == "return"):
            out, into = ways_out(link, self.grid), ways_in(link, self.grid)
            for claim in (*(out if link.kind == "return" else out[:1]), into[0]):
                self._hold(claim.seat, claim.side, claim)

    def _hold(self, seat: int, side: Node, owner: Hashable) -> None:
        node = self.port(seat, side)
        self.turn_owner.setdefault(node, owner)
        self.edge_owner.setdefault(edge(centre(self.grid.seats[seat]), node), owner)

    def release(self, seat: int, side: Node) -> None:
        """Give back a side that was held for a return which left on the other side."""
        owner = Claim("out", seat, side)
        node = self.port(seat, side)
        stub = edge(centre(self.grid.seats[seat]), node)
        if self.turn_owner.get(node) == owner:
            del self.turn_owner[node]
        if self.edge_owner.get(stub) == owner:
            del self.edge_owner[stub]

    def inside(self, node: Node) -> bool:
        return 0 <= node[0] < self.height and 0 <= node[1] < self.width

    def may_run(self, a: Node, b: Node) -> bool:
        if not self.inside(b) or b in self.symbols:
            return False
        single = is_middle(a[1]) if a[1] == b[1] else is_middle(a[0])
        return not single or edge(a, b) not in self.edge_owner

    def may_turn(self, node: Node, owner: Hashable) -> bool:
        if not (is_middle(node[0]) or is_middle(node[1])):
            return True
        return self.turn_owner.get(node, owner) == owner

    def crossings(self, node: Node, vertical: bool) -> int:
        """Connectors that already run straight across this node."""
        return self.through[node, not vertical]

    def occupy(self, way: list[Node], first: Hashable, last: Hashable) -> None:
        """Enter a route from symbol centre to symbol centre; `first` and `last` own its two stubs."""
        legs = list(zip(way, way[1:], strict=False))
        for number, (a, b) in enumerate(legs):
            owner = first if number == 0 else last if number == len(legs) - 1 else (first, last)
            self.edge_owner.setdefault(edge(a, b), owner)
            self.taken.add(edge(a, b))
        for before, node, after in zip(way, way[1:], way[2:], strict=False):
            vertical = before[1] == node[1]
            if vertical == (node[1] == after[1]):
                self.through[node, vertical] += 1
            else:
                owner = first if node == way[1] else last if node == way[-2] else (first, last)
                self.turn_owner.setdefault(node, owner)


def ways_out(link: Link, grid: Grid) -> tuple[Claim, ...]:
    """The sides on which a link may leave its source; the first is kept free for it, of a return both."""
    source, target = grid.seats[link.source], grid.seats[link.target]
    if link.kind == "return":
        return Claim("out", link.source, RIGHT), Claim("out", link.source, LEFT)
    if link.in_row:
        beside = RIGHT if source.col < target.col else LEFT
        return (Claim("out", link.source, DOWN if link.around else beside, in_row=True),)
    if source.kind != "offpage" or source.row < target.row:
        return (Claim("out", link.source, DOWN),)
    return tuple(Claim("out", link.source, side) for side in (UP, LEFT, RIGHT))


def ways_in(link: Link, grid: Grid) -> tuple[Claim, ...]:
    """The sides on which a link may reach its target; the first is kept free for it."""
    source, target = grid.seats[link.source], grid.seats[link.target]
    if link.in_row:
        beside = LEFT if source.col < target.col else RIGHT
        return (Claim("in", link.target, DOWN if link.around else beside, in_row=True),)
    upper = UP if target.kind != "offpage" or target.row > source.row else DOWN
    return tuple(Claim("in", link.target, side) for side in (upper, LEFT, RIGHT))
