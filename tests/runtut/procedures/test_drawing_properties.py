"""Whatever the flow, the drawing stays readable: nothing crosses a symbol or words, nothing leaves the page."""

import random
import string
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations, pairwise
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from runtut.procedures import Identity, Sop, StandardTime, Step
from runtut.procedures.drawing import Box, Connector, Layout, Page, flows, layout, svg
from runtut.procedures.drawing.papers import PAPERS
from runtut.procedures.model import PARTS, SHAPES, following, returning

SLACK = 1e-6
PHRASES = (
    None,
    "Data",
    "Memverifikasi draf laporan",
    "Laporan pemantauan dan evaluasi kinerja, lembar verifikasi, notulen dan daftar hadir rapat",
    "Pertanggungjawabankeuanganpemerintahdaerahtanpaspasi dan seterusnya",
    "Uraian yang panjang sekali " * 12,
)
words = st.sampled_from(PHRASES)
names = st.text(string.ascii_letters + " -", min_size=1, max_size=40).filter(str.strip)
refs = st.none() | st.integers(1, 40)


@st.composite
def sops(draw: st.DrawFn) -> Sop:
    actors = draw(st.lists(names, min_size=1, max_size=8, unique=True))
    count = draw(st.integers(1, 40))
    steps = tuple(draw(steps_of(actors, no, count)) for no in range(1, count + 1))
    return Sop(Identity(title=draw(words)), actors=tuple(actors), steps=steps)


@st.composite
def steps_of(draw: st.DrawFn, actors: list[str], no: int, count: int) -> Step:
    own = draw(st.lists(st.sampled_from(actors), max_size=4, unique=True))
    next, back = (ref if ref is None or ref <= count else None for ref in (draw(refs), draw(refs)))
    return Step(
        no=no,
        id=f"s-{no}",
        text=draw(words),
        actors=tuple(own),
        parts={actor: draw(st.sampled_from(PARTS)) for actor in own},
        shape=draw(st.sampled_from(SHAPES)),
        requirement=draw(words),
        time=StandardTime("2 hari", 2, "day"),
        output=draw(words),
        next=next if draw(st.booleans()) else None,
        on_return=back if draw(st.booleans()) else None,
    )


papers = st.sampled_from(sorted(PAPERS))
thorough = settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
brief = settings(thorough, max_examples=25)


def segments(connector: Connector) -> Iterator[Box]:
    for (x1, y1), (x2, y2) in pairwise(connector.points):
        yield Box(min(x1, x2), min(y1, y2), abs(x1 - x2), abs(y1 - y2))


def crosses(segment: Box, box: Box) -> bool:
    """Whether the segment runs through the inside of the box."""
    return (
        segment.x < box.right - SLACK
        and box.x + SLACK < segment.right
        and segment.y < box.bottom - SLACK
        and box.y + SLACK < segment.bottom
    )


def assert_connectors_avoid_symbols_and_words(page: Page) -> None:
    boxes = [shape.box for shape in page.shapes] + [text.box for text in page.texts]
    for connector in page.connectors:
        for segment in segments(connector):
            assert segment.width < SLACK or segment.height < SLACK, "a slanted line"
            assert not [box for box in boxes if crosses(segment, box)]


def assert_words_stand_apart(page: Page) -> None:
    for one, other in combinations(page.texts, 2):
        assert not one.box.overlaps(other.box), (one.words, other.words)
    for text in page.texts:
        assert not [shape for shape in page.shapes if shape.box.overlaps(text.box)]


def ports(box: Box) -> list[tuple[float, float]]:
    return [(box.cx, box.y), (box.cx, box.bottom), (box.x, box.cy), (box.right, box.cy)]


def assert_arrows_hold_on_to_their_symbols(page: Page) -> None:
    for connector in page.connectors:
        for point, shape in ((connector.points[0], connector.source), (connector.points[-1], connector.target)):
            assert point in [pytest.approx(port) for port in ports(page.shapes[shape].box)]


def assert_nothing_leaves_the_page(page: Page) -> None:
    sheet = Box(-SLACK, -SLACK, page.width + 2 * SLACK, page.height + 2 * SLACK)
    boxes = [shape.box for shape in page.shapes] + [text.box for text in page.texts] + [row.box for row in page.rows]
    boxes += [segment for connector in page.connectors for segment in segments(connector)] + list(page.heads)
    for box in boxes:
        assert box.x >= sheet.x and box.y >= sheet.y
        assert box.right <= sheet.right and box.bottom <= sheet.bottom


def overlap(one: Box, other: Box) -> bool:
    """Two segments on one line that share more than a point."""
    if one.width < SLACK and other.width < SLACK:
        return abs(one.x - other.x) < 1e-4 and min(one.bottom, other.bottom) - max(one.y, other.y) > 1e-4
    if one.height < SLACK and other.height < SLACK:
        return abs(one.y - other.y) < 1e-4 and min(one.right, other.right) - max(one.x, other.x) > 1e-4
    return False


def assert_only_lines_to_one_goal_run_together(page: Page) -> None:
    for one, other in combinations(page.connectors, 2):
        if one.target != other.target:
            assert not [1 for a in segments(one) for b in segments(other) if overlap(a, b)], (one, other)


def assert_lines_stay_off_the_ruling(page: Page) -> None:
    rules = [Box(rule.x1, rule.y1, rule.x2 - rule.x1, rule.y2 - rule.y1) for rule in page.rules]
    for connector in page.connectors:
        assert not [1 for segment in segments(connector) for rule in rules if overlap(segment, rule)]


