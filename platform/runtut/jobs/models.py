"""The outbox: what is to be done later, written in the transaction that decided it."""

from datetime import datetime
from typing import Any

from sqlalchemy import Index, UniqueConstraint, func, text
from sqlalchemy.orm import Mapped, mapped_column

from runtut.database import Base
from runtut.tenancy import TenantScoped

WAITING = text("done_at is null and dead_at is null")


class Outbox(TenantScoped, Base):
    """One piece of work; `opds` is what its pass will name. The relay sees everything but the payload."""

    __tablename__ = "outbox"
    __table_args__ = (
        UniqueConstraint("pemda_id", "dedup"),
        Index("ix_outbox_waiting", "pemda_id", "next_at", postgresql_where=WAITING),
    )
    opds: Mapped[list[str]]
    job: Mapped[str]
    payload: Mapped[dict[str, Any]]
    dedup: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
    next_at: Mapped[datetime] = mapped_column(server_default=func.now())
    attempts: Mapped[int] = mapped_column(server_default="0")
    done_at: Mapped[datetime | None]
    dead_at: Mapped[datetime | None]
    last_error: Mapped[str | None]
