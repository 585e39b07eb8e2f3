"""What an activity is: the tools with which the seats of a step do their work, and the register of all of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from runtut.errors import Invalid
from runtut.procedures import Sop
from runtut.web.api import Input
from tenants.cycles.work import Work


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


@dataclass(frozen=True)
class Activity:
    """`tools` by part of the share (does, chairs, signs, decides); whoever joins contributes a note everywhere."""

    name: str
    label: str
    tools: Mapping[str, Tool]

    def tool(self, part: str) -> Tool | None:
        """The tool for a part; who decides or chairs alone uses what the worker would use where there is no other."""
        return self.tools.get(part)


_register: dict[str, Activity] = {}


def register(activity: Activity) -> Activity:
    _register[activity.name] = activity
    return activity


def registered() -> Mapping[str, Activity]:
    return _register


def activity_named(name: str) -> Activity:
    return _register[name]


def missing_tools(sop: Sop) -> None:
    """Raise Invalid when a step's activity has no working tool here, naming the steps."""
    errors = {
        f"steps.{step.no}": [f"Langkah {step.no} memakai kegiatan kerja “{step.activity}” yang belum tersedia."]
        for step in sop.steps
        if step.activity not in _register
    }
    if errors:
        raise Invalid("SOP ini memuat kegiatan kerja yang belum tersedia, jadi siklusnya belum dapat dibuka.", errors)
