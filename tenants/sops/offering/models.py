"""What an OPD offers to the library."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, func, text
from sqlalchemy.orm import Mapped, mapped_column

from runtut.database import Base
from runtut.tenancy import OpdScoped, kin, peer
from tenants.institutions.models import one_of

STATES = ("open", "accepted", "declined", "withdrawn")


class SopOffer(OpdScoped, Base):
    """`content` is what the template would become, without names of this pemda; `template_id` what it was compared with,
    `result_id` the version of the template that came of it."""

    __tablename__ = "sop_offer"
    __table_args__ = (
        peer("sop_id", "sop"),
        peer("version_id", "sop_version"),
        kin("official_id", "official"),
        one_of("state", STATES),
        Index("uq_sop_offer_open", "pemda_id", "opd_id", "sop_id", unique=True, postgresql_where=text("state = 'open'")),
    )
    sop_id: Mapped[UUID]
    version_id: Mapped[UUID]
    template_id: Mapped[UUID] = mapped_column(ForeignKey("template.id"))
    content: Mapped[dict[str, Any]]
    note: Mapped[str]
    state: Mapped[str] = mapped_column(server_default="open")
    answer: Mapped[str | None]
    answered_at: Mapped[datetime | None]
    result_id: Mapped[UUID | None] = mapped_column(ForeignKey("template.id"))
    official_id: Mapped[UUID]
    at: Mapped[datetime] = mapped_column(server_default=func.now())
