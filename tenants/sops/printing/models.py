"""How an OPD prints its SOPs."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, UniqueConstraint, func
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from runtut.database import Base
from runtut.tenancy import OpdScoped, kin
from tenants.institutions.models import one_of

LOGO_TYPES = ("image/png", "image/jpeg")
MOST_LOGO_BYTES = 300_000
PAPERS = ("a4-landscape", "a4-portrait", "f4-landscape", "f4-portrait")


class SopProfile(OpdScoped, Base):
    """`letterhead` from the highest office down; `labels` only where they differ; `version` rises with each change."""

    __tablename__ = "sop_profile"
    __table_args__ = (
        UniqueConstraint("pemda_id", "opd_id"),
        kin("opd_id", "opd"),
        one_of("paper", PAPERS),
        CheckConstraint(f"octet_length(logo) <= {MOST_LOGO_BYTES}", name="logo_size"),
        CheckConstraint("(logo is null) = (logo_type is null)", name="logo_with_type"),
    )
    letterhead: Mapped[list[Any]] = mapped_column(JSONB, server_default="[]")
    labels: Mapped[dict[str, Any]] = mapped_column(server_default="{}")
    number_pattern: Mapped[str]
    paper: Mapped[str] = mapped_column(server_default="a4-landscape")
    logo: Mapped[bytes | None]
    logo_type: Mapped[str | None]
    version: Mapped[int] = mapped_column(server_default="1")
    changed_at: Mapped[datetime] = mapped_column(server_default=func.now())
