"""The tools of the report as people meet them: pages and forms without JavaScript."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import String, cast, func, select

from runtut.database import db
from tenants.cycles.models import Worksheet

WORD = "lontar-senja-embun-042"
KASUBAG, SEKRETARIS, KADIS = "kasubag.program", "sekretaris", "kadis"


class Page:
    """A step of the cycle as somebody's browser shows it."""

    def __init__(self, reporting: Any, client: Any, no: int) -> None:
        self.client, self.address = client, f"/13.01/diskopnaker/siklus/{reporting.course.slug}/2025-TW1/langkah/{no}"

    def seen(self) -> str:
        answer = self.client.get(self.address)
        assert answer.status_code == 200, answer.text
        return str(answer.text)

    def send(self, reporting: Any, who: str, no: int, **form: str) -> Any:
        version = reporting.course.work(who, no).task.version
        db.session.commit()
        return self.client.post(self.address, data={"version": str(version), "worksheet": "0", "action": "kirim", **form})


@pytest.fixture
def page(reporting: Any, person: Callable[[str], Any]) -> Callable[[str, int], Page]:
    def opened(who: str, no: int) -> Page:
        db.session.commit()
        return Page(reporting, person(f"{who}@diskopnaker.13.01"), no)

    return opened


def test_the_draft_is_prefilled_and_keeps_what_was_typed(reporting: Any, page: Callable[[str, int], Page]) -> None:
    reporting.figures()
    draft = page(KASUBAG, 4)
    seen = draft.seen()
    assert "Yang diambil dari data" in seen
    assert "dilaksanakan menurut SOP" in seen
    wrong = draft.send(reporting, KASUBAG, 4, background="Latar yang saya tulis sendiri.", results="Pendek.", closing="")
    assert wrong.status_code == 422
    assert "Latar yang saya tulis sendiri." in wrong.text
    assert "Tulis uraian hasil, 20 sampai 20.000 huruf." in wrong.text
    assert 'href="#f-closing"' in wrong.text


def test_a_revision_is_handed_in_with_ticks_and_texts(reporting: Any, page: Callable[[str, int], Page]) -> None:
    reporting.figures()
    reporting.draft()
    reporting.meet("Perjelas saran")
    revise = page(KASUBAG, 6)
    assert "Perjelas saran" in revise.seen()
    start = reporting.course.desk(KASUBAG, 6)["start"]
    unticked = revise.send(reporting, KASUBAG, 6, **{"items.0.id": "K1", "items.0.note": "Sudah"}, **start)
    assert unticked.status_code == 422
    assert "Tandai setelah catatan ini ditindaklanjuti." in unticked.text
    ticked = {"items.0.id": "K1", "items.0.done": "1", "items.0.note": "Saran dirinci."}
    assert revise.send(reporting, KASUBAG, 6, **ticked, **start).status_code == 303
    assert "Saran dirinci." in revise.seen()


def test_a_verifier_who_forgets_a_tick_is_told_which(reporting: Any, page: Callable[[str, int], Page]) -> None:
    reporting.figures()
    reporting.draft()
    reporting.meet()
    reporting.revise()
    verify = page(SEKRETARIS, 7)
    desk = reporting.course.desk(SEKRETARIS, 7)
    form = {"sha256": desk["sha256"], "outcome": "accepted"}
    form |= {f"checks.{place}.id": row["id"] for place, row in enumerate(desk["items"])}
    form |= {f"checks.{place}.ok": "1" for place in range(1, len(desk["items"]))}
    refused = verify.send(reporting, SEKRETARIS, 7, **form)
    assert refused.status_code == 422
    assert "belum dicentang" in refused.text
    assert verify.send(reporting, SEKRETARIS, 7, **form, **{"checks.0.ok": "1"}).status_code == 303
    assert "Diterima" in verify.seen()


def test_a_wrong_password_is_said_and_never_shown_or_kept(reporting: Any, page: Callable[[str, int], Page]) -> None:
    reporting.until_accepted()
    reporting.finalise()
    sign = page(KADIS, 8)
    sha256 = reporting.course.desk(KADIS, 8)["sha256"]
    assert sha256 in sign.seen()
    refused = sign.send(reporting, KADIS, 8, sha256=sha256, decision="sign", password="bukan-kata-sandi-saya")
    assert refused.status_code == 422
    assert "Kata sandi salah; dokumen belum ditandatangani." in refused.text
    assert "bukan-kata-sandi-saya" not in refused.text
    saved = sign.send(reporting, KADIS, 8, sha256=sha256, decision="sign", password=WORD, action="simpan")
    assert saved.status_code == 303
    held = select(func.count()).select_from(Worksheet).where(cast(Worksheet.content, String).contains(WORD))
    assert db.session.scalar(held) == 0
    signature = {"sha256": sha256, "decision": "sign", "password": WORD}
    assert sign.send(reporting, KADIS, 8, **signature).status_code == 409  # from the screen before the saving
    assert sign.send(reporting, KADIS, 8, **signature, worksheet="1").status_code == 303
    assert "Ditandatangani" in sign.seen()


def test_the_archive_says_that_the_pdf_is_still_being_made(reporting: Any, page: Callable[[str, int], Page]) -> None:
    reporting.until_accepted()
    reporting.finalise()
    sha256 = reporting.course.desk(KADIS, 8)["sha256"]
    reporting.course.hand_in(KADIS, 8, {"sha256": sha256, "password": WORD})
    archive = page(KASUBAG, 9)
    assert "PDF bertanda tangan sedang disiapkan" in archive.seen()
    early = archive.send(reporting, KASUBAG, 9, classification="000.7.5", location="Rak 2")
    assert early.status_code == 409
    assert "masih disiapkan" in early.text
    assert 'value="Rak 2"' in early.text
