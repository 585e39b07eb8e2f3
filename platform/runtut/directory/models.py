"""Lookup tables: regions of Indonesia and the pemda that subscribed."""

from uuid import UUID

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from runtut.database import Base, new_id
from runtut.tenancy import lookup


class Region(Base):
    """A province or kabupaten/kota by its Kemendagri code (`13`, `13.01`)."""

    __tablename__ = "region"
    __table_args__ = (CheckConstraint("kind in ('provinsi', 'kabupaten', 'kota')", name="kind"), lookup())
    code: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    kind: Mapped[str]
    parent_code: Mapped[str | None]


class Pemda(Base):
    """A regional government. `id` never changes; `code` is unique and may. `zone` is an IANA time zone."""

    __tablename__ = "pemda"
    __table_args__ = (lookup(),)
    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    code: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    kind: Mapped[str]
    zone: Mapped[str]
