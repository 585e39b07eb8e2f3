"""Finds each connector its way over the board: few bends, few crossings, never through a symbol."""

from dataclasses import dataclass
from itertools import pairwise

from runtut.procedures.drawing.board import LEFT, RIGHT, UP, Board, Claim, Crossing, Node, Side, crossing
from runtut.procedures.drawing.grid import Grid, Link
from runtut.procedures.drawing.search import Search, Way


@dataclass(frozen=True)
class Route:
    """A way from symbol centre to symbol centre, with the sides of the symbols on which it leaves and comes in."""

    link: Link
    corners: tuple[Crossing, ...]
    leaves: Side
    enters: Side


def route(grid: Grid) -> list[Route]:
    board = Board(grid)
    return [_lay(board, link) for link in sorted(grid.links, key=lambda link: _urgency(link, grid))]


def _urgency(link: Link, grid: Grid) -> tuple[int, int, int, int]:
    source, target = grid.seats[link.source], grid.seats[link.target]
    kinds = {"join": 0, "hand": 0, "flow": 1, "return": 2}
    return kinds[link.kind] + link.around * 3, abs(target.row - source.row), source.row, link.source


def _lay(board: Board, link: Link) -> Route:
    outs, ins = board.ways[link]
    way = _plain(board, link) or Search(board, link).way()
    source, target = board.centres[link.source], board.centres[link.target]
    out = next(claim for claim in outs if board.steps[claim.side] == way[0] - source)
    into = next(claim for claim in ins if board.steps[claim.side] == way[-1] - target)
    board.occupy([source, *way, target], out, into)
    if link.kind == "return":
        board.release(link.source, LEFT if out.side == RIGHT else RIGHT)
    return Route(link, _corners(board, [source, *way, target]), out.side, into.side)


def _corners(board: Board, way: Way) -> tuple[Crossing, ...]:
    steps = [b - a for a, b in pairwise(way)]
    turns = [node for node, before, after in zip(way[1:], steps, steps[1:], strict=False) if before != after]
    return tuple([divmod(node, board.width) for node in (way[0], *turns, way[-1])])


def _plain(board: Board, link: Link) -> Way | None:
    """The ways that need no search, because none could be better: straight, or down and in at a side, or in from above."""
    if link.kind == "return" or link.around or board.grid.seats[link.source].kind == "offpage":
        return None
    source, target = (crossing(board.grid.seats[seat]) for seat in (link.source, link.target))
    if source[0] == target[0] and link.in_row:
        return _line(board, source, target)[1:-1]
    if source[0] >= target[0]:
        return None
    if source[1] == target[1]:
        way = _line(board, source, target)[1:-1]
        return way if board.may_run(way[0], way[-1]) else None
    return _sideways(board, link, source, target) or _from_above(board, link, source, target)


def _line(board: Board, a: Crossing, b: Crossing) -> Way:
    """All nodes from one to another in the same line."""
    step = (1 if a[1] < b[1] else -1) if a[0] == b[0] else board.width
    return list(range(board.node(a), board.node(b) + step, step))


def _sideways(board: Board, link: Link, source: Crossing, target: Crossing) -> Way | None:
    """One bend; not where a return wants that side, or another way already comes in there."""
    if link.target in board.returned_to:
        return None
    corner, side = (target[0], source[1]), LEFT if source[1] < target[1] else RIGHT
    end = board.port(link.target, side)
    if not (_enters(board, link, side) and _free(board, board.node(source), board.node(corner), end)):
        return None
    return _line(board, source, corner)[1:] + _line(board, corner, target)[1:-1]


def _from_above(board: Board, link: Link, source: Crossing, target: Crossing) -> Way | None:
    """Two bends, the first just above the row of the target."""
    corner, end = (target[0] - 1, source[1]), board.port(link.target, UP)
    if not (_enters(board, link, UP) and _free(board, board.node(source), board.node(corner), end)):
        return None
    if not board.may_turn(end, Claim("in", link.target, UP)):
        return None
    return _line(board, source, corner)[1:] + _line(board, corner, (corner[0], target[1]))[1:]


def _enters(board: Board, link: Link, side: Side) -> bool:
    """Whether that side of the target is open to the link, and nobody comes in there yet."""
    claim, stub = Claim("in", link.target, side), board.stub(link.target, side)
    return stub not in board.taken and board.edge_owner.get(stub, claim) == claim


def _free(board: Board, source: Node, corner: Node, end: Node) -> bool:
    """Nobody is crossed or met on the way down from a symbol to the corner, and from there to the end."""
    port = source + board.width
    open = board.may_run(port, corner) and board.may_run(corner, end) and board.may_turn(corner, None)
    return open and not board.crossed(port, corner) and not board.crossed(corner, end)
