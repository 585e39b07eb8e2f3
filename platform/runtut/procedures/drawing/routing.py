"""Finds each connector its way over the board: few bends, few crossings, never through a symbol."""

from dataclasses import dataclass
from itertools import pairwise

from runtut.procedures.drawing.board import LEFT, RIGHT, Board, Crossing, Side
from runtut.procedures.drawing.grid import Grid, Link
from runtut.procedures.drawing.plain import plain
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
    way = plain(board, link) or Search(board, link).way()
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
