"""How a pemda or OPD prints its SOPs: letterhead, logo, labels, pattern of the number, paper."""

import re
from collections.abc import Mapping
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
        return re.sub(r"\{(serial|unit|year)\}", lambda found: values[found[1]], self.number_pattern)
