"""Cycles, their tasks and shares, what people hand in, and what they are still working on."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Index, UniqueConstraint, func, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from runtut.database import Base
from runtut.tenancy import OpdScoped, kin, opd_key, peer
from tenants.institutions.models import one_of


class Cycle(OpdScoped, Base):
    """One run of an effective SOP version for one period (`2025-TW1`).

    `seats` are the positions that stood behind each actor when it was opened: {actor: [[position, unit or null], ...]}.
    """

    __tablename__ = "cycle"
    __table_args__ = (
        opd_key(),
        peer("sop_id", "sop"),
        peer("version_id", "sop_version"),
        kin("opened_by", "official"),
        one_of("status", ("running", "closed", "cancelled")),
        Index(
            "uq_cycle_period", "pemda_id", "opd_id", "sop_id", "period", unique=True,
            postgresql_where=text("status <> 'cancelled'"),
        ),
    )  # fmt: skip
    sop_id: Mapped[UUID]
    version_id: Mapped[UUID]
    period: Mapped[str]
    status: Mapped[str] = mapped_column(server_default="running")
    seats: Mapped[dict[str, Any]]
    opened_by: Mapped[UUID]
    opened_at: Mapped[datetime] = mapped_column(server_default=func.now())
    closed_at: Mapped[datetime | None]


class Task(OpdScoped, Base):
    """A step in a cycle. `version` rises with each transition; `minutes` is its standard time in working minutes.

    `return_reason` says why the work came back to this step; it is empty again when the step is done.
    `earlier` are the rounds before this one: [[opened, done or sent back], ...] as ISO times.
    """

    __tablename__ = "task"
    __table_args__ = (
        UniqueConstraint("pemda_id", "opd_id", "cycle_id", "step_id"),
        opd_key(),
        peer("cycle_id", "cycle"),
        one_of("status", ("waiting", "open", "started", "done")),
    )
    cycle_id: Mapped[UUID]
    step_id: Mapped[str]
    no: Mapped[int]
    activity: Mapped[str]
    status: Mapped[str] = mapped_column(server_default="waiting")
    round: Mapped[int] = mapped_column(server_default="1")
    version: Mapped[int] = mapped_column(server_default="0")
    minutes: Mapped[int | None]
    opened_at: Mapped[datetime | None]
    started_at: Mapped[datetime | None]
    due_at: Mapped[datetime | None]
    done_at: Mapped[datetime | None]
    return_reason: Mapped[str | None]
    earlier: Mapped[list[list[str]]] = mapped_column(JSONB, server_default=text("'[]'"))


class Share(OpdScoped, Base):
    """One seat's part in a round of a task; `version` is the task's when this share last changed."""

    __tablename__ = "share"
    __table_args__ = (
        UniqueConstraint("pemda_id", "opd_id", "task_id", "round", "actor", "part", "position_id"),
        Index("ix_share_position", "pemda_id", "opd_id", "position_id", "status"),
        opd_key(),
        peer("task_id", "task"),
        kin("position_id", "position"),
        kin("unit_id", "unit"),
        kin("done_by", "official"),
        one_of("part", ("does", "joins", "chairs", "signs", "decides")),
        one_of("status", ("open", "done", "superseded")),
    )
    task_id: Mapped[UUID]
    round: Mapped[int]
    actor: Mapped[str]
    part: Mapped[str]
    position_id: Mapped[UUID]
    unit_id: Mapped[UUID | None]
    status: Mapped[str] = mapped_column(server_default="open")
    version: Mapped[int] = mapped_column(server_default="0")
    done_by: Mapped[UUID | None]
    done_at: Mapped[datetime | None]


class Worksheet(OpdScoped, Base):
    """What is being worked on in a share and not handed in yet; `version` guards against two editors."""

    __tablename__ = "worksheet"
    __table_args__ = (UniqueConstraint("pemda_id", "opd_id", "share_id"), peer("share_id", "share"))
    share_id: Mapped[UUID]
    content: Mapped[dict[str, Any]]
    version: Mapped[int] = mapped_column(server_default="1")
    official_id: Mapped[UUID]
    at: Mapped[datetime] = mapped_column(server_default=func.now(), onupdate=func.now())


class HandIn(OpdScoped, Base):
    """What a share handed in: the activity's own data, never changed; `sha256` over its canonical bytes."""

    __tablename__ = "hand_in"
    __table_args__ = (
        Index("ix_hand_in_task", "pemda_id", "opd_id", "task_id", "round"),
        peer("task_id", "task"),
        peer("share_id", "share"),
        kin("official_id", "official"),
    )
    task_id: Mapped[UUID]
    share_id: Mapped[UUID]
    round: Mapped[int]
    activity: Mapped[str]
    content: Mapped[dict[str, Any]]
    sha256: Mapped[str]
    official_id: Mapped[UUID]
    capacity: Mapped[str]
    at: Mapped[datetime] = mapped_column(server_default=func.now())


class TaskEvidence(OpdScoped, Base):
    """A file that belongs to a task."""

    __tablename__ = "task_evidence"
    __table_args__ = (
        UniqueConstraint("pemda_id", "opd_id", "task_id", "evidence_id"),
        peer("task_id", "task"),
        peer("evidence_id", "evidence"),
    )
    task_id: Mapped[UUID]
    evidence_id: Mapped[UUID]
