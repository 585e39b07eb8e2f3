"""An SOP document is read whole or refused with every fault named by its place."""

import copy
import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runtut.procedures import (
    SopError,
    StandardTime,
    canonical,
    following,
    from_json,
    obstacles,
    path,
    reaches_end,
    returning,
    sha256,
    to_json,
    total_minutes,
)
from runtut.procedures.model import MINUTES_PER_UNIT, unreached

Document = dict[str, Any]


def document() -> Document:
    return {
        "format": "runtut.sop/1",
        "kind": "sop_ap",
        "identity": {"title": "Pengukuran Kinerja", "created_on": "2025-01", "approved_by": {"position": "Camat"}},
        "actors": ["Sekretaris", "Camat"],
        "steps": [
            step("a", 1, "Sekretaris", shape="start"),
            step("b", 2, "Sekretaris"),
            step("c", 3, "Camat", shape="decision", on_return="b"),
            step("d", 4, "Camat", shape="end"),
        ],
    }


def step(id: str, no: int, actor: str, **more: Any) -> Document:
    time = {"raw": "2 jam", "value": 2, "unit": "hour"}
    base = {"id": id, "no": no, "text": f"Langkah {no}", "actors": [actor], "parts": {actor: "does"}}
    return {**base, "activity": "process", "time": time, "output": "Data", **more}


def faults_of(changed: Document) -> dict[str, list[str]]:
    with pytest.raises(SopError) as refused:
        from_json(changed)
    return refused.value.errors


def changed(path: str, value: Any) -> Document:
    copied = copy.deepcopy(document())
    *way, last = [int(part) if part.isdigit() else part for part in path.split(".")]
    place: Any = copied
    for part in way:
        place = place[part]
    place[last] = value
    return copied


def test_a_document_comes_back_as_it_went_in() -> None:
    written = to_json(from_json(document()))
    assert to_json(from_json(written)) == written
    assert written["steps"][2]["on_return"] == "b"  # type: ignore[index]


def test_findings_and_sources_of_a_reading_are_kept() -> None:
    read = document() | {
        "sources": {"steps[0].time": {"page": 2}},
        "findings": [{"code": "FL-03", "severity": "warning", "at": "steps[0].time", "message": "Waktu kosong."}],
    }
    written = to_json(from_json(read))
    assert written["sources"] == read["sources"]
    assert written["findings"] == [{**read["findings"][0], "evidence": None}]


@pytest.mark.parametrize(
    ("place", "value", "at"),
    [
        ("format", "runtut.sop/9", "format"),
        ("kind", "roman", "kind"),
        ("identity", "Camat", "identity"),
        ("identity.title", 7, "identity.title"),
        ("identity.title", "  ", "identity.title"),
        ("identity.title", "Judul\x00", "identity.title"),
        ("identity.title", "\ud800", "identity.title"),
        ("identity.title", "a" * 5000, "identity.title"),
        ("identity.created_on", "31 Januari", "identity.created_on"),
        ("identity.created_on", "2025-02-30", "identity.created_on"),
        ("identity.approved_by", {"nama": "A"}, "identity.approved_by.nama"),
        ("legal_basis", "UU 23/2014", "legal_basis"),
        ("legal_basis", [None], "legal_basis[0]"),
        ("legal_basis", ["x"] * 201, "legal_basis"),
        ("actors", ["Sekretaris", "Camat", "Camat"], "actors"),
        ("steps.0", None, "steps[0]"),
        ("steps.0.no", 1.5, "steps[0].no"),
        ("steps.0.no", True, "steps[0].no"),
        ("steps.0.activity", "menari", "steps[0].activity"),
        ("steps.0.shape", "circle", "steps[0].shape"),
        ("steps.0.closes", "never", "steps[0].closes"),
        ("steps.0.actors", ["Bupati"], "steps[0].actors"),
        ("steps.0.parts", {"Sekretaris": "watches"}, "steps[0].parts.Sekretaris"),
        ("steps.0.parts", {}, "steps[0].parts.Sekretaris"),
        ("steps.0.parts", {"Sekretaris": "does", "Camat": "does"}, "steps[0].parts.Camat"),
        ("steps.0.time", "2 jam", "steps[0].time"),
        ("steps.0.time", {"value": 2, "unit": "hour"}, "steps[0].time.raw"),
        ("steps.0.time", {"raw": "2 jam", "value": -2, "unit": "hour"}, "steps[0].time.value"),
        ("steps.0.time", {"raw": "2 jam", "value": math.nan, "unit": "hour"}, "steps[0].time.value"),
        ("steps.0.time", {"raw": "2 abad", "value": 2, "unit": "century"}, "steps[0].time.unit"),
        ("steps.0.time", {"raw": "Mei", "anchor": "ya"}, "steps[0].time.anchor"),
        ("steps.0.time", {"raw": "Mei", "anchor": True, "value": 1}, "steps[0].time.value"),
        ("steps.1.id", "a", "steps[1].id"),
        ("steps.1.next", "z", "steps[1].next"),
        ("steps.1.on_return", 9, "steps[1].on_return"),
        ("steps.1.colour", "red", "steps[1].colour"),
        ("sources", {"steps[0]": 3}, "sources.steps[0]"),
    ],
)
def test_a_wrong_field_is_named_by_its_path(place: str, value: Any, at: str) -> None:
    faults = faults_of(changed(place, value))
    assert at in faults
    assert all(sentence.endswith(".") for found in faults.values() for sentence in found)


