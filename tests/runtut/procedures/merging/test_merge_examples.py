"""Merges as an official meets them: what is offered, what is a conflict, what follows what, and how it is said."""

from dataclasses import replace

import pytest

from runtut.procedures import Identity, Sop, StandardTime, Step
from runtut.procedures.merging import (
    BOTH,
    MINE,
    THEIRS,
    Change,
    Merge,
    UnknownDecisionError,
    applied,
    apply,
    lineage,
    merge,
    place_words,
    rebased,
    take_all,
    values_words,
)

DAY = StandardTime("1 hari", 1, "day")


def row(no: int, name: str, text: str, *actors: str, **more: object) -> Step:
    return Step(no, text, name, actors, time=DAY, **more)  # type: ignore[arg-type]


BASE = Sop(
    Identity(title="Pengelolaan Arsip Triwulan"),
    legal_basis=("UU 43 Tahun 2009 tentang Kearsipan", "PP 28 Tahun 2012 tentang Pelaksanaan Kearsipan"),
    actors=("Arsiparis", "Kasubag Umum", "Sekretaris"),
    steps=(
        row(1, "a", "Mengumpulkan arsip", "Arsiparis", shape="start"),
        row(2, "b", "Memilah arsip", "Arsiparis", output="Daftar arsip"),
        row(3, "c", "Memeriksa daftar", "Kasubag Umum", shape="decision", on_return="b"),
        row(4, "d", "Menetapkan daftar", "Sekretaris", shape="end"),
    ),
)


def with_step(sop: Sop, name: str, **changes: object) -> Sop:
    rows = (replace(one, **changes) if one.id == name else one for one in sop.steps)  # type: ignore[arg-type]
    return replace(sop, steps=tuple(rows))


def ordered(sop: Sop, names: str, *new: Step) -> Sop:
    by_id = {step.id: step for step in (*sop.steps, *new)}
    return replace(sop, steps=tuple(replace(by_id[name], no=no) for no, name in enumerate(names, 1)))


def only(found: Merge) -> Change:
    (change,) = found.questions
    return change


def ids(sop: Sop) -> str:
    return "".join(step.id or "-" for step in sop.steps)


def test_an_edit_of_a_cell_is_offered_and_taken_alone() -> None:
    theirs = with_step(BASE, "b", output="Daftar arsip aktif")
    found = merge(BASE, with_step(BASE, "b", text="Memilah dan mencatat arsip"), theirs)
    change = only(found)
    assert (place_words(change, found), values_words(change, found)) == (
        "Langkah 2: output", ("Daftar arsip", "Daftar arsip", "Daftar arsip aktif"),
    )  # fmt: skip
    step = apply(found, {change.key: THEIRS}).steps[1]
    assert (step.text, step.output) == ("Memilah dan mencatat arsip", "Daftar arsip aktif")


def test_both_outputs_stand_beside_one_another() -> None:
    found = merge(BASE, with_step(BASE, "b", output="Buku arsip"), with_step(BASE, "b", output="Daftar arsip aktif"))
    change = only(found)
    assert change.conflict
    assert change.choices == (MINE, THEIRS, BOTH)
    assert apply(found, {change.key: BOTH}).steps[1].output == "Buku arsip; Daftar arsip aktif"


def test_a_time_is_one_or_the_other() -> None:
    found = merge(BASE, with_step(BASE, "b", time=replace(DAY, raw="2 hari", value=2)), with_step(BASE, "b", time=None))
    assert only(found).choices == (MINE, THEIRS)
    assert values_words(only(found), found) == ("1 hari", "2 hari", None)
    with pytest.raises(UnknownDecisionError):
        apply(found, {only(found).key: BOTH})
    with pytest.raises(UnknownDecisionError):
        apply(found, {"tidak-ada": MINE})


