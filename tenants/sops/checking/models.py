"""What was decided about findings: those that are waived, and the rules that a pemda has switched off."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, UniqueConstraint, func
from sqlalchemy.orm import Mapped, mapped_column

from runtut.database import Base
from runtut.tenancy import OpdScoped, TenantScoped, kin, peer


class SopWaiver(OpdScoped, Base):
    """A finding that is left as it is, for a reason; it holds while the value with the `fingerprint` stands at the `place`."""

    __tablename__ = "sop_waiver"
    __table_args__ = (
        UniqueConstraint("pemda_id", "opd_id", "sop_id", "code", "place"),
        peer("sop_id", "sop"),
        kin("official_id", "official"),
    )
    sop_id: Mapped[UUID]
    code: Mapped[str]
    place: Mapped[str]
    fingerprint: Mapped[str]
    reason: Mapped[str]
    official_id: Mapped[UUID]
    at: Mapped[datetime] = mapped_column(server_default=func.now())


class SopSketch(TenantScoped, Base):
    """What all offices of a pemda may know of an SOP in force: who has it, its title and number, and hashes of its word
    pairs (`pairs`, eight bytes each) and of its rows. `subject` is the SOP, an id alone; `origin` the slug of its template."""

    __tablename__ = "sop_sketch"
    __table_args__ = (UniqueConstraint("pemda_id", "subject"),)
    subject: Mapped[UUID]
    office: Mapped[str]
    title: Mapped[str]
    number: Mapped[str | None]
    origin: Mapped[str | None]
    sha256: Mapped[str]
    pairs: Mapped[bytes]
    rows: Mapped[list[str]]


class SopRuleOff(TenantScoped, Base):
    """A rule of the checker that this pemda does not want to hear of, and why."""

    __tablename__ = "sop_rule_off"
    __table_args__ = (UniqueConstraint("pemda_id", "code"), kin("official_id", "official"))
    code: Mapped[str]
    reason: Mapped[str]
    official_id: Mapped[UUID]
    at: Mapped[datetime] = mapped_column(server_default=func.now())


class SopWindow(TenantScoped, Base):
    """The working days that a report of this pemda may take, and the regulation that says so."""

    __tablename__ = "sop_window"
    __table_args__ = (
        UniqueConstraint("pemda_id"),
        kin("official_id", "official"),
        CheckConstraint("days between 1 and 250", name="days"),
    )
    days: Mapped[int]
    source: Mapped[str]
    official_id: Mapped[UUID]
    at: Mapped[datetime] = mapped_column(server_default=func.now())
