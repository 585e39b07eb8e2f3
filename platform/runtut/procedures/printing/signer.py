"""Who puts the SOP into force, and in which capacity."""

import re
from dataclasses import dataclass
from typing import Final

from runtut.procedures.model import Approver

CAPACITIES: Final = {"plt": "Plt.", "plh": "Plh.", "pj": "Pj.", "pjs": "Pjs.", "an": "a.n.", "ub": "u.b."}
"""Acting in place of the official: as naskah dinas write it."""

_BEFORE = re.compile(r"(plt|plh|pjs|pj|a\.?n|u\.?b)\b[.,\s]+", re.IGNORECASE)


@dataclass(frozen=True)
class Signer:
    position: str | None
    name: str | None = None
    rank: str | None = None
    nip: str | None = None
    capacity: str | None = None

    @property
    def title(self) -> str | None:
        return " ".join(word for word in (self.capacity, self.position) if word) or None


def signer_of(approver: Approver | None, capacity: str | None = None) -> Signer:
    """A capacity that is written before the position is said in the usual way; `capacity` (plt, plh, …) comes first."""
    if approver is None:
        return Signer(None)
    position, written = approver.position, None
    if position and (found := _BEFORE.match(position)):
        position, written = position[found.end() :], found[1].replace(".", "").lower()
    key = capacity or written
    return Signer(position, approver.name, approver.rank, approver.nip, CAPACITIES[key] if key else None)