def test_a_new_step_comes_where_theirs_has_it_beside_a_new_one_of_mine() -> None:
    mine = ordered(BASE, "abxcd", row(0, "x", "Menyimpan salinan", "Arsiparis"))
    theirs = ordered(BASE, "abycd", row(0, "y", "Memberi nomor", "Arsiparis"))
    found = merge(BASE, mine, theirs)
    assert place_words(only(found), found) == "Langkah baru “Memberi nomor”"
    result = apply(found, take_all(found))
    assert ids(result) == "abyxcd"
    assert [step.no for step in result.steps] == [1, 2, 3, 4, 5, 6]


def test_an_arrow_to_a_new_step_comes_and_goes_with_it() -> None:
    theirs = with_step(ordered(BASE, "abcdy", row(0, "y", "Memusnahkan arsip", "Sekretaris", shape="end")), "b", next="y")
    found = merge(BASE, BASE, theirs)
    change = only(found)
    assert [one.follows for one in found.changes if one.field == "next"] == [change.key]
    assert apply(found, {change.key: THEIRS}).steps[1].next == "y"
    assert apply(found, {change.key: MINE}) == BASE


def test_arrows_to_a_step_that_goes_are_led_on() -> None:
    mine = with_step(BASE, "d", on_return="b")
    theirs = with_step(ordered(BASE, "acd"), "c", on_return="a")
    found = merge(BASE, mine, theirs)
    done = applied(found, take_all(found))
    assert ids(done.sop) == "acd"
    assert done.sop.steps[1].on_return == "a"
    assert done.sop.steps[2].on_return == "a"
    assert [(one.item, one.field, one.now) for one in done.repairs] == [("=d", "on_return", "=a")]


def test_deleting_what_i_have_changed_is_a_conflict_and_so_is_changing_what_i_have_deleted() -> None:
    gone, changed = ordered(with_step(BASE, "c", on_return="a"), "acd"), with_step(BASE, "b", text="Memilah arsip inaktif")
    deleted = next(one for one in merge(BASE, changed, gone).changes if one.kind == "delete")
    assert deleted.conflict
    found = merge(BASE, gone, changed)
    restored = only(found)
    assert (restored.kind, restored.conflict) == ("restore", True)
    assert ids(apply(found, {restored.key: THEIRS})) == "abcd"
    assert ids(apply(found, {restored.key: MINE})) == "acd"


def test_a_step_that_moved_moves_and_says_where_to() -> None:
    found = merge(BASE, with_step(BASE, "b", text="Memilah"), ordered(BASE, "bacd"))
    change = only(found)
    assert (change.kind, ids(apply(found, {change.key: THEIRS}))) == ("move", "bacd")
    assert "paling atas" in (values_words(change, found)[2] or "") or "langkah" in (values_words(change, found)[2] or "")


def test_an_actor_renamed_here_keeps_his_name_while_theirs_gives_him_work() -> None:
    steps = tuple(
        replace(one, actors=tuple("Kasubag TU" if actor == "Kasubag Umum" else actor for actor in one.actors))
        for one in BASE.steps
    )  # fmt: skip
    mine = replace(BASE, actors=("Arsiparis", "Kasubag TU", "Sekretaris"), steps=steps)
    theirs = with_step(BASE, "b", actors=("Arsiparis", "Kasubag Umum"))
    found = merge(BASE, mine, theirs)
    change = only(found)
    assert values_words(change, found)[2] == "Arsiparis, Kasubag Umum"
    result = apply(found, {change.key: THEIRS})
    assert result.actors == mine.actors
    assert result.steps[1].actors == ("Arsiparis", "Kasubag TU")


def test_an_actor_who_is_still_needed_stays_and_a_new_one_comes_with_his_step() -> None:
    theirs = ordered(BASE, "abcyd", row(0, "y", "Membubuhkan paraf", "Kepala Bagian"))
    theirs = replace(theirs, actors=("Arsiparis", "Kasubag Umum", "Kepala Bagian", "Sekretaris"))
    found = merge(BASE, BASE, theirs)
    step = next(one for one in found.questions if one.section == "steps")
    done = applied(found, {step.key: THEIRS})
    assert done.sop.actors == ("Arsiparis", "Kasubag Umum", "Sekretaris", "Kepala Bagian")
    assert [one.field for one in done.repairs] == ["actors"]


