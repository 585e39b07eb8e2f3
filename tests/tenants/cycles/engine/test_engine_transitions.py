"""A cycle from opening to end: order, returns, cancelling, and what is refused on the way."""

from typing import Any

import pytest

from runtut.errors import Conflict, Forbidden, Invalid, NotFound
from tenants.cycles.engine.applying import apply, replay
from tenants.cycles.engine.commands import StartTask
from tenants.cycles.engine.deciding import decide
from tenants.cycles.engine.events import TaskReturned
from tenants.cycles.engine.refusals import (
    AlreadyDone,
    AlreadyOpened,
    AlreadyStarted,
    NoSuchStep,
    NotOpen,
    NotReady,
    NotRunning,
    NotStarted,
    NotYourDecision,
    NoWayBack,
    ReasonMissing,
    SignBeforeDone,
    Stale,
)
from tenants.cycles.engine.state import CycleStatus, TaskStatus, planned


@pytest.fixture
def three(stage: Any, step: Any) -> Any:
    """Kasubag drafts, Kasubag corrects, Sekretaris decides: usually back to 2, if need be to 1."""
    return stage(
        step(1, "does:Kasubag"),
        step(2, "does:Kasubag"),
        step(3, "decides:Sekretaris", returns=[2, 1]),
        step(4, "does:Kasubag", last=True),
    )


def statuses(play: Any) -> list[str]:
    return [task.status for task in play.state.tasks]


def at_the_decision(play: Any) -> None:
    play.do(1, "Kasubag")
    play.do(2, "Kasubag")
    play.start(3, "Sekretaris")


def test_opening_opens_the_first_step_alone(three: Any) -> None:
    assert three.state.status is CycleStatus.RUNNING
    assert statuses(three) == ["open", "waiting", "waiting", "waiting"]


def test_a_cycle_is_opened_once(three: Any) -> None:
    with pytest.raises(AlreadyOpened):
        three.open()


def test_a_plan_that_cannot_be_run_is_not_opened(unopened: Any, step: Any) -> None:
    with pytest.raises(NotReady) as refusal:
        unopened(step(1, "joins:Seksi", last=True)).open()
    assert refusal.value.errors == {
        "s1": ["Langkah 1 belum memiliki pelaksana yang mengerjakan, memimpin, atau menandatangani."]
    }


def test_nothing_happens_in_a_cycle_that_is_not_open_yet(unopened: Any, step: Any) -> None:
    with pytest.raises(NotRunning, match="belum dibuka"):
        unopened(step(1, "does:Kasubag", last=True)).start(1, "Kasubag")


def test_each_step_opens_the_next_and_the_last_closes_the_cycle(three: Any) -> None:
    at_the_decision(three)
    assert statuses(three) == ["done", "done", "started", "waiting"]
    three.hand_in(3, "Sekretaris")
    three.do(4, "Kasubag")
    assert statuses(three) == ["done"] * 4
    assert three.state.status is CycleStatus.CLOSED
    assert three.state.ended_at == three.events[-1].at


def test_a_step_keeps_the_hours_at_which_it_opened_began_and_ended(three: Any) -> None:
    three.do(1, "Kasubag")
    task = three.task(1)
    assert task.opened_at < task.started_at < task.done_at == three.task(2).opened_at


def test_a_waiting_step_is_not_started(three: Any) -> None:
    with pytest.raises(NotOpen, match="Langkah 3 belum terbuka; menunggu langkah 1"):
        three.start(3, "Sekretaris")


def test_a_step_is_started_before_it_is_handed_in(three: Any) -> None:
    with pytest.raises(NotStarted):
        three.hand_in(1, "Kasubag")


def test_a_step_is_started_once(three: Any) -> None:
    three.start(1, "Kasubag")
    with pytest.raises(AlreadyStarted):
        three.start(1, "Kasubag")


def test_a_start_from_an_old_page_is_stale(three: Any) -> None:
    with pytest.raises(Stale, match="muat ulang"):
        three.start(1, "Kasubag", version=1)


def test_a_step_that_is_done_stays_done(three: Any) -> None:
    three.do(1, "Kasubag")
    with pytest.raises(AlreadyDone):
        three.start(1, "Kasubag")
    with pytest.raises(AlreadyDone):
        three.take_back(1, "Kasubag")


