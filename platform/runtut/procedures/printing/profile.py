"""How a pemda or OPD prints its SOPs: letterhead, logo, labels, pattern of the number, paper."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

LABELS: Final = {
    "number": "Nomor SOP",
    "created_on": "Tanggal Pembuatan",
    "revised_on": "Tanggal Revisi",
    "approved_on": "Tanggal Pengesahan",
    "effective_on": "Tanggal Efektif",
    "approved_by": "Disahkan oleh",
    "title": "Nama SOP",
    "legal_basis": "Dasar Hukum",
    "qualifications": "Kualifikasi Pelaksana",
    "related": "Keterkaitan",
    "equipment": "Peralatan/Perlengkapan",
    "warnings": "Peringatan",
    "records": "Pencatatan dan Pendataan",
}
"""The labels of the identity block (PermenPANRB 35/2012); a pemda's own guideline may say them otherwise."""

PATTERN: Final = "000.8.3.3/{serial}/{unit}/{year}"
PLACE: Final = re.compile(r"\{(serial|unit|year)\}")
BLANK: Final = " " * 6
"""Where a serial number is still to be written by hand."""


@dataclass(frozen=True)
class Logo:
    """`media_type` is image/png, image/jpeg or image/svg+xml; Word can show the first two only."""

    content: bytes
    media_type: str = "image/png"


@dataclass(frozen=True)
class Profile:
    """`letterhead` from the highest office down; without one the pemda and the OPD of the SOP are printed."""

    letterhead: tuple[str, ...] = ()
    logo: Logo | None = None
    labels: Mapping[str, str] = field(default_factory=dict)
    number_pattern: str = PATTERN
    paper: str = "a4-landscape"

    def label(self, key: str) -> str:
        return self.labels.get(key) or LABELS[key]

    def number(self, year: int, unit: str, serial: str | None = None) -> str:
        """A number of an SOP; the serial stays blank until it is given."""
        values = {"serial": serial or BLANK, "unit": unit, "year": str(year)}
        return PLACE.sub(lambda found: values[found[1]], self.number_pattern)

    def next_serial(self, given: Iterable[str], year: int, unit: str) -> str:
        """After the highest serial among the numbers of this pattern, unit and year, as wide as it ("009" → "010")."""
        shape = re.compile(self._shape(year, unit))
        serials = [found["serial"] for number in given if (found := shape.fullmatch(number))]
        last = max(serials, key=int, default="0")
        return str(int(last) + 1).zfill(len(last))

    def _shape(self, year: int, unit: str) -> str:
        """The pattern as a regular expression; a second {serial} repeats the first."""
        values, serials = {"unit": re.escape(unit), "year": str(year)}, iter((r"(?P<serial>[0-9]{1,9})",))
        parts = PLACE.split(self.number_pattern)
        said = [re.escape(part) if place % 2 == 0 else values.get(part) for place, part in enumerate(parts)]
        return "".join(next(serials, "(?P=serial)") if one is None else one for one in said)
