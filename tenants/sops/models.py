"""SOPs of an OPD, their immutable versions, and which role each actor is."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, UniqueConstraint, func, text
from sqlalchemy.orm import Mapped, mapped_column

from runtut.database import Base
from runtut.tenancy import OpdScoped, kin, opd_key, peer
from tenants.institutions.models import one_of

STATES = ("draft", "effective", "superseded", "revoked")


class Sop(OpdScoped, Base):
    """A procedure of an OPD; `slug` stands in its addresses."""

    __tablename__ = "sop"
    __table_args__ = (UniqueConstraint("pemda_id", "opd_id", "slug"), opd_key(), kin("opd_id", "opd"))
    slug: Mapped[str]
    title: Mapped[str]


class SopVersion(OpdScoped, Base):
    """One version: `content` is a `runtut.sop/1` document that never changes; `sha256` over its canonical bytes."""

    __tablename__ = "sop_version"
    __table_args__ = (
        UniqueConstraint("pemda_id", "opd_id", "sop_id", "number"),
        opd_key(),
        peer("sop_id", "sop"),
        one_of("state", STATES),
        Index(
            "uq_sop_version_in_force", "pemda_id", "opd_id", "sop_id", unique=True,
            postgresql_where=text("state = 'effective'"),
        ),
    )  # fmt: skip
    sop_id: Mapped[UUID]
    number: Mapped[int]
    state: Mapped[str] = mapped_column(server_default="draft")
    content: Mapped[dict[str, Any]]
    sha256: Mapped[str]
    template_id: Mapped[UUID | None] = mapped_column(ForeignKey("template.id"))
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
    effective_on: Mapped[date | None]
    approved_by: Mapped[UUID | None]
    approved_capacity: Mapped[str | None]


class SopActor(OpdScoped, Base):
    """Which role a column of the flow table is, in one version."""

    __tablename__ = "sop_actor"
    __table_args__ = (
        UniqueConstraint("pemda_id", "opd_id", "version_id", "actor"),
        peer("version_id", "sop_version"),
        kin("role_id", "role"),
    )
    version_id: Mapped[UUID]
    actor: Mapped[str]
    role_id: Mapped[UUID]