def test_fifty_clicks_on_one_button_make_one_event(three: Any) -> None:
    three.start(1, "Kasubag")
    seen, before = three.task(1).version, len(three.events)
    refused = 0
    for _ in range(50):
        try:
            three.hand_in(1, "Kasubag", version=seen)
        except Conflict:
            refused += 1
    assert refused == 49
    assert [event.kind for event in three.events[before:]] == ["share.completed", "task.completed", "task.opened"]


def test_a_return_goes_to_the_usual_step_and_says_why(three: Any) -> None:
    at_the_decision(three)
    returned, opened = three.send_back(3, "Sekretaris", reason="  Angka TW1 tidak cocok  ")
    assert (returned.to, returned.again, returned.reason) == ("s2", ("s2", "s3"), "Angka TW1 tidak cocok")
    assert (opened.step, opened.round) == ("s2", 2)
    assert statuses(three) == ["done", "open", "waiting", "waiting"]


def test_a_return_may_go_further_back(three: Any) -> None:
    at_the_decision(three)
    three.send_back(3, "Sekretaris", to=1)
    assert statuses(three) == ["open", "waiting", "waiting", "waiting"]
    assert [task.round for task in three.state.tasks] == [2, 2, 2, 1]


def test_every_step_of_a_return_starts_afresh(three: Any) -> None:
    at_the_decision(three)
    before = three.state
    three.send_back(3, "Sekretaris")
    for no in (2, 3):
        old, new = before.task(f"s{no}"), three.task(no)
        assert {share.id for share in old.shares}.isdisjoint(share.id for share in new.shares)
        assert not any(share.done for share in new.shares)
        assert new.version > old.version
        assert (new.started_at, new.done_at) == (None, None)
    assert before.task("s1") == three.task(1)


def test_a_returned_step_is_done_again(three: Any) -> None:
    at_the_decision(three)
    three.send_back(3, "Sekretaris")
    three.do(2, "Kasubag")
    three.start(3, "Sekretaris")
    three.hand_in(3, "Sekretaris")
    three.do(4, "Kasubag")
    assert three.state.status is CycleStatus.CLOSED


def test_a_return_needs_a_reason(three: Any) -> None:
    at_the_decision(three)
    with pytest.raises(ReasonMissing) as refusal:
        three.send_back(3, "Sekretaris", reason=" \n")
    assert refusal.value.errors == {"reason": ["Alasan wajib diisi."]}


def test_a_return_goes_only_where_the_step_allows(three: Any) -> None:
    at_the_decision(three)
    with pytest.raises(NoWayBack, match="pilihannya: langkah 2, 1"):
        three.send_back(3, "Sekretaris", to=4)


def test_a_step_without_a_way_back_returns_nothing(three: Any) -> None:
    three.start(1, "Kasubag")
    with pytest.raises(NoWayBack, match="tidak punya arah balik"):
        three.send_back(1, "Kasubag")


def test_only_who_decides_returns(three: Any) -> None:
    at_the_decision(three)
    with pytest.raises(NotYourDecision, match="hanya dapat dikembalikan oleh Sekretaris"):
        three.send_back(3, "Kasubag")


def test_a_return_from_an_old_page_is_stale(three: Any) -> None:
    at_the_decision(three)
    with pytest.raises(Stale):
        three.send_back(3, "Sekretaris", version=1)


def test_the_decision_waits_for_the_work_of_its_own_step(stage: Any, step: Any) -> None:
    play = stage(step(1, "does:Tim"), step(2, "does:Tim decides:Sekretaris", last=True, returns=[1]))
    play.do(1, "Tim")
    play.start(2, "Tim")
    with pytest.raises(SignBeforeDone):
        play.send_back(2, "Sekretaris")
    with pytest.raises(NotYourDecision):
        play.send_back(2, "Tim")
    play.hand_in(2, "Tim")
    play.send_back(2, "Sekretaris")
    assert statuses(play) == ["open", "waiting"]


