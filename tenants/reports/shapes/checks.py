"""Lembar verifikasi and kartu arsip."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from tenants.reports.shapes.frame import Office, Signatory


@dataclass(frozen=True)
class VerificationItem:
    """A line of the checklist; `ok` None: not looked at."""

    text: str
    ok: bool | None
    note: str = ""


@dataclass(frozen=True)
class VerificationSheet:
    """Lembar verifikasi of one version of a document; `reason` and `returned_to` belong to a return."""

    office: Office
    made_on: date
    period: str
    document: str
    version: int
    sha256: str
    at: datetime
    items: tuple[VerificationItem, ...]
    outcome: Literal["accepted", "returned"]
    verifier: Signatory
    reason: str = ""
    returned_to: str = ""


@dataclass(frozen=True)
class ArchiveCard:
    """Kartu arsip of a signed paper: class (Permendagri 83/2022), years of retention and what then, where it lies."""

    office: Office
    made_on: date
    title: str
    number: str | None
    dated: date | None
    period: str
    classification: str
    classification_name: str
    active_years: int
    inactive_years: int
    fate: str
    location: str
    sha256: str
    retained_until: date
    archived_at: datetime
    signed_by: str
    code: str
    archivist: Signatory
    pages: int | None = None
