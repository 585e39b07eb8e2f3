"""What the papers are made of: plain values, kept as JSON by `content_of` and read back by `shape_of`.

Everywhere None means that something is not there yet ("belum ada data", "belum bernomor", not yet answered): never 0, never "".
Figures are Decimals in the indicator's satuan; `percent` is capaian in percent, already rounded to two decimals.
Moments carry a zone (that of the pemda: they are printed by its clocks), days are plain dates. Long texts that people write
(`background`, `cause`, `body`, …) hold paragraphs parted by an empty line; lines that begin with "- " become a list.
"""

from tenants.reports.shapes.checks import ArchiveCard, VerificationItem, VerificationSheet
from tenants.reports.shapes.forms import FormColumn, FormSheet
from tenants.reports.shapes.frame import Capacity, Office, Signatory, Signed, Stamp
from tenants.reports.shapes.letters import CoverLetter, Disposition, Enclosure, OrderLetter, Receipt, Received
from tenants.reports.shapes.meetings import Meeting, Participant, Topic
from tenants.reports.shapes.monev import Analysis, AnalysisSheet, Band, Decision, Figure, Met, MonevReport, UnitFigures, Visited
from tenants.reports.shapes.visits import Attachment, PlannedVisit, VisitCheck, VisitFinding, VisitSchedule, VisitSheet

__all__ = [
    "Analysis",
    "AnalysisSheet",
    "ArchiveCard",
    "Attachment",
    "Band",
    "Capacity",
    "CoverLetter",
    "Decision",
    "Disposition",
    "Enclosure",
    "Figure",
    "FormColumn",
    "FormSheet",
    "Meeting",
    "Met",
    "MonevReport",
    "Office",
    "OrderLetter",
    "Participant",
    "PlannedVisit",
    "Receipt",
    "Received",
    "Signatory",
    "Signed",
    "Stamp",
    "Topic",
    "UnitFigures",
    "VerificationItem",
    "VerificationSheet",
    "VisitCheck",
    "VisitFinding",
    "VisitSchedule",
    "VisitSheet",
    "Visited",
]
