"""Whose data a transaction may see: the signed pass, its binding, and what tenant tables inherit."""

from runtut.tenancy.binding import bound, enter, leave
from runtut.tenancy.tables import DOOR, LOOKUP, OpdScoped, TenantScoped, door, kin, lookup, opd_key, peer
from runtut.tenancy.ticket import NOBODY, Pass

__all__ = [
    "DOOR", "LOOKUP", "NOBODY", "OpdScoped", "Pass", "TenantScoped",
    "bound", "door", "enter", "kin", "leave", "lookup", "opd_key", "peer",
]  # fmt: skip