def test_all_faults_are_told_at_once() -> None:
    wrong = changed("steps.0.shape", "circle") | {"kind": "roman"}
    with pytest.raises(SopError, match="1 kesalahan lain"):
        from_json(wrong)


def test_a_document_that_is_no_object_is_refused() -> None:
    assert "dokumen" in faults_of([])  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("value", "unit", "minutes"),
    [(15, "minute", 15), (3, "hour", 180), (2, "day", 900), (0.5, "day", 225), (1, "week", 2250), (1, "month", 9000)],
)
def test_standard_time_is_counted_in_working_minutes(value: float, unit: str, minutes: int) -> None:
    assert StandardTime("", value, unit).minutes == minutes


def test_an_anchor_in_the_calendar_has_no_minutes() -> None:
    sop = from_json(changed("steps.0.time", {"raw": "Akhir Mei", "anchor": True}))
    assert sop.steps[0].time is not None
    assert sop.steps[0].time.minutes is None
    assert total_minutes(sop) == 3 * 120
    assert to_json(sop)["steps"][0]["time"] == {"raw": "Akhir Mei", "anchor": True}  # type: ignore[index]


def test_the_flow_goes_down_the_rows_jumps_where_told_and_returns() -> None:
    sop = from_json(changed("steps.0.next", "c"))
    assert [step.id for step in path(sop)] == ["a", "c", "d"]
    assert reaches_end(sop)
    assert [following(sop, place) for place in range(4)] == [2, 2, 3, None]
    assert [returning(sop, place) for place in range(4)] == [None, None, 1, None]
    assert unreached(sop) == ()


def test_a_step_is_found_by_its_id_and_by_its_number() -> None:
    sop = from_json(changed("steps.2.on_return", 2))
    assert sop.step("b") is sop.step(2)


def test_a_flow_that_turns_in_a_circle_does_not_reach_the_end() -> None:
    sop = from_json(changed("steps.2.next", "a"))
    assert not reaches_end(sop)
    assert "steps" in obstacles(sop)
    assert "steps[3]" in obstacles(sop)


def test_a_complete_document_has_no_obstacle() -> None:
    assert obstacles(from_json(document())) == {}


@pytest.mark.parametrize(
    ("place", "value", "at"),
    [
        ("identity.title", None, "identity.title"),
        ("steps", [], "steps"),
        ("steps.0.id", None, "steps[0].id"),
        ("steps.0.text", None, "steps[0].text"),
        ("steps.0.activity", None, "steps[0].activity"),
        ("steps.0.time", None, "steps[0].time"),
        ("steps.0.time", {"raw": "segera"}, "steps[0].time"),
        ("steps.0.parts", {"Sekretaris": "joins"}, "steps[0].parts"),
        ("steps.0.closes", "chair", "steps[0].closes"),
        ("steps.2.on_return", None, "steps[2].on_return"),
        ("actors", ["Sekretaris", "Camat", "Kasi"], "actors[2]"),
    ],
)
def test_an_sop_that_cannot_run_yet_says_what_is_missing(place: str, value: Any, at: str) -> None:
    assert at in obstacles(from_json(changed(place, value)))


def test_the_flow_enters_at_the_chair_and_leaves_a_decision_at_who_decides() -> None:
    both = {"actors": ["Sekretaris", "Camat"]}
    meeting = from_json(changed("steps.1", step("b", 2, "", **both, parts={"Sekretaris": "joins", "Camat": "chairs"})))
    decision = changed("steps.2", step("c", 3, "", **both, parts={"Sekretaris": "does", "Camat": "receives"}))
    decision["steps"][2]["shape"] = "decision"
    decided = from_json(decision).steps[2]
    assert (meeting.steps[1].entry_actor, meeting.steps[1].exit_actor) == ("Camat", "Camat")
    assert (decided.entry_actor, decided.exit_actor) == ("Sekretaris", "Camat")


def test_a_step_that_nobody_is_assigned_to_has_no_entry() -> None:
    sop = from_json(changed("steps.1", {"id": "b", "no": 2, "text": "Menunggu"}))
    assert sop.steps[1].entry_actor is None
    assert "steps[1].actors" in obstacles(sop)


def test_the_hash_does_not_depend_on_the_order_of_the_fields() -> None:
    forwards = document()
    backwards = dict(reversed(forwards.items()))
    assert canonical(forwards) == canonical(backwards)
    assert sha256(forwards) == sha256(backwards)
    assert b", " not in canonical({"a": [1, 2]})


anything = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
keys = sorted(document()) + ["steps.0", *(f"steps.0.{key}" for key in step("a", 1, "b"))]


@given(st.sampled_from(keys), anything)
def test_whatever_stands_in_a_field_is_read_or_refused_in_words(place: str, value: Any) -> None:
    try:
        read = from_json(changed(place, value))
    except SopError as refused:
        assert refused.errors and str(refused)
    else:
        assert from_json(to_json(read)) == read
        canonical(to_json(read))


def test_every_unit_has_its_minutes() -> None:
    assert list(MINUTES_PER_UNIT.values()) == [1, 60, 450, 2250, 9000]
