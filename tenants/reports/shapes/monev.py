"""The quarterly report and what it is composed from."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from tenants.reports.shapes.frame import Office, Signatory


@dataclass(frozen=True)
class Figure:
    """One indicator in one period. `note` says why a value is missing or how it came about."""

    sasaran: str
    indicator: str
    satuan: str
    target: Decimal | None
    actual: Decimal | None
    percent: Decimal | None
    rating: str | None
    note: str = ""


@dataclass(frozen=True)
class UnitFigures:
    """The figures of a Bidang, Bagian or Seksi, with what they come to together."""

    unit: str
    figures: tuple[Figure, ...]
    percent: Decimal | None
    rating: str | None


@dataclass(frozen=True)
class Analysis:
    """Why an indicator stands where it stands, and what follows. `previous` is capaian of the period before."""

    indicator: str
    percent: Decimal | None
    rating: str | None
    cause: str
    follow_up: str
    previous: Decimal | None = None
    responsible: str = ""
    due: date | None = None


@dataclass(frozen=True)
class Visited:
    """What a monev visit to a unit found, for the report."""

    unit: str
    on: date
    assessors: tuple[str, ...]
    findings: tuple[str, ...]
    conclusion: str


@dataclass(frozen=True)
class Decision:
    """What a meeting decided, who does it, until when."""

    text: str
    responsible: str = ""
    due: date | None = None


@dataclass(frozen=True)
class Met:
    """A meeting, for the report."""

    start: datetime
    place: str
    chair: str
    invited: int
    attended: int
    decisions: tuple[Decision, ...]


@dataclass(frozen=True)
class Band:
    """A predikat and the least capaian (in percent) that earns it; None for the lowest."""

    rating: str
    least: Decimal | None


@dataclass(frozen=True)
class MonevReport:
    """Laporan monev of a quarter. `period` as in "2025-TW1"; `figures` are the OPD's, `units` what they were added up from.

    `method` discloses formula and scale in a sentence; `bands` from the best to the lowest.
    """

    office: Office
    made_on: date
    period: str
    figures: tuple[Figure, ...]
    units: tuple[UnitFigures, ...]
    percent: Decimal | None
    rating: str | None
    method: str
    bands: tuple[Band, ...]
    signatory: Signatory
    title: str = "Laporan Monitoring dan Evaluasi Capaian Kinerja"
    legal_basis: tuple[str, ...] = ()
    background: str = ""
    results: str = ""
    closing: str = ""
    analyses: tuple[Analysis, ...] = ()
    visits: tuple[Visited, ...] = ()
    meeting: Met | None = None


@dataclass(frozen=True)
class AnalysisSheet:
    """Lembar analisis: the analyses of a period with who made them."""

    office: Office
    made_on: date
    period: str
    analyses: tuple[Analysis, ...]
    signatory: Signatory
