"""An SOP document becomes a plan: who has which part, where returns lead, and what is missing."""

import json
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_OID, uuid5

import pytest

from runtut.procedures import Sop, from_json
from tenants.cycles.engine.plan import Part, Seat
from tenants.cycles.engine.readiness import lacking
from tenants.cycles.engine.reading import plan_from
from tenants.cycles.engine.refusals import NoSuchStep, NotReady

CONTENT = Path(__file__).parents[4] / "platform/runtut/library/content"
TEMPLATES = ("dinas", "dinas-bentuk-kedua", "kecamatan", "sekretariat-daerah")
UNITS = {"Kepala Bidang": 2, "Kepala Seksi": 3, "Bidang": 2, "Bagian-bagian dan fungsional": 3}


def template(name: str) -> Sop:
    return from_json(json.loads((CONTENT / f"{name}.json").read_text(encoding="utf-8")))


def seats(sop: Sop) -> dict[str, list[Seat]]:
    """One position an actor; kinds of unit have one in each unit."""
    return {
        actor: [Seat(uuid5(NAMESPACE_OID, f"{actor} {n}"), uuid5(NAMESPACE_OID, f"unit {n}")) for n in range(many)]
        for actor, many in {actor: UNITS.get(actor, 1) for actor in sop.actors}.items()
    }


def document(*steps: dict[str, Any], actors: tuple[str, ...] = ("A", "B", "C")) -> Sop:
    rows = [{"id": f"s{no}", "no": no, "text": "Kegiatan", "activity": "note", **row} for no, row in enumerate(steps, 1)]
    return from_json({"format": "runtut.sop/1", "actors": list(actors), "steps": rows})


def parts(sop: Sop, place: int = 0) -> list[tuple[str, str]]:
    return [(share.actor, share.part.value) for share in plan_from(sop, seats(sop)).steps[place].shares]


@pytest.mark.parametrize("name", TEMPLATES)
def test_every_shipped_template_can_be_run(name: str) -> None:
    sop = template(name)
    plan = plan_from(sop, seats(sop))
    assert lacking(plan) == {}
    assert [step.no for step in plan.straight] == list(range(1, 14))


@pytest.mark.parametrize(
    ("name", "minutes"),
    [("dinas", 14_160), ("kecamatan", 14_160), ("sekretariat-daerah", 3_935), ("dinas-bentuk-kedua", 775)],
)
def test_the_standard_time_of_a_template_is_that_of_its_source(name: str, minutes: int) -> None:
    sop = template(name)
    assert plan_from(sop, seats(sop)).standard_minutes == minutes


def test_a_kind_of_unit_has_one_share_in_each_unit() -> None:
    sop = template("dinas")
    second = plan_from(sop, seats(sop)).steps[1]
    assert [share.actor for share in second.shares] == ["Kepala Bidang"] * 2 + ["Kepala Seksi"] * 3


def test_the_sole_actor_of_a_verification_decides() -> None:
    assert parts(template("dinas"), 10) == [("Sekretaris", "decides")]


@pytest.mark.parametrize("name", ["dinas-bentuk-kedua", "sekretariat-daerah"])
def test_the_sole_actor_of_a_signing_signs(name: str) -> None:
    sop = template(name)
    assert parts(sop, 10) == [(sop.steps[10].actors[0], "signs")]


def test_whoever_does_beside_a_signer_finalises() -> None:
    assert {part for _, part in parts(template("dinas"), 11)} == {"does", "signs"}


def test_a_signing_that_two_do_names_nobody_to_sign_and_is_not_run() -> None:
    sop = document({"actors": ["A", "B"], "activity": "sign"}, actors=("A", "B"))
    assert {part for _, part in parts(sop)} == {"does"}
    assert "belum jelas siapa yang menandatangani" in lacking(plan_from(sop, seats(sop)))["s1"][0]
    assert list(lacking(plan_from(sop, {}))) == ["s1"]


def test_whoever_receives_in_a_verification_decides() -> None:
    assert parts(template("dinas-bentuk-kedua"), 7) == [("Tim Evaluasi Kinerja", "does"), ("Sekretaris", "decides")]


def test_whoever_receives_elsewhere_is_told_and_has_no_share() -> None:
    sop = template("sekretariat-daerah")
    sixth = plan_from(sop, seats(sop)).steps[5]
    assert {share.part for share in sixth.shares} == {Part.DOES}
    assert len(sixth.told) == 2


