"""The lines that connectors may run on, and who already runs where.

Every row of the grid has three horizontal lines (above, through and below its symbols), every column three vertical
ones (left, through and right). The outer lines are channels that hold any number of tracks side by side; the middle
ones hold a single connector at a time. A node is a crossing of two lines; on the board it is one number, counted line
by line (the search walks over thousands of them), elsewhere it is written (horizontal line, vertical line).
"""

from collections.abc import Hashable, Sequence
from itertools import pairwise
from typing import NamedTuple, TypeAlias

from runtut.procedures.drawing.grid import Grid, Link, Seat

Node: TypeAlias = int
Edge: TypeAlias = int
"""The stretch from a node to the next one to the right: twice the node; or downwards: one more."""
State: TypeAlias = int
"""Four times a node, and the number in SIDES of the direction in which it was reached."""
Crossing: TypeAlias = tuple[int, int]
Neighbour: TypeAlias = tuple[int, State, Crossing, Edge, int, float]
"""Number of the side, the state there and its crossing, the edge if it holds a single connector (else NONE), where
`through` counts what runs across the node that is left, and the length."""
NONE = -1
LENGTH = (0.5, 1.0, 1.0, 0.5)
"""Of the stretch above a line, by the line's place in its row: the first begins with the ruling between two rows."""
Side: TypeAlias = tuple[int, int]


class Claim(NamedTuple):
    """A side of a symbol held for a way `in` or `out`; ways in that hold the same claim may merge."""

    way: str
    seat: int
    side: Side
    in_row: bool = False


UP, RIGHT, DOWN, LEFT = (-1, 0), (0, 1), (1, 0), (0, -1)
SIDES = (UP, RIGHT, DOWN, LEFT)


def is_middle(line: int) -> bool:
    return line % 3 == 1


def _edge(a: Node, b: Node) -> Edge:
    """Of two neighbours; those side by side differ by 1."""
    return 2 * a + (b - a != 1) if a < b else 2 * b + (a - b != 1)


def crossing(seat: Seat) -> Crossing:
    """Where the middle of a symbol lies."""
    return 3 * seat.row + 1, 3 * seat.col + 1


