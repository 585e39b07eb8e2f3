"""The one SQLAlchemy registry and session of the process."""

from runtut.database import connections as connections  # every pool of the process is watched
from runtut.database.alone import alone
from runtut.database.base import Base, db, engine_options, reaching
from runtut.database.ids import new_id

__all__ = ["Base", "alone", "db", "engine_options", "new_id", "reaching"]
