"""Versions of a paper, and checks by somebody who did not write it."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from runtut.database import db
from runtut.errors import Conflict, Forbidden, Invalid, NotFound
from runtut.events import Event
from runtut.permissions import Here
from runtut.procedures import sha256
from tenants.documents import reading, service
from tenants.documents.models import Document, Hand

Others = Callable[[str], Here]


def me(place: Here) -> UUID:
    return place.standing.official_id


def document_behind(version_id: UUID) -> Document:
    return reading.find_document(reading.version_by_id(version_id).document_id)


def test_the_first_version_makes_the_paper_and_each_further_one_counts_on(desk: Any, kasubag: Here) -> None:
    first, second = desk.write(kasubag), desk.write(kasubag, background="Lain.")
    assert (first.number, second.number, first.document_id) == (1, 2, second.document_id)
    assert first.sha256 == sha256(first.content) != second.sha256
    assert [document.id for document in service.papers_of(desk.subject)] == [first.document_id]


def test_every_version_leaves_one_event(desk: Any, kasubag: Here) -> None:
    version = desk.write(kasubag)
    kinds = db.session.scalars(select(Event.kind).where(Event.subject == f"document:{version.document_id}"))
    assert list(kinds) == ["document.written"]


def test_whoever_wrote_it_may_not_check_it(desk: Any, kasubag: Here) -> None:
    version = desk.write(kasubag)
    assert not service.may_check(document_behind(version.id), me(kasubag))
    with pytest.raises(Forbidden, match="pejabat lain"):
        service.check(version, me(kasubag), "accepted", {})


def test_the_database_refuses_it_too_when_nobody_asks_the_service(desk: Any, kasubag: Here) -> None:
    version = desk.write(kasubag)
    document = document_behind(version.id)
    own = Hand(opd_id=document.opd_id, document_id=document.id, round=document.round, official_id=me(kasubag), part="checker")
    db.session.add(own)
    with pytest.raises(IntegrityError, match="nobody_checks_his_own_work"):
        db.session.flush()


def test_somebody_else_accepts_it_and_a_new_round_of_hands_begins(desk: Any, kasubag: Here, others: Others) -> None:
    version, sekretaris = desk.write(kasubag), others("sekretaris")
    done = service.check(version, me(sekretaris), "accepted", {"checked": 6})
    assert (done.outcome, document_behind(version.id).round) == ("accepted", 2)
    assert service.authors_since_acceptance(document_behind(version.id)) == set()


def test_a_return_is_no_acceptance_so_its_authors_still_may_not_check(desk: Any, kasubag: Here, others: Others) -> None:
    first = desk.write(kasubag)
    service.check(first, me(others("sekretaris")), "returned", {"reason": "angka belum cocok"})
    second = desk.write(others("kabid.naker"))
    with pytest.raises(Forbidden):
        service.check(second, me(kasubag), "accepted", {})
    service.check(second, me(others("sekretaris")), "accepted", {})


def test_only_the_newest_version_can_be_checked(desk: Any, kasubag: Here, others: Others) -> None:
    old = desk.write(kasubag)
    desk.write(kasubag, background="Lain.")
    with pytest.raises(Conflict, match="versi terbarunya"):
        service.check(old, me(others("sekretaris")), "accepted", {})


def test_the_same_decision_twice_is_refused_with_a_sentence(desk: Any, kasubag: Here, others: Others) -> None:
    version, sekretaris = desk.write(kasubag), others("sekretaris")
    service.check(version, me(sekretaris), "accepted", {})
    with pytest.raises(Conflict, match="keputusan yang sama"):
        service.check(version, me(sekretaris), "accepted", {})


def test_it_gets_number_and_date_once_it_is_finalised(desk: Any, kasubag: Here) -> None:
    document = document_behind(desk.write(kasubag).id)
    service.finalise(document, "000.8.6.3/12/2025", date(2025, 4, 14))
    assert (document.number, document.dated) == ("000.8.6.3/12/2025", date(2025, 4, 14))


def test_two_papers_of_an_office_never_share_a_number(desk: Any, kasubag: Here) -> None:
    service.finalise(document_behind(desk.write(kasubag).id), "7/2025", date(2025, 4, 14))
    other = service.write_version("minutes", desk.subject, "Notulen", {"about": "Rapat"}, me(kasubag))
    with pytest.raises(Invalid) as refused:
        service.finalise(document_behind(other.id), "7/2025", date(2025, 4, 15))
    assert "Laporan Monev" in refused.value.errors["number"][0]


def test_another_office_finds_none_of_it(desk: Any, kasubag: Here, at: Callable[..., Here]) -> None:
    version = desk.write(kasubag)
    db.session.flush()
    at("sekda@setda.13.01")
    assert version.document_id not in {line.document.id for line in reading.lines()}
    with pytest.raises(NotFound):
        reading.find_document(version.document_id)


def test_a_list_says_where_each_paper_stands(desk: Any, kasubag: Here, others: Others) -> None:
    version = desk.write(kasubag)
    lines = {line.document.id: line for line in reading.lines()}
    assert (lines[version.document_id].state, lines[version.document_id].version) == ("draft", 1)
    service.check(version, me(others("sekretaris")), "returned", {"reason": "kurang bukti"})
    lines = {line.document.id: line for line in reading.lines()}
    assert lines[version.document_id].state == "returned"
    assert reading.paper(document_behind(version.id)).state == "returned"
