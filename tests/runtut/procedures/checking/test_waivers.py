"""A waived finding is gone with its reason kept, and is back when the value changes."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import runtut.library
from runtut.procedures import Finding, Sop, from_json
from runtut.procedures.checking import Context, Waiver, check, fingerprint, review, stable, value_at
from runtut.procedures.checking.places import ABSENT, keys_of

CONTENT = Path(runtut.library.__path__[0]) / "content"
ON = date(2026, 3, 2)


def template() -> Sop:
    return from_json(json.loads((CONTENT / "dinas.json").read_text()))


def changed(sop: Sop, place: int, **cells: object) -> Sop:
    steps = [replace(step, **cells) if at == place else step for at, step in enumerate(sop.steps)]  # type: ignore[arg-type]
    return replace(sop, steps=tuple(steps))


def waived(sop: Sop, code: str) -> Waiver:
    (finding,) = [one for one in check(sop) if one.code == code]
    return Waiver.of(sop, finding, "Kwitansi memang dibuat di luar alur ini.", "197203041998032004", ON)


def test_a_waived_finding_is_told_apart_with_its_reason() -> None:
    sop = changed(template(), 2, output="Kwitansi")
    waiver = waived(sop, "FL-06")
    found = review(sop, Context(waivers=(waiver,)))
    assert found.findings == ()
    assert [(one.finding.code, one.waiver.reason) for one in found.waived] == [("FL-06", waiver.reason)]


@settings(deadline=None)
@given(st.text(min_size=1, max_size=30).filter(str.strip))
def test_a_waived_finding_is_back_when_its_value_changes(value: str) -> None:
    sop = changed(template(), 2, output="Kwitansi")
    context = Context(waivers=(waived(sop, "FL-06"),))
    before, after = check(sop, context), check(changed(sop, 2, output=value), context)
    assert before == ()
    again = {one.code for one in check(changed(sop, 2, output=value))}
    assert {one.code for one in after} == (set() if value == "Kwitansi" else again)


def test_a_waiver_follows_its_step_when_rows_are_added_above() -> None:
    sop = changed(template(), 2, output="Kwitansi")
    waiver = waived(sop, "FL-06")
    assert waiver.at == "steps[dinas-03].output"
    longer = replace(sop, steps=(replace(sop.steps[0], id="dinas-00", shape="process", next="dinas-01"), *sop.steps))
    moved = ("FL-06", "steps[3].output")
    assert moved in {(one.code, one.at) for one in check(longer)}
    assert moved not in {(one.code, one.at) for one in check(longer, Context(waivers=(waiver,)))}


def test_a_waiver_is_for_one_place_and_one_rule() -> None:
    sop = changed(changed(template(), 2, output="Kwitansi"), 5, output="Kwitansi")
    first, second = (one for one in check(sop) if one.code == "FL-06")
    waiver = Waiver.of(sop, first, "Sudah diperiksa.", "kadis", ON)
    assert check(sop, Context(waivers=(waiver,))) == (second,)
    assert check(sop, Context(waivers=(replace(waiver, code="FL-04"),))) == (first, second)


def test_what_the_reader_saw_in_the_head_is_waived_by_its_evidence() -> None:
    seen = Finding("HD-01", "warning", "header", "Kepala tabel tertulis “Mutu Buku”.", "Mutu Buku")
    sop = replace(template(), findings=(seen,))
    context = Context(waivers=(Waiver.of(sop, seen, "Naskah lama.", "kasubag", ON),))
    assert check(sop, context) == ()
    other = replace(seen, evidence="Mutu Bakum")
    assert check(replace(sop, findings=(other,)), context) == (other,)


@pytest.mark.parametrize(
    "at", ["", "x", "steps[99].time", "steps[", "identity..", "steps[0].tidak", "actors[0].x", "[0]", "header"]
)
def test_a_place_that_is_not_there_is_absent(at: str) -> None:
    assert value_at(template(), at) is ABSENT
    assert fingerprint(template(), Finding("ID-01", "info", at, "pesan"))
    assert stable(template(), at) == at or at.startswith("steps[0]")


def test_places_are_read() -> None:
    sop = template()
    assert keys_of("steps[12].time") == ["steps", 12, "time"]
    assert value_at(sop, "identity.approved_by.position") == "Kepala Dinas"
    assert value_at(replace(sop, identity=replace(sop.identity, approved_by=None)), "identity.approved_by.nip") is None
    assert value_at(sop, "steps[0].parts.x") is ABSENT
    assert value_at(sop, "steps[0].time.unit") == "minute"
