"""Who has which share in a step, and when the shares together complete it."""

from typing import Any

import pytest

from tenants.cycles.engine.refusals import (
    ChairCloses,
    ChairOnly,
    LastWordStands,
    NoSuchShare,
    NotChaired,
    NotYourShare,
    Sealed,
    ShareAlreadyDone,
    ShareNotDone,
    SignBeforeDone,
    Stale,
)
from tenants.cycles.engine.state import TaskStatus


def kinds(events: list[Any]) -> list[str]:
    return [event.kind for event in events]


def test_a_step_is_done_when_every_unit_has_handed_in(stage: Any, step: Any) -> None:
    play = stage(step(1, "does:Bidang/A does:Bidang/B", last=True))
    play.start(1, "Bidang/A")
    assert kinds(play.hand_in(1, "Bidang/A")) == ["share.completed"]
    assert kinds(play.hand_in(1, "Bidang/B")) == ["share.completed", "task.completed", "cycle.closed"]


def test_who_joins_never_holds_the_step_up(stage: Any, step: Any) -> None:
    play = stage(step(1, "does:Kasubag joins:Seksi", last=True))
    play.start(1, "Seksi")
    play.hand_in(1, "Kasubag")
    assert play.task(1).status is TaskStatus.DONE


def test_who_joins_may_contribute(stage: Any, step: Any) -> None:
    play = stage(step(1, "does:Kasubag joins:Seksi", last=True))
    play.start(1, "Kasubag")
    assert kinds(play.hand_in(1, "Seksi")) == ["share.completed"]


def test_the_first_share_completes_a_step_that_anybody_may_do(stage: Any, step: Any) -> None:
    play = stage(step(1, "does:Bidang/A does:Bidang/B joins:Seksi", closes="any", last=True))
    play.start(1, "Bidang/A")
    play.hand_in(1, "Seksi")
    assert play.task(1).status is TaskStatus.STARTED
    play.hand_in(1, "Bidang/B")
    assert play.task(1).status is TaskStatus.DONE


def test_one_decision_is_enough_where_anybody_may_decide(stage: Any, step: Any) -> None:
    play = stage(step(1, "decides:Sekretaris decides:Asisten", closes="any", last=True))
    play.start(1, "Asisten")
    play.hand_in(1, "Asisten")
    assert play.task(1).status is TaskStatus.DONE


def test_all_deciders_accept_where_all_are_asked(stage: Any, step: Any) -> None:
    play = stage(step(1, "decides:Sekretaris decides:Asisten", last=True))
    play.start(1, "Asisten")
    play.hand_in(1, "Asisten")
    assert play.task(1).status is TaskStatus.STARTED


def test_all_signatures_are_needed_even_where_anybody_may_do_the_work(stage: Any, step: Any) -> None:
    play = stage(step(1, "does:A does:B signs:Kepala signs:Bendahara", closes="any", last=True))
    play.start(1, "A")
    play.hand_in(1, "B")
    play.hand_in(1, "Kepala")
    assert play.task(1).status is TaskStatus.STARTED
    play.hand_in(1, "Bendahara")
    assert play.task(1).status is TaskStatus.DONE


def test_the_chair_closes_with_whatever_is_in(stage: Any, step: Any) -> None:
    play = stage(step(1, "chairs:Kepala does:Tim joins:Bidang", closes="chair", last=True))
    play.start(1, "Tim")
    assert kinds(play.close(1, "Kepala")) == ["share.completed", "task.completed", "cycle.closed"]


def test_all_contributions_do_not_close_a_meeting_without_its_chair(stage: Any, step: Any) -> None:
    play = stage(step(1, "chairs:Kepala does:Tim", closes="chair", last=True))
    play.start(1, "Tim")
    play.hand_in(1, "Tim")
    assert play.task(1).status is TaskStatus.STARTED


def test_nobody_but_the_chair_closes(stage: Any, step: Any) -> None:
    play = stage(step(1, "chairs:Kepala does:Tim", closes="chair", last=True))
    play.start(1, "Tim")
    with pytest.raises(ChairOnly, match="hanya dapat ditutup oleh ketuanya, yaitu Kepala"):
        play.close(1, "Tim")


def test_the_chair_closes_and_does_not_hand_in(stage: Any, step: Any) -> None:
    play = stage(step(1, "chairs:Kepala does:Tim", closes="chair", last=True))
    play.start(1, "Tim")
    with pytest.raises(ChairCloses):
        play.hand_in(1, "Kepala")


