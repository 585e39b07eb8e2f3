"""Collecting figures: every row has a value or a reason, values have evidence, and who is late is seen."""

import io
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import update

from runtut.database import db
from runtut.errors import Conflict, Invalid
from tenants.cycles import handing
from tenants.cycles.models import Task
from tenants.evidence.service import Upload, add
from tenants.indicators import forms
from tenants.indicators.measuring import evidence_of, measurements_of

Opened = Callable[[Sequence[int]], Any]
KOPERASI, NAKER = "kabid.koperasi", "kabid.naker"


def freeze(cycle: Any, **changed: Any) -> None:
    start = cycle.desk("sekretaris", 1)["start"]
    due = (date.today() + timedelta(days=5)).isoformat()  # noqa: DTZ011
    cycle.hand_in("sekretaris", 1, {**start, "due_on": due, **changed})


def proof(cycle: Any, who: str = KOPERASI, name: str = "berita-acara.pdf") -> str:
    cycle.work(who, 2)
    return str(add(Upload(name, "application/pdf", io.BytesIO(b"%PDF-1.7 bukti"))).id)


def filled(desk: dict[str, Any], evidence: str | None, value: Any = "10") -> list[dict[str, Any]]:
    files = [evidence] if evidence else []
    return [{"indicator_id": row["id"], "value": value, "note": None, "evidence_ids": files} for row in desk["rows"]]


def test_a_unit_sees_its_own_rows_and_who_else_hands_in(course: Opened) -> None:
    cycle = course([1, 2, 3])
    freeze(cycle)
    desk = cycle.desk(KOPERASI, 2)
    assert desk["unit"] == "Bidang Koperasi dan UKM"
    assert {"Persentase koperasi aktif"} <= {row["name"] for row in desk["rows"]}
    assert "Tingkat pengangguran terbuka" not in {row["name"] for row in desk["rows"]}
    said = {other["unit"]: other["state"] for other in desk["others"]}
    assert said == {"Bidang Koperasi dan UKM": "waiting", "Bidang Tenaga Kerja": "waiting"}


def test_figures_are_entered_with_their_evidence_and_the_step_waits_for_the_other_unit(course: Opened) -> None:
    cycle = course([1, 2, 3])
    freeze(cycle)
    file, desk = proof(cycle), cycle.desk(KOPERASI, 2)
    rows = filled(desk, file, "1.234,5")
    rows[-1] = {"indicator_id": rows[-1]["indicator_id"], "missing_reason": "Survei belum selesai", "evidence_ids": []}
    handed = cycle.hand_in(KOPERASI, 2, {"rows": rows})
    work = cycle.work(KOPERASI, 2)
    form = forms.newest_form(work.subject)
    assert form is not None
    entered = measurements_of(form)
    assert [row.value for row in entered].count(Decimal("1234.5")) == len(rows) - 1
    assert [row.missing_reason for row in entered].count("Survei belum selesai") == 1
    assert all(str(files[0].id) == file for files in evidence_of(entered).values())
    assert handed.content["rows"][0]["value"] == "1234,5" and handed.content["rows"][0]["number"] == "1234.5"
    assert handed.content["rows"][-1]["number"] is None
    assert [one["id"] for one in handed.content["evidence"]] == [file]
    assert work.task.status == "started"
    assert {other["state"] for other in cycle.desk(NAKER, 2)["others"]} == {"done", "waiting"}
    cycle.hand_in(NAKER, 2, {"rows": filled(cycle.desk(NAKER, 2), proof(cycle, NAKER), 0)})
    assert cycle.work("kasubag.program", 3).task.status == "open"
    assert {row.value for row in measurements_of(form)} >= {Decimal(0), Decimal("1234.5"), None}


def test_zero_is_a_value_and_blank_is_none(course: Opened) -> None:
    cycle = course([1, 2, 3])
    freeze(cycle, columns=[])
    rows = filled(cycle.desk(KOPERASI, 2), None, "0")
    content = cycle.hand_in(KOPERASI, 2, {"rows": rows}).content
    assert {row["number"] for row in content["rows"]} == {"0"}


def test_what_is_wrong_is_said_at_its_cell(course: Opened) -> None:
    cycle = course([1, 2, 3])
    freeze(cycle)
    file, desk = proof(cycle), cycle.desk(KOPERASI, 2)
    rows = filled(desk, file)
    rows[0] = {"indicator_id": rows[0]["indicator_id"]}
    rows[1] |= {"missing_reason": "belum ada"}
    rows[2] |= {"evidence_ids": []}
    with pytest.raises(Invalid) as refused:
        cycle.hand_in(KOPERASI, 2, {"rows": rows})
    assert set(refused.value.errors) == {"rows.0.value", "rows.1.missing_reason", "rows.2.evidence_ids"}
    assert "alasan" in refused.value.errors["rows.0.value"][0]


@pytest.mark.parametrize(
    ("value", "said"), [("41x", "bukan angka"), ("1e99", "bukan angka"), (True, "angka"), (10**30, "wajar")]
)
def test_what_is_no_number_is_refused(course: Opened, value: Any, said: str) -> None:
    cycle = course([1, 2, 3])
    freeze(cycle, columns=[])
    with pytest.raises(Invalid) as refused:
        cycle.hand_in(KOPERASI, 2, {"rows": filled(cycle.desk(KOPERASI, 2), None, value)})
    assert said in refused.value.errors["rows.0.value"][0]


