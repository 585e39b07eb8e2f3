"""Who stands before the door: session and account of a token, and what the account is in the pemda of the address."""

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import and_, bindparam, func, select, update

from runtut.auth.models import Account, AccountSession, Membership
from runtut.database import db
from runtut.directory.models import Pemda

IDLE = timedelta(hours=2)
SEEN_EVERY = timedelta(minutes=1)


@dataclass(frozen=True)
class Visitor:
    """Who asks: account and session of a request. Absent when nobody is signed in."""

    account_id: UUID
    login: str
    operator: bool
    session_id: UUID
    kind: str


@dataclass(frozen=True)
class Member:
    """The pemda of an address, and as which of its officials the visitor belongs to it."""

    pemda_id: UUID
    code: str
    name: str
    zone: str
    official_id: UUID


SESSION, ACCOUNT, MEMBER, PEMDA = (kind.__table__.c for kind in (AccountSession, Account, Membership, Pemda))
OWN = and_(MEMBER.account_id == ACCOUNT.id, MEMBER.pemda_id == PEMDA.id, MEMBER.ended_at.is_(None))
ARRIVAL = (
    select(
        SESSION.id.label("session_id"), SESSION.ended_at, SESSION.epoch, SESSION.expires_at, SESSION.seen_at, SESSION.kind,
        ACCOUNT.id.label("account_id"), ACCOUNT.login, ACCOUNT.operator, ACCOUNT.disabled_at,
        ACCOUNT.epoch.label("newest_epoch"),
        PEMDA.id.label("pemda_id"), PEMDA.code, PEMDA.name, PEMDA.zone, MEMBER.official_id,
    )
    .join_from(AccountSession.__table__, Account.__table__, ACCOUNT.id == SESSION.account_id)
    .outerjoin(Pemda.__table__, PEMDA.code == bindparam("pemda"))
    .outerjoin(Membership.__table__, OWN)
    .where(SESSION.token_hash == bindparam("token"), SESSION.kind == bindparam("kind"))
)  # fmt: skip
"""One question for what every request must know; made once, since to put it together takes longer than to answer it."""


def arrival(token: str, kind: str, pemda: str | None) -> tuple[Visitor | None, Member | None]:
    """The visitor behind a token, if its session is alive: not ended, expired, idle, disabled or older than the password.

    And his membership in the pemda of that code, where there is one that has not ended.
    """
    values = {"token": token_hash(token), "kind": kind, "pemda": pemda}
    found = db.session.execute(ARRIVAL, values).one_or_none()
    if found is None or not _alive(found, datetime.now(UTC)):
        return None, None
    _mark_seen(found)
    visitor = Visitor(found.account_id, found.login, found.operator, found.session_id, found.kind)
    if found.official_id is None:
        return visitor, None
    return visitor, Member(found.pemda_id, found.code, found.name, found.zone, found.official_id)


def token_hash(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()


def _alive(found: Any, now: datetime) -> bool:
    ended = found.ended_at is not None or found.disabled_at is not None or found.epoch != found.newest_epoch
    return not ended and now < found.expires_at and now - found.seen_at < IDLE


def _mark_seen(found: Any) -> None:
    """At most once a minute, and by one request alone: many at once on one session must not wait for one another."""
    if datetime.now(UTC) - found.seen_at > SEEN_EVERY:
        free = select(AccountSession.id).where(AccountSession.id == found.session_id).with_for_update(skip_locked=True)
        db.session.execute(update(AccountSession).where(AccountSession.id.in_(free)).values(seen_at=func.now()))
