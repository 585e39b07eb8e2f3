"""What an activity is: the tools with which the seats of a step do their work, and the register of all of them."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from runtut.errors import Invalid
from runtut.web.api import Input
from tenants.cycles.engine.plan import Part, Plan, PlannedStep
from tenants.cycles.work import Work

DOES = {
    Part.DOES: "mengerjakan", Part.CHAIRS: "memimpin", Part.SIGNS: "menandatangani", Part.DECIDES: "memutuskan",
}  # fmt: skip


@dataclass(frozen=True)
class Outcome:
    """What a tool made of what was handed in.

    `content` is kept with the hand-in (JSON); `returned` sends the work back instead of completing the share: its reason,
    and the step id it goes to (None: the usual one). `summary` is one sentence for the timeline.
    """

    summary: str
    content: Mapping[str, Any] = field(default_factory=dict)
    returned: str | None = None
    to: str | None = None


class Tool(Protocol):
    """A working tool for one part of a step. `template` draws its form; its fields are named as in `schema`."""

    @property
    def schema(self) -> type[Input]: ...
    @property
    def template(self) -> str: ...
    @property
    def button(self) -> str: ...

    def desk(self, work: Work) -> dict[str, Any]:
        """What the tool shows, as JSON: what is given, and what was kept so far."""

    def perform(self, work: Work, data: dict[str, Any]) -> Outcome:
        """Do the work with checked input, inside the transaction; raises a Problem with a clear sentence."""


def nothing_lacking(_plan: Plan, _step: PlannedStep) -> Iterable[str]:
    return ()


@dataclass(frozen=True)
class Activity:
    """`tools` by part of the share (does, chairs, signs, decides); whoever joins contributes a note everywhere.

    `lacking` says in sentences what else keeps a planned step of this activity from being worked on.
    """

    name: str
    label: str
    tools: Mapping[str, Tool]
    lacking: Callable[[Plan, PlannedStep], Iterable[str]] = nothing_lacking

    def tool(self, part: str) -> Tool | None:
        """The tool for a part; None where this activity has none, which is refused when a cycle is opened."""
        return self.tools.get(part)


_register: dict[str, Activity] = {}


def register(activity: Activity) -> Activity:
    _register[activity.name] = activity
    return activity


def registered() -> Mapping[str, Activity]:
    return _register


def activity_named(name: str) -> Activity:
    return _register[name]


def missing_tools(plan: Plan) -> None:
    """Raise Invalid where a step has no working tool for its activity or for somebody's part in it, by steps."""
    errors = {f"steps.{step.no}": found for step in plan.steps if (found := list(_lacking(plan, step)))}
    if errors:
        raise Invalid("SOP ini memuat pekerjaan yang belum ada alat kerjanya, jadi siklusnya belum dapat dibuka.", errors)


def _lacking(plan: Plan, step: PlannedStep) -> Iterator[str]:
    activity = _register.get(step.activity)
    if activity is None:
        yield f"Langkah {step.no} memakai kegiatan kerja “{step.activity}” yang belum tersedia."
        return
    for actor, part in dict.fromkeys((share.actor, share.part) for share in step.shares):
        if part is not Part.JOINS and part.value not in activity.tools:
            yield (
                f"Langkah {step.no}: pelaksana “{actor}” {DOES[part]}, tetapi kegiatan kerja “{activity.label}” tidak "
                "mempunyai alat untuk itu; ubah tanda pelaksana itu pada SOP."
            )
    yield from activity.lacking(plan, step)
