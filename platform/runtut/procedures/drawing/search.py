"""The search for one connector's way over the board: A* over nodes and directions of travel."""

from collections.abc import Iterator
from heapq import heappop, heappush
from itertools import count
from typing import TypeAlias

from runtut.procedures.drawing.board import SIDES, UP, Board, Claim, Node, centre, edge
from runtut.procedures.drawing.grid import Link

BEND, CROSSING = 2.5, 5.0
BESIDE, ABOVE, MERGING = 0.15, 1.5, 6.0
"""Preferences: turn just above a row rather than below one; returns come in from the side, apart from the flow."""
Way: TypeAlias = list[Node]
State: TypeAlias = tuple[Node, Node]
"""A node, and the direction in which it was reached."""


class Search:
    """`Board` keeps enough free that there always is a way."""

    def __init__(self, board: Board, link: Link, outs: tuple[Claim, ...], ins: tuple[Claim, ...]) -> None:
        self.board, self.link = board, link
        self.goals = self._ports(ins)
        self.starts = self._ports(outs)
        self.aim = board.port(link.target, UP)
        self.best: dict[State, float] = {}
        self.came: dict[State, State | None] = {}
        self.ahead: list[tuple[float, int, float, State, State | None]] = []
        self.tick = count()

    def _ports(self, choice: tuple[Claim, ...]) -> dict[Node, Claim]:
        return {self.board.port(claim.seat, claim.side): claim for claim in choice if self._usable(claim)}

    def _stub(self, claim: Claim) -> tuple[Node, bool]:
        return edge(centre(self.board.grid.seats[claim.seat]), self.board.port(claim.seat, claim.side))

    def _usable(self, claim: Claim) -> bool:
        return self.board.edge_owner.get(self._stub(claim), claim) == claim

    def way(self) -> Way:
        for node, claim in self.starts.items():
            self._push((node, claim.side), 0.0, None)
        symbol = centre(self.board.grid.seats[self.link.target])
        while True:
            _, _, cost, state, before = heappop(self.ahead)
            if state[0] == symbol:
                return self._trace(before)
            if state in self.came:
                continue
            self.came[state] = before
            if (goal := self.goals.get(state[0])) is not None:
                self._enter(state, cost, goal, symbol)
            for following, more in self._moves(*state):
                self._push(following, cost + more, state)

    def _push(self, state: State, cost: float, before: State | None) -> None:
        if cost < self.best.get(state, float("inf")):
            self.best[state] = cost
            left = 0.8 * (abs(state[0][0] - self.aim[0]) + abs(state[0][1] - self.aim[1]))
            heappush(self.ahead, (cost + left, next(self.tick), cost, state, before))

    def _enter(self, state: State, cost: float, claim: Claim, symbol: Node) -> None:
        node, travel = state
        inwards = -claim.side[0], -claim.side[1]
        if travel != inwards and not self.board.may_turn(node, claim):
            return
        total = cost + BEND * (travel != inwards) + self._awkward(claim)
        heappush(self.ahead, (total, next(self.tick), total, (symbol, inwards), state))

    def _awkward(self, claim: Claim) -> float:
        """What it costs to come in here: merging with others, or taking the side that a return will need."""
        merging = MERGING if self._stub(claim) in self.board.taken else 0.0
        if self.link.kind == "return":
            return merging + ABOVE * (claim.side == UP)
        return merging + MERGING * (claim.side != UP and self.link.target in self.board.returned_to)

    def _moves(self, node: Node, travel: Node) -> Iterator[tuple[State, float]]:
        """Straight on, or a turn: at its own port freely, elsewhere only where nobody else turns. Never back."""
        board = self.board
        for side in SIDES:
            following = node[0] + side[0], node[1] + side[1]
            if side == (-travel[0], -travel[1]) or not board.may_run(node, following):
                continue
            cost = _length(node, following)
            if side == travel:
                cost += CROSSING * board.crossings(node, side[1] == 0)
            elif board.may_turn(node, self.starts.get(node)):
                cost += BEND + BESIDE * (node[0] % 3 == 2)
            else:
                continue
            yield (following, side), cost

    def _trace(self, state: State | None) -> Way:
        way: Way = []
        while state is not None:
            way.append(state[0])
            state = self.came[state]
        return way[::-1]


def _length(a: Node, b: Node) -> float:
    between = max(a[0], b[0]) % 3 == 0 if a[1] == b[1] else max(a[1], b[1]) % 3 == 0
    return 0.5 if between else 1.0
