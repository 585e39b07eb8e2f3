"""What tables inherit so that every key and constraint of theirs names the pemda, and the OPD where there is one."""

from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import ForeignKeyConstraint, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from runtut.database import new_id

LOOKUP, DOOR = "lookup", "door"


def lookup() -> dict[str, Any]:
    """Table arguments of a table that all may read and only an operator's pass may write."""
    return {"info": {"class": LOOKUP}}


def door() -> dict[str, Any]:
    """Table arguments of a table that is read before any pemda is known; it holds no names and no NIP."""
    return {"info": {"class": DOOR}}


class TenantScoped:
    """A row of one pemda; the database fills `pemda_id` from the pass."""

    __mapper_args__: ClassVar[dict[str, Any]] = {"primary_key": ["id"]}
    pemda_id: Mapped[UUID] = mapped_column(primary_key=True, server_default=text("fence.current_pemda()"), sort_order=-3)
    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id, insert_sentinel=True, sort_order=-2)


class OpdScoped(TenantScoped):
    """A row of one OPD of a pemda."""

    opd_id: Mapped[UUID] = mapped_column(sort_order=-1)


def kin(column: str, table: str) -> ForeignKeyConstraint:
    """A foreign key that stays inside the pemda: (pemda_id, column) -> table (pemda_id, id)."""
    return ForeignKeyConstraint(["pemda_id", column], [f"{table}.pemda_id", f"{table}.id"])


def peer(column: str, table: str) -> ForeignKeyConstraint:
    """A foreign key that stays inside the OPD: (pemda_id, opd_id, column) -> table (pemda_id, opd_id, id)."""
    return ForeignKeyConstraint(["pemda_id", "opd_id", column], [f"{table}.pemda_id", f"{table}.opd_id", f"{table}.id"])


def opd_key() -> UniqueConstraint:
    """What other tables of the OPD point at."""
    return UniqueConstraint("pemda_id", "opd_id", "id")
