"""Officials, positions, holdings over time, roles."""

from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.dialects.postgresql import DATERANGE, ExcludeConstraint, Range
from sqlalchemy.orm import Mapped, mapped_column

from runtut.database import Base
from runtut.tenancy import TenantScoped, kin

CAPACITIES = ("definitif", "plt", "plh", "pj")
SHORT = {"definitif": "", "plt": "Plt.", "plh": "Plh.", "pj": "Pj."}


class Official(TenantScoped, Base):
    """A person in the service of the pemda. NIP and rank are personal data."""

    __tablename__ = "official"
    __table_args__ = (UniqueConstraint("pemda_id", "nip"),)
    name: Mapped[str]
    nip: Mapped[str]
    rank: Mapped[str | None]


class Position(TenantScoped, Base):
    """A seat in an OPD, whoever holds it."""

    __tablename__ = "position"
    __table_args__ = (
        UniqueConstraint("pemda_id", "institution_id", "title"),
        kin("institution_id", "opd"),
        kin("unit_id", "unit"),
    )
    institution_id: Mapped[UUID]
    unit_id: Mapped[UUID | None]
    title: Mapped[str]


class Holding(TenantScoped, Base):
    """Who holds a position from when until when, and in which capacity; at any day one person alone.

    Plt. and Plh. are bounded by their letter (UU 30/2014 art. 14; SE BKN 1/SE/I/2021).
    """

    __tablename__ = "holding"
    __table_args__ = (
        kin("position_id", "position"),
        kin("official_id", "official"),
        CheckConstraint("capacity in ('definitif', 'plt', 'plh', 'pj')", name="capacity"),
        CheckConstraint("capacity in ('definitif', 'pj') or not upper_inf(period)", name="acting_is_bounded"),
        CheckConstraint("capacity = 'definitif' or letter is not null", name="acting_has_letter"),
        CheckConstraint("not isempty(period)", name="period_is_not_empty"),
        ExcludeConstraint(("pemda_id", "="), ("position_id", "="), ("period", "&&"), name="one_holder_a_day", using="gist"),
    )
    position_id: Mapped[UUID]
    official_id: Mapped[UUID]
    capacity: Mapped[str]
    letter: Mapped[str | None]
    period: Mapped[Range[date]] = mapped_column(DATERANGE)

    @property
    def since(self) -> date | None:
        return self.period.lower

    @property
    def until(self) -> date | None:
        """The last day, still included; None while it is open."""
        return self.period.upper - timedelta(days=1) if self.period.upper else None


class Role(TenantScoped, Base):
    """A named set of permissions in the words of the pemda. `whole_pemda`: reaches every OPD, not only its own."""

    __tablename__ = "role"
    __table_args__ = (UniqueConstraint("pemda_id", "name"),)
    name: Mapped[str]
    permissions: Mapped[list[str]]
    whole_pemda: Mapped[bool] = mapped_column(server_default="false")
    version: Mapped[int] = mapped_column(server_default="1")


class PositionRole(TenantScoped, Base):
    """A role that hangs on a position."""

    __tablename__ = "position_role"
    __table_args__ = (
        UniqueConstraint("pemda_id", "position_id", "role_id"),
        kin("position_id", "position"),
        kin("role_id", "role"),
    )
    position_id: Mapped[UUID]
    role_id: Mapped[UUID]
