"""Notices."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index, UniqueConstraint, func
from sqlalchemy.orm import Mapped, mapped_column

from runtut.database import Base
from runtut.tenancy import OpdScoped, kin


class Notice(OpdScoped, Base):
    """One message to the holder of a position; `dedup` keeps a repeated job from saying it twice."""

    __tablename__ = "notice"
    __table_args__ = (
        UniqueConstraint("pemda_id", "dedup"),
        Index("ix_notice_official", "pemda_id", "official_id", "at"),
        kin("official_id", "official"),
    )
    official_id: Mapped[UUID]
    kind: Mapped[str]
    text: Mapped[str]
    path: Mapped[str]
    dedup: Mapped[str]
    at: Mapped[datetime] = mapped_column(server_default=func.now())
    read_at: Mapped[datetime | None]
