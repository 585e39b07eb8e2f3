"""What papers have in common: letterhead, signatories, stamps and signatures."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

Capacity = Literal["definitif", "plt", "plh", "pj"]


@dataclass(frozen=True)
class Office:
    """The letterhead: `pemda` as in "Kabupaten Pesisir Selatan", `place` where its papers are signed ("Painan")."""

    pemda: str
    name: str
    place: str
    address: str = ""
    contact: str = ""
    emblem_svg: str | None = None


@dataclass(frozen=True)
class Signatory:
    """Who stands at the foot of a paper; the NIP is 18 digits, `rank` as in "Pembina Tk. I, IV/b"."""

    position: str
    name: str
    nip: str | None = None
    rank: str | None = None
    capacity: Capacity = "definitif"


@dataclass(frozen=True)
class Signed:
    """A signature that was given: who, when, over which content, and where it can be looked up (`address`: shown as QR)."""

    signatory: Signatory
    at: datetime
    sha256: str
    code: str
    address: str


@dataclass(frozen=True)
class Stamp:
    """What is put on a paper after its content was written.

    `dated` is the day under which it goes out; `version` counts drafts; `draft` prints DRAF across the page
    (a monev report that is not signed always gets it).
    """

    number: str | None = None
    dated: date | None = None
    version: int | None = None
    draft: bool = False
    signed: Signed | None = None
