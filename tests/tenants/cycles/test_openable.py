"""A cycle opens only where every seat has a tool: what could never be done is said before, not found out after."""

from importlib import import_module
from typing import Any
from uuid import uuid4

import pytest

from runtut.errors import Invalid
from tenants.cycles.activity import missing_tools
from tenants.cycles.engine.plan import Closes, Part, Plan, PlannedShare, PlannedStep, Seat

for name in ("collect", "meeting", "process", "sign", "verify", "visit"):
    import_module(f"tenants.cycles.activities.{name}.service")


def step(no: int, activity: str, unit: Any = None, **parts: str) -> PlannedStep:
    """`parts` by actor: `Kasubag="does"`."""
    shares = tuple(PlannedShare(actor, Part(part), Seat(uuid4(), unit)) for actor, part in parts.items())
    return PlannedStep(f"s{no}", no, "Kegiatan", activity, 60, Closes.ALL, shares)


UNWORKABLE = [
    ("verify", {"Tim": "does", "Sekretaris": "decides"}, "Langkah 1: pelaksana “Tim” mengerjakan"),
    ("process", {"Kasubag": "does", "Kepala": "chairs"}, "Langkah 1: pelaksana “Kepala” memimpin"),
    ("process", {"Kepala": "signs"}, "Langkah 1: pelaksana “Kepala” menandatangani"),
    ("nothing", {"Kasubag": "does"}, "Langkah 1 memakai kegiatan kerja “nothing” yang belum tersedia"),
    ("collect", {"Kepala": "does"}, "jabatannya tidak berada pada suatu unit"),
]


@pytest.mark.parametrize(("activity", "parts", "said"), UNWORKABLE)
def test_a_part_without_a_tool_is_refused_by_step_actor_and_part(activity: str, parts: dict[str, str], said: str) -> None:
    with pytest.raises(Invalid) as refused:
        missing_tools(Plan((step(1, activity, **parts),)))
    (sentence,) = refused.value.errors["steps.1"]
    assert said in sentence


def test_parts_with_tools_units_and_those_who_join_are_opened() -> None:
    unit = uuid4()
    missing_tools(Plan((
        step(1, "collect", unit, Bidang="does", Seksi="joins"), step(2, "visit", Kasubag="does"),
        step(3, "collect", Kasubag="does"), step(4, "meeting", Kepala="chairs", Kasubag="does"),
        step(5, "verify", Sekretaris="decides"), step(6, "sign", Kasubag="does", Kepala="signs"),
    )))  # fmt: skip