def test_rows_of_another_unit_or_missing_rows_are_refused(course: Opened) -> None:
    cycle = course([1, 2, 3])
    freeze(cycle, columns=[])
    mine, other = cycle.desk(KOPERASI, 2), cycle.desk(NAKER, 2)
    strange = [row for row in filled(other, None) if row["indicator_id"] not in {one["id"] for one in mine["rows"]}]
    with pytest.raises(Invalid) as refused:
        cycle.hand_in(KOPERASI, 2, {"rows": strange[:1]})
    assert "tidak ditanyakan" in refused.value.errors["rows.0.indicator_id"][0]
    assert "Persentase koperasi aktif" in refused.value.errors["rows"][0]


def test_evidence_of_another_opd_is_unknown_here(course: Opened, at: Callable[..., Any]) -> None:
    cycle = course([1, 2, 3])
    freeze(cycle)
    at("kabag.umum@setda.13.01")
    strange = str(add(Upload("surat.pdf", "application/pdf", io.BytesIO(b"%PDF-1.7 lain"))).id)
    with pytest.raises(Invalid) as refused:
        cycle.hand_in(KOPERASI, 2, {"rows": filled(cycle.desk(KOPERASI, 2), strange)})
    assert "tidak tersimpan di OPD ini" in refused.value.errors["rows.0.evidence_ids"][0]


def test_entered_again_after_taking_back_the_rows_change_and_their_version_rises(course: Opened) -> None:
    cycle = course([1, 2, 3])
    freeze(cycle, columns=[])
    handed = cycle.hand_in(KOPERASI, 2, {"rows": filled(cycle.desk(KOPERASI, 2), None, "10")})
    work = cycle.work(KOPERASI, 2)
    handing.take_back(work.cycle, 2, handed.id, work.task.version)
    again = cycle.work(KOPERASI, 2).kept()["rows"]
    rows = [{"indicator_id": row["indicator_id"], "value": row["value"]} for row in again]
    rows[0]["value"] = "11"
    cycle.hand_in(KOPERASI, 2, {"rows": rows})
    form = forms.newest_form(work.subject)
    assert form is not None
    assert sorted((row.value, row.version) for row in measurements_of(form))[-1] == (Decimal(11), 2)
    assert {row.version for row in measurements_of(form)} == {1, 2}


def test_a_unit_that_has_not_handed_in_by_the_due_time_is_late(course: Opened) -> None:
    cycle = course([1, 2, 3])
    freeze(cycle)
    work = cycle.work(KOPERASI, 2)
    past = datetime.now(UTC) - timedelta(days=1)
    db.session.execute(update(Task).where(Task.id == work.task.id).values(due_at=past))
    assert {other["state"] for other in cycle.desk(KOPERASI, 2)["others"]} == {"late"}


def test_without_a_frozen_form_nothing_can_be_collected(course: Opened) -> None:
    cycle = course([2, 3])
    with pytest.raises(Conflict, match="belum dibekukan"):
        cycle.desk(KOPERASI, 1)


@pytest.fixture
def visited(course: Opened) -> Any:
    """A cycle whose one Bidang was visited, and the other's visit put off."""
    cycle, who = course([4, 5, 6, 7]), "kasubag.program"
    cycle.hand_in(who, 1, {"visits": cycle.desk(who, 1)["start"]["visits"], "questions": ["Bukti lengkap"]})
    held, later = cycle.desk(who, 2)["visits"]
    yesterday = (date.today() - timedelta(days=1)).isoformat()  # noqa: DTZ011
    sheet = {"on": yesterday, "checks": [{"answer": "ya"}], "findings": [{"text": "Satu bukti kurang"}], "conclusion": "Baik."}
    put_off = {"unit_id": later["unit_id"], "postponed": True, "reason": "Kepala Bidang bertugas di luar daerah."}
    cycle.hand_in(who, 2, {"sheets": [{"unit_id": held["unit_id"], **sheet}, put_off]})
    return cycle


def test_after_visits_their_results_are_gathered_instead_of_figures(visited: Any) -> None:
    desk = visited.desk("kasubag.program", 3)
    assert [(sheet["unit"], sheet["postponed"]) for sheet in desk["sheets"]] == [
        ("Bidang Koperasi dan UKM", False), ("Bidang Tenaga Kerja", True),
    ]  # fmt: skip
    said = [{"unit_id": sheet["unit_id"], "received": True, "result": sheet["conclusion"]} for sheet in desk["sheets"]]
    content = visited.hand_in("kasubag.program", 3, {"visits": said}).content
    assert content["summary"] == "Hasil monev 1 unit dihimpun, 1 unit ditunda: 1 temuan."
    assert content["results"][0]["findings"] == ["Satu bukti kurang"]
    assert content["results"][1]["conclusion"] == "Monev ditunda: Kepala Bidang bertugas di luar daerah."


def test_a_visit_that_was_held_must_be_received_and_summed_up(visited: Any) -> None:
    held, later = visited.desk("kasubag.program", 3)["sheets"]
    with pytest.raises(Invalid) as refused:
        visited.hand_in("kasubag.program", 3, {"visits": [{"unit_id": held["unit_id"]}]})
    assert set(refused.value.errors) == {"visits.0.received", "visits.0.result", "visits"}
    twice = [{"unit_id": later["unit_id"]}, {"unit_id": later["unit_id"]}]
    with pytest.raises(Invalid) as refused:
        visited.hand_in("kasubag.program", 3, {"visits": twice})
    assert "dua kali" in refused.value.errors["visits.1.unit_id"][0]


def test_without_sheets_there_is_nothing_to_gather(course: Opened) -> None:
    cycle = course([5, 6])
    with pytest.raises(Conflict, match="belum ada hasil"):
        cycle.desk("kasubag.program", 2)
