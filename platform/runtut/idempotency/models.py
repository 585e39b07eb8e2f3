"""Answers kept under the key that the client chose."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import UniqueConstraint, func
from sqlalchemy.orm import Mapped, mapped_column

from runtut.database import Base
from runtut.tenancy import TenantScoped


class IdempotentAnswer(TenantScoped, Base):
    """One key of one account; `fingerprint` is a keyed hash over method, address and body."""

    __tablename__ = "idempotent_answer"
    __table_args__ = (UniqueConstraint("pemda_id", "account_id", "key"),)
    account_id: Mapped[UUID]
    key: Mapped[str]
    fingerprint: Mapped[bytes]
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
    status: Mapped[int | None]
    media_type: Mapped[str | None]
    location: Mapped[str | None]
    body: Mapped[bytes | None]
