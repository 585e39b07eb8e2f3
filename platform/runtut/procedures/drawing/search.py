"""The search for one connector's way over the board: A* over nodes and directions of travel."""

from heapq import heappop, heappush
from math import inf
from typing import TypeAlias

from runtut.procedures.drawing.board import SIDES, UP, Board, Claim, Edge, Node, State
from runtut.procedures.drawing.grid import Link

BEND, CROSSING = 2.5, 5.0
BESIDE, ABOVE, MERGING = 0.15, 1.5, 6.0
"""Preferences: turn just above a row rather than below one; returns come in from the side, apart from the flow."""
HOPE = 0.8
"""Of every node on the straightest way to the goal that is still ahead; who travels past it will have to bend once more."""
UPRIGHT = (0, 2)
"""The numbers of the sides above and below."""
Way: TypeAlias = list[Node]


class Search:
    """`Board` keeps enough free that there always is a way."""

    def __init__(self, board: Board, link: Link) -> None:
        self.board, self.link = board, link
        outs, ins = board.ways[link]
        self.goals = self._ports(ins)
        self.starts = self._ports(outs)
        self.aim = divmod(board.port(link.target, UP), board.width)
        self.turns: dict[Node, float] = {}
        self.best: dict[State, float] = {}
        self.came: dict[State, State | None] = {}
        self.ahead: list[tuple[float, int, float, State, State | None]] = []
        self.pushed = 0
        self.bound = inf
        """What the best way found so far costs: what is hoped to cost as much is not looked at any more."""

    def _ports(self, choice: tuple[Claim, ...]) -> dict[Node, Claim]:
        return {self.board.port(claim.seat, claim.side): claim for claim in choice if self._usable(claim)}

    def _stub(self, claim: Claim) -> Edge:
        return self.board.stub(claim.seat, claim.side)

    def _usable(self, claim: Claim) -> bool:
        return self.board.edge_owner.get(self._stub(claim), claim) == claim

    def way(self) -> Way:
        for node, claim in self.starts.items():
            self._push(node, SIDES.index(claim.side))
        symbol = self.board.centres[self.link.target]
        while True:
            _, _, cost, state, before = heappop(self.ahead)
            if state >> 2 == symbol:
                return self._trace(before)
            if state not in self.came:
                self.came[state] = before
                if (goal := self.goals.get(state >> 2)) is not None:
                    self._enter(state, cost, goal, symbol)
                self._move(state, cost)

    def _push(self, node: Node, travel: int) -> None:
        self.best[4 * node + travel] = 0.0
        self.pushed += 1
        left = HOPE * sum(abs(a - b) for a, b in zip(divmod(node, self.board.width), self.aim, strict=True))
        heappush(self.ahead, (left, self.pushed, 0.0, 4 * node + travel, None))

    def _move(self, state: State, cost: float) -> None:
        """Straight on, or a turn: at its own port freely, elsewhere only where nobody else turns. Never back.

        The innermost loop of every drawing: what is still ahead is guessed by the straightest way to the goal.
        """
        node, travel, back = state >> 2, state & 3, state & 3 ^ 2
        turn, best, ahead, (down, across) = self._turn(node), self.best, self.ahead, self.aim
        owned, through = self.board.edge_owner, self.board.through
        for side, following, (row, col), edge, crossed, length in self.board.neighbours(node):
            if side == back or edge in owned:
                continue
            reached = cost + (length + (CROSSING * through[crossed] if side == travel else turn))
            if reached >= best.get(following, inf):
                continue
            past = not -1 <= col - across <= 1 if side in UPRIGHT else not 0 <= row - down <= 1
            hoped = reached + HOPE * (abs(row - down) + abs(col - across)) + BEND * past
            if hoped < self.bound:
                best[following] = reached
                self.pushed += 1
                heappush(ahead, (hoped, self.pushed, reached, following, state))

    def _turn(self, node: Node) -> float:
        """What a turn costs here."""
        if node not in self.turns:
            may = self.board.may_turn(node, self.starts.get(node))
            self.turns[node] = BEND + BESIDE * (node // self.board.width % 3 == 2) if may else inf
        return self.turns[node]

    def _enter(self, state: State, cost: float, claim: Claim, symbol: Node) -> None:
        inwards = (SIDES.index(claim.side) + 2) % 4
        bends = state & 3 != inwards
        if bends and not self.board.may_turn(state >> 2, claim):
            return
        total = cost + BEND * bends + self._awkward(claim)
        self.bound = min(self.bound, total)
        self.pushed += 1
        heappush(self.ahead, (total, self.pushed, total, 4 * symbol + inwards, state))

    def _awkward(self, claim: Claim) -> float:
        """What it costs to come in here: merging with others, or taking the side that a return will need."""
        merging = MERGING if self._stub(claim) in self.board.taken else 0.0
        if self.link.kind == "return":
            return merging + ABOVE * (claim.side == UP)
        return merging + MERGING * (claim.side != UP and self.link.target in self.board.returned_to)

    def _trace(self, state: State | None) -> Way:
        way: Way = []
        while state is not None:
            way.append(state >> 2)
            state = self.came[state]
        return way[::-1]
