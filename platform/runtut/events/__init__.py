"""Who did what when: an append-only log whose order a sealer makes provable."""

from runtut.events.models import Event, EventPayload, Seal, SealedLeaf
from runtut.events.service import Deed, acting, record

__all__ = ["Deed", "Event", "EventPayload", "Seal", "SealedLeaf", "acting", "record"]
