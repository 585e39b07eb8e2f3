"""Signing in and out, and finding the session of a request."""

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from sqlalchemy import func, select, update

from runtut.auth import passwords, throttle
from runtut.auth.models import Account, AccountSession, Membership
from runtut.config import settings
from runtut.database import db
from runtut.errors import Unauthorized

IDLE, LONGEST = timedelta(hours=2), timedelta(hours=12)
SEEN_EVERY = timedelta(minutes=1)
WRONG = "Nama masuk atau kata sandi salah."


@dataclass(frozen=True)
class Visitor:
    """Who asks: account and session of a request. Absent when nobody is signed in."""

    account_id: UUID
    login: str
    operator: bool
    session_id: UUID
    kind: str


@dataclass(frozen=True)
class NewSession:
    """`token` is told once and kept only as its SHA-256."""

    token: str
    expires_at: datetime
    account_id: UUID


def sign_in(login: str, password: str, kind: str, address: str) -> NewSession:
    """Open a session; Unauthorized for a wrong pair (one sentence, whichever was wrong), TooMany when throttled."""
    login = login.strip().lower()
    throttle.check(login, address)
    account = db.session.scalar(select(Account).where(Account.login == login))
    right = passwords.matches(account.password_hash if account else passwords.decoy(), password)
    if account is None or not right or account.disabled_at:
        throttle.count_failure(login, address)
        raise Unauthorized(WRONG)
    return open_session(account, kind)


def open_session(account: Account, kind: str) -> NewSession:
    token, expires_at = secrets.token_urlsafe(32), datetime.now(UTC) + LONGEST
    db.session.add(
        AccountSession(account_id=account.id, token_hash=_hash(token), kind=kind, epoch=account.epoch, expires_at=expires_at)
    )
    db.session.flush()
    return NewSession(token, expires_at, account.id)


def visitor(token: str, kind: str) -> Visitor | None:
    """The visitor behind a token, if its session is alive: not ended, expired, idle, disabled or older than the password."""
    row = db.session.execute(
        select(AccountSession, Account)
        .join(Account, Account.id == AccountSession.account_id)
        .where(AccountSession.token_hash == _hash(token), AccountSession.kind == kind)
    ).one_or_none()
    if row is None or not _alive(row[0], row[1], datetime.now(UTC)):
        return None
    session, account = row
    _mark_seen(session)
    return Visitor(account.id, account.login, account.operator, session.id, kind)


def _alive(session: AccountSession, account: Account, now: datetime) -> bool:
    ended = session.ended_at is not None or account.disabled_at is not None or session.epoch != account.epoch
    return not ended and now < session.expires_at and now - session.seen_at < IDLE


def _mark_seen(session: AccountSession) -> None:
    """At most once a minute: a read should rarely write."""
    now = datetime.now(UTC)
    if now - session.seen_at > SEEN_EVERY:
        session.seen_at = now


def sign_out(session_id: UUID) -> None:
    db.session.execute(update(AccountSession).where(AccountSession.id == session_id).values(ended_at=func.now()))


def end_sessions(account_id: UUID) -> None:
    """End every session of an account, as a change of its rights or password does."""
    mine = AccountSession.account_id == account_id, AccountSession.ended_at.is_(None)
    db.session.execute(update(AccountSession).where(*mine).values(ended_at=func.now()))


def confirm_password(account_id: UUID, password: str, address: str) -> None:
    """Ask for the password again before a deed that cannot be undone; Unauthorized when it is wrong."""
    account = db.session.get_one(Account, account_id)
    throttle.check(account.login, address)
    if not passwords.matches(account.password_hash, password):
        throttle.count_failure(account.login, address)
        raise Unauthorized("Kata sandi salah; dokumen belum ditandatangani.")


def membership(account_id: UUID, pemda_id: UUID) -> Membership | None:
    mine = Membership.account_id == account_id, Membership.pemda_id == pemda_id, Membership.ended_at.is_(None)
    return db.session.scalar(select(Membership).where(*mine))


def memberships(account_id: UUID) -> list[Membership]:
    mine = Membership.account_id == account_id, Membership.ended_at.is_(None)
    return list(db.session.scalars(select(Membership).where(*mine)))


def add_account(login: str, password: str, operator: bool = False) -> Account:
    account = Account(login=login.strip().lower(), password_hash=passwords.hashed(password), operator=operator)
    db.session.add(account)
    db.session.flush()
    return account


def csrf_token(session_id: UUID | str) -> str:
    """What a form of this session must send back; worthless in any other session."""
    return hmac.new(settings().secret_key.encode(), f"csrf:{session_id}".encode(), hashlib.sha256).hexdigest()


def _hash(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()
