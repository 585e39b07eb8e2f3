"""Lookup tables: immutable versions of templates and of scoring methods; and what OPDs hand over as offers."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, func, text
from sqlalchemy.orm import Mapped, mapped_column

from runtut.database import Base, new_id
from runtut.tenancy import TenantScoped, lookup

OFFER_STATES = ("open", "accepted", "declined", "withdrawn")


class Template(Base):
    """A version of a shared SOP; `content` is a `runtut.sop/1` document, `sha256` over its canonical bytes.

    `kind` is the kind of perangkat daerah in whose words it is written, `urusan` the codes of the urusan it serves,
    `note` what this version changes, `publisher` the installation from which it was imported.
    """

    __tablename__ = "template"
    __table_args__ = (UniqueConstraint("slug", "version"), lookup())
    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    slug: Mapped[str]
    version: Mapped[int]
    title: Mapped[str]
    kind: Mapped[str]
    content: Mapped[dict[str, Any]]
    sha256: Mapped[str]
    published_at: Mapped[datetime] = mapped_column(server_default=func.now())
    urusan: Mapped[list[str]] = mapped_column(server_default="{}")
    note: Mapped[str | None]
    publisher: Mapped[str | None]


class ScoringMethod(Base):
    """A version of formulas and scale by which achievement is computed and rated."""

    __tablename__ = "scoring_method"
    __table_args__ = (UniqueConstraint("slug", "version"), lookup())
    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    slug: Mapped[str]
    version: Mapped[int]
    title: Mapped[str]
    source: Mapped[str]
    content: Mapped[dict[str, Any]]
    sha256: Mapped[str]


class LibraryOffer(TenantScoped, Base):
    """An improvement that an OPD handed over: its pemda sees it, and the operator, who alone accepts or declines it.

    `content` is what the template would become, without names of the pemda; `template_id` what it was compared with,
    `result_id` the version that came of it. `subject` is the SOP, an id alone; `office` and `title` are what the OPD said
    of itself. `answered_by` is the operator's account, none from the command line.
    """

    __tablename__ = "library_offer"
    __table_args__ = (
        CheckConstraint(f"state in ({', '.join(map(repr, OFFER_STATES))})", name="state"),
        Index("uq_library_offer_open", "pemda_id", "subject", unique=True, postgresql_where=text("state = 'open'")),
        Index("ix_library_offer_state_at", "state", "at"),
    )
    subject: Mapped[UUID]
    office: Mapped[str]
    title: Mapped[str]
    template_id: Mapped[UUID] = mapped_column(ForeignKey("template.id"))
    content: Mapped[dict[str, Any]]
    note: Mapped[str]
    state: Mapped[str] = mapped_column(server_default="open")
    at: Mapped[datetime] = mapped_column(server_default=func.now())
    answer: Mapped[str | None]
    answered_at: Mapped[datetime | None]
    answered_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"))
    result_id: Mapped[UUID | None] = mapped_column(ForeignKey("template.id"))
