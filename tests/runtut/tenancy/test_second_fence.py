"""The second fence, and the binding: what the session does by itself in every transaction."""

import random
from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import create_engine, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from runtut.config import settings
from runtut.database import db
from runtut.directory.models import Pemda
from runtut.tenancy import NOBODY, Pass, bound, enter, leave
from runtut.tenancy.ticket import pads
from tenants.institutions.models import Opd
from tenants.sops.models import Sop

MOMENT, KEY = "7:1", bytes(32)


@given(st.uuids(), st.uuids())
def test_two_passes_are_signed_alike_only_when_they_are_the_same(one: UUID, other: UUID) -> None:
    assert (Pass(one).signed(MOMENT, KEY) == Pass(other).signed(MOMENT, KEY)) == (one == other)


@given(st.binary(min_size=1, max_size=64))
def test_the_pads_are_those_of_hmac(key: bytes) -> None:
    inner, outer = pads(key)
    assert len(inner) == len(outer) == 64
    assert bytes(a ^ b for a, b in zip(inner, outer, strict=True)) == bytes([0x36 ^ 0x5C]) * 64


def pemda(code: str) -> UUID:
    return db.session.scalars(select(Pemda.id).where(Pemda.code == code)).one()


@pytest.mark.usefixtures("context")
def test_entering_binds_an_open_transaction_anew() -> None:
    enter(Pass.whole(pemda("63.11")))
    assert {opd.slug for opd in db.session.scalars(select(Opd))} == {"dishub"}
    enter(Pass.whole(pemda("32.14")))
    assert {opd.slug for opd in db.session.scalars(select(Opd))} == {"dkupp"}
    leave()
    assert bound() == NOBODY
    with pytest.raises(DBAPIError):
        db.session.execute(text("select * from opd"))


@pytest.mark.usefixtures("context")
def test_the_pass_is_bound_again_after_a_commit_midway() -> None:
    enter(Pass.whole(pemda("63.11")))
    for _ in range(3):
        assert db.session.scalars(select(Opd.slug)).all() == ["dishub"]
        db.session.commit()


@pytest.mark.usefixtures("context")
def test_a_pass_for_reading_refuses_to_write() -> None:
    home = pemda("63.11")
    db.session.rollback()
    enter(Pass(home, ("*",), read_only=True))
    with pytest.raises(DBAPIError):
        db.session.add(Opd(slug="baru", name="Baru", short_name="Baru", kind="dinas", seat="Paringin"))
        db.session.flush()


def test_the_second_fence_alone_keeps_pemda_and_opd_apart(app: Flask) -> None:
    """As the owner, whom no policy stops, the criteria on every ORM statement still do."""
    url = settings().database_owner_url.replace("postgresql://", "postgresql+psycopg://", 1)
    engine = create_engine(url)
    with app.app_context(), Session(engine) as session:
        home = session.scalars(select(Pemda.id).where(Pemda.code == "13.01")).one()
        sutera = session.scalars(select(Opd.id).where(Opd.slug == "kec-sutera")).one()
        session.info["pass"] = Pass(home, (str(sutera),))
        assert {opd.pemda_id for opd in session.scalars(select(Opd))} == {home}
        assert {sop.opd_id for sop in session.scalars(select(Sop))} == {sutera}
        session.info["pass"] = Pass.whole(home)
        assert len(set(session.scalars(select(Sop.opd_id)))) == 2
    engine.dispose()


@pytest.mark.usefixtures("loaded")
def test_a_pool_never_serves_a_row_of_another_pemda(app: Flask) -> None:
    """Random pemda, failures and commits midway on a pool of two connections: 0 wrong rows."""
    rng = random.Random(7)
    url = settings().database_url.replace("postgresql://", "postgresql+psycopg://", 1)
    engine = create_engine(url, pool_size=2, max_overflow=0, connect_args={"prepare_threshold": None})
    with app.app_context(), Session(engine) as opening:
        homes = list(opening.scalars(select(Pemda.id)))
    for _ in range(400):
        _one_visit(engine, rng.choice([*homes, None]), rng)
    engine.dispose()


def _one_visit(engine: Any, home: UUID | None, rng: random.Random) -> None:
    with Session(engine) as session:
        session.info["pass"] = Pass.whole(home) if home else NOBODY
        try:
            seen: Callable[[], set[UUID]] = lambda: set(session.scalars(text("select pemda_id from opd")))  # noqa: E731
            assert seen() == ({home} if home else set())
            if rng.random() < 0.3:
                session.commit()
                assert seen() == {home}
            if rng.random() < 0.2:
                session.execute(text("select 1 / 0"))
        except DBAPIError:
            assert home is None or session.get_transaction() is not None
