"""The four shared templates are complete, runnable and cite only regulations that are in force."""

import json
import re
from pathlib import Path

import pytest

import runtut.library
from runtut.procedures import ACTIVITIES, Sop, from_json, obstacles, path, reaches_end, to_json, total_minutes

CONTENT = Path(runtut.library.__path__[0]) / "content"
MINUTES = {"dinas": 14160, "sekretariat-daerah": 3935, "kecamatan": 14160, "dinas-bentuk-kedua": 775}
MONEV = "design_form collect process plan_visit visit collect analyse draft_report meeting revise verify sign archive"
ACTIVITIES_IN_ORDER = {
    "dinas": MONEV,
    "kecamatan": MONEV,
    "sekretariat-daerah": "order design_form distribute collect draft_report submit meeting meeting revise verify sign "
    "dispatch external_entry",
    "dinas-bentuk-kedua": "order design_form distribute meeting meeting collect process verify revise submit sign "
    "dispatch archive",
}
RETURNS = {"dinas": (11, 10), "kecamatan": (11, 10), "sekretariat-daerah": (10, 9), "dinas-bentuk-kedua": (8, 7)}
REPEALED = ("32 Tahun 2004", "73 Tahun 2009", "46 Tahun 2011", "PER/21", "54 Tahun 2010", "13 Tahun 2006")

each_template = pytest.mark.parametrize("name", MINUTES)


def template(name: str) -> Sop:
    return from_json(json.loads((CONTENT / f"{name}.json").read_text()))


@each_template
def test_a_template_can_be_run_as_it_is(name: str) -> None:
    assert obstacles(template(name)) == {}


@each_template
def test_a_template_has_thirteen_steps_with_stable_ids(name: str) -> None:
    assert [(step.id, step.no) for step in template(name).steps] == [(f"{name}-{no:02}", no) for no in range(1, 14)]


@each_template
def test_a_template_sums_to_the_standard_time_of_its_source(name: str) -> None:
    assert total_minutes(template(name)) == MINUTES[name]


@each_template
def test_every_step_opens_the_working_tool_of_its_source(name: str) -> None:
    activities = [step.activity or "" for step in template(name).steps]
    assert " ".join(activities) == ACTIVITIES_IN_ORDER[name]
    assert set(activities) <= set(ACTIVITIES) - {"note"}


@each_template
def test_parts_cover_the_actors_of_every_step_and_every_actor_is_used(name: str) -> None:
    sop = template(name)
    assert all(set(step.parts or {}) == set(step.actors) for step in sop.steps)
    assert {actor for step in sop.steps for actor in step.actors} == set(sop.actors)


@each_template
def test_the_flow_starts_once_reaches_the_end_and_returns_where_the_source_says(name: str) -> None:
    sop = template(name)
    decision, target = RETURNS[name]
    assert len(path(sop)) == 13
    assert reaches_end(sop)
    assert [step.no for step in sop.steps if step.shape == "start"] == [1]
    assert [step.no for step in sop.steps if step.shape == "end"] == [13]
    assert [(step.no, step.on_return) for step in sop.steps if step.shape == "decision"] == [(decision, f"{name}-{target:02}")]


@each_template
def test_only_a_meeting_with_a_chair_is_closed_by_him(name: str) -> None:
    for step in template(name).steps:
        assert (step.closes == "chair") == ("chairs" in (step.parts or {}).values())
        assert step.closes != "chair" or step.activity == "meeting"


@each_template
def test_no_template_cites_a_repealed_regulation(name: str) -> None:
    laws = " ".join(template(name).legal_basis)
    assert not [law for law in REPEALED if law in laws]
    assert "Nomor 88 Tahun 2021" in laws
    assert "Nomor 29 Tahun 2014" in laws


@each_template
def test_all_parts_of_the_form_are_filled(name: str) -> None:
    sop = template(name)
    for filled in (sop.qualifications, sop.related, sop.equipment, sop.warnings, sop.records):
        assert filled
    assert all(step.requirement and step.output for step in sop.steps)


@each_template
def test_a_template_is_written_back_as_it_stands_in_the_file(name: str) -> None:
    assert to_json(template(name)) == json.loads((CONTENT / f"{name}.json").read_text())


def test_a_kecamatan_never_speaks_of_a_dinas() -> None:
    text = (CONTENT / "kecamatan.json").read_text()
    assert not re.search(r"\b(dinas|bidang)\b", text, re.IGNORECASE)


def test_the_parts_of_the_dinas_are_those_of_the_source() -> None:
    parts = {step.no: dict(step.parts or {}) for step in template("dinas").steps}
    assert parts[2] == {"Kepala Bidang": "does", "Kepala Seksi": "joins"}
    assert parts[5] == {"Kasubag Program": "does", "Kepala Bidang": "joins", "Kepala Seksi": "joins"}
    assert parts[9]["Kepala Dinas"] == "chairs"
    assert sorted(parts[9].values()) == ["chairs", "joins", "joins", "joins", "joins"]
    assert parts[12] == {"Kasubag Program": "does", "Kepala Dinas": "signs"}


def test_the_parts_of_the_second_form_are_those_of_the_source() -> None:
    parts = {step.no: dict(step.parts or {}) for step in template("dinas-bentuk-kedua").steps}
    assert parts[5] == {"Sekretaris": "chairs", "Tim Evaluasi Kinerja": "does", "Bidang": "joins"}
    assert parts[6] == {"Bidang": "does", "Tim Evaluasi Kinerja": "receives"}
    assert parts[8] == {"Tim Evaluasi Kinerja": "does", "Sekretaris": "receives"}


def test_a_draft_of_the_sekretariat_daerah_goes_up_through_asisten_iii() -> None:
    submit = template("sekretariat-daerah").step(6)
    assert submit.actors == ("Bagian Perencanaan dan Keuangan", "Asisten III", "Sekretaris Daerah")
    assert submit.part("Asisten III") == submit.part("Sekretaris Daerah") == "receives"
