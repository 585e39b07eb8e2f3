"""A short cycle of Diskopnaker made of some steps of the Dinas template, worked on through the services."""

import contextlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from importlib import import_module, resources
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from flask import Flask
from sqlalchemy import Connection
from sqlalchemy.dialects.postgresql import Range

from runtut.app.standing_in import stand_in
from runtut.calendar import indonesian
from runtut.database import db, new_id
from runtut.procedures import sha256
from tenants.cycles import handing, service
from tenants.cycles.models import HandIn
from tenants.cycles.report import report_of
from tenants.cycles.work import Work
from tenants.documents.rendering import keep_rendering
from tenants.people.service import roles
from tenants.sops.models import Sop, SopActor, SopVersion
from tests.conftest import rolled_back, standing_on

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
def course(at: Callable[[str], Any]) -> Callable[..., Course]:
    """`course([1, 2, 3])`: a cycle of just those steps of the Dinas template, opened by the Sekretaris.

    `changes` by activity are written over its steps: `course([1], design_form={"actors": […]})`.
    """
    return partial(open_course, at)


def open_course(at: Callable[[str], Any], numbers: Sequence[int], **changes: Mapping[str, Any]) -> Course:
    place = at(f"sekretaris@{OPD}")
    content = shortened(numbers)
    for step in content["steps"]:
        step.update(changes.get(step["activity"], {}))
    for step in content["steps"]:
        import_module(f"tenants.cycles.activities.{step['activity']}.service")
    sop = Sop(id=new_id(), opd_id=place.opd.id, slug=f"ringkas-{new_id()}", title="Pemantauan ringkas")
    db.session.add(sop)
    db.session.flush()
    put_into_force(sop, content)
    service.open_cycle(sop.slug, PERIOD)
    return Course(at, sop.slug)


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
        id=new_id(),
        opd_id=sop.opd_id,
        sop_id=sop.id,
        number=1,
        content=content,
        sha256=sha256(content),
        state="effective",
        in_force=Range(today(), None),
    )
    db.session.add(version)
    db.session.flush()
    by_name = {role.name: role.id for role in roles()}
    for actor in content["actors"]:
        db.session.add(SopActor(opd_id=sop.opd_id, version_id=version.id, actor=actor, role_id=by_name[actor]))
    db.session.flush()


@dataclass(frozen=True)
class Reporting:
    """The way of a report: 1 form, 2 figures, 3 processing, 4 draft, 5 meeting, 6 revision, 7 verification, 8 signing,
    9 archive. Each method does one step as the person whose it is, with what its tool shows."""

    course: Course

    def figures(self) -> None:
        start = self.course.desk("sekretaris", 1)["start"]
        self.course.hand_in("sekretaris", 1, {**start, "due_on": (today() + timedelta(days=5)).isoformat(), "columns": []})
        for who in ("kabid.koperasi", "kabid.naker"):
            rows = [{"indicator_id": row["id"], "value": on_target(row)} for row in self.course.desk(who, 2)["rows"]]
            self.course.hand_in(who, 2, {"rows": rows})
        flagged = self.course.desk(KASUBAG, 3)["flagged"]
        named = [{key: cell[key] for key in ("indicator_id", "unit_id")} for cell in flagged]
        said = {"decision": "accept", "reason": "Sesuai bukti"}
        self.course.hand_in(KASUBAG, 3, {"resolutions": [{**one, **said} for one in named]})

    def draft(self, **changed: str) -> HandIn:
        return self.course.hand_in(KASUBAG, 4, {**self.course.desk(KASUBAG, 4)["start"], **changed})

    def meet(self, *decisions: str) -> HandIn:
        desk = self.course.desk("kadis", 5)
        there = [{"official_id": one["id"], "presence": "hadir"} for one in desk["people"]]
        decided = [{"text": text, "person": "Kasubag Program"} for text in decisions]
        day = indonesian("Asia/Jakarta").working_days(today() - timedelta(days=14), today())[-1]
        invitation = {**desk["start"]["invitation"], "date": day.isoformat()}
        said = {"invitation": invitation, "attendance": there, "minutes": "Rapat membahas draf.", "unchanged": not decisions}
        return self.course.hand_in("kadis", 5, {**said, "decisions": decided})

    def revision(self, **changed: str) -> dict[str, Any]:
        """What the Kasubag would hand in after working through everything."""
        desk = self.course.desk(KASUBAG, 6)
        items = [{"id": row["id"], "done": True, "note": "Sudah diperbaiki."} for row in desk["items"]]
        return {"items": items, **desk["start"], **changed}

    def revise(self, **changed: str) -> HandIn:
        return self.course.hand_in(KASUBAG, 6, self.revision(**changed))

    def checked(self, **said: Any) -> dict[str, Any]:
        """A verification in which everything is in order."""
        desk = self.course.desk("sekretaris", 7)
        checks = [{"id": row["id"], "ok": True} for row in desk["items"]]
        return {"sha256": desk["sha256"], "checks": checks, "outcome": "accepted", **said}

    def accept(self) -> HandIn:
        """The draft was printed meanwhile, since nothing unprinted is signed."""
        keep_rendering(report_of(self.course.work("sekretaris", 7))[1], "draft", b"%PDF-1.7")
        return self.course.hand_in("sekretaris", 7, self.checked())

    def send_back(self, reason: str) -> HandIn:
        return self.course.hand_in("sekretaris", 7, self.checked(outcome="returned", reason=reason))

    def finalise(self, number: str = "000.8.6.3/12/2025") -> HandIn:
        return self.course.hand_in(KASUBAG, 8, {"number": number, "dated": today().isoformat()})

    def until_accepted(self) -> None:
        self.figures()
        self.draft()
        self.meet()
        self.revise()
        self.accept()