def test_a_verification_returns_to_its_usual_step_first_and_to_any_before() -> None:
    sop = template("dinas")
    returns = plan_from(sop, seats(sop)).step("dinas-11").returns
    assert returns[0] == "dinas-10"
    assert sorted(returns) == [f"dinas-{no:02}" for no in range(1, 11)]


def test_a_signer_may_send_back_too() -> None:
    sop = template("dinas")
    plan = plan_from(sop, seats(sop))
    assert plan.step("dinas-12").returns[0] == "dinas-11"
    assert plan.step("dinas-10").returns == ()


def test_a_signature_outside_the_signing_activity_counts_as_well() -> None:
    signed = {"actors": ["A", "B"], "parts": {"A": "does", "B": "signs"}}
    sop = document({"actors": ["A"]}, signed, actors=("A", "B"))
    assert plan_from(sop, seats(sop)).step("s2").returns == ("s1",)


def test_a_step_beside_the_straight_way_returns_only_where_it_says() -> None:
    sop = document(
        {"actors": ["A"], "next": "s2"},
        {"actors": ["A"], "activity": "verify", "on_return": "s3", "shape": "end"},
        {"actors": ["A"], "activity": "verify", "next": "s2"},
        actors=("A",),
    )
    plan = plan_from(sop, seats(sop))
    assert plan.step("s3").returns == ()
    assert plan.step("s2").returns == ("s3", "s1")
    assert lacking(plan) == {}


def test_rows_without_words_get_what_can_be_known() -> None:
    sop = from_json(
        {"format": "runtut.sop/1", "actors": ["A"], "steps": [{"id": "x", "no": None, "text": None, "actors": ["A"]}]}
    )
    only = plan_from(sop, seats(sop)).steps[0]
    assert (only.no, only.text, only.activity, only.standard_minutes, only.next) == (1, "", "note", 0, None)


def test_a_row_without_an_id_cannot_be_run() -> None:
    with pytest.raises(NotReady) as refusal:
        plan_from(document({"actors": ["A"], "id": None}), {})
    assert refusal.value.errors == {"steps[0].id": ["Langkah 1 belum memiliki pengenal tetap; simpan SOP sekali lagi."]}


def test_an_actor_without_a_position_is_named() -> None:
    sop = document({"actors": ["A", "B", "C"], "parts": {"A": "does", "B": "joins", "C": "receives"}})
    plan = plan_from(sop, {})
    assert plan.steps[0].unfilled == ("A",)
    assert lacking(plan)["s1"][0] == "Langkah 1: pelaksana “A” belum dipetakan ke jabatan."


def test_a_chaired_step_needs_its_chair() -> None:
    sop = document({"actors": ["A"], "closes": "chair"}, actors=("A",))
    assert lacking(plan_from(sop, seats(sop))) == {"s1": ["Langkah 1 ditutup oleh ketua, tetapi ketuanya belum ditunjuk."]}


def test_a_flow_that_turns_in_a_circle_is_found() -> None:
    sop = document({"actors": ["A"]}, {"actors": ["A"], "next": "s1"}, {"actors": ["A"]}, actors=("A",))
    assert lacking(plan_from(sop, seats(sop))) == {
        "steps": ["Alur SOP berputar dan tidak sampai pada akhir; periksa langkah berikutnya."],
        "s3": ["Langkah 3 tidak pernah dicapai oleh alur."],
    }


@pytest.mark.parametrize("target", ["s1", "s2", "s3"])
def test_a_return_leads_back_and_not_ahead(target: str) -> None:
    sop = document({"actors": ["A"]}, {"actors": ["A"], "on_return": target}, {"actors": ["A"]}, actors=("A",))
    found = lacking(plan_from(sop, seats(sop)))
    assert bool(found) == (target != "s1")


def test_an_sop_without_steps_cannot_be_run() -> None:
    plan = plan_from(document(), {})
    assert lacking(plan) == {"steps": ["SOP belum memiliki langkah."]}
    assert plan.straight == ()


def test_a_plan_does_not_know_steps_of_another() -> None:
    sop = document({"actors": ["A"]}, actors=("A",))
    with pytest.raises(NoSuchStep):
        plan_from(sop, seats(sop)).step("other")
