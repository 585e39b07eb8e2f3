"""Verifying: a checklist, and a decision that only somebody else may take."""

from typing import Any

import pytest
from sqlalchemy import select

from runtut.database import db
from runtut.errors import Conflict, Forbidden, Invalid
from tenants.cycles.report import Narrative, report_of, write_report
from tenants.documents.models import Check
from tenants.documents.service import document_of, newest_version, write_version
from tenants.reports import compose
from tenants.reports.shapes import Stamp
from tests.tenants.cycles.activities.conftest import Reporting

SEKRETARIS = "sekretaris"


def before(reporting: Reporting) -> None:
    reporting.figures()
    reporting.draft()
    reporting.meet("Perjelas saran")
    reporting.revise()


@pytest.fixture
def revised(resumed: Any) -> Any:
    return resumed


def test_the_desk_says_what_the_system_could_check_itself(revised: Any) -> None:
    desk = revised.course.desk(SEKRETARIS, 7)
    found = {row["id"]: (row["found"], row["said"]) for row in desk["items"]}
    assert len(found) >= 6
    assert found["figures"] == (True, "Dicocokkan: sama dengan data.")
    assert found["decisions"] == (True, "1 dari 1 keputusan ditindaklanjuti.")
    assert found["evidence"][0] is False  # nothing was attached in this cycle
    assert (desk["may"], desk["version"]) == (True, 2)
    assert desk["ways_back"][0]["text"].startswith("Langkah 6: ")


def test_accepting_needs_every_item(revised: Any) -> None:
    data = revised.checked()
    data["checks"][2]["ok"] = False
    del data["checks"][5]
    with pytest.raises(Invalid) as refused:
        revised.course.hand_in(SEKRETARIS, 7, data)
    assert set(refused.value.errors) == {"checks.2.ok", "checks"}


def test_an_acceptance_is_a_check_of_that_version_with_its_sheet(revised: Any) -> None:
    handed = revised.accept()
    work = revised.course.work(SEKRETARIS, 7)
    version = report_of(work)[1]
    check = db.session.scalars(select(Check).where(Check.version_id == version.id)).one()
    assert (check.outcome, check.official_id) == ("accepted", work.official_id)
    assert handed.content["summary"] == "Laporan versi 2 diterima: 7 butir sesuai."
    sheet = document_of("verification_sheet", work.subject)
    assert sheet is not None
    content = newest_version(sheet).content
    assert (content["outcome"], content["sha256"], content["version"]) == ("accepted", version.sha256, 2)
    assert compose("verification_sheet", content, Stamp()).template


def test_a_return_needs_a_reason_and_nothing_else(revised: Any) -> None:
    sha256 = revised.course.desk(SEKRETARIS, 7)["sha256"]
    with pytest.raises(Invalid) as refused:
        revised.course.hand_in(SEKRETARIS, 7, {"sha256": sha256, "outcome": "returned", "reason": "salah"})
    assert list(refused.value.errors) == ["reason"]
    handed = revised.course.hand_in(SEKRETARIS, 7, {"sha256": sha256, "outcome": "returned", "reason": "Saran belum jelas."})
    assert handed.content["returned_to"].startswith("Langkah 6: ")
    assert revised.course.work("kasubag.program", 6).task.status == "open"


def test_it_goes_back_only_to_a_step_of_the_list(revised: Any) -> None:
    with pytest.raises(Invalid) as refused:
        revised.course.hand_in(SEKRETARIS, 7, revised.checked(outcome="returned", reason="Saran belum jelas.", to="lain"))
    assert list(refused.value.errors) == ["to"]
    first = revised.course.desk(SEKRETARIS, 7)["ways_back"][-1]
    data = revised.checked(outcome="returned", reason="Datanya keliru semua.", to=first["id"])
    revised.course.hand_in(SEKRETARIS, 7, data)
    assert revised.course.work(SEKRETARIS, 1).task.status == "open"


def test_a_version_that_was_not_read_is_not_verified(revised: Any) -> None:
    with pytest.raises(Conflict, match="berubah sejak"):
        revised.course.hand_in(SEKRETARIS, 7, revised.checked(sha256="0" * 64))


def test_a_decision_must_be_made(revised: Any) -> None:
    with pytest.raises(Invalid) as refused:
        revised.course.hand_in(SEKRETARIS, 7, revised.checked(outcome=None))
    assert refused.value.errors["outcome"] == ["Pilih: terima, atau kembalikan."]


def test_whoever_wrote_a_version_does_not_verify_it(revised: Any) -> None:
    work = revised.course.work(SEKRETARIS, 7)
    write_report(work, Narrative("Ditulis Sekretaris sendiri.", "Hasil menurutnya.", "Kesimpulannya."))
    assert revised.course.desk(SEKRETARIS, 7)["may"] is False
    with pytest.raises(Forbidden, match="pejabat lain"):
        revised.accept()


def test_figures_that_no_longer_match_are_pointed_out(revised: Any) -> None:
    work = revised.course.work("kasubag.program", 6)
    version = report_of(work)[1]
    figures = [{**row, "actual": "1"} for row in version.content["figures"]]
    write_version("monev_report", work.subject, "Laporan", {**version.content, "figures": figures}, work.official_id)
    desk = revised.course.desk(SEKRETARIS, 7)
    assert next(row for row in desk["items"] if row["id"] == "figures")["found"] is False