class Board:
    """`shut` has a byte for each node: symbols, and one line more below and to the right, which also lies above and left."""

    def __init__(self, grid: Grid) -> None:
        self.grid = grid
        height, width = 3 * grid.rows, 3 * grid.cols
        self.width = width + 1
        self.steps = {side: side[0] * self.width + side[1] for side in SIDES}
        """What must be added to a node to get to its neighbour on that side."""
        self.centres = [self.node(crossing(seat)) for seat in grid.seats]
        self.shut = bytearray(b"\0" * width + b"\1") * height + bytearray(b"\1" * self.width)
        for node in self.centres:
            self.shut[node] = 1
        self._neighbours: dict[Node, list[Neighbour]] = {}
        self.edge_owner: dict[Edge, Hashable] = {}
        self.turn_owner: dict[Node, Hashable] = {}
        self.through = [0] * (2 * len(self.shut))
        """How many connectors run straight across a node, twice the node: from left to right; one more: downwards."""
        self.taken: set[Edge] = set()
        self.returned_to = {link.target for link in grid.links if link.kind == "return"}
        self.ways = {link: (ways_out(link, grid), ways_in(link, grid)) for link in grid.links}
        """The sides on which each link may leave and come in."""
        self._reserve()

    def node(self, at: Crossing) -> Node:
        return at[0] * self.width + at[1]

    def port(self, seat: int, side: Side) -> Node:
        return self.centres[seat] + self.steps[side]

    def stub(self, seat: int, side: Side) -> Edge:
        """The edge between the middle of a symbol and its port."""
        return _edge(self.centres[seat], self.centres[seat] + self.steps[side])

    def _reserve(self) -> None:
        """Keep free, for each symbol, what its flow will surely need: the way in above and the ways out."""
        for link in sorted(self.grid.links, key=lambda link: link.kind == "return"):
            out, into = self.ways[link]
            for claim in (*(out if link.kind == "return" else out[:1]), into[0]):
                self.turn_owner.setdefault(self.port(claim.seat, claim.side), claim)
                self.edge_owner.setdefault(self.stub(claim.seat, claim.side), claim)

    def release(self, seat: int, side: Side) -> None:
        """Give back a side that was held for a return which left on the other side."""
        owner = Claim("out", seat, side)
        node, stub = self.port(seat, side), self.stub(seat, side)
        if self.turn_owner.get(node) == owner:
            del self.turn_owner[node]
        if self.edge_owner.get(stub) == owner:
            del self.edge_owner[stub]

    def may_run(self, a: Node, b: Node) -> bool:
        """Whether nothing bars the straight way between two nodes."""
        if 1 in self.shut[slice(*self._between(a, b))]:
            return False
        start, stop, step = self._between(a, b)
        vertical = step > 1
        single = is_middle(a % self.width if vertical else a // self.width)
        edges = range(2 * start + vertical, 2 * (stop - step) + vertical, 2 * step)
        return not single or self.edge_owner.keys().isdisjoint(edges)

    def crossed(self, a: Node, b: Node) -> bool:
        """Whether a connector runs across the straight way between two nodes, beside its ends."""
        start, stop, step = self._between(a, b)
        across = step == 1
        return any(self.through[2 * (start + step) + across : 2 * (stop - step) + across : 2 * step])

    def _between(self, a: Node, b: Node) -> tuple[Node, Node, int]:
        """Start, stop and step of the range of nodes from the lesser to the greater, both included."""
        step = self.width if (a - b) % self.width == 0 else 1
        return min(a, b), max(a, b) + step, step

    def neighbours(self, node: Node) -> Sequence[Neighbour]:
        """Found when a search first comes here; stretches beside a ruling are half as long."""
        if node not in self._neighbours:
            over, under, (down, across) = node - self.width, node + self.width, divmod(node, self.width)
            (row, one_in_row), (col, one_in_col) = (down % 3, down % 3 == 1), (across % 3, across % 3 == 1)
            around = (
                (0, 4 * over, (down - 1, across), 2 * over + 1 if one_in_col else NONE, 2 * node, LENGTH[row]),
                (1, 4 * node + 5, (down, across + 1), 2 * node if one_in_row else NONE, 2 * node + 1, LENGTH[col + 1]),
                (2, 4 * under + 2, (down + 1, across), 2 * node + 1 if one_in_col else NONE, 2 * node, LENGTH[row + 1]),
                (3, 4 * node - 1, (down, across - 1), 2 * node - 2 if one_in_row else NONE, 2 * node + 1, LENGTH[col]),
            )
            self._neighbours[node] = [neighbour for neighbour in around if not self.shut[neighbour[1] >> 2]]
        return self._neighbours[node]

    def may_turn(self, node: Node, owner: Hashable) -> bool:
        """Only on a middle line anybody owns a turn."""
        return self.turn_owner.get(node, owner) == owner

    def occupy(self, way: Sequence[Node], first: Hashable, last: Hashable) -> None:
        """Enter a route from symbol centre to symbol centre; `first` and `last` own its two stubs."""
        between = (first, last)
        edges = [_edge(a, b) for a, b in pairwise(way)]
        owners = [first, *[between] * (len(edges) - 2), last] if len(edges) > 1 else [first]
        for edge, owner in zip(edges, owners, strict=True):
            self.edge_owner.setdefault(edge, owner)
        self.taken.update(edges)
        for node, before, after in zip(way[1:], edges, edges[1:], strict=False):
            if before & 1 == after & 1:
                self.through[2 * node + (before & 1)] += 1
            elif is_middle(node // self.width) or is_middle(node % self.width):
                owner = first if node == way[1] else last if node == way[-2] else between
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