def test_a_chair_hands_in_like_the_others_where_all_shares_count(stage: Any, step: Any) -> None:
    play = stage(step(1, "chairs:Kepala does:Tim", last=True))
    play.start(1, "Tim")
    play.hand_in(1, "Tim")
    with pytest.raises(NotChaired, match="tidak ditutup oleh ketua"):
        play.close(1, "Kepala")
    play.hand_in(1, "Kepala")
    assert play.task(1).status is TaskStatus.DONE


def test_nobody_signs_before_the_work_is_in(stage: Any, step: Any) -> None:
    play = stage(step(1, "does:Kasubag does:Staf signs:Kepala", last=True))
    play.start(1, "Kasubag")
    play.hand_in(1, "Kasubag")
    with pytest.raises(SignBeforeDone, match="masih menunggu Staf"):
        play.hand_in(1, "Kepala")


def test_the_signature_completes_the_step(stage: Any, step: Any) -> None:
    play = stage(step(1, "does:Kasubag signs:Kepala", last=True))
    play.start(1, "Kasubag")
    assert kinds(play.hand_in(1, "Kasubag")) == ["share.completed"]
    assert kinds(play.hand_in(1, "Kepala")) == ["share.completed", "task.completed", "cycle.closed"]


def test_a_meeting_that_is_signed_ends_with_the_signature_and_not_with_the_chair(stage: Any, step: Any) -> None:
    play = stage(step(1, "chairs:Kepala joins:Bidang signs:Sekda", closes="chair", last=True))
    play.start(1, "Kepala")
    with pytest.raises(SignBeforeDone, match="masih menunggu Kepala"):
        play.hand_in(1, "Sekda")
    play.close(1, "Kepala")
    assert play.task(1).status is TaskStatus.STARTED
    play.hand_in(1, "Sekda")
    assert play.task(1).status is TaskStatus.DONE


def test_nothing_is_added_after_the_chair_closed(stage: Any, step: Any) -> None:
    play = stage(step(1, "chairs:Kepala joins:Bidang signs:Sekda", closes="chair", last=True))
    play.start(1, "Kepala")
    play.close(1, "Kepala")
    with pytest.raises(Sealed):
        play.hand_in(1, "Bidang")


def test_a_meeting_is_closed_once(stage: Any, step: Any) -> None:
    play = stage(step(1, "chairs:Kepala joins:Bidang signs:Sekda", closes="chair", last=True))
    play.start(1, "Kepala")
    play.close(1, "Kepala")
    with pytest.raises(ShareAlreadyDone):
        play.close(1, "Kepala")


def test_a_chair_may_open_the_meeting_again_before_the_signature(stage: Any, step: Any) -> None:
    play = stage(step(1, "chairs:Kepala joins:Bidang signs:Sekda", closes="chair", last=True))
    play.start(1, "Kepala")
    play.close(1, "Kepala")
    play.take_back(1, "Kepala")
    play.hand_in(1, "Bidang")
    play.close(1, "Kepala")
    play.hand_in(1, "Sekda")
    assert play.task(1).status is TaskStatus.DONE


def test_what_one_has_signed_nobody_changes(stage: Any, step: Any) -> None:
    play = stage(step(1, "does:Kasubag joins:Seksi signs:Kepala signs:Sekda", last=True))
    play.start(1, "Kasubag")
    play.hand_in(1, "Kasubag")
    play.hand_in(1, "Kepala")
    with pytest.raises(Sealed):
        play.take_back(1, "Kasubag")
    with pytest.raises(Sealed):
        play.hand_in(1, "Seksi")


@pytest.mark.parametrize("part", ["signs", "decides"])
def test_a_signature_or_decision_stands_while_another_is_missing(stage: Any, step: Any, part: str) -> None:
    play = stage(step(1, "does:Kasubag"), step(2, f"does:Kasubag {part}:Kepala {part}:Sekda", last=True, returns=[1]))
    play.do(1, "Kasubag")
    play.start(2, "Kasubag")
    play.hand_in(2, "Kasubag")
    play.hand_in(2, "Kepala")
    with pytest.raises(LastWordStands):
        play.take_back(2, "Kepala")
    play.send_back(2, "Kepala")
    assert not any(share.done for share in play.task(2).shares)


def test_a_share_is_taken_back_while_others_are_at_work(stage: Any, step: Any) -> None:
    play = stage(step(1, "does:Bidang/A does:Bidang/B", last=True))
    play.start(1, "Bidang/A")
    play.hand_in(1, "Bidang/A")
    assert kinds(play.take_back(1, "Bidang/A")) == ["share.reopened"]
    play.hand_in(1, "Bidang/B")
    assert play.task(1).status is TaskStatus.STARTED
    play.hand_in(1, "Bidang/A")
    assert play.task(1).status is TaskStatus.DONE


