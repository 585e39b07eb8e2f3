"""Jadwal monev and blangko monev."""

from dataclasses import dataclass
from datetime import date, datetime

from tenants.reports.shapes.frame import Office, Signatory


@dataclass(frozen=True)
class PlannedVisit:
    unit: str
    start: datetime
    end: datetime
    place: str
    assessors: tuple[str, ...]
    agenda: str = ""


@dataclass(frozen=True)
class VisitSchedule:
    """Jadwal monev."""

    office: Office
    made_on: date
    period: str
    visits: tuple[PlannedVisit, ...]
    signatory: Signatory
    purpose: str = ""


@dataclass(frozen=True)
class VisitCheck:
    """A question of the blangko; `met` is None while it is not answered."""

    question: str
    met: bool | None = None
    note: str = ""


@dataclass(frozen=True)
class VisitFinding:
    text: str
    recommendation: str = ""
    due: date | None = None


@dataclass(frozen=True)
class Attachment:
    """A file that is kept with the paper: its name as uploaded, its SHA-256, what it shows."""

    name: str
    sha256: str
    caption: str = ""


@dataclass(frozen=True)
class VisitSheet:
    """Blangko monev of a unit: an empty one to take along, or filled."""

    office: Office
    made_on: date
    period: str
    unit: str
    on: date | None
    assessors: tuple[str, ...]
    checks: tuple[VisitCheck, ...]
    findings: tuple[VisitFinding, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    conclusion: str = ""
    assessor: Signatory | None = None
    head: Signatory | None = None
