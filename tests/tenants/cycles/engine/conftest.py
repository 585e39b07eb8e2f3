"""Short plans and a stage on which officials play them against the engine."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from uuid import NAMESPACE_OID, UUID, uuid5

import pytest

from tenants.cycles.engine.applying import replay
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
from tenants.cycles.engine.events import Event
from tenants.cycles.engine.plan import Closes, Part, Plan, PlannedShare, PlannedStep, Seat
from tenants.cycles.engine.state import CycleState, TaskState, planned

CYCLE = uuid5(NAMESPACE_OID, "2025-TW1")
OPENED = datetime(2025, 4, 1, 1, tzinfo=UTC)


def position(name: str) -> UUID:
    return uuid5(NAMESPACE_OID, name)


def official(*names: str) -> Official:
    """A person who holds the positions named."""
    return Official(uuid5(NAMESPACE_OID, f"person {' '.join(names)}"), frozenset(map(position, names)))


def step(no: int, parts: str, closes: str = "all", last: bool = False, returns: Iterable[int] = ()) -> PlannedStep:
    """`parts` is written "does:Kasubag signs:Kepala"; a name with a slash ("does:Bidang/A") is one unit's seat."""
    shares = []
    for word in parts.split():
        part, name = word.split(":")
        shares.append(PlannedShare(name.split("/")[0], Part(part), Seat(position(name))))
    return PlannedStep(
        id=f"s{no}",
        no=no,
        text=f"Kegiatan {no}",
        activity="note",
        standard_minutes=60,
        closes=Closes(closes),
        shares=tuple(shares),
        next=None if last else f"s{no + 1}",
        returns=tuple(f"s{earlier}" for earlier in returns),
    )


class Stage:
    """Plays commands one after the other; each has the newest version unless told otherwise."""

    def __init__(self, plan: Plan) -> None:
        self.state: CycleState = planned(CYCLE, plan)
        self.events: list[Event] = []
        self.now = OPENED

    def tell(self, command: Command) -> list[Event]:
        happened = decide(self.state, command)
        self.state = replay(self.state, happened)
        self.events += happened
        self.now += timedelta(minutes=10)
        return list(happened)

    def task(self, no: int) -> TaskState:
        return self.state.task(f"s{no}")

    def share(self, no: int, name: str) -> UUID:
        return next(share.id for share in self.task(no).shares if share.planned.seat.position_id == position(name))

    def _seen(self, no: int, version: int | None) -> int:
        return self.task(no).version if version is None else version

    def open(self) -> list[Event]:
        return self.tell(OpenCycle(official("Sekretaris"), self.now))

    def start(self, no: int, who: str, version: int | None = None) -> list[Event]:
        return self.tell(StartTask(f"s{no}", self._seen(no, version), official(who), self.now))

    def hand_in(self, no: int, who: str, version: int | None = None, share: UUID | None = None) -> list[Event]:
        share = share or self.share(no, who)
        return self.tell(CompleteShare(f"s{no}", self._seen(no, version), share, official(who), self.now))

    def take_back(self, no: int, who: str, version: int | None = None, share: UUID | None = None) -> list[Event]:
        share = share or self.share(no, who)
        return self.tell(ReopenShare(f"s{no}", self._seen(no, version), share, official(who), self.now))

    def close(self, no: int, who: str, version: int | None = None) -> list[Event]:
        return self.tell(CloseTask(f"s{no}", self._seen(no, version), official(who), self.now))

    def send_back(
        self, no: int, who: str, to: int | None = None, reason: str = "Angka tidak cocok", version: int | None = None
    ) -> list[Event]:
        target = None if to is None else f"s{to}"
        return self.tell(ReturnTask(f"s{no}", self._seen(no, version), reason, official(who), self.now, target))

    def cancel(self, reason: str = "SOP dicabut") -> list[Event]:
        return self.tell(CancelCycle(reason, official("Sekretaris"), self.now))

    def do(self, no: int, who: str) -> None:
        """Starts the step and hands in the one share that it has."""
        self.start(no, who)
        self.hand_in(no, who)


@pytest.fixture
def stage() -> Callable[..., Stage]:
    """An opened cycle of the steps given."""

    def opened(*steps: PlannedStep) -> Stage:
        played = Stage(Plan(steps))
        played.open()
        return played

    return opened


@pytest.fixture
def unopened() -> Callable[..., Stage]:
    return lambda *steps: Stage(Plan(steps))


@pytest.fixture(name="step")
def step_fixture() -> Callable[..., PlannedStep]:
    return step


@pytest.fixture(name="official")
def official_fixture() -> Callable[..., Official]:
    return official
