"""Orders, dispositions, cover letters and receipts."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from tenants.reports.shapes.frame import Office, Signatory


@dataclass(frozen=True)
class Disposition:
    """Lembar disposisi on a letter that came in or on an order."""

    office: Office
    made_on: date
    sender: str
    letter_number: str | None
    letter_dated: date | None
    received_on: date
    agenda_number: str | None
    about: str
    nature: Literal["Biasa", "Segera", "Sangat segera", "Rahasia"]
    forwarded_to: tuple[str, ...]
    instructions: tuple[str, ...]
    signatory: Signatory
    due: date | None = None
    note: str = ""


@dataclass(frozen=True)
class OrderLetter:
    """Surat perintah; with `disposition` its lembar disposisi follows on a page of its own."""

    office: Office
    made_on: date
    considering: tuple[str, ...]
    basis: tuple[str, ...]
    addressees: tuple[Signatory, ...]
    tasks: tuple[str, ...]
    signatory: Signatory
    due: date | None = None
    disposition: Disposition | None = None


@dataclass(frozen=True)
class Enclosure:
    text: str
    count: str = "1 berkas"
    note: str = ""


@dataclass(frozen=True)
class CoverLetter:
    """Nota dinas (a text) or surat pengantar (a table of what is sent); `through` in the order of the intermediaries."""

    office: Office
    made_on: date
    kind: Literal["nota_dinas", "surat_pengantar"]
    to: str
    sender: str
    about: str
    signatory: Signatory
    through: tuple[str, ...] = ()
    nature: str = "Biasa"
    body: str = ""
    enclosures: tuple[Enclosure, ...] = ()
    copies: tuple[str, ...] = ()


@dataclass(frozen=True)
class Received:
    """A recipient of a delivery; `at` None: not yet opened."""

    recipient: str
    receiver: str
    at: datetime | None


@dataclass(frozen=True)
class Receipt:
    """Tanda terima: what was delivered, by whom, and who has received it."""

    office: Office
    made_on: date
    period: str
    about: str
    sent_at: datetime
    recipients: tuple[Received, ...]
    signatory: Signatory
