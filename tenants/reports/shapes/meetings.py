"""A meeting before and after it was held."""

from dataclasses import dataclass
from datetime import date, datetime

from tenants.reports.shapes.frame import Office, Signatory
from tenants.reports.shapes.monev import Decision


@dataclass(frozen=True)
class Participant:
    """Somebody invited; `present` is None as long as nobody noted it."""

    name: str
    position: str
    nip: str | None = None
    present: bool | None = None


@dataclass(frozen=True)
class Topic:
    """A point of the agenda and what was said on it."""

    title: str
    said: str = ""


@dataclass(frozen=True)
class Meeting:
    """Three papers come of it: undangan (signed by `signatory`), daftar hadir, notulen (signed by `secretary` and `chair`)."""

    office: Office
    made_on: date
    period: str
    about: str
    start: datetime
    end: datetime | None
    place: str
    topics: tuple[Topic, ...]
    participants: tuple[Participant, ...]
    chair: Signatory
    signatory: Signatory
    secretary: Signatory | None = None
    decisions: tuple[Decision, ...] = ()