def test_a_move_past_what_mine_has_moved_is_asked() -> None:
    three = replace(BASE, steps=BASE.steps[:3])
    found = merge(ordered(three, "abc"), ordered(three, "bac"), ordered(three, "acb"))
    change = only(found)
    assert (change.kind, change.conflict) == ("move", True)
    assert values_words(change, found)[1:] == ("sesudah langkah 2, paling bawah", "sesudah langkah 2, sebelum langkah 1")
    assert ids(apply(found, {change.key: THEIRS})) == "cba"
    assert ids(rebased(found, {})) == "abc"


def test_both_is_no_answer_where_theirs_has_nobody_more() -> None:
    mine = with_step(BASE, "b", actors=("Arsiparis", "Sekretaris"))
    fewer = only(merge(more_of(BASE), mine, BASE))
    assert (fewer.field, fewer.choices) == ("people", (MINE, THEIRS))
    more = only(merge(BASE, mine, more_of(BASE)))
    assert more.choices == (MINE, THEIRS, BOTH)
    assert apply(merge(BASE, mine, more_of(BASE)), {more.key: BOTH}).steps[1].actors == (
        "Arsiparis", "Sekretaris", "Kasubag Umum",
    )  # fmt: skip


def more_of(sop: Sop) -> Sop:
    return with_step(sop, "b", actors=("Arsiparis", "Kasubag Umum"))


def test_a_reworded_item_is_one_change_and_both_wordings_can_stand() -> None:
    old, reworded = BASE.legal_basis[0], "UU Nomor 43 Tahun 2009 tentang Kearsipan"
    theirs = replace(BASE, legal_basis=(reworded, BASE.legal_basis[1], "Peraturan ANRI 5 Tahun 2021"))
    mine = replace(BASE, legal_basis=(f"{old} Nasional", BASE.legal_basis[1]))
    found = merge(BASE, mine, theirs)
    edit, new = found.questions
    assert (edit.kind, edit.conflict, new.kind) == ("edit", True, "insert")
    assert place_words(edit, found) == "Dasar hukum"
    both = apply(found, {edit.key: BOTH, new.key: THEIRS}).legal_basis
    assert both == (f"{old} Nasional", reworded, BASE.legal_basis[1], "Peraturan ANRI 5 Tahun 2021")


def test_what_is_put_off_is_asked_again_and_what_was_refused_is_not() -> None:
    theirs = with_step(with_step(BASE, "b", output="Daftar induk"), "c", text="Meneliti daftar")
    found = merge(BASE, BASE, theirs)
    later, refused = found.questions
    base = rebased(found, {refused.key: MINE})
    assert [one.place for one in merge(base, BASE, theirs).changes] == [later.place]
    assert [one.place for one in merge(BASE, BASE, theirs, {refused.fingerprint}).changes] == [later.place]
    newer = with_step(theirs, "c", text="Meneliti dan mencocokkan daftar")
    assert len(merge(BASE, BASE, newer, {refused.fingerprint}).changes) == 2


def test_both_led_elsewhere_can_be_led_through_one_after_the_other() -> None:
    base = with_step(BASE, "a", next="c")
    mine = with_step(ordered(base, "abcdx", row(0, "x", "Menyalin", "Arsiparis", next="c")), "a", next="x")
    theirs = with_step(ordered(base, "abcdy", row(0, "y", "Menimbang", "Arsiparis", next="c")), "a", next="y")
    found = merge(base, mine, theirs)
    arrow = next(one for one in found.changes if one.conflict)
    choices = {one.key: BOTH if one is arrow else THEIRS for one in found.questions}
    result = apply(found, choices)
    assert (result.step("a").next, result.step("y").next, result.step("x").next) == ("y", "x", "c")


def test_lineage_says_from_which_version_a_field_comes() -> None:
    second = with_step(BASE, "b", output="Daftar induk")
    mine = with_step(second, "c", text="Mencermati daftar")
    found = lineage(mine, [(1, BASE), (2, second)]).since
    assert found["steps", "=b", "output"] == 2
    assert found["steps", "=b", "text"] == 1
    assert found["steps", "=c", "text"] is None
