"""Every state of a step × every action × every part: what is not listed as legal is refused."""

from itertools import product
from typing import Any

import pytest

from runtut.errors import Problem

KINDS = {
    "signed": ("does:A does:B joins:J signs:S", "all"),
    "decided": ("does:A joins:J decides:D", "all"),
    "chaired": ("chairs:C does:A joins:J", "chair"),
    "anybody": ("does:A does:B joins:J", "any"),
}
STATES = ("planned", "waiting", "open", "started", "worked", "done", "cancelled")
ACTIONS = ("start", "hand_in", "take_back", "close", "send_back")
PEOPLE = ("A", "B", "C", "D", "J", "S", "X")

LEGAL = {
    ("signed", "open", "start"): "ABJS",
    ("signed", "started", "hand_in"): "ABJ",
    ("signed", "worked", "hand_in"): "JS",
    ("signed", "worked", "take_back"): "AB",
    ("signed", "worked", "send_back"): "S",
    ("decided", "open", "start"): "AJD",
    ("decided", "started", "hand_in"): "AJ",
    ("decided", "worked", "hand_in"): "JD",
    ("decided", "worked", "take_back"): "A",
    ("decided", "worked", "send_back"): "D",
    ("chaired", "open", "start"): "CAJ",
    ("chaired", "started", "hand_in"): "AJ",
    ("chaired", "started", "close"): "C",
    ("chaired", "started", "send_back"): "C",
    ("chaired", "worked", "hand_in"): "J",
    ("chaired", "worked", "take_back"): "A",
    ("chaired", "worked", "close"): "C",
    ("chaired", "worked", "send_back"): "C",
    ("anybody", "open", "start"): "ABJ",
    ("anybody", "started", "hand_in"): "ABJ",
    ("anybody", "started", "send_back"): "AB",
    ("anybody", "worked", "hand_in"): "AB",
    ("anybody", "worked", "take_back"): "J",
    ("anybody", "worked", "send_back"): "AB",
}
"""`worked`: the does-shares are in; where one of them would end the step, the joining share is in."""

WORK = {"signed": "AB", "decided": "A", "chaired": "A", "anybody": "J"}
END = {"signed": "S", "decided": "D", "anybody": "A"}


def brought_to(state: str, kind: str, unopened: Any, step: Any) -> Any:
    parts, closes = KINDS[kind]
    play = unopened(step(1, "does:X"), step(2, parts, closes, last=True, returns=[1]))
    if state == "planned":
        return play
    play.open()
    if state == "waiting":
        return play
    play.do(1, "X")
    if state == "open":
        return play
    play.start(2, "A")
    if state != "started":
        for who in WORK[kind]:
            play.hand_in(2, who)
    if state == "done":
        play.close(2, "C") if kind == "chaired" else play.hand_in(2, END[kind])
    if state == "cancelled":
        play.cancel()
    return play


def tries(play: Any, action: str, who: str) -> None:
    """On one's own share; who has none tries the first share of the step."""
    if action in ("hand_in", "take_back"):
        own = (share.id for share in play.task(2).shares if share.planned.actor == who)
        getattr(play, action)(2, who, share=next(own, play.task(2).shares[0].id))
    else:
        getattr(play, action)(2, who)


@pytest.mark.parametrize(("kind", "state"), list(product(KINDS, STATES)))
def test_only_the_listed_triples_are_accepted(kind: str, state: str, unopened: Any, step: Any) -> None:
    accepted = set()
    for action, who in product(ACTIONS, PEOPLE):
        play = brought_to(state, kind, unopened, step)
        before = play.state
        try:
            tries(play, action, who)
        except Problem:
            assert play.state == before
        else:
            accepted.add((action, who))
    assert accepted == {(action, who) for action in ACTIONS for who in LEGAL.get((kind, state, action), "")}


def test_every_listed_triple_is_met() -> None:
    assert {kind for kind, _, _ in LEGAL} == set(KINDS)
    assert {state for _, state, _ in LEGAL} <= set(STATES)
