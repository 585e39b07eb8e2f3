"""Archiving in a cycle: not before the signed PDF is there, then for good, and the cycle is closed."""

from typing import Any

import pytest

from runtut import storage
from runtut.errors import Conflict, Invalid
from tenants.cycles.report import report_of
from tenants.documents.archiving import archive_entry_of
from tenants.documents.service import document_of, newest_version
from tenants.reports import compose
from tenants.reports.shapes import Stamp
from tests.tenants.cycles.activities.conftest import Reporting
from workers.documents import render

WORD = "lontar-senja-embun-042"
KASUBAG = "kasubag.program"
SAID = {"classification": "000.8.6.3", "location": "Ruang arsip, rak 2, map 14"}


def before(reporting: Reporting) -> None:
    reporting.until_accepted()
    reporting.finalise()
    sha256 = reporting.course.desk("kadis", 8)["sha256"]
    reporting.course.hand_in("kadis", 8, {"sha256": sha256, "password": WORD})


@pytest.fixture
def signed(resumed: Any) -> Any:
    return resumed


def printed(signed: Any) -> None:
    _, version = report_of(signed.course.work(KASUBAG, 9))
    render({"version": str(version.id), "purpose": "signed"})


def test_while_the_pdf_is_being_made_it_says_to_wait(signed: Any) -> None:
    assert signed.course.desk(KASUBAG, 9)["pdf"] == "coming"
    with pytest.raises(Conflict, match="masih disiapkan"):
        signed.course.hand_in(KASUBAG, 9, SAID)


def test_the_desk_suggests_a_class_and_says_until_when(signed: Any) -> None:
    desk = signed.course.desk(KASUBAG, 9)
    assert desk["suggested"] == "000.8.6.3"
    chosen = next(row for row in desk["classes"] if row["code"] == "000.8.6.3")
    assert chosen["until"][:4] == str(int(desk["dated"][:4]) + 5)


def test_archiving_locks_the_report_writes_its_card_and_closes_the_cycle(signed: Any) -> None:
    printed(signed)
    handed = signed.course.hand_in(KASUBAG, 9, SAID)
    work = signed.course.work(KASUBAG, 9)
    entry = archive_entry_of(report_of(work)[0])
    assert entry is not None
    assert handed.content["pdf_sha256"] == entry.sha256
    assert storage.locked_until(entry.storage_key, entry.storage_version) is not None
    assert work.cycle.status == "closed"
    card = document_of("archive_card", work.subject)
    assert card is not None
    assert compose("archive_card", newest_version(card).content, Stamp()).template


def test_class_and_place_must_be_named(signed: Any) -> None:
    printed(signed)
    with pytest.raises(Invalid) as refused:
        signed.course.hand_in(KASUBAG, 9, {"classification": "999", "location": None})
    assert set(refused.value.errors) == {"classification", "location"}
