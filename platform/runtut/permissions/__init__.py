"""What may be done, in words: rooms declare permissions, roles combine them, every view names what it needs."""

from runtut.permissions.catalogue import (
    MEMBER,
    OPERATOR,
    PUBLIC,
    SIGNED_IN,
    Permission,
    catalogue,
    declare,
    declare_operators,
    is_operators,
    need_of,
    needs,
    operators_catalogue,
)
from runtut.permissions.here import Here, Office, here
from runtut.permissions.standing import Seat, Standing

__all__ = [
    "MEMBER", "OPERATOR", "PUBLIC", "SIGNED_IN", "Here", "Office", "Permission", "Seat", "Standing",
    "catalogue", "declare", "declare_operators", "here", "is_operators", "need_of", "needs", "operators_catalogue",
]  # fmt: skip
