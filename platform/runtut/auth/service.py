"""Signing in and out, and what ends the sessions of others."""

import hashlib
import hmac
import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from sqlalchemy import delete, func, select, update

from runtut.auth import passwords, throttle
from runtut.auth.arrival import token_hash
from runtut.auth.models import Account, AccountSession, Membership
from runtut.config import settings
from runtut.database import db
from runtut.directory.service import pemdas_by_id
from runtut.errors import Invalid, Unauthorized
from runtut.tenancy import bound

LONGEST = timedelta(hours=12)
WRONG = "Nama masuk atau kata sandi salah."


@dataclass(frozen=True)
class NewSession:
    """`token` is told once and kept only as its SHA-256."""

    token: str
    expires_at: datetime
    account_id: UUID


def sign_in(login: str, password: str, kind: str, address: str, device: str = "") -> NewSession:
    """Open a session; Unauthorized for a wrong pair (one sentence, whichever was wrong), TooMany when throttled.

    `device` names a device from which this account signed in before (`known_device`).
    """
    login = login.strip().lower()
    with passwords.turn():
        throttle.check(login, address, device)
        account = db.session.scalar(select(Account).where(Account.login == login))
        right = passwords.matches(account.password_hash if account else passwords.DECOY, password)
        if account is None or not right or account.disabled_at:
            throttle.count_failure(login, address, device)
            raise Unauthorized(WRONG)
    return open_session(account, kind)


def open_session(account: Account, kind: str) -> NewSession:
    token, expires_at = secrets.token_urlsafe(32), datetime.now(UTC) + LONGEST
    db.session.add(
        AccountSession(
            account_id=account.id, token_hash=token_hash(token), kind=kind, epoch=account.epoch, expires_at=expires_at
        )
    )
    db.session.flush()
    return NewSession(token, expires_at, account.id)


def sign_out(session_id: UUID) -> None:
    db.session.execute(update(AccountSession).where(AccountSession.id == session_id).values(ended_at=func.now()))


def end_sessions(officials: Collection[UUID]) -> None:
    """End every session of the accounts behind these officials of the pemda in force; they sign in again."""
    members = select(Membership.account_id).where(Membership.pemda_id == bound().pemda, Membership.official_id.in_(officials))
    theirs = AccountSession.account_id.in_(members), AccountSession.ended_at.is_(None)
    db.session.execute(update(AccountSession).where(*theirs).values(ended_at=func.now()))


def prune(kept_days: int = 30) -> None:
    """Forget the sessions that ran out more than `kept_days` ago; every pemda's tidying may do it, none waits for another."""
    over = select(AccountSession.id).where(AccountSession.expires_at < func.now() - timedelta(days=kept_days))
    old = AccountSession.id.in_(over.with_for_update(skip_locked=True))
    db.session.execute(delete(AccountSession).where(old).execution_options(synchronize_session=False))


def confirm_password(account_id: UUID, password: str, address: str, undone: str = "dokumen belum ditandatangani") -> None:
    """Ask for the password again before a deed that cannot be undone; Unauthorized when it is wrong.

    Whoever is signed in is counted apart, so that strangers who guess at his sign-in do not keep him from signing.
    """
    account = db.session.get_one(Account, account_id)
    with passwords.turn():
        throttle.check(account.login, address, "confirming")
        if not passwords.matches(account.password_hash, password):
            throttle.count_failure(account.login, address, "confirming")
            raise Unauthorized(f"Kata sandi salah; {undone}.")


def change_password(account_id: UUID, current: str, new: str, address: str) -> None:
    """A new password ends every session of the account; Invalid for a wrong current one, or a new one that is too easy."""
    account = db.session.get_one(Account, account_id)
    try:
        confirm_password(account_id, current, address, "kata sandi tidak diubah")
    except Unauthorized as wrong:
        raise Invalid(wrong.detail, {"current": [wrong.detail]}) from wrong
    pemdas = pemdas_by_id([member.pemda_id for member in memberships(account_id)])
    try:
        account.password_hash = passwords.hashed(new, passwords.words_of(account.login, *(pemda.name for pemda in pemdas)))
    except Invalid as weak:
        raise Invalid(weak.detail, {"new": [weak.detail]}) from weak
    account.epoch += 1
    db.session.flush()


def device_token(login: str) -> str:
    """What a browser keeps after a sign-in, so that others' wrong guesses do not lock its owner out."""
    name = secrets.token_hex(16)
    return f"{name}.{_device_seal(login, name)}"


def known_device(login: str, token: str) -> str:
    """The name of a device that signed in to this account before; empty for any other."""
    name, _, seal = token.partition(".")
    right = _device_seal(login, name)
    return name if hmac.compare_digest(seal.encode(), right.encode()) else ""


def _device_seal(login: str, name: str) -> str:
    said = f"device:{login.strip().lower()}:{name}".encode()
    return hmac.new(settings().secret_key.encode(), said, hashlib.sha256).hexdigest()


def memberships(account_id: UUID) -> list[Membership]:
    mine = Membership.account_id == account_id, Membership.ended_at.is_(None)
    return list(db.session.scalars(select(Membership).where(*mine)))


def add_account(login: str, password: str, operator: bool = False) -> Account:
    """Raises Invalid for a password that is too short or too easy for this sign-in."""
    login = login.strip().lower()
    account = Account(login=login, password_hash=passwords.hashed(password, passwords.words_of(login)), operator=operator)
    db.session.add(account)
    db.session.flush()
    return account


def csrf_token(session_id: UUID | str) -> str:
    """What a form of this session must send back; worthless in any other session."""
    return hmac.new(settings().secret_key.encode(), f"csrf:{session_id}".encode(), hashlib.sha256).hexdigest()
