"""Door tables: read before any pemda is known, so they hold no names and no NIP."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, func
from sqlalchemy.orm import Mapped, mapped_column

from runtut.database import Base, new_id
from runtut.tenancy import door


class Account(Base):
    """One sign-in. `epoch` rises with each password change and ends all sessions of before."""

    __tablename__ = "account"
    __table_args__ = (door(),)
    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    login: Mapped[str] = mapped_column(unique=True)
    password_hash: Mapped[str]
    operator: Mapped[bool] = mapped_column(server_default="false")
    epoch: Mapped[int] = mapped_column(server_default="1")
    disabled_at: Mapped[datetime | None]
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())


class AccountSession(Base):
    """A session in a browser (`cookie`) or of a program (`bearer`); only the SHA-256 of its token is kept."""

    __tablename__ = "account_session"
    __table_args__ = (
        CheckConstraint("kind in ('cookie', 'bearer')", name="kind"),
        Index("ix_account_session_account_id", "account_id"),
        door(),
    )
    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"))
    token_hash: Mapped[bytes] = mapped_column(unique=True)
    kind: Mapped[str]
    epoch: Mapped[int]
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
    seen_at: Mapped[datetime] = mapped_column(server_default=func.now())
    expires_at: Mapped[datetime]
    confirmed_at: Mapped[datetime] = mapped_column(server_default=func.now())
    ended_at: Mapped[datetime | None]


class Membership(Base):
    """An account belongs to a pemda, as one official of it."""

    __tablename__ = "membership"
    __table_args__ = (UniqueConstraint("account_id", "pemda_id"), door())
    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"))
    pemda_id: Mapped[UUID] = mapped_column(ForeignKey("pemda.id"))
    official_id: Mapped[UUID]
    ended_at: Mapped[datetime | None]
