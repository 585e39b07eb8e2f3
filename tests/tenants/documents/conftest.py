"""People of one office and a report to work on."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from flask import Flask

from runtut.database import db
from runtut.permissions import Here
from tenants.documents import reading, service
from tenants.documents.models import DocumentVersion
from tenants.documents.rendering import keep_rendering
from tenants.documents.service import write_version
from tenants.documents.signing import sign
from tenants.reports import content_of
from tenants.reports.shapes import MonevReport, Office, Signatory

WORD = "lontar-senja-embun-042"
At = Callable[..., Here]
CONTENT: dict[str, Any] = {"background": "Triwulan ini dipantau enam indikator.", "period": "2025-TW1", "figures": []}


@dataclass(frozen=True)
class Desk:
    """Everything about one report: `write(place)` writes its next version as that person."""

    subject: str

    def write(self, place: Here, **changed: Any) -> DocumentVersion:
        content = {**CONTENT, **changed}
        return write_version("monev_report", self.subject, "Laporan Monev Triwulan I 2025", content, place.standing.official_id)


@pytest.fixture
def desk(context: Flask) -> Iterator[Desk]:
    """Inside a request, as services are used: signing asks where it comes from."""
    with context.test_request_context(environ_base={"REMOTE_ADDR": "127.0.0.1"}):
        yield Desk(f"cycle:{uuid4()}")


@pytest.fixture
def kasubag(at: At, desk: Desk) -> Here:
    del desk
    return at("kasubag.program@diskopnaker.13.01")


@pytest.fixture
def others(at: At, kasubag: Here) -> Callable[[str], Here]:
    """`others("kadis")`: stand there as somebody else of the office; what was written before is kept first."""
    del kasubag

    def stand(login: str) -> Here:
        db.session.flush()
        return at(f"{login}@diskopnaker.13.01")

    return stand


REPORT = MonevReport(
    office=Office("Kabupaten Pesisir Selatan", "Dinas Koperasi", "Painan"), made_on=date(2025, 4, 14), period="2025-TW1",
    figures=(), units=(), percent=None, rating=None, method="Capaian dihitung menurut Permendagri 86/2017.", bands=(),
    signatory=Signatory("Kepala Dinas", "Ir. Harmen Syahputra, M.M."), background="Triwulan ini dipantau.",
)  # fmt: skip


@pytest.fixture
def signed(desk: Any, kasubag: Here, others: Callable[[str], Here]) -> DocumentVersion:
    version = service.write_version("monev_report", desk.subject, "Laporan", content_of(REPORT), kasubag.standing.official_id)
    service.check(version, others("sekretaris").standing.official_id, "accepted", {})
    service.finalise(reading.find_document(version.document_id), "12/2025", date(2025, 4, 14))
    keep_rendering(version, "draft", b"%PDF-1.7")
    kadis = others("kadis")
    sign(reading.find_document(version.document_id), version, kadis, kadis.seats[0], version.sha256, WORD)
    others("kasubag.program")
    return version
