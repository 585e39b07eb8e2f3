"""Indicators, targets, forms, measurements and what they add up to. A value that is absent is NULL, never 0."""

from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint, func
from sqlalchemy.orm import Mapped, mapped_column

from runtut.database import Base
from runtut.tenancy import OpdScoped, kin, opd_key, peer
from tenants.institutions.models import one_of


class Indicator(OpdScoped, Base):
    """An indicator: `satuan` its unit of measure, `definition` how it is computed, `source` where the figures come from.

    `version` rises with each change, so that of two editors the later is told.
    """

    __tablename__ = "indicator"
    __table_args__ = (
        UniqueConstraint("pemda_id", "opd_id", "code"),
        opd_key(),
        kin("opd_id", "opd"),
        one_of("direction", ("higher", "lower")),
        one_of("aggregation", ("sum", "average", "last")),
    )
    code: Mapped[str]
    sasaran: Mapped[str]
    name: Mapped[str]
    satuan: Mapped[str]
    direction: Mapped[str]
    aggregation: Mapped[str]
    definition: Mapped[str]
    source: Mapped[str]
    version: Mapped[int] = mapped_column(server_default="1")


class IndicatorUnit(OpdScoped, Base):
    """A unit that reports on an indicator."""

    __tablename__ = "indicator_unit"
    __table_args__ = (
        UniqueConstraint("pemda_id", "opd_id", "indicator_id", "unit_id"),
        peer("indicator_id", "indicator"),
        kin("unit_id", "unit"),
    )
    indicator_id: Mapped[UUID]
    unit_id: Mapped[UUID]


class Target(OpdScoped, Base):
    """What is aimed at in a period, in the indicator's satuan."""

    __tablename__ = "target"
    __table_args__ = (
        UniqueConstraint("pemda_id", "opd_id", "indicator_id", "period"),
        peer("indicator_id", "indicator"),
    )
    indicator_id: Mapped[UUID]
    period: Mapped[str]
    value: Mapped[Decimal]


class Form(OpdScoped, Base):
    """A frozen form of a period: which indicators, columns and notes its units fill. `subject` names its cycle.

    Since `void_at` its figures count for nothing: the cycle was cancelled.
    """

    __tablename__ = "form"
    __table_args__ = (
        UniqueConstraint("pemda_id", "opd_id", "subject", "number"),
        opd_key(),
        kin("author_id", "official"),
    )
    subject: Mapped[str]
    period: Mapped[str]
    number: Mapped[int]
    content: Mapped[dict[str, Any]]
    sha256: Mapped[str]
    author_id: Mapped[UUID]
    frozen_at: Mapped[datetime] = mapped_column(server_default=func.now())
    void_at: Mapped[datetime | None]


class Measurement(OpdScoped, Base):
    """The value that a unit reports for an indicator; without a value it says why."""

    __tablename__ = "measurement"
    __table_args__ = (
        UniqueConstraint("pemda_id", "opd_id", "form_id", "indicator_id", "unit_id"),
        opd_key(),
        peer("form_id", "form"),
        peer("indicator_id", "indicator"),
        kin("unit_id", "unit"),
        kin("official_id", "official"),
        CheckConstraint("value is null or missing_reason is null", name="value_or_reason"),
    )
    form_id: Mapped[UUID]
    indicator_id: Mapped[UUID]
    unit_id: Mapped[UUID]
    value: Mapped[Decimal | None]
    missing_reason: Mapped[str | None]
    note: Mapped[str | None]
    official_id: Mapped[UUID]
    version: Mapped[int] = mapped_column(server_default="1")
    at: Mapped[datetime] = mapped_column(server_default=func.now(), onupdate=func.now())


class MeasurementEvidence(OpdScoped, Base):
    """A file that proves a measurement."""

    __tablename__ = "measurement_evidence"
    __table_args__ = (
        UniqueConstraint("pemda_id", "opd_id", "measurement_id", "evidence_id"),
        peer("measurement_id", "measurement"),
        peer("evidence_id", "evidence"),
    )
    measurement_id: Mapped[UUID]
    evidence_id: Mapped[UUID]


class Achievement(OpdScoped, Base):
    """What the units' figures add up to, with capaian in percent and predikat, by a versioned method."""

    __tablename__ = "achievement"
    __table_args__ = (
        UniqueConstraint("pemda_id", "opd_id", "form_id", "indicator_id", "round"),
        peer("form_id", "form"),
        peer("indicator_id", "indicator"),
    )
    form_id: Mapped[UUID]
    indicator_id: Mapped[UUID]
    round: Mapped[int]
    target: Mapped[Decimal | None]
    actual: Mapped[Decimal | None]
    percent: Mapped[Decimal | None]
    rating: Mapped[str | None]
    note: Mapped[str | None]
    method_id: Mapped[UUID] = mapped_column(ForeignKey("scoring_method.id"))
    at: Mapped[datetime] = mapped_column(server_default=func.now())
