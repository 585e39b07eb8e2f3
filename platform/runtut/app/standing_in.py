"""Standing in the services as a person without a request: for loading, measuring and testing."""

from datetime import UTC, datetime
from uuid import uuid4

from flask import g
from sqlalchemy import select

from runtut.app.entrance import settle
from runtut.auth.models import Account
from runtut.auth.service import Visitor, memberships
from runtut.database import db
from runtut.directory.models import Pemda
from runtut.errors import NotFound
from runtut.permissions import Here
from runtut.tenancy import Pass, enter, leave
from tenants.people.standing import standing


def stand_in(login: str, opd: str | None) -> Here:
    """Enter the pemda of an account, and an OPD of it, as the entrance does; needs an app context."""
    leave()
    account = db.session.scalars(select(Account).where(Account.login == login)).one()
    member = memberships(account.id)[0]
    pemda = db.session.get_one(Pemda, member.pemda_id)
    enter(Pass(pemda.id))
    place = standing(member.official_id, datetime.now(UTC).date())
    if place is None:
        raise NotFound(f"{login} tidak memangku jabatan hari ini.")
    settle(Visitor(account.id, login, account.operator, uuid4(), "bearer"), pemda, place, opd)
    found: Here = g.here
    return found
