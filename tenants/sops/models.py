"""SOPs of an OPD, their versions from draft to revocation, which role each actor is, and what was assessed and read."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, UniqueConstraint, func, text
from sqlalchemy.dialects.postgresql import DATERANGE, ExcludeConstraint, Range
from sqlalchemy.orm import Mapped, mapped_column

from runtut.database import Base
from runtut.tenancy import OpdScoped, kin, opd_key, peer
from tenants.institutions.models import one_of

STATES = ("draft", "review", "approved", "effective", "superseded", "revoked", "discarded")
OPEN = ("draft", "review", "approved")
"""A version on its way: at most one of them for each SOP."""
KINDS = ("monitoring", "evaluation")


class Sop(OpdScoped, Base):
    """A procedure of an OPD; `slug` stands in its addresses."""

    __tablename__ = "sop"
    __table_args__ = (UniqueConstraint("pemda_id", "opd_id", "slug"), opd_key(), kin("opd_id", "opd"))
    slug: Mapped[str]
    title: Mapped[str]


class SopVersion(OpdScoped, Base):
    """One version: `content` is a `runtut.sop/1` document, `sha256` over its canonical bytes.

    It changes only while the version is a draft (the database sees to it); `revision` counts these changes. Approval
    fills number, dates and signer into the identity block. `in_force` are the days on which the version is valid.
    """

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
        Index(
            "uq_sop_version_open", "pemda_id", "opd_id", "sop_id", unique=True,
            postgresql_where=text("state in ('draft', 'review', 'approved')"),
        ),
        ExcludeConstraint(
            ("pemda_id", "="), ("opd_id", "="), ("sop_id", "="), ("in_force", "&&"), name="one_version_in_force_a_day",
            using="gist",
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
    revision: Mapped[int] = mapped_column(server_default="0")
    edited_by: Mapped[UUID | None]
    edited_at: Mapped[datetime | None]
    reason: Mapped[str | None]
    submitted_by: Mapped[UUID | None]
    submitted_at: Mapped[datetime | None]
    reviewed_by: Mapped[UUID | None]
    reviewed_capacity: Mapped[str | None]
    reviewed_at: Mapped[datetime | None]
    returned_reason: Mapped[str | None]
    approved_on: Mapped[date | None]
    in_force: Mapped[Range[date] | None] = mapped_column(DATERANGE)
    revoked_reason: Mapped[str | None]
    discarded_by: Mapped[UUID | None]
    discarded_at: Mapped[datetime | None]
    discarded_reason: Mapped[str | None]

    @property
    def cancelled(self) -> bool:
        """Approved, and taken back before its day: it was never in force."""
        return self.state == "revoked" and self.in_force is None

    @property
    def was_in_force(self) -> bool:
        """Today or once."""
        return self.state in ("effective", "superseded") or (self.state == "revoked" and self.in_force is not None)


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


class SopHand(OpdScoped, Base):
    """Who wrote on a version: nobody reviews or approves what he alone has written."""

    __tablename__ = "sop_hand"
    __table_args__ = (
        UniqueConstraint("pemda_id", "opd_id", "version_id", "official_id"),
        peer("version_id", "sop_version"),
        kin("official_id", "official"),
    )
    version_id: Mapped[UUID]
    official_id: Mapped[UUID]
    at: Mapped[datetime] = mapped_column(server_default=func.now())


class SopEdit(OpdScoped, Base):
    """A draft as it was after a change; `back` and `forward` are the revisions that undo and redo lead to."""

    __tablename__ = "sop_edit"
    __table_args__ = (
        UniqueConstraint("pemda_id", "opd_id", "version_id", "revision"),
        peer("version_id", "sop_version"),
        kin("official_id", "official"),
    )
    version_id: Mapped[UUID]
    revision: Mapped[int]
    content: Mapped[dict[str, Any]]
    back: Mapped[int | None]
    forward: Mapped[int | None]
    official_id: Mapped[UUID | None]
    at: Mapped[datetime] = mapped_column(server_default=func.now())


class SopAssessment(OpdScoped, Base):
    """The monitoring of a half-year (`2025-S1`) or the evaluation of a year (`2025`); once `done_at`, it never changes."""

    __tablename__ = "sop_assessment"
    __table_args__ = (
        UniqueConstraint("pemda_id", "opd_id", "sop_id", "kind", "period"),
        peer("sop_id", "sop"),
        peer("version_id", "sop_version"),
        kin("official_id", "official"),
        one_of("kind", KINDS),
    )
    sop_id: Mapped[UUID]
    version_id: Mapped[UUID]
    kind: Mapped[str]
    period: Mapped[str]
    content: Mapped[dict[str, Any]]
    revision: Mapped[int] = mapped_column(server_default="0")
    official_id: Mapped[UUID]
    capacity: Mapped[str]
    at: Mapped[datetime] = mapped_column(server_default=func.now())
    done_at: Mapped[datetime | None]


class SopReading(OpdScoped, Base):
    """A file or a pasted text that is read into SOPs: `result` are the documents found, `problem` why there are none."""

    __tablename__ = "sop_reading"
    __table_args__ = (
        opd_key(),
        kin("official_id", "official"),
        one_of("state", ("waiting", "read", "refused")),
        Index("ix_sop_reading_at", "pemda_id", "opd_id", "at"),
    )
    name: Mapped[str]
    key: Mapped[str]
    object_version: Mapped[str | None]
    sha256: Mapped[str]
    size: Mapped[int]
    state: Mapped[str] = mapped_column(server_default="waiting")
    doing: Mapped[str | None]
    result: Mapped[dict[str, Any] | None]
    problem: Mapped[str | None]
    official_id: Mapped[UUID]
    at: Mapped[datetime] = mapped_column(server_default=func.now())
    done_at: Mapped[datetime | None]


class SopOrigin(OpdScoped, Base):
    """The reading that a version came from, which of its documents it was, and where in the file each cell stood."""

    __tablename__ = "sop_origin"
    __table_args__ = (
        UniqueConstraint("pemda_id", "opd_id", "version_id"),
        peer("version_id", "sop_version"),
        peer("reading_id", "sop_reading"),
        Index("ix_sop_origin_reading_id", "pemda_id", "opd_id", "reading_id"),
    )
    version_id: Mapped[UUID]
    reading_id: Mapped[UUID]
    document: Mapped[int]
    trace: Mapped[dict[str, Any]]
