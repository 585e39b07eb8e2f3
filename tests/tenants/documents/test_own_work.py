"""Nobody approves his own work, whatever people do in whatever order: random histories against the real constraints."""

from collections.abc import Callable
from contextlib import suppress
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from runtut.database import db
from runtut.errors import Problem
from runtut.permissions import Here
from tenants.documents import service
from tenants.documents.service import check, finalise, write_version
from tenants.documents.signing import sign

PEOPLE = ("kadis", "sekretaris", "kasubag.program", "kabid.naker")
DEEDS = st.tuples(st.sampled_from(PEOPLE), st.sampled_from(("write", "accept", "return", "sign")))

SIGNED_UNCHECKED = text("""
    select count(*) from signature s where not exists (
      select 1 from document_check c where c.version_id = s.version_id and c.outcome = 'accepted'
      and c.official_id <> s.signer_id and c.official_id = s.checker_id)""")
WRITTEN_AFTER_SIGNING = text("""
    select count(*) from signature s join document_version v on v.document_id = s.document_id
    join document_version mine on mine.id = s.version_id where v.number > mine.number""")


@pytest.fixture
def no_slow_password(monkeypatch: pytest.MonkeyPatch) -> None:
    """Passwords and prints are tested elsewhere; here thousands of signatures are tried."""
    monkeypatch.setattr("tenants.documents.signing.rendering_state", lambda *_: "ready")
    monkeypatch.setattr("tenants.documents.signing.confirm_password", lambda *_: None)


def test_no_history_ends_with_own_work_approved(
    desk: Any, kasubag: Here, others: Callable[[str], Here], no_slow_password: None
) -> None:
    del desk, no_slow_password
    places = {name: others(name) for name in PEOPLE}
    others("kasubag.program")

    @settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.lists(DEEDS, min_size=4, max_size=14))
    def history(deeds: list[tuple[str, str]]) -> None:
        live(deeds, places)

    history()
    assert db.session.scalar(SIGNED_UNCHECKED) == db.session.scalar(WRITTEN_AFTER_SIGNING) == 0
    del kasubag


def live(deeds: list[tuple[str, str]], places: dict[str, Here]) -> None:
    """Play a history on a paper of its own; `unaccepted` is a model of who wrote what nobody has accepted."""
    subject, unaccepted = f"cycle:{uuid4()}", set[str]()
    for name, deed in deeds:
        with suppress(Problem):
            act(subject, name, deed, places[name])
            if deed == "write":
                unaccepted.add(name)
            if deed in ("accept", "return"):
                assert name not in unaccepted
            if deed == "accept":
                unaccepted.clear()


def act(subject: str, name: str, deed: str, place: Here) -> None:
    official = place.standing.official_id
    if deed == "write":
        write_version("monev_report", subject, "Laporan", {"by": name, "n": str(uuid4())}, official)
        return
    document = service.document_of("monev_report", subject)
    if document is None:
        raise Problem("nothing there")
    version = service.newest_version(document)
    if deed == "sign":
        finalise(document, str(uuid4()), date(2025, 4, 14))
        sign(document, version, place, place.seats[0], version.sha256, "")
    else:
        check(version, official, "accepted" if deed == "accept" else "returned", {})
