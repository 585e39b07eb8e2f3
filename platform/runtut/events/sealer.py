"""The sealer: gives the events of a pemda their order and signs off their Merkle root, outside any business transaction."""

from sqlalchemy import Select, func, select

from runtut.database import db
from runtut.events.merkle import leaf_hash, root
from runtut.events.models import Event, Seal, SealedLeaf
from runtut.events.service import canonical


def leaf_of(event: Event) -> bytes:
    """The leaf hash of an event: everything in its row but never its payload."""
    return leaf_hash(
        canonical(
            {
                "id": event.id, "pemda": event.pemda_id, "opd": event.opd_id, "at": event.at.isoformat(),
                "official": event.official_id, "account": event.account_id, "capacity": event.capacity,
                "kind": event.kind, "subject": event.subject, "payload": event.payload_hash.hex(),
            }
        )
    )  # fmt: skip


def seal() -> Seal | None:
    """Seal what is not sealed yet, under the pemda that is bound; None when nothing is new. Runs in one job at a time."""
    fresh = list(db.session.scalars(unsealed()))
    if not fresh:
        return None
    start = db.session.scalar(select(func.count()).select_from(SealedLeaf)) or 0
    db.session.add_all(SealedLeaf(id=e.id, place=start + n, leaf=leaf_of(e)) for n, e in enumerate(fresh))
    db.session.flush()
    head = Seal(size=start + len(fresh), root=root(leaves()))
    db.session.add(head)
    db.session.flush()
    return head


def unsealed() -> Select[Event]:
    """NOT EXISTS and never NOT IN: once the leaves outgrow the memory of a query, NOT IN reads them all for each event."""
    sealed = select(SealedLeaf.id).where(SealedLeaf.pemda_id == Event.pemda_id, SealedLeaf.id == Event.id)
    return select(Event).where(~sealed.exists()).order_by(Event.at, Event.id)


def leaves() -> list[bytes]:
    """The leaves of the bound pemda in their order."""
    return list(db.session.scalars(select(SealedLeaf.leaf).order_by(SealedLeaf.place)))
