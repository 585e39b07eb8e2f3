"""The event log: who did what is added with the deed itself, and sealed in an order that anyone can check."""

import hashlib
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select, text

from runtut.database import db
from runtut.events import Deed, EventPayload, Seal, SealedLeaf, acting, record
from runtut.events.merkle import root
from runtut.events.sealer import leaf_of, leaves, seal, unsealed
from runtut.events.service import canonical
from runtut.tenancy import Pass, enter

At = Callable[..., Any]
WHO = "sekcam@kec-sutera.13.01"


def test_an_event_says_who_in_which_capacity(at: At) -> None:
    place = at(WHO)
    event = record("uji", "task:1", place.opd.id, {"b": 2, "a": 1})
    db.session.flush()
    assert (event.official_id, event.account_id) == (place.standing.official_id, place.account_id)
    assert event.capacity == "definitif: Sekretaris Kecamatan"


def test_the_payload_can_be_erased_and_the_hash_still_stands(at: At) -> None:
    place = at(WHO)
    event = record("uji", "task:1", place.opd.id, {"nama": "Seseorang"})
    db.session.flush()
    payload = db.session.scalars(select(EventPayload).where(EventPayload.id == event.id)).one()
    assert event.payload_hash == hashlib.sha256(payload.salt + canonical(payload.content)).digest()
    db.session.delete(payload)
    db.session.flush()
    assert len(event.payload_hash) == 32


def test_without_anybody_the_system_itself_acts(at: At) -> None:
    place = at(WHO)
    acting(Deed())
    assert record("uji", "x", place.opd.id).official_id is None


def test_the_sealer_gives_order_and_root_once(at: At) -> None:
    enter(Pass.whole(at("admin@setda.13.01").pemda_id))
    first = seal()
    assert first is not None
    assert first.root == root(leaves())
    assert seal() is None
    record("uji", "pemda:1", None, {})
    db.session.flush()
    second = seal()
    assert second is not None
    assert second.size == first.size + 1
    assert db.session.scalars(select(Seal.size).order_by(Seal.size)).all() == [first.size, second.size]


def test_what_is_unsealed_is_found_by_one_join_however_long_the_log(at: At) -> None:
    enter(Pass.whole(at("admin@setda.13.01").pemda_id))
    asked = unsealed().compile(dialect=db.session.get_bind().dialect)
    plan = "\n".join(line for (line,) in db.session.execute(text(f"explain {asked}")))
    assert "Anti Join" in plan, plan


def test_a_changed_event_no_longer_fits_its_leaf(at: At) -> None:
    enter(Pass.whole(at("admin@setda.13.01").pemda_id))
    event = record("uji", "pemda:1", None, {})
    db.session.flush()
    seal()
    leaf = db.session.scalars(select(SealedLeaf).where(SealedLeaf.id == event.id)).one().leaf
    assert leaf_of(event) == leaf
    db.session.expunge(event)
    event.subject = "pemda:2"
    assert leaf_of(event) != leaf


@pytest.mark.usefixtures("at")
def test_the_same_content_is_always_the_same_bytes() -> None:
    assert canonical({"b": 1, "a": "é"}) == canonical({"a": "é", "b": 1}) == '{"a":"é","b":1}'.encode()
