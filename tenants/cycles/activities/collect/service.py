"""Collects what the step asks for: figures into the frozen form, or the results of visits where these came before."""

from typing import Any

from runtut.web.api import Input
from tenants.cycles.activities.collect import figures, visited
from tenants.cycles.activities.collect.schemas import CollectInput
from tenants.cycles.activity import Activity, Outcome, register
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


ACTIVITY = register(Activity("collect", "Kumpulkan data", {"does": CollectTool()}))
