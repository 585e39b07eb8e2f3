"""Finds each connector its way over the board: few bends, few crossings, never through a symbol."""

from dataclasses import dataclass

from runtut.procedures.drawing.board import LEFT, RIGHT, Board, Claim, Node, centre, ways_in, ways_out
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
    way = _straight(board, link) or Search(board, link, outs, ins).way()
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


def _straight(board: Board, link: Link) -> Way | None:
    """The plain case without search: down (or along the row) in one line, or down with one sideways piece."""
    source, target = centre(board.grid.seats[link.source]), centre(board.grid.seats[link.target])
    if link.kind == "return" or link.around or board.grid.seats[link.source].kind == "offpage":
        return None
    if source[0] == target[0] and link.in_row:
        step = 1 if source[1] < target[1] else -1
        return [(source[0], across) for across in range(source[1] + step, target[1], step)]
    if source[0] < target[0] and source[1] == target[1]:
        way = [(down, source[1]) for down in range(source[0] + 1, target[0])]
        return way if _open(board, way) else None
    return None


def _open(board: Board, way: Way) -> bool:
    return all(board.may_run(a, b) for a, b in zip(way, way[1:], strict=False))
