"""OPDs and units. `institution_id` names an OPD in tables that the whole pemda may read; `opd_id` is kept for the wall."""

from uuid import UUID

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped

from runtut.database import Base
from runtut.tenancy import TenantScoped, kin

OPD_KINDS = ("dinas", "badan", "sekretariat_daerah", "sekretariat_dprd", "inspektorat", "kecamatan")
UNIT_KINDS = ("sekretariat", "bidang", "bagian", "seksi", "subbagian", "tim", "fungsional")


def one_of(column: str, words: tuple[str, ...]) -> CheckConstraint:
    """A column that holds one of some fixed words."""
    said = ", ".join(f"'{word}'" for word in words)
    return CheckConstraint(f"{column} in ({said})", name=column)


class Opd(TenantScoped, Base):
    """An agency of the pemda; `slug` stands in its addresses."""

    __tablename__ = "opd"
    __table_args__ = (UniqueConstraint("pemda_id", "slug"), one_of("kind", OPD_KINDS))
    slug: Mapped[str]
    name: Mapped[str]
    short_name: Mapped[str]
    kind: Mapped[str]
    type: Mapped[str | None]
    seat: Mapped[str]


class Unit(TenantScoped, Base):
    """A part of an OPD (Bidang, Bagian, Seksi, ...)."""

    __tablename__ = "unit"
    __table_args__ = (
        UniqueConstraint("pemda_id", "institution_id", "slug"),
        kin("institution_id", "opd"),
        kin("parent_id", "unit"),
        one_of("kind", UNIT_KINDS),
    )
    institution_id: Mapped[UUID]
    parent_id: Mapped[UUID | None]
    slug: Mapped[str]
    name: Mapped[str]
    kind: Mapped[str]