def assert_readable(drawn: Layout) -> None:
    for page in drawn.pages:
        assert_connectors_avoid_symbols_and_words(page)
        assert_words_stand_apart(page)
        assert_arrows_hold_on_to_their_symbols(page)
        assert_nothing_leaves_the_page(page)
        assert_only_lines_to_one_goal_run_together(page)
        assert_lines_stay_off_the_ruling(page)


@thorough
@given(sops(), papers)
def test_every_drawing_is_readable(sop: Sop, paper: str) -> None:
    assert_readable(layout(sop, paper))


@brief
@given(sops(), papers)
def test_every_way_between_two_symbols_is_drawn_or_led_to_another_page(sop: Sop, paper: str) -> None:
    drawn = layout(sop, paper)
    held = [place for place, step in enumerate(sop.steps) if step.actors]
    ways = [to for at in held for to in (following(sop, at), returning(sop, at)) if to is not None and to in held]
    lines = [connector for page in drawn.pages for connector in page.connectors]
    onward = [line for page in drawn.pages for line in page.connectors if page.shapes[line.source].kind != "offpage"]
    assert sum(line.kind in ("flow", "return") for line in onward) == len(ways)
    assert sum(line.kind in ("join", "hand") for line in lines) == sum(len(sop.steps[at].actors) - 1 for at in held)
    assert [row.step for page in drawn.pages for row in page.rows if row.step is not None] == list(range(len(sop.steps)))


@brief
@given(sops(), papers)
def test_off_page_marks_come_in_pairs_of_letters(sop: Sop, paper: str) -> None:
    pages = layout(sop, paper).pages
    marks = [(page, at, mark.label) for page in pages for at, mark in enumerate(page.shapes) if mark.kind == "offpage"]
    for letter in {label for _, _, label in marks}:
        own = [(page, at) for page, at, label in marks if label == letter]
        assert any(line.target == at for page, at in own for line in page.connectors)
        assert len({id(page) for page, at in own if any(line.source == at for line in page.connectors)}) == 1


@brief
@given(sops(), papers)
def test_the_same_sop_is_always_drawn_the_same(sop: Sop, paper: str) -> None:
    """After whatever else was drawn before, and as the first drawing of a process."""
    drawn = layout(sop, paper)
    flows.forget()
    assert layout(sop, paper) == drawn
    assert svg(layout(sop, paper)) == svg(drawn)


@pytest.mark.parametrize(
    "changed",
    [
        {"actors": ("Kadis",)}, {"actors": ("Staf", "Kadis")}, {"shape": "decision"}, {"next": 1}, {"on_return": 1},
        {"actors": ("Kadis", "Staf"), "parts": {"Kadis": "receives"}},
    ],
    ids=str,
)  # fmt: skip
def test_whatever_changes_the_flow_of_a_known_sop_is_drawn_anew(changed: dict[str, Any]) -> None:
    steps = tuple(Step(no, "Data", actors=("Staf",)) for no in range(1, 5))
    known = Sop(Identity(), actors=("Staf", "Kadis"), steps=steps)
    other = replace(known, steps=(*steps[:2], replace(steps[2], **changed), steps[3]))
    before, drawn = layout(known, "screen"), layout(other, "screen")
    flows.forget()
    assert drawn == layout(other, "screen")
    assert (drawn.pages[0].shapes, drawn.pages[0].connectors) != (before.pages[0].shapes, before.pages[0].connectors)


def dense(chance: random.Random, actors: int, count: int = 40) -> Sop:
    """Almost all steps with a jump and a return to anywhere."""
    names = [f"Pelaksana {at}" for at in range(actors)]
    steps = []
    for no in range(1, count + 1):
        own = chance.sample(names, min(actors, chance.choice((1, 1, 2, 3))))
        to, back = chance.randint(1, count), chance.randint(1, count)
        parts = {actor: chance.choice(PARTS) for actor in own}
        shape = chance.choice(SHAPES)
        steps.append(Step(no, "Data", actors=tuple(own), parts=parts, shape=shape, next=to, on_return=back))
    return Sop(Identity(), actors=tuple(names), steps=tuple(steps))


@pytest.mark.parametrize("paper", ["screen", "a4-landscape"])
@pytest.mark.parametrize("actors", [1, 3, 5, 8])
def test_even_a_hopelessly_tangled_flow_stays_readable(actors: int, paper: str) -> None:
    assert_readable(layout(dense(random.Random(actors), actors), paper))


@pytest.mark.parametrize(("paper", "called", "other"), [("screen", "bagian", "halaman"), ("a4-landscape", "halaman", "bagian")])
def test_a_long_and_tangled_flow_is_drawn_in_stretches_that_letters_join(paper: str, called: str, other: str) -> None:
    """In one piece its ways would take minutes to find. Only paper has pages."""
    drawn = layout(dense(random.Random(9), 6, 120), paper)
    assert_readable(drawn)
    assert len(drawn.pages) >= 10
    assert [row.step for page in drawn.pages for row in page.rows if row.step is not None] == list(range(120))
    words = " ".join(text.words for page in drawn.pages for text in page.texts if text.role in ("continued", "foot"))
    assert f"ke {called} 2" in words and f"{called.capitalize()} 1 dari" in words and other not in words.casefold()


def test_a_long_flow_whose_jumps_are_short_is_one_piece_on_the_screen() -> None:
    steps = tuple(Step(no, "Data", actors=("Staf",), on_return=max(1, no - 4)) for no in range(1, 201))
    assert len(layout(Sop(Identity(), actors=("Staf",), steps=steps), "screen").pages) == 1
