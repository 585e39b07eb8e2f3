"""What holds for every merge, whatever three SOPs meet."""

from dataclasses import replace
from itertools import combinations
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from runtut.procedures import Identity, Sop, StandardTime, Step, from_json, to_json
from runtut.procedures.merging import MINE, THEIRS, Merge, apply, lineage, merge, rebased, take_all

NAMES = ("Kepala Badan", "Sekretaris", "Kepala Bidang", "Kasubag", "Staf")
IDS = tuple("abcdefgh")
MANY = settings(max_examples=60, deadline=None)
WORDS = st.sampled_from(("Menyusun format isian", "Menyusun format", "Mengolah data", "Rapat pembahasan", "Arsip"))
ITEMS = st.lists(st.sampled_from(("UU 23/2014", "PP 18/2016", "PP 18 Tahun 2016", "Perpres 29/2014")), max_size=4).map(tuple)
TIMES = st.sampled_from(
    (None, StandardTime("2 hari", 2, "day"), StandardTime("1 jam", 1, "hour"), StandardTime("Juni", anchor=True))
)


@st.composite
def steps(draw: st.DrawFn, actors: tuple[str, ...]) -> tuple[Step, ...]:
    ids = draw(st.lists(st.sampled_from(IDS), max_size=6, unique=True))
    refs: st.SearchStrategy[Any] = st.sampled_from((None, *ids, *range(1, len(ids) + 1)))
    rows = []
    for place, name in enumerate(ids):
        people = draw(st.lists(st.sampled_from(actors), max_size=3, unique=True)) if actors else []
        parts = {actor: draw(st.sampled_from(("does", "joins", "chairs"))) for actor in people} if people else None
        row = Step(place + 1, draw(WORDS), name, tuple(people), parts if draw(st.booleans()) else None)
        row = replace(row, output=draw(st.none() | WORDS), time=draw(TIMES), next=draw(refs), on_return=draw(refs))
        rows.append(replace(row, shape=draw(st.sampled_from(("process", "decision")))))
    return tuple(rows)


@st.composite
def sops(draw: st.DrawFn) -> Sop:
    actors = tuple(draw(st.lists(st.sampled_from(NAMES), max_size=4, unique=True)))
    identity = Identity(title=draw(WORDS), number=draw(st.none() | st.sampled_from(("1", "2"))))
    return Sop(identity, legal_basis=draw(ITEMS), records=draw(ITEMS), actors=actors, steps=draw(steps(actors)))


@st.composite
def decided(draw: st.DrawFn, found: Merge) -> dict[str, str]:
    asked = [change for change in found.questions if draw(st.booleans())]
    return {change.key: draw(st.sampled_from(change.choices)) for change in asked}


def named(sop: Sop) -> Sop:
    """The same flow with every arrow leading to an id, and none to the row below, which needs no naming."""
    ids: dict[Any, Any] = {step.no: step.id for step in sop.steps}
    below = [*(step.id for step in sop.steps[1:]), None]
    ahead = [ids.get(step.next, step.next) for step in sop.steps]
    back = [ids.get(step.on_return, step.on_return) for step in sop.steps]
    nexts = [None if one == row else one for one, row in zip(ahead, below, strict=False)]
    rows = (replace(step, next=one, on_return=other) for step, one, other in zip(sop.steps, nexts, back, strict=True))
    return replace(sop, steps=tuple(rows))


@MANY
@given(sops(), sops())
def test_an_unchanged_template_changes_nothing(base: Sop, mine: Sop) -> None:
    found = merge(base, mine, base)
    assert not found.changes
    assert apply(found, {}) == mine


@MANY
@given(sops(), sops())
def test_an_unchanged_clone_becomes_the_template(base: Sop, theirs: Sop) -> None:
    found = merge(base, base, theirs)
    assert not found.conflicts
    assert named(apply(found, take_all(found))) == named(theirs)


@MANY
@given(sops(), sops())
def test_what_both_have_made_of_it_is_no_question(base: Sop, both: Sop) -> None:
    found = merge(base, both, both)
    assert not found.changes
    assert apply(found, {}) == both


@MANY
@given(sops(), sops(), sops())
def test_nothing_changes_without_a_decision(base: Sop, mine: Sop, theirs: Sop) -> None:
    found = merge(base, mine, theirs)
    assert apply(found, {}) == mine
    assert apply(found, {change.key: MINE for change in found.questions}) == mine