KASUBAG = "kasubag.program"


def today() -> date:
    return datetime.now(ZoneInfo("Asia/Jakarta")).date()


def on_target(row: Mapping[str, Any]) -> str:
    """The target; where units share it, this unit's even part."""
    return str(float(row["target"]) / len(row["units"])).replace(".", ",") if len(row["units"]) > 1 else str(row["target"])


WAY = [1, 2, 3, 8, 9, 10, 11, 12, 13]


HERE = {"REMOTE_ADDR": "127.0.0.1"}
"""Inside a request, because signing asks where it comes from."""


@pytest.fixture
def reporting(course: Callable[..., Course], context: Flask) -> Iterator[Reporting]:
    with context.test_request_context(environ_base=HERE):
        yield Reporting(course(WAY))


@pytest.fixture
def signed_by_one(course: Callable[..., Course], context: Flask) -> Iterator[Reporting]:
    """The same way where the head alone is marked at the signing, as pasted tables have it."""
    alone = {"actors": ["Kepala Dinas"], "parts": {"Kepala Dinas": "does"}}
    with context.test_request_context(environ_base=HERE):
        yield Reporting(course(WAY, sign=alone))


@dataclass(frozen=True)
class Stage:
    """A report that has come as far as all tests of a file need it; each of them goes on from a savepoint."""

    connection: Connection
    reporting: Reporting

    @contextlib.contextmanager
    def savepoint(self) -> Iterator[Connection]:
        with self.connection.begin_nested() as savepoint:
            yield self.connection
            savepoint.rollback()


@pytest.fixture(scope="module")
def stage(app: Flask, request: pytest.FixtureRequest) -> Iterator[Stage]:
    """What the function `before` of a file does with a report is done once for all of its tests."""
    with rolled_back(app) as connection:
        with app.app_context(), standing_on(connection), app.test_request_context(environ_base=HERE):
            reporting = Reporting(open_course(stand, WAY))
            request.module.before(reporting)
            db.session.commit()
        yield Stage(connection, reporting)


def stand(login: str) -> Any:
    return stand_in(login, OPD.partition(".")[0])


@pytest.fixture
def ground(app: Flask, request: pytest.FixtureRequest) -> Iterator[Connection]:
    """In a file with `before` a savepoint of its stage."""
    staged = hasattr(request.module, "before")
    with request.getfixturevalue("stage").savepoint() if staged else rolled_back(app) as connection:
        yield connection


@pytest.fixture
def resumed(stage: Stage, context: Flask) -> Iterator[Reporting]:
    """The report of the stage: it goes on from where `before` left it."""
    with context.test_request_context(environ_base=HERE):
        yield stage.reporting
