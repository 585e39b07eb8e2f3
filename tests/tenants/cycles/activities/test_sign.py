"""Signing in a cycle: finalised by one, signed by another, and the password is kept nowhere."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import String, cast, func, select

from runtut.database import db
from runtut.errors import Conflict, Invalid
from runtut.events import EventPayload
from runtut.jobs import Outbox
from tenants.cycles import handing, service
from tenants.cycles.engine.refusals import NotOpen, SignBeforeDone
from tenants.cycles.models import HandIn, Worksheet
from tenants.cycles.report import report_of
from tenants.cycles.store import state_of
from tests.tenants.cycles.activities.conftest import Reporting
from workers.documents import render

WORD = "lontar-senja-embun-042"
KASUBAG, KADIS = "kasubag.program", "kadis"


before = Reporting.until_accepted


@pytest.fixture
def accepted(resumed: Any) -> Any:
    return resumed


def sign(accepted: Any, **said: Any) -> HandIn:
    sha256 = accepted.course.desk(KADIS, 8)["sha256"]
    handed: HandIn = accepted.course.hand_in(KADIS, 8, {"sha256": sha256, "password": WORD, **said})
    return handed


def test_the_kasubag_sees_what_will_be_signed_and_gives_it_number_and_date(accepted: Any) -> None:
    desk = accepted.course.desk(KASUBAG, 8)
    assert desk["accepted"]["name"] == "Nofriyanti, S.E., M.Si."
    assert (desk["place"], desk["number"]) == ("Painan", None)
    handed = accepted.finalise()
    assert handed.content["summary"].startswith("Naskah difinalkan dengan nomor 000.8.6.3/12/2025, tanggal ")


def test_a_date_that_has_not_come_is_refused(accepted: Any) -> None:
    tomorrow = (date.today() + timedelta(days=2)).isoformat()  # noqa: DTZ011
    with pytest.raises(Invalid) as refused:
        accepted.course.hand_in(KASUBAG, 8, {"number": "12/2025", "dated": tomorrow})
    assert list(refused.value.errors) == ["dated"]
    with pytest.raises(Invalid) as refused:
        accepted.course.hand_in(KASUBAG, 8, {"number": None, "dated": None})
    assert set(refused.value.errors) == {"number", "dated"}


def test_a_date_before_the_cycle_was_opened_is_refused(accepted: Any) -> None:
    early = date.fromisoformat(accepted.course.desk(KASUBAG, 8)["today"]) - timedelta(days=1)
    with pytest.raises(Invalid) as refused:
        accepted.course.hand_in(KASUBAG, 8, {"number": "12/2025", "dated": early.isoformat()})
    assert refused.value.errors["dated"][0].startswith("Tanggal naskah tidak boleh sebelum siklus dibuka")


def test_the_head_signs_after_that_and_the_signed_pdf_is_asked_for(accepted: Any) -> None:
    accepted.finalise()
    handed = sign(accepted)
    document, version = report_of(accepted.course.work(KADIS, 8))
    assert document.frozen_at is not None
    assert handed.content["outcome"] == "signed"
    assert handed.content["code"] in handed.content["summary"]
    assert db.session.scalar(select(Outbox.id).where(Outbox.dedup == f"render:{version.id}:signed"))
    assert accepted.course.work(KASUBAG, 9).task.status == "open"


def test_whoever_is_marked_alone_at_the_signing_numbers_and_signs(signed_by_one: Any) -> None:
    signed_by_one.until_accepted()
    assert signed_by_one.course.desk(KADIS, 8)["alone"] is True
    with pytest.raises(Invalid) as refused:
        sign(signed_by_one)
    assert list(refused.value.errors) == ["number", "dated"]
    handed = sign(signed_by_one, number="7/2025", dated=signed_by_one.course.desk(KADIS, 8)["today"])
    document, version = report_of(signed_by_one.course.work(KADIS, 8))
    assert (handed.content["outcome"], document.number, document.frozen_at is not None) == ("signed", "7/2025", True)
    assert version.content["signatory"]["name"] == signed_by_one.course.desk(KADIS, 8)["name"]
    assert signed_by_one.course.work(KASUBAG, 9).task.status == "open"


def test_nobody_signs_before_the_paper_is_final(accepted: Any) -> None:
    with pytest.raises(SignBeforeDone):
        sign(accepted)


def test_a_report_that_cannot_be_printed_is_not_signed_and_the_desk_says_so(reporting: Any) -> None:
    accepted = reporting
    for step in (accepted.figures, accepted.draft, accepted.meet, accepted.revise):
        step()
    accepted.course.hand_in("sekretaris", 7, accepted.checked())
    accepted.finalise()
    assert accepted.course.desk(KADIS, 8)["pdf"] == "coming"
    with pytest.raises(Conflict, match="masih disiapkan"):
        sign(accepted)
    render({"version": str(report_of(accepted.course.work(KADIS, 8))[1].id), "purpose": "draft"})
    assert accepted.course.desk(KADIS, 8)["pdf"] == "ready"
    assert sign(accepted).content["outcome"] == "signed"


WRONG = [
    ({"password": None}, "password"), ({"password": "bukan-kata-sandinya"}, "password"), ({"sha256": None}, "sha256"),
    ({"decision": "lain"}, "decision"),
]  # fmt: skip


@pytest.mark.parametrize(("said", "field"), WRONG)
def test_what_is_missing_or_wrong_is_named(accepted: Any, said: dict[str, Any], field: str) -> None:
    accepted.finalise()
    with pytest.raises(Invalid) as refused:
        sign(accepted, **said)
    assert list(refused.value.errors) == [field]


def test_another_text_than_the_one_read_is_not_signed(accepted: Any) -> None:
    accepted.finalise()
    with pytest.raises(Conflict, match="berubah sejak"):
        sign(accepted, sha256="f" * 64)


def test_a_number_that_is_changed_while_the_head_reads_is_not_signed_over(accepted: Any) -> None:
    accepted.finalise("1/2025")
    seen = accepted.course.work(KADIS, 8)
    version = seen.task.version
    data = {"sha256": accepted.course.desk(KADIS, 8)["sha256"], "password": WORD}
    kasubag = accepted.course.work(KASUBAG, 8)
    handing.take_back(kasubag.cycle, 8, kasubag.hand_ins()[-1].id, kasubag.task.version)
    accepted.finalise("2/2025")
    with pytest.raises(Conflict):
        handing.hand_in(accepted.course.work(KADIS, 8), version, data)


def test_the_head_may_send_it_back_with_a_reason(accepted: Any) -> None:
    accepted.finalise()
    with pytest.raises(Invalid) as refused:
        sign(accepted, decision="return", password=None)
    assert list(refused.value.errors) == ["reason"]
    handed = sign(accepted, decision="return", password=None, reason="Kesimpulan belum tajam.")
    assert handed.content["outcome"] == "returned"
    state = state_of(accepted.course.work(KASUBAG, 6).cycle)
    assert [len(task.earlier) for task in state.tasks] == [0, 0, 0, 0, 0, 1, 1, 1, 0]
    assert all(opened <= ended for task in state.tasks for opened, ended in task.earlier)
    again = {no: accepted.course.work(KASUBAG, no).task for no in (6, 7, 8)}
    assert [(no, task.status, task.return_reason) for no, task in again.items()] == [
        (6, "open", "Kesimpulan belum tajam."), (7, "waiting", None), (8, "waiting", None),
    ]  # fmt: skip
    assert accepted.course.desk(KASUBAG, 6)["items"][-1]["text"] == "Kesimpulan belum tajam."
    accepted.revise(closing="Kesimpulan yang lebih tajam daripada sebelumnya.")
    with pytest.raises(NotOpen):
        sign(accepted)
    assert accepted.course.work(KASUBAG, 6).task.return_reason is None
    accepted.accept()
    accepted.finalise()
    assert sign(accepted).content["version"] == 3


def test_the_password_is_kept_nowhere(accepted: Any) -> None:
    accepted.finalise()
    work = accepted.course.work(KADIS, 8)
    handing.save(work, work.task.version, {"decision": "sign", "password": WORD})
    held = select(func.count()).select_from(Worksheet).where(cast(Worksheet.content, String).contains(WORD))
    assert db.session.scalar(held) == 0
    sign(accepted)
    for table, column in ((HandIn, HandIn.content), (EventPayload, EventPayload.content), (Outbox, Outbox.payload)):
        found = select(func.count()).select_from(table).where(cast(column, String).contains(WORD))
        assert db.session.scalar(found) == 0


def test_a_cycle_whose_report_is_signed_is_not_cancelled(accepted: Any) -> None:
    accepted.finalise()
    sign(accepted)
    with pytest.raises(Conflict, match="sudah ditandatangani"):
        service.cancel(accepted.course.work("sekretaris", 9).cycle, "Salah periode.")
    assert accepted.course.work("sekretaris", 9).cycle.status == "running"
