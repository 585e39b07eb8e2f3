"""The ways of connectors that need no search: straight down, or with one bend or two and nobody crossed."""

from collections.abc import Iterator

from runtut.procedures.drawing.board import LEFT, RIGHT, UP, Board, Claim, Crossing, Node, Side, crossing, is_middle
from runtut.procedures.drawing.grid import Link
from runtut.procedures.drawing.search import Way


def plain(board: Board, link: Link) -> Way | None:
    """Straight, or down and in at a side, or in from above; back up and in at a side, where none could be better."""
    if link.around or board.grid.seats[link.source].kind == "offpage":
        return None
    source, target = (crossing(board.grid.seats[seat]) for seat in (link.source, link.target))
    if link.kind == "return":
        return _back(board, link, source, target)
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
    return [board.node(a), *_stretch(board, board.node(a), board.node(b))]


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


def _back(board: Board, link: Link, source: Crossing, target: Crossing) -> Way | None:
    """A return with two bends that crosses nobody: out at a side, up, and in at a side."""
    if source[0] <= target[0] or board.grid.seats[link.target].kind == "offpage":
        return None
    return next((way for turn in _uprights(source[1], target[1]) if (way := _up_at(board, link, source, target, *turn))), None)


def _uprights(source: int, target: int) -> Iterator[tuple[Side, int, Side]]:
    """Where a return may go up: the side it leaves at, the vertical line, the side it comes in at; the shortest first.

    All lines between the two are as long as one another; past one of them it is longer, by less than a bend costs.
    """
    if source == target:
        yield from ((side, source + side[1], side) for side in (RIGHT, LEFT))
        return
    there, back = (RIGHT, LEFT) if source < target else (LEFT, RIGHT)
    between = range(source + there[1], target, there[1])
    yield from ((there, line, back) for line in between if not is_middle(line))
    yield there, target + there[1], there
    yield back, source + back[1], back


def _up_at(
    board: Board, link: Link, source: Crossing, target: Crossing, leaves: Side, line: int, enters: Side
) -> Way | None:  # fmt: skip
    """Along the row of the source to the line, up to the row of the target, and along that, if nobody bars or crosses it."""
    out, into = Claim("out", link.source, leaves), Claim("in", link.target, enters)
    stub = board.stub(link.source, leaves)
    if board.edge_owner.get(stub, out) != out or not _enters(board, link, enters):
        return None
    port, end = board.port(link.source, leaves), board.port(link.target, enters)
    below, above = board.node((source[0], line)), board.node((target[0], line))
    if not (board.may_turn(below, out if below == port else None) and board.may_turn(above, into if above == end else None)):
        return None
    stretches = ((port, below), (below, above), (above, end))
    # from the middle of the symbols: at a port that is passed straight somebody may be crossed too
    ends = ((board.centres[link.source], below), (below, above), (above, board.centres[link.target]))
    if any(board.crossed(a, b) for a, b in ends) or not all(board.may_run(a, b) for a, b in stretches if a != b):
        return None
    return [port, *(node for a, b in stretches for node in _stretch(board, a, b))]


def _stretch(board: Board, a: Node, b: Node) -> Way:
    """All nodes from one to another in the same line, without the first."""
    step = (1 if abs(b - a) < board.width else board.width) * (1 if a < b else -1)
    return list(range(a + step, b + step, step)) if a != b else []


def _enters(board: Board, link: Link, side: Side) -> bool:
    """Whether that side of the target is open to the link, and nobody comes in there yet."""
    claim, stub = Claim("in", link.target, side), board.stub(link.target, side)
    return stub not in board.taken and board.edge_owner.get(stub, claim) == claim


def _free(board: Board, source: Node, corner: Node, end: Node) -> bool:
    """Nobody is crossed or met on the way down from a symbol to the corner, and from there to the end."""
    port = source + board.width
    open = board.may_run(port, corner) and board.may_run(corner, end) and board.may_turn(corner, None)
    return open and not board.crossed(port, corner) and not board.crossed(corner, end)
