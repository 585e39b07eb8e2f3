"""The event log: rows that are only ever added, their erasable payloads, and the seals over their order."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Index, UniqueConstraint, func
from sqlalchemy.orm import Mapped, mapped_column

from runtut.database import Base
from runtut.tenancy import OpdScoped, TenantScoped, kin


class Event(OpdScoped, Base):
    """One deed. `opd_id` is empty where it concerns the whole pemda; `payload_hash` = SHA-256(salt || content)."""

    __tablename__ = "event"
    __table_args__ = (Index("ix_event_subject", "pemda_id", "opd_id", "subject"),)
    opd_id: Mapped[UUID | None] = mapped_column()  # type: ignore[assignment]
    at: Mapped[datetime] = mapped_column(server_default=func.now())
    official_id: Mapped[UUID | None]
    account_id: Mapped[UUID | None]
    capacity: Mapped[str | None]
    kind: Mapped[str]
    subject: Mapped[str]
    payload_hash: Mapped[bytes]


class EventPayload(OpdScoped, Base):
    """What the event said, and the salt; both may be erased while the proofs stay valid."""

    __tablename__ = "event_payload"
    __table_args__ = (kin("id", "event"),)
    opd_id: Mapped[UUID | None] = mapped_column()  # type: ignore[assignment]
    salt: Mapped[bytes]
    content: Mapped[dict[str, Any]]


class SealedLeaf(TenantScoped, Base):
    """The place that the sealer gave an event in its pemda's log, with its leaf hash (RFC 6962 §2.1)."""

    __tablename__ = "sealed_leaf"
    __table_args__ = (UniqueConstraint("pemda_id", "place"), kin("id", "event"))
    place: Mapped[int]
    leaf: Mapped[bytes]


class Seal(TenantScoped, Base):
    """The Merkle root over the first `size` leaves, at one moment."""

    __tablename__ = "seal"
    __table_args__ = (UniqueConstraint("pemda_id", "size"),)
    size: Mapped[int]
    root: Mapped[bytes]
    at: Mapped[datetime] = mapped_column(server_default=func.now())
