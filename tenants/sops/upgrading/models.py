"""What was decided about a newer version of a template, for good."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, func
from sqlalchemy.orm import Mapped, mapped_column

from runtut.database import Base
from runtut.tenancy import OpdScoped, kin, peer


class SopTakeover(OpdScoped, Base):
    """`decisions` say of each change what was chosen; `base` is what the next merge of this SOP compares with.

    `before` and `after` are the documents on both sides of it, so that it can be undone while the version is a draft.
    """

    __tablename__ = "sop_takeover"
    __table_args__ = (
        peer("sop_id", "sop"),
        peer("version_id", "sop_version"),
        kin("official_id", "official"),
        Index("ix_sop_takeover_sop", "pemda_id", "opd_id", "sop_id", "at"),
    )
    sop_id: Mapped[UUID]
    version_id: Mapped[UUID]
    template_id: Mapped[UUID] = mapped_column(ForeignKey("template.id"))
    base: Mapped[dict[str, Any]]
    before: Mapped[dict[str, Any]]
    after: Mapped[dict[str, Any]]
    decisions: Mapped[dict[str, Any]]
    undone_at: Mapped[datetime | None]
    official_id: Mapped[UUID]
    at: Mapped[datetime] = mapped_column(server_default=func.now())
