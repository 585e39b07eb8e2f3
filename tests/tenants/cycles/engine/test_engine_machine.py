"""Random procedures under random commands: the laws that hold whatever anybody clicks."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from uuid import UUID

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from runtut.errors import Problem
from tenants.cycles.engine.applying import apply, replay
from tenants.cycles.engine.commands import (
    CancelCycle,
    CloseTask,
    Command,
    CompleteShare,
    Official,
    OpenCycle,
    ReopenShare,
    ReturnTask,
    StartTask,
)
from tenants.cycles.engine.deciding import decide
from tenants.cycles.engine.events import CycleCancelled, Event, TaskCompleted, TaskOpened, TaskReturned
from tenants.cycles.engine.plan import Closes, Part, Plan, PlannedShare, PlannedStep, Seat
from tenants.cycles.engine.readiness import lacking
from tenants.cycles.engine.state import CycleState, CycleStatus, ShareState, TaskState, TaskStatus, planned

CYCLE = UUID(int=1)
BEGIN = datetime(2025, 4, 1, tzinfo=UTC)
POSITIONS = [UUID(int=100 + n) for n in range(4)]
REACHED = (TaskStatus.OPEN, TaskStatus.STARTED)


@st.composite
def step_shares(draw: st.DrawFn) -> tuple[Closes, tuple[PlannedShare, ...]]:
    seats = draw(st.lists(st.sampled_from(POSITIONS), min_size=1, max_size=4, unique=True))
    parts = [draw(st.sampled_from(Part)) for _ in seats]
    if all(part is Part.JOINS for part in parts):
        parts[0] = Part.DOES
    closes = draw(st.sampled_from(Closes))
    if closes is Closes.CHAIR and Part.CHAIRS not in parts:
        parts[0] = Part.CHAIRS
    named = zip(seats, parts, strict=True)
    return closes, tuple(PlannedShare(f"actor {n}", part, Seat(seat)) for n, (seat, part) in enumerate(named))


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """A straight way of up to six steps, returns to earlier ones, and corrections that stand beside the way."""
    length = draw(st.integers(1, 6))
    steps = []
    for no in range(1, length + 1):
        returns = [f"s{at}" for at in draw(st.lists(st.integers(1, no - 1), unique=True, max_size=3))] if no > 1 else []
        if draw(st.booleans()):
            returns.insert(0, f"beside{no}")
            back = draw(st.integers(1, no))
            steps.append(_step(draw, f"beside{no}", 20 + no, f"s{back}", ()))
        steps.append(_step(draw, f"s{no}", no, None if no == length else f"s{no + 1}", tuple(returns)))
    return Plan(tuple(sorted(steps, key=lambda step: step.no)))


def _step(draw: st.DrawFn, step_id: str, no: int, after: str | None, returns: tuple[str, ...]) -> PlannedStep:
    closes, shares = draw(step_shares())
    return PlannedStep(step_id, no, "Kegiatan", "note", 60, closes, shares, after, returns)


people = st.sets(st.sampled_from(POSITIONS)).map(lambda held: Official(UUID(int=len(held)), frozenset(held)))
"""Anybody, from a stranger to the one who acts in every position."""

EVERYBODY = Official(UUID(int=99), frozenset(POSITIONS))
off_by = st.sampled_from([0, 0, 0, 0, -1, 1, -3])


class AnyCycle(RuleBasedStateMachine):
    """Rules draw commands without asking whether they are legal; `forward` plays a sensible one."""

    state: CycleState
    events: list[Event]

    @initialize(plan=plans())
    def begin(self, plan: Plan) -> None:
        assert lacking(plan) == {}
        self.clock = 0
        self.events = []
        self.state = planned(CYCLE, plan)
        self.tell(OpenCycle(EVERYBODY, self.now()))

    def now(self) -> datetime:
        self.clock += 1
        return BEGIN + timedelta(minutes=self.clock)

    def tell(self, command: Command) -> bool:
        before = self.state
        try:
            happened = decide(self.state, command)
        except Problem as refusal:
            assert refusal.detail.endswith(".")
            return False
        assert happened
        self.events += happened
        self.state = replay(self.state, happened)
        self.check_versions(before, happened)
        return True

    def check_versions(self, before: CycleState, happened: tuple[Event, ...]) -> None:
        """A task's version grows by one with each event that changes the task, and with no other."""
        for old, new in zip(before.tasks, self.state.tasks, strict=True):
            assert (new.version > old.version) == (new != old)
            assert new.round >= old.round
        passed = [before]
        for event in happened:
            passed.append(apply(passed[-1], event))
        for earlier, later in pairwise(passed):
            for old, new in zip(earlier.tasks, later.tasks, strict=True):
                assert new.version - old.version == (new != old)
                touched = [share for share in new.shares if share not in old.shares]
                assert all(share.version == new.version for share in touched)

    def some_task(self, data: st.DataObject, mostly_active: bool) -> TaskState:
        if mostly_active and self.state.active:
            return self.state.active
        return data.draw(st.sampled_from(self.state.tasks))

    def some_share(self, data: st.DataObject, task: TaskState) -> ShareState:
        return data.draw(st.sampled_from(task.shares))

    @rule(data=st.data(), by=people, off=off_by, near=st.booleans())
    def start(self, data: st.DataObject, by: Official, off: int, near: bool) -> None:
        task = self.some_task(data, near)
        started = self.tell(StartTask(task.step, task.version + off, by, self.now()))
        if started:
            assert (task.status, off) == (TaskStatus.OPEN, 0)
            assert self.holders(task) & by.positions

    @rule(data=st.data(), by=people, off=off_by, near=st.booleans())
    def hand_in(self, data: st.DataObject, by: Official, off: int, near: bool) -> None:
        task = self.some_task(data, near)
        share = self.some_share(data, task)
        if self.tell(CompleteShare(task.step, task.version + off, share.id, by, self.now())):
            assert task.status is TaskStatus.STARTED and not share.done
            assert share.planned.seat.position_id in by.positions
            assert off == 0 or share.part in (Part.DOES, Part.JOINS)
            if share.part.is_last:
                assert not task.work_lacking(self.state.plan.step(task.step).closes)
            else:
                assert not task.last_word_given

    @rule(data=st.data(), by=people, off=off_by, near=st.booleans())
    def take_back(self, data: st.DataObject, by: Official, off: int, near: bool) -> None:
        task = self.some_task(data, near)
        share = self.some_share(data, task)
        if self.tell(ReopenShare(task.step, task.version + off, share.id, by, self.now())):
            assert task.status is TaskStatus.STARTED and share.done
            assert share.planned.seat.position_id in by.positions
            assert not share.part.is_last and not task.last_word_given

    @rule(data=st.data(), by=people, off=off_by, near=st.booleans())
    def close(self, data: st.DataObject, by: Official, off: int, near: bool) -> None:
        task = self.some_task(data, near)
        if self.tell(CloseTask(task.step, task.version + off, by, self.now())):
            assert (task.status, off) == (TaskStatus.STARTED, 0)
            assert self.state.plan.step(task.step).closes is Closes.CHAIR
            assert self.holders(task, Part.CHAIRS) & by.positions

    @rule(data=st.data(), by=people, off=off_by, reason=st.sampled_from(["", " ", "Salah", "Kurang bukti"]))
    def send_back(self, data: st.DataObject, by: Official, off: int, reason: str) -> None:
        task = self.some_task(data, mostly_active=True)
        to = data.draw(st.sampled_from([None, *(step.id for step in self.state.plan.steps)]))
        if self.tell(ReturnTask(task.step, task.version + off, reason, by, self.now(), to)):
            assert (task.status, off) == (TaskStatus.STARTED, 0)
            assert reason.strip()
            self.check_return(task, to)

    def check_return(self, task: TaskState, to: str | None) -> None:
        returns = self.state.plan.step(task.step).returns
        event = next(event for event in reversed(self.events) if isinstance(event, TaskReturned))
        assert event.to == (to or returns[0]) and event.to in returns
        assert (event.again[0], event.again[-1]) == (event.to, task.step)
        for step in event.again:
            again = self.state.task(step)
            assert again.status is (TaskStatus.OPEN if step == event.to else TaskStatus.WAITING)
            assert not any(share.done for share in again.shares)

    @rule(by=people, reason=st.sampled_from(["", "SOP dicabut"]), really=st.sampled_from([False] * 9 + [True]))
    def cancel(self, by: Official, reason: str, really: bool) -> None:
        running = self.state.status is CycleStatus.RUNNING
        if really:
            assert self.tell(CancelCycle(reason, by, self.now())) == (running and bool(reason))

    @rule()
    def open_again(self) -> None:
        assert not self.tell(OpenCycle(EVERYBODY, self.now()))

    @rule()
    def forward(self) -> None:
        task = self.state.active if self.state.status is CycleStatus.RUNNING else None
        if task is not None:
            assert self.tell(self.sensible(task))

    def sensible(self, task: TaskState) -> Command:
        if task.status is TaskStatus.OPEN:
            return StartTask(task.step, task.version, EVERYBODY, self.now())
        closes = self.state.plan.step(task.step).closes
        lacking_work = task.work_lacking(closes)
        if lacking_work and closes is Closes.CHAIR:
            return CloseTask(task.step, task.version, EVERYBODY, self.now())
        last = (share for share in task.shares if share.part.is_last and not share.done)
        return CompleteShare(task.step, task.version, next(iter([*lacking_work, *last])).id, EVERYBODY, self.now())

    def holders(self, task: TaskState, part: Part | None = None) -> set[UUID]:
        return {share.planned.seat.position_id for share in task.shares if part in (None, share.part)}

    @invariant()
    def the_events_are_the_state(self) -> None:
        assert replay(planned(CYCLE, self.state.plan), self.events) == self.state

    @invariant()
    def no_round_of_a_step_is_done_twice(self) -> None:
        done = Counter((event.step, event.round) for event in self.events if isinstance(event, TaskCompleted))
        assert all(times == 1 for times in done.values())

    @invariant()
    def exactly_one_step_is_worked_on_while_the_cycle_runs(self) -> None:
        active = [task for task in self.state.tasks if task.status in REACHED]
        if self.state.status is not CycleStatus.CANCELLED:
            assert len(active) == (self.state.status is CycleStatus.RUNNING)

    @invariant()
    def the_cycle_is_closed_if_and_only_if_its_end_is_done(self) -> None:
        end = self.state.task(self.state.plan.straight[-1].id)
        assert (self.state.status is CycleStatus.CLOSED) == (end.status is TaskStatus.DONE)

    @invariant()
    def what_lies_before_on_the_straight_way_is_done(self) -> None:
        way = [self.state.task(step.id).status for step in self.state.plan.straight]
        while way and way[0] is TaskStatus.DONE:
            way.pop(0)
        if way and way[0] in REACHED:
            way.pop(0)
        assert all(status is TaskStatus.WAITING for status in way)

    @invariant()
    def a_step_opens_only_after_the_one_before_it_or_by_a_return(self) -> None:
        first = self.state.plan.steps[0].id
        for earlier, event in pairwise(self.events):
            if isinstance(event, TaskOpened) and event.round == 1 and event.step == first:
                continue
            if isinstance(event, TaskOpened):
                returned = isinstance(earlier, TaskReturned) and earlier.to == event.step
                done = isinstance(earlier, TaskCompleted) and self.state.plan.step(earlier.step).next == event.step
                assert returned or done

    @invariant()
    def a_step_is_done_if_and_only_if_its_shares_say_so(self) -> None:
        for task in self.state.tasks:
            complete = task.is_complete(self.state.plan.step(task.step).closes)
            assert (task.status is TaskStatus.DONE) == complete

    @invariant()
    def every_share_has_its_own_name(self) -> None:
        shares = [share.id for task in self.state.tasks for share in task.shares]
        assert len(shares) == len(set(shares))

    def teardown(self) -> None:
        """However far it was thrown back, every cycle that was not cancelled can be brought to its end."""
        for _ in range(100):
            self.forward()
        cancelled = any(isinstance(event, CycleCancelled) for event in self.events)
        assert self.state.status is (CycleStatus.CANCELLED if cancelled else CycleStatus.CLOSED)


TestAnyCycle = AnyCycle.TestCase
TestAnyCycle.settings = settings(
    max_examples=150, stateful_step_count=40, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
