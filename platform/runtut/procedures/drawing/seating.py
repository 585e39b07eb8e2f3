"""Seats the symbols of some steps on a grid, with off-page marks for ways that lead elsewhere."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TypeAlias

from runtut.procedures.drawing.grid import Grid, Link, Seat
from runtut.procedures.model import Sop, Step, following, returning

Exit: TypeAlias = tuple[str, int, str | None]
"""Kind, target place and label of a way out of a step."""


@dataclass(frozen=True)
class Ways:
    """How the flow comes to a step and goes on from it: in whose columns, and where to."""

    enters: str | None
    leaves: str | None
    exits: Sequence[Exit]


@dataclass
class Ends:
    """Where the flow enters and leaves each step that has a symbol on this page."""

    entry: dict[int, int] = field(default_factory=dict)
    leave: dict[int, int] = field(default_factory=dict)


class Seating:
    """Builds the grid of one page; `above` and `below` count the rows of off-page marks around the steps."""

    def __init__(self, sop: Sop, rows: Sequence[int | None], ways: Sequence[Ways]) -> None:
        self.sop, self.ways = sop, ways
        self.columns = {actor: col for col, actor in enumerate(sop.actors)}
        self.here = [place for place in rows if place is not None]
        marks = self._marks()
        self.above, self.below = (self._seating(marks, up) for up in (True, False))
        self.over = 1 + max((row for row, _ in self.above.values()), default=-1)
        under = 1 + max((row for row, _ in self.below.values()), default=-1)
        self.grid = Grid(self.over + len(rows) + under, len(sop.actors))
        self.ends = Ends()
        self._seat_steps(rows)
        self._seat_marks(self.over + len(rows))
        self._link_steps()
        self._link_marks()

    def _marks(self) -> dict[tuple[bool, bool, int], int]:
        """(lies before this page, arrives here, target step) → column where the mark would stand best."""
        here = set(self.here)
        wanted: dict[tuple[bool, bool, int], int] = {}
        for place, ways in enumerate(self.ways):
            for _, target, _ in ways.exits:
                if (place in here) == (target in here):
                    continue
                arriving = target in here
                other, own = (place, target) if arriving else (target, place)
                before = bool(self.here) and other < self.here[0]
                actor = self.ways[own].enters if arriving else self.ways[own].leaves
                wanted.setdefault((before, arriving, target), self.columns[actor or ""])
        return wanted

    def _seating(self, marks: Mapping[tuple[bool, bool, int], int], up: bool) -> dict[tuple[bool, int], tuple[int, int]]:
        taken: set[tuple[int, int]] = set()
        seats: dict[tuple[bool, int], tuple[int, int]] = {}
        for (before, arriving, target), col in marks.items():
            if before != up:
                continue
            free = [(row, other) for row in range(len(marks)) for other in range(len(self.columns))]
            seat = min((cell for cell in free if cell not in taken), key=lambda cell: (cell[0], abs(cell[1] - col)))
            taken.add(seat)
            seats[arriving, target] = seat
        return seats

    def _seat_steps(self, rows: Sequence[int | None]) -> None:
        for row, place in enumerate(rows, self.over):
            if place is None:
                continue
            step = self.sop.steps[place]
            first, last = self.ways[place].enters, self.ways[place].leaves
            for actor in step.actors:
                entry, leave = actor == first, actor == last
                seat = Seat(row, self.columns[actor], kind_of(step, leave), place, step.part(actor), entry, leave)
                at = self.grid.sit(seat)
                if entry:
                    self.ends.entry[place] = at
                if leave:
                    self.ends.leave[place] = at

    def _seat_marks(self, first_below: int) -> None:
        self.marks: dict[tuple[bool, bool, int], int] = {}
        for up, seats, first in ((True, self.above, 0), (False, self.below, first_below)):
            for (arriving, target), (row, col) in seats.items():
                seat = Seat(first + row, col, "offpage", leads=target, leave=arriving)
                self.marks[up, arriving, target] = self.grid.sit(seat)

    def _link_steps(self) -> None:
        for place in self.here:
            self.grid.links += self._within(place)
        for place in self.here:
            for kind, target, label in self.ways[place].exits:
                goal = self.ends.entry.get(target)
                if goal is None:
                    goal = self.marks[target < self.here[0], False, target]
                self.grid.links.append(Link(kind, self.ends.leave[place], goal, label))

    def _link_marks(self) -> None:
        for (_, arriving, target), mark in self.marks.items():
            if arriving:
                self.grid.links.append(Link("flow", mark, self.ends.entry[target]))

    def _within(self, place: int) -> list[Link]:
        """Links between the symbols of one row, from the one that the flow enters outwards to both sides."""
        entry, leave = self.ends.entry.get(place), self.ends.leave.get(place)
        if entry is None or leave is None:
            return []
        row = self.grid.seats[entry].row
        seated = [self.grid.cells[row, col] for col in range(self.grid.cols) if (row, col) in self.grid.cells]
        at = seated.index(entry)
        chains = list(pairwise(seated[at:])) + list(pairwise(reversed(seated[: at + 1])))
        links = [self._neighbours(inner, outer) for inner, outer in chains]
        return self._freed(links, seated, entry, leave) if returning(self.sop, place) is not None else links

    def _neighbours(self, inner: int, outer: int) -> Link:
        hands = self.grid.seats[outer].part in ("receives", "signs")
        return Link("hand" if hands else "join", inner, outer)

    def _freed(self, links: list[Link], seated: list[int], entry: int, leave: int) -> list[Link]:
        """Keep one side of the symbol free that a return leaves from: lead the link on that side around it."""
        at = seated.index(leave)
        if at in (0, len(seated) - 1):
            return links
        left, right = seated[at - 1], seated[at + 1]
        moved, anchor = (left, right) if seated.index(entry) > at else (right, left)
        kept = [link for link in links if {link.source, link.target} != {leave, moved}]
        return [*kept, Link(self._neighbours(anchor, moved).kind, anchor, moved, around=True)]


def kind_of(step: Step, leave: bool) -> str:
    if step.shape == "decision":
        return "decision" if leave else "process"
    return step.shape if leave else "process"


def ways_of(sop: Sop) -> list[Ways]:
    """By the place of the step; exits lead from symbol to symbol."""
    return [
        Ways(step.entry_actor, step.exit_actor, [way for way in exits(sop, place) if step.actors and sop.steps[way[1]].actors])
        for place, step in enumerate(sop.steps)
    ]


def exits(sop: Sop, place: int) -> list[Exit]:
    onward, back = following(sop, place), returning(sop, place)
    decides = sop.steps[place].shape == "decision"
    ways: list[Exit] = []
    if onward is not None:
        ways.append(("flow", onward, "Ya" if decides else None))
    if back is not None:
        ways.append(("return", back, "Tidak" if decides else "Kembali"))
    return ways
