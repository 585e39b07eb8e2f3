"""Runs migrations as the owner: one at a time, each in its own transaction, never waiting long for a lock."""

from alembic import context
from sqlalchemy import create_engine, pool, text

from runtut.app import tables  # noqa: F401  (every table of the product)
from runtut.config import settings
from runtut.database import Base

LOCK = 7_206_846_121
"""The advisory lock that keeps two migrations apart."""


def migrate() -> None:
    engine = create_engine(_url(), poolclass=pool.NullPool, connect_args={"prepare_threshold": None})
    with engine.connect() as connection:
        connection.execute(text("select pg_advisory_lock(:lock)"), {"lock": LOCK})
        connection.execute(text("set lock_timeout = '1s'"))
        connection.commit()
        context.configure(
            connection=connection, target_metadata=Base.metadata, transaction_per_migration=True, compare_type=True
        )
        with context.begin_transaction():
            context.run_migrations()


def _url() -> str:
    return settings().database_owner_url.replace("postgresql://", "postgresql+psycopg://", 1)


migrate()
