"""Recording what a person did, in the transaction that does it."""

import hashlib
import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import orjson

from runtut.database import db, new_id
from runtut.events.models import Event, EventPayload


@dataclass(frozen=True)
class Deed:
    """Who acts in this transaction: the official (the person), the account, and the capacity he acts in."""

    official_id: UUID | None = None
    account_id: UUID | None = None
    capacity: str | None = None


def acting(deed: Deed | None = None) -> Deed:
    """Set (when given) and tell who acts in this session; nobody is the system itself."""
    info = db.session().info
    if deed is not None:
        info["deed"] = deed
    who: Deed = info.get("deed", Deed())
    return who


def canonical(content: Mapping[str, Any]) -> bytes:
    """Sorted keys, UTF-8, no blanks: the same content is always the same bytes."""
    return orjson.dumps(content, option=orjson.OPT_SORT_KEYS | orjson.OPT_NON_STR_KEYS, default=str)


def record(kind: str, subject: str, opd_id: UUID | None = None, payload: Mapping[str, Any] | None = None) -> Event:
    """Add one event; `subject` names the thing, such as `task:<id>`. The payload may be erased later."""
    said = orjson.loads(canonical(payload or {}))
    salt, who = os.urandom(16), acting()
    event = Event(
        id=new_id(), opd_id=opd_id, kind=kind, subject=subject, official_id=who.official_id,
        account_id=who.account_id, capacity=who.capacity, payload_hash=hashlib.sha256(salt + canonical(said)).digest(),
    )  # fmt: skip
    db.session.add(event)
    db.session.flush()
    db.session.add(EventPayload(id=event.id, opd_id=opd_id, salt=salt, content=said))
    return event
