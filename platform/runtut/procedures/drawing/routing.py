"""Finds each connector its way over the board: few bends, few crossings, never through a symbol."""

from dataclasses import dataclass

from runtut.procedures.drawing.board import LEFT, RIGHT, UP, Board, Claim, Node, centre, edge, ways_in, ways_out
from runtut.procedures.drawing.grid import Grid, Link
from runtut.procedures.drawing.search import Search, Way


@dataclass(frozen=True)
class Route:
    """A way from symbol centre to symbol centre, node by node."""

    link: Link
    nodes: tuple[Node, ...]

    @property
    def corners(self) -> tuple[Node, ...]:
        inner = zip(self.nodes, self.nodes[1:], self.nodes[2:], strict=False)
        turns = (node for before, node, after in inner if (before[0] == node[0]) != (node[0] == after[0]))
        return self.nodes[0], *turns, self.nodes[-1]

    @property
    def leaves(self) -> Node:
        return self.nodes[1][0] - self.nodes[0][0], self.nodes[1][1] - self.nodes[0][1]


def route(grid: Grid) -> list[Route]:
    board = Board(grid)
    return [Route(link, tuple(_lay(board, link))) for link in sorted(grid.links, key=lambda link: _urgency(link, grid))]


def _urgency(link: Link, grid: Grid) -> tuple[int, int, int, int]:
    source, target = grid.seats[link.source], grid.seats[link.target]
    kinds = {"join": 0, "hand": 0, "flow": 1, "return": 2}
    return kinds[link.kind] + link.around * 3, abs(target.row - source.row), source.row, link.source


def _lay(board: Board, link: Link) -> Way:
    outs, ins = ways_out(link, board.grid), ways_in(link, board.grid)
    way = _plain(board, link) or Search(board, link, outs, ins).way()
    source, target = centre(board.grid.seats[link.source]), centre(board.grid.seats[link.target])
    whole = [source, *way, target]
    left, entered = _side(source, way[0]), _side(target, way[-1])
    board.occupy(whole, _claim(outs, left), _claim(ins, entered))
    if link.kind == "return":
        board.release(link.source, LEFT if left == RIGHT else RIGHT)
    return whole


def _side(symbol: Node, port: Node) -> Node:
    return port[0] - symbol[0], port[1] - symbol[1]


def _claim(choice: tuple[Claim, ...], side: Node) -> Claim:
    return next(claim for claim in choice if claim.side == side)


def _plain(board: Board, link: Link) -> Way | None:
    """The ways that need no search, because none could be better: straight, or down and in at a side, or in from above."""
    source, target = centre(board.grid.seats[link.source]), centre(board.grid.seats[link.target])
    if link.kind == "return" or link.around or board.grid.seats[link.source].kind == "offpage":
        return None
    if source[0] == target[0] and link.in_row:
        step = 1 if source[1] < target[1] else -1
        return [(source[0], across) for across in range(source[1] + step, target[1], step)]
    if source[0] >= target[0]:
        return None
    if source[1] == target[1]:
        way = [(down, source[1]) for down in range(source[0] + 1, target[0])]
        return way if _open(board, way) else None
    return _sideways(board, link, source, target) or _from_above(board, link, source, target)


def _sideways(board: Board, link: Link, source: Node, target: Node) -> Way | None:
    """One bend; not where a return wants that side, or another way already comes in there."""
    step = 1 if source[1] < target[1] else -1
    way = [(down, source[1]) for down in range(source[0] + 1, target[0] + 1)]
    way += [(target[0], across) for across in range(source[1] + step, target[1], step)]
    wanted = link.target in board.returned_to
    return way if not wanted and _free(board, link, way, LEFT if step > 0 else RIGHT) else None


def _from_above(board: Board, link: Link, source: Node, target: Node) -> Way | None:
    """Two bends, the first just above the row of the target."""
    step = 1 if source[1] < target[1] else -1
    way = [(down, source[1]) for down in range(source[0] + 1, target[0])]
    way += [(target[0] - 1, across) for across in range(source[1] + step, target[1] + step, step)]
    return way if _free(board, link, way, UP) else None


def _free(board: Board, link: Link, way: Way, side: Node) -> bool:
    """Nobody is crossed or met on the way, and its end is open to it."""
    claim = Claim("in", link.target, side)
    goal = centre(board.grid.seats[link.target])
    stub = edge(goal, way[-1])
    if stub in board.taken or board.edge_owner.get(stub, claim) != claim or not _open(board, way):
        return False
    steps = zip(way, way[1:], [*way[2:], goal], strict=False)
    return all(_passes(board, *step, claim if step[1] == way[-1] else None) for step in steps)


def _passes(board: Board, before: Node, node: Node, after: Node, claim: Claim | None) -> bool:
    vertical = before[1] == node[1]
    if vertical == (node[1] == after[1]):
        return claim is not None or not board.crossings(node, vertical)
    return board.may_turn(node, claim)


def _open(board: Board, way: Way) -> bool:
    return all(board.may_run(a, b) for a, b in zip(way, way[1:], strict=False))
