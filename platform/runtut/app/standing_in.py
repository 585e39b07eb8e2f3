"""Standing in the services as a person without a request: for loading, measuring and testing."""

from datetime import UTC, datetime

from flask import g
from sqlalchemy import select

from runtut.app.entrance import settle
from runtut.auth.arrival import Member
from runtut.auth.models import Account
from runtut.auth.service import memberships
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
    belonging = memberships(account.id)[0]
    pemda, official_id = db.session.get_one(Pemda, belonging.pemda_id), belonging.official_id
    enter(Pass(pemda.id))
    place = standing(official_id, datetime.now(UTC).date())
    if place is None:
        raise NotFound(f"{login} tidak memangku jabatan hari ini.")
    settle(account.id, Member(pemda.id, pemda.code, pemda.name, pemda.zone, official_id), place, opd)
    found: Here = g.here
    return found
