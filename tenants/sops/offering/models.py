"""What an OPD keeps of an offer to the library."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import func
from sqlalchemy.orm import Mapped, mapped_column

from runtut.database import Base
from runtut.tenancy import OpdScoped, kin, peer


class SopOffer(OpdScoped, Base):
    """Which version was offered and by whom; what was handed over, and its answer, is the LibraryOffer of the same id."""

    __tablename__ = "sop_offer"
    __table_args__ = (
        kin("id", "library_offer"),
        peer("sop_id", "sop"),
        peer("version_id", "sop_version"),
        kin("official_id", "official"),
    )
    sop_id: Mapped[UUID]
    version_id: Mapped[UUID]
    official_id: Mapped[UUID]
    at: Mapped[datetime] = mapped_column(server_default=func.now())
