"""What may be done, in words; and where a request is."""

import sys
from uuid import uuid4

import pytest
from flask import Flask

from runtut.errors import NotFound
from runtut.permissions import Here, Seat, Standing, declare, here, need_of, needs


def test_one_permission_has_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.modules["runtut.permissions.catalogue"], "_declared", {})
    key = declare("test.once", "menguji satu kali")
    assert declare("test.once", "menguji satu kali") == key
    with pytest.raises(ValueError, match=r"test\.once"):
        declare("test.once", "menguji dengan kata lain")


def test_a_view_that_names_nothing_is_known_as_such() -> None:
    def bare() -> None: ...

    @needs("member")
    def named() -> None: ...

    assert need_of(bare, "GET") is None
    assert need_of(named, "GET") == "member"


def test_outside_a_pemda_there_is_no_here_and_outside_an_opd_no_office(app: Flask) -> None:
    with app.app_context():
        with pytest.raises(NotFound):
            here()
        nobody = Standing(uuid4(), "Siapa", ())
        with pytest.raises(NotFound):
            _ = Here(uuid4(), "13.01", "Pesisir Selatan", "Asia/Jakarta", uuid4(), nobody).opd


def test_a_seat_counts_in_its_own_opd_or_everywhere_for_the_whole_pemda() -> None:
    home, other = uuid4(), uuid4()
    seat = Seat(uuid4(), home, None, "Sekretaris", "definitif", None, frozenset({"cycles.open"}))
    wide = Seat(uuid4(), other, None, "Analis", "definitif", None, frozenset({"people.roles"}), whole_pemda=True)
    one, both = Standing(uuid4(), "A", (seat,)), Standing(uuid4(), "B", (seat, wide))
    assert (one.opds, both.opds) == ((str(home),), ("*",))
    assert (one.reaches(home), one.reaches(other), both.reaches(other)) == (True, False, True)
    assert (one.may("cycles.open", home), one.may("cycles.open", other), one.may("cycles.open")) == (True, False, True)
    assert both.may("people.roles", home)
