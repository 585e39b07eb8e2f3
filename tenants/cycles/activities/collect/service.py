"""Collects what the step asks for: figures into the frozen form, or the results of visits where these came before."""

from collections.abc import Iterator
from typing import Any

from runtut.web.api import Input
from tenants.cycles.activities.collect import figures, visited
from tenants.cycles.activities.collect.schemas import CollectInput
from tenants.cycles.activity import Activity, Outcome, register
from tenants.cycles.engine.plan import Part, Plan, PlannedStep
from tenants.cycles.work import Work


class CollectTool:
    schema: type[Input] = CollectInput
    template = "cycles/activities/collect.html"
    button = "Serahkan data"

    def desk(self, work: Work) -> dict[str, Any]:
        return visited.desk(work) if visited.has_visits(work) else figures.desk(work)

    def perform(self, work: Work, data: dict[str, Any]) -> Outcome:
        if visited.has_visits(work):
            return visited.gather(work, data["visits"])
        return figures.hand_over(work, data["rows"])


COLLECT = CollectTool()


def seats_without_unit(plan: Plan, step: PlannedStep) -> Iterator[str]:
    """Figures are asked of units; the results of earlier visits are gathered by anybody."""
    before = {earlier.activity for earlier in plan.steps if earlier.no < step.no}
    nowhere = (share.actor for share in step.shares if share.part is Part.DOES and share.seat.unit_id is None)
    for actor in dict.fromkeys(nowhere) if "visit" not in before else ():
        yield (
            f"Langkah {step.no}: pelaksana “{actor}” mengisi data, tetapi jabatannya tidak berada pada suatu unit; "
            "petakan pelaksana itu ke jabatan dalam unit."
        )


ACTIVITY = register(Activity("collect", "Kumpulkan data", {"does": COLLECT}, seats_without_unit))