def test_without_a_last_word_the_chair_returns(stage: Any, step: Any) -> None:
    chaired = step(2, "does:Tim chairs:Kepala", closes="chair", last=True, returns=[1])
    play = stage(step(1, "does:Tim"), chaired)
    play.do(1, "Tim")
    play.start(2, "Tim")
    with pytest.raises(NotYourDecision):
        play.send_back(2, "Tim")
    play.send_back(2, "Kepala")
    assert statuses(play) == ["open", "waiting"]


def test_without_either_those_who_do_the_step_return(stage: Any, step: Any) -> None:
    play = stage(step(1, "does:Tim"), step(2, "does:Tim joins:Bidang", last=True, returns=[1]))
    play.do(1, "Tim")
    play.start(2, "Tim")
    with pytest.raises(NotYourDecision):
        play.send_back(2, "Bidang")
    play.send_back(2, "Tim")
    assert statuses(play) == ["open", "waiting"]


def test_a_return_may_pass_through_a_step_beside_the_straight_way(stage: Any, step: Any) -> None:
    beside = step(3, "does:Kasubag")
    beside = type(beside)(**{**vars(beside), "next": "s2"})
    play = stage(step(1, "does:Kasubag"), _ending(step(2, "decides:Sekretaris", returns=[3])), beside)
    play.do(1, "Kasubag")
    play.start(2, "Sekretaris")
    play.send_back(2, "Sekretaris")
    assert statuses(play) == ["done", "waiting", "open"]
    play.do(3, "Kasubag")
    play.start(2, "Sekretaris")
    play.hand_in(2, "Sekretaris")
    assert play.state.status is CycleStatus.CLOSED


def _ending(step: Any) -> Any:
    return type(step)(**{**vars(step), "next": None})


def test_cancelling_needs_a_reason_and_stops_everything(three: Any) -> None:
    with pytest.raises(ReasonMissing):
        three.cancel(" ")
    three.cancel()
    assert three.state.status is CycleStatus.CANCELLED
    for attempt in (lambda: three.start(1, "Kasubag"), three.cancel):
        with pytest.raises(NotRunning, match="sudah dibatalkan"):
            attempt()


def test_a_closed_cycle_is_not_cancelled(stage: Any, step: Any) -> None:
    play = stage(step(1, "does:Kasubag", last=True))
    play.do(1, "Kasubag")
    with pytest.raises(NotRunning, match="sudah selesai"):
        play.cancel()


def test_a_step_that_the_sop_does_not_have_is_not_found(three: Any, official: Any) -> None:
    with pytest.raises(NoSuchStep, match="s99"):
        three.tell(StartTask("s99", 1, official("Kasubag"), three.now))
    with pytest.raises(NoSuchStep):
        three.state.task("s99")


def test_replaying_the_events_gives_the_same_state(three: Any) -> None:
    at_the_decision(three)
    three.send_back(3, "Sekretaris", to=1)
    three.do(1, "Kasubag")
    assert replay(planned(three.state.id, three.state.plan), three.events) == three.state


def test_what_is_neither_command_nor_event_is_a_mistake_of_the_program(three: Any) -> None:
    with pytest.raises(AssertionError):
        decide(three.state, "open")  # type: ignore[arg-type]
    with pytest.raises(AssertionError):
        apply(three.state, "opened")  # type: ignore[arg-type]


def test_every_refusal_is_a_problem_with_one_sentence() -> None:
    for kind, expected in ((NotOpen, Conflict), (NotYourDecision, Forbidden), (NoWayBack, Invalid)):
        assert issubclass(kind, expected)
        assert kind(3, ()).detail.endswith(".")
    assert issubclass(NoSuchStep, NotFound)


def test_plan_state_and_events_are_values_that_nobody_changes(three: Any) -> None:
    at_the_decision(three)
    assert len({three.state, replay(planned(three.state.id, three.state.plan), three.events)}) == 1
    assert len(set(three.events)) == len(three.events)


def test_an_event_names_what_is_done_again(three: Any) -> None:
    at_the_decision(three)
    returned, _ = three.send_back(3, "Sekretaris", to=1)
    assert isinstance(returned, TaskReturned)
    assert (returned.step, returned.round, returned.again) == ("s3", 1, ("s1", "s2", "s3"))
    assert three.task(1).status is TaskStatus.OPEN
