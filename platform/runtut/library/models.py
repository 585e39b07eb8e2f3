"""Lookup tables: immutable versions of templates and of scoring methods."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import UniqueConstraint, func
from sqlalchemy.orm import Mapped, mapped_column

from runtut.database import Base, new_id
from runtut.tenancy import lookup


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
