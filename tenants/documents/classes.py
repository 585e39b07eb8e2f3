"""Archive classes with their retention (Permendagri 83/2022), from a data file of this room."""

import json
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources


@dataclass(frozen=True)
class ArchiveClass:
    """`active` and `inactive` are years; `fate` what happens then: Permanen or Musnah."""

    code: str
    title: str
    active: int
    inactive: int
    fate: str

    def retained_until(self, dated: date) -> date:
        """The day from which the paper may go its last way."""
        year = dated.year + self.active + self.inactive
        leap_day = (dated.month, dated.day) == (2, 29)
        return date(year, 3, 1) if leap_day else dated.replace(year=year)


SUGGESTED = {"monev_report": "000.8.6.3"}
"""By kind of paper; a person chooses in the end."""
USUAL = "000.7.5"


@cache
def archive_classes() -> dict[str, ArchiveClass]:
    """By code, in the order of the codes."""
    text = resources.files("tenants.documents").joinpath("content/archive_classes.json").read_text("utf-8")
    found = (ArchiveClass(**row) for row in json.loads(text)["classes"])
    return {row.code: row for row in found}


def suggested_class(kind: str) -> ArchiveClass:
    return archive_classes()[SUGGESTED.get(kind, USUAL)]