def test_what_was_not_handed_in_cannot_be_taken_back(stage: Any, step: Any) -> None:
    play = stage(step(1, "does:Bidang/A does:Bidang/B", last=True))
    play.start(1, "Bidang/A")
    with pytest.raises(ShareNotDone):
        play.take_back(1, "Bidang/A")


def test_a_share_is_handed_in_once(stage: Any, step: Any) -> None:
    play = stage(step(1, "does:Bidang/A does:Bidang/B", last=True))
    play.start(1, "Bidang/A")
    play.hand_in(1, "Bidang/A")
    with pytest.raises(ShareAlreadyDone):
        play.hand_in(1, "Bidang/A")


def test_nobody_hands_in_for_another_unit(stage: Any, step: Any) -> None:
    play = stage(step(1, "does:Bidang/A does:Bidang/B", last=True))
    play.start(1, "Bidang/A")
    with pytest.raises(NotYourShare):
        play.hand_in(1, "Bidang/A", share=play.share(1, "Bidang/B"))
    with pytest.raises(NotYourShare):
        play.take_back(1, "Bidang/A", share=play.share(1, "Bidang/B"))


def test_nobody_starts_a_step_in_which_he_has_no_share(stage: Any, step: Any) -> None:
    with pytest.raises(NotYourShare):
        stage(step(1, "does:Kasubag", last=True)).start(1, "Bidang/A")


def test_an_official_acting_in_two_positions_has_both_shares(stage: Any, step: Any, official: Any) -> None:
    play = stage(step(1, "does:Kasubag signs:Kepala", last=True))
    both = official("Kasubag", "Kepala")
    shares = play.task(1).shares
    assert [share.planned.seat.position_id in both.positions for share in shares] == [True, True]


def test_the_shares_of_an_earlier_round_are_gone(stage: Any, step: Any) -> None:
    play = stage(step(1, "does:Kasubag"), step(2, "decides:Sekretaris", last=True, returns=[1]))
    old = play.share(1, "Kasubag")
    play.do(1, "Kasubag")
    play.start(2, "Sekretaris")
    play.send_back(2, "Sekretaris")
    play.start(1, "Kasubag")
    with pytest.raises(NoSuchShare, match="langkah 1 putaran 2"):
        play.hand_in(1, "Kasubag", share=old)


def test_units_hand_in_side_by_side_without_disturbing_one_another(stage: Any, step: Any) -> None:
    play = stage(step(1, "does:Bidang/A does:Bidang/B", last=True))
    play.start(1, "Bidang/A")
    seen_by_both = play.task(1).version
    play.hand_in(1, "Bidang/A", version=seen_by_both)
    play.hand_in(1, "Bidang/B", version=seen_by_both)
    assert play.task(1).status is TaskStatus.DONE


def test_a_page_older_than_ones_own_share_is_stale(stage: Any, step: Any) -> None:
    play = stage(step(1, "does:Bidang/A does:Bidang/B", last=True))
    play.start(1, "Bidang/A")
    seen = play.task(1).version
    play.hand_in(1, "Bidang/A")
    play.take_back(1, "Bidang/A")
    with pytest.raises(Stale):
        play.hand_in(1, "Bidang/A", version=seen)


def test_a_share_is_not_taken_back_from_an_old_page(stage: Any, step: Any) -> None:
    play = stage(step(1, "does:Bidang/A does:Bidang/B", last=True))
    play.start(1, "Bidang/A")
    seen = play.task(1).version
    play.hand_in(1, "Bidang/A")
    with pytest.raises(Stale):
        play.take_back(1, "Bidang/A", version=seen)


def test_a_version_that_does_not_exist_yet_is_stale(stage: Any, step: Any) -> None:
    play = stage(step(1, "does:Kasubag", last=True))
    play.start(1, "Kasubag")
    with pytest.raises(Stale):
        play.hand_in(1, "Kasubag", version=play.task(1).version + 1)


def test_a_signer_must_have_seen_the_step_as_it_stands(stage: Any, step: Any) -> None:
    play = stage(step(1, "does:Kasubag signs:Kepala", last=True))
    play.start(1, "Kasubag")
    play.hand_in(1, "Kasubag")
    seen = play.task(1).version
    play.take_back(1, "Kasubag")
    play.hand_in(1, "Kasubag")
    with pytest.raises(Stale):
        play.hand_in(1, "Kepala", version=seen)


def test_a_chair_must_have_seen_the_contributions_that_are_closed_in(stage: Any, step: Any) -> None:
    play = stage(step(1, "chairs:Kepala joins:Bidang", closes="chair", last=True))
    play.start(1, "Kepala")
    seen = play.task(1).version
    play.hand_in(1, "Bidang")
    with pytest.raises(Stale):
        play.close(1, "Kepala", version=seen)
