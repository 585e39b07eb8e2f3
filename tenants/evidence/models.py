"""Evidence files."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import func
from sqlalchemy.orm import Mapped, mapped_column

from runtut.database import Base
from runtut.tenancy import OpdScoped, kin, opd_key


class Evidence(OpdScoped, Base):
    """A stored file: `size` in bytes, `sha256` over its bytes, `storage_key` and `storage_version` in S3."""

    __tablename__ = "evidence"
    __table_args__ = (opd_key(), kin("opd_id", "opd"), kin("unit_id", "unit"))
    unit_id: Mapped[UUID | None]
    official_id: Mapped[UUID]
    name: Mapped[str]
    media_type: Mapped[str]
    size: Mapped[int]
    sha256: Mapped[str]
    storage_key: Mapped[str]
    storage_version: Mapped[str]
    at: Mapped[datetime] = mapped_column(server_default=func.now())
