"""A short cycle of Diskopnaker made of some steps of the Dinas template, worked on through the services."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module, resources
from typing import Any

import pytest

from runtut.database import db, new_id
from runtut.procedures import sha256
from tenants.cycles import handing, service
from tenants.cycles.models import HandIn
from tenants.cycles.work import Work
from tenants.people.service import roles
from tenants.sops.models import Sop, SopActor, SopVersion

OPD = "diskopnaker.13.01"
PERIOD = "2025-TW1"


@dataclass(frozen=True)
class Course:
    """An open cycle; people are named by the first part of their sign-in ("kabid.koperasi")."""

    at: Callable[[str], Any]
    slug: str

    def work(self, who: str, no: int) -> Work:
        """The step as that person meets it."""
        db.session.flush()
        self.at(f"{who}@{OPD}")
        return handing.work_at(service.find_cycle(self.slug, PERIOD), no)

    def desk(self, who: str, no: int) -> dict[str, Any]:
        """What the person's tool shows; it must be JSON."""
        work = self.work(who, no)
        tool = handing.tool_for(work)
        assert tool is not None
        shown: dict[str, Any] = json.loads(json.dumps(tool.desk(work)))
        return shown

    def hand_in(self, who: str, no: int, data: Mapping[str, Any]) -> HandIn:
        work = self.work(who, no)
        return handing.hand_in(work, work.task.version, data)


@pytest.fixture
def course(at: Callable[[str], Any]) -> Callable[[Sequence[int]], Course]:
    """`course([1, 2, 3])`: a cycle of just those steps of the Dinas template, opened by the Sekretaris."""

    def opened(numbers: Sequence[int]) -> Course:
        place = at(f"sekretaris@{OPD}")
        content = shortened(numbers)
        for step in content["steps"]:
            import_module(f"tenants.cycles.activities.{step['activity']}.service")
        sop = Sop(id=new_id(), opd_id=place.opd.id, slug=f"ringkas-{new_id()}", title="Pemantauan ringkas")
        db.session.add(sop)
        db.session.flush()
        put_into_force(sop, content)
        service.open_cycle(sop.slug, PERIOD)
        return Course(at, sop.slug)

    return opened


def shortened(numbers: Sequence[int]) -> dict[str, Any]:
    """The template with the steps of those numbers alone, one after the other."""
    text = resources.files("runtut.library").joinpath("content", "dinas.json").read_text("utf-8")
    content: dict[str, Any] = json.loads(text)
    chosen = [step for step in content["steps"] if step["no"] in numbers]
    for place, step in enumerate(chosen):
        following = chosen[place + 1]["id"] if place + 1 < len(chosen) else None
        step.update(no=place + 1, next=following, on_return=None)
    content["steps"] = chosen
    return content


def put_into_force(sop: Sop, content: dict[str, Any]) -> None:
    version = SopVersion(
        id=new_id(), opd_id=sop.opd_id, sop_id=sop.id, number=1, content=content, sha256=sha256(content), state="effective"
    )
    db.session.add(version)
    db.session.flush()
    by_name = {role.name: role.id for role in roles()}
    for actor in content["actors"]:
        db.session.add(SopActor(opd_id=sop.opd_id, version_id=version.id, actor=actor, role_id=by_name[actor]))
    db.session.flush()
