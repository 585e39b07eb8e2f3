"""The search for one connector's way over the board: A* over nodes and directions of travel."""

from heapq import heappop, heappush
from math import inf
from typing import TypeAlias

from runtut.procedures.drawing.board import SIDES, UP, Board, Claim, Edge, Node
from runtut.procedures.drawing.grid import Link

BEND, CROSSING = 2.5, 5.0
BESIDE, ABOVE, MERGING = 0.15, 1.5, 6.0
"""Preferences: turn just above a row rather than below one; returns come in from the side, apart from the flow."""
HOPE = 0.8
"""Of every node on the straightest way to the goal that is still ahead."""
Way: TypeAlias = list[Node]
State: TypeAlias = int
"""Four times a node, and the number in SIDES of the direction in which it was reached."""


class Search:
    """`Board` keeps enough free that there always is a way."""

    def __init__(self, board: Board, link: Link) -> None:
        self.board, self.link = board, link
        outs, ins = board.ways[link]
        self.goals = self._ports(ins)
        self.starts = self._ports(outs)
        self.steps = [board.step(side) for side in SIDES]
        self.aim = divmod(board.port(link.target, UP), board.width)
        self.best: dict[State, float] = {}
        self.came: dict[State, State | None] = {}
        self.ahead: list[tuple[float, int, float, State, State | None]] = []
        self.pushed = 0

    def _ports(self, choice: tuple[Claim, ...]) -> dict[Node, Claim]:
        return {self.board.port(claim.seat, claim.side): claim for claim in choice if self._usable(claim)}

    def _stub(self, claim: Claim) -> Edge:
        return self.board.stub(claim.seat, claim.side)

    def _usable(self, claim: Claim) -> bool:
        return self.board.edge_owner.get(self._stub(claim), claim) == claim

    def way(self) -> Way:
        for node, claim in self.starts.items():
            self._push(node, SIDES.index(claim.side), 0.0, None)
        symbol, came, goals = self.board.centres[self.link.target], self.came, self.goals
        while True:
            _, _, cost, state, before = heappop(self.ahead)
            node, travel = state >> 2, state & 3
            if node == symbol:
                return self._trace(before)
            if state in came:
                continue
            came[state] = before
            if node in goals:
                self._enter(state, cost, goals[node], symbol)
            self._move(node, travel, cost)

    def _push(self, node: Node, travel: int, cost: float, before: State | None) -> None:
        state = 4 * node + travel
        if cost < self.best.get(state, inf):
            self.best[state] = cost
            down, across = divmod(node, self.board.width)
            left = HOPE * (abs(down - self.aim[0]) + abs(across - self.aim[1]))
            self.pushed += 1
            heappush(self.ahead, (cost + left, self.pushed, cost, state, before))

    def _enter(self, state: State, cost: float, claim: Claim, symbol: Node) -> None:
        inwards = (SIDES.index(claim.side) + 2) % 4
        bends = state & 3 != inwards
        if bends and not self.board.may_turn(state >> 2, claim):
            return
        total = cost + BEND * bends + self._awkward(claim)
        self.pushed += 1
        heappush(self.ahead, (total, self.pushed, total, 4 * symbol + inwards, state))

    def _awkward(self, claim: Claim) -> float:
        """What it costs to come in here: merging with others, or taking the side that a return will need."""
        merging = MERGING if self._stub(claim) in self.board.taken else 0.0
        if self.link.kind == "return":
            return merging + ABOVE * (claim.side == UP)
        return merging + MERGING * (claim.side != UP and self.link.target in self.board.returned_to)

    def _move(self, node: Node, travel: int, cost: float) -> None:
        """Straight on, or a turn: at its own port freely, elsewhere only where nobody else turns. Never back."""
        board, back = self.board, travel ^ 2
        down, across = divmod(node, board.width)
        turn = BEND + BESIDE * (down % 3 == 2) if board.may_turn(node, self.starts.get(node)) else inf
        for side, step in enumerate(self.steps):
            if side == back or board.shut[node + step]:
                continue
            vertical = not side & 1
            edge = 2 * (node + step if side in (0, 3) else node) + vertical
            if (across if vertical else down) % 3 == 1 and edge in board.edge_owner:
                continue
            more = CROSSING * board.through[2 * node + (not vertical)] if side == travel else turn
            if more != inf:
                between = (down + (side == 2) if vertical else across + (side == 1)) % 3 == 0
                self._push(node + step, side, cost + ((0.5 if between else 1.0) + more), 4 * node + travel)

    def _trace(self, state: State | None) -> Way:
        way: Way = []
        while state is not None:
            way.append(state >> 2)
            state = self.came[state]
        return way[::-1]
