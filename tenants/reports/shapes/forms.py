"""Format isian."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from tenants.reports.shapes.frame import Office


@dataclass(frozen=True)
class FormColumn:
    """A column of the form: `key` names it when the file comes back; only `editable` ones are open for entry."""

    key: str
    label: str
    kind: Literal["text", "number"] = "text"
    editable: bool = False
    width: int = 16


@dataclass(frozen=True)
class FormSheet:
    """Format isian of a unit as a spreadsheet; each row has an identifier (the indicator's) that comes back with it."""

    office: Office
    made_on: date
    period: str
    unit: str
    form_id: str
    columns: tuple[FormColumn, ...]
    rows: tuple[tuple[str, tuple[str | Decimal | None, ...]], ...]
    notes: tuple[str, ...] = ()
