"""Returns whose ways are found without a search: each costs just what the best that a search finds would cost.

Not so for flows, which go straight down where they can, whomever they cross.
"""

from itertools import pairwise

import pytest
from hypothesis import given, settings

from runtut.procedures import Sop
from runtut.procedures.drawing import flows, layout, routing
from runtut.procedures.drawing.board import Board
from runtut.procedures.drawing.grid import Link
from runtut.procedures.drawing.plain import plain
from runtut.procedures.drawing.search import BEND, CROSSING, Search, Way
from tests.runtut.procedures.test_drawing_properties import papers, sops, thorough


def cost(search: Search, way: Way) -> float:
    """Of a way from port to port: what a search counts for its length, its bends, whom it crosses and where it comes in."""
    board, link = search.board, search.link
    whole = [board.centres[link.source], *way, board.centres[link.target]]
    steps = [b - a for a, b in pairwise(whole)]
    through = [
        board.through[2 * node + (abs(step) == 1)]
        for node, step, before in zip(way, steps[1:], steps, strict=False)
        if step == before
    ]
    length = sum(near[-1] for a, b in pairwise(way) for near in board.neighbours(a) if near[1] >> 2 == b)
    coming_in = search._awkward(search.goals[way[-1]])
    return length + BEND * sum(a != b for a, b in pairwise(steps)) + CROSSING * sum(through) + coming_in


@settings(thorough, max_examples=50)
@given(sops(), papers)
def test_a_return_that_needs_no_search_costs_what_the_best_way_costs(sop: Sop, paper: str) -> None:
    def compared(board: Board, link: Link) -> Way | None:
        if (way := plain(board, link)) is not None and link.kind == "return":
            search = Search(board, link)
            search.way()
            assert cost(search, way) == pytest.approx(search.bound), link
        return way

    flows.forget()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(routing, "plain", compared)
        layout(sop, paper)
    flows.forget()
