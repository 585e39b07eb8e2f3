"""Declarative base, column types and the Flask-SQLAlchemy extension."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any, ClassVar
from uuid import UUID

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import TIMESTAMP, Date, MetaData, Numeric, Text, Uuid
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import DeclarativeBase

from runtut.config import settings

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """Every table of Runtut; `datetime` columns are always with time zone."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        datetime: TIMESTAMP(timezone=True),
        date: Date(),
        Decimal: Numeric(),
        UUID: Uuid(),
        str: Text(),
        dict[str, Any]: JSONB(),
        list[str]: ARRAY(Text()),
    }


db = SQLAlchemy(metadata=Base.metadata)


def reaching(**limits: int) -> dict[str, Any]:
    """What an app must be told to reach the database; limits as for `engine_options`."""
    address = settings().database_url.replace("postgresql://", "postgresql+psycopg://", 1)
    return {"SQLALCHEMY_DATABASE_URI": address, "SQLALCHEMY_ENGINE_OPTIONS": engine_options(**limits)}


def engine_options(*, pool: int, statement_ms: int = 5_000, lock_ms: int = 2_000, idle_ms: int = 10_000) -> dict[str, Any]:
    """Pool size and time limits of one process."""
    limits = (
        f"-c statement_timeout={statement_ms} -c lock_timeout={lock_ms}"
        f" -c idle_in_transaction_session_timeout={idle_ms} -c timezone=UTC"
    )
    return {
        "pool_size": pool,
        "max_overflow": 0,
        "pool_timeout": 5,
        "pool_use_lifo": True,  # the one used last knows the plans, and its process is warm
        "pool_recycle": 1_800,
        "connect_args": {"prepare_threshold": None, "options": limits, "connect_timeout": 5},
    }
