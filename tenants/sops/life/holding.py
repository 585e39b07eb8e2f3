"""Taking hold of a version before something is done with it: one deed after the other, and a second click is no deed."""

from collections.abc import Callable
from datetime import date

from runtut.errors import Conflict
from runtut.permissions import here
from tenants.sops.holding import hold
from tenants.sops.models import SopVersion


def did(version: SopVersion, so: Callable[[], bool]) -> bool:
    """Whether exactly this was done already, so that a second click changes nothing and is no error.

    The row is ours until the transaction ends: two deeds at once are done one after the other.
    """
    hold(version)
    return so()


def require(version: SopVersion, states: tuple[str, ...], otherwise: str) -> None:
    if version.state not in states:
        raise Conflict(otherwise)


def approved_so(version: SopVersion, number: str, approved_on: date, effective_on: date) -> bool:
    """By the same person, with the same number and dates."""
    said = version.content["identity"].get("number"), version.approved_on, version.effective_on
    mine = version.approved_by == here().standing.official_id and version.state in ("approved", "effective")
    return mine and said == (number, approved_on, effective_on)