@MANY
@given(st.data(), sops(), sops(), sops())
def test_every_result_is_an_sop_and_always_the_same(data: st.DataObject, base: Sop, mine: Sop, theirs: Sop) -> None:
    found = merge(base, mine, theirs)
    choices = data.draw(decided(found))
    result = apply(found, choices)
    assert from_json(to_json(result)) == result
    assert apply(merge(base, mine, theirs), dict(reversed(choices.items()))) == result


@MANY
@given(st.data(), sops(), sops(), sops())
def test_no_step_of_mine_goes_and_none_of_theirs_comes_without_a_decision(
    data: st.DataObject, base: Sop, mine: Sop, theirs: Sop
) -> None:
    found = merge(base, mine, theirs)
    choices = data.draw(decided(found))
    after = {step.id for step in apply(found, choices).steps}
    taken = {(change.kind, change.item) for change in found.changes if choices.get(change.key) == THEIRS}
    for step in mine.steps:
        assert step.id in after or ("delete", f"={step.id}") in taken
    for name in after - {step.id for step in mine.steps}:
        assert {("insert", f"={name}"), ("restore", f"={name}")} & taken


@MANY
@given(st.data(), sops(), sops(), sops())
def test_no_cell_of_mine_changes_without_a_decision(data: st.DataObject, base: Sop, mine: Sop, theirs: Sop) -> None:
    found = merge(base, mine, theirs)
    choices = data.draw(decided(found))
    result, changed = (
        apply(found, choices),
        {change.place for change in found.changes if choices.get(change.key) not in (None, MINE)},
    )
    for step in mine.steps:
        for key in ("text", "output", "time", "shape"):
            after = next((one for one in result.steps if one.id == step.id), None)
            if after is not None and getattr(after, key) != getattr(step, key):
                assert ("steps", f"={step.id}", key) in changed


@st.composite
def orders(draw: st.DrawFn) -> tuple[str, str, str]:
    """One order, and two others of the same steps in which a few were moved."""
    base = "".join(IDS[: draw(st.integers(3, len(IDS)))])

    def moved() -> str:
        names = list(base)
        for _ in range(draw(st.integers(0, 2))):
            name = names.pop(draw(st.integers(0, len(names) - 1)))
            names.insert(draw(st.integers(0, len(names))), name)
        return "".join(names)

    return base, moved(), moved()


def in_order(names: str) -> Sop:
    return Sop(Identity(title="Urutan"), steps=tuple(Step(no, f"Langkah {name}", name) for no, name in enumerate(names, 1)))


@settings(max_examples=200, deadline=None)
@given(orders())
def test_no_move_of_theirs_is_lost_without_a_decision(three: tuple[str, str, str]) -> None:
    """Taking all of theirs puts every pair that theirs has turned as theirs has it."""
    base, _, theirs = three
    base_sop, mine, offered = map(in_order, three)
    found = merge(base_sop, mine, offered)
    result = [str(step.id) for step in apply(found, dict.fromkeys((one.key for one in found.questions), THEIRS)).steps]
    for above, below in combinations(base, 2):
        if theirs.index(above) > theirs.index(below):
            assert result.index(above) > result.index(below)


@MANY
@given(sops(), sops(), sops())
def test_once_everything_is_decided_nothing_is_asked_again(base: Sop, mine: Sop, theirs: Sop) -> None:
    found = merge(base, mine, theirs)
    choices = take_all(found)
    after = merge(rebased(found, choices), apply(found, choices), theirs)
    assert named(rebased(found, choices)) == named(theirs)
    assert not after.changes


@MANY
@given(st.data(), sops(), sops(), sops())
def test_a_refusal_is_remembered_and_only_that(data: st.DataObject, base: Sop, mine: Sop, theirs: Sop) -> None:
    found = merge(base, mine, theirs)
    refused = {change.fingerprint for change in found.questions if data.draw(st.booleans())}
    again = merge(base, mine, theirs, refused)
    assert {change.fingerprint for change in again.questions} == {change.fingerprint for change in found.questions} - refused
    assert {change.key for change in again.changes} | {change.key for change in again.declined} == set(found.by_key)


@MANY
@given(sops(), sops())
def test_lineage_tells_for_each_place_where_it_comes_from(base: Sop, mine: Sop) -> None:
    assert set(lineage(base, [(1, base)]).since.values()) <= {1}
    assert set(lineage(mine, ()).since.values()) <= {None}
    assert set(lineage(mine, [(1, base), (2, mine)]).since.values()) <= {1, 2}
