"""What offices and their heads are called in each kind of perangkat daerah, and turning one kind's words into another's."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from typing import Final


@dataclass(frozen=True)
class Terms:
    """`leader` heads the institution, `head` a unit of it, `subhead` a part of a unit (a kecamatan has none)."""

    office: str
    leader: str
    secretary: str
    head: str
    unit: str
    subhead: str
    subunit: str


KINDS: Final[Mapping[str, Terms]] = {
    "dinas": Terms("Dinas", "Kepala Dinas", "Sekretaris Dinas", "Kepala Bidang", "Bidang", "Kepala Seksi", "Seksi"),
    "badan": Terms("Badan", "Kepala Badan", "Sekretaris Badan", "Kepala Bidang", "Bidang", "Kepala Subbidang", "Subbidang"),
    "sekretariat_daerah": Terms(
        "Sekretariat Daerah", "Sekretaris Daerah", "Asisten", "Kepala Bagian", "Bagian", "Kepala Subbagian", "Subbagian"
    ),
    "sekretariat_dprd": Terms(
        "Sekretariat DPRD", "Sekretaris DPRD", "Kepala Bagian Umum", "Kepala Bagian", "Bagian", "Kepala Subbagian", "Subbagian"
    ),
    "inspektorat": Terms(
        "Inspektorat", "Inspektur", "Sekretaris Inspektorat", "Inspektur Pembantu", "Inspektorat Pembantu", "Auditor", "Tim"
    ),
    "kecamatan": Terms("Kecamatan", "Camat", "Sekretaris Kecamatan", "Kepala Seksi", "Seksi", "Kepala Seksi", "Seksi"),
}  # fmt: skip
SPOKEN: Final = (
    r"(?:perjalanan|nota|surat|naskah|rumah|kendaraan|pakaian|rahasia|telepon)\s+dinas(?:\s+luar)?", r"dinas\s+luar",
    r"kedinasan", r"(?:bidang|bagian)\s+(?:tugas|urusan|ini|itu|lain|keahlian)", r"sebagian|badan\s+(?:usaha|hukum|publik)",
)  # fmt: skip
"""Words that look like an office and are none; they stay."""


@cache
def _pattern(kind: str, other: str) -> tuple[re.Pattern[str], Mapping[str, str]]:
    source, target = KINDS[kind], KINDS[other]
    pairs = {getattr(source, one.name).casefold(): getattr(target, one.name) for one in reversed(fields(Terms))}
    words = sorted(pairs, key=len, reverse=True)
    return re.compile(rf"\b(?:({'|'.join(SPOKEN)})|({'|'.join(map(re.escape, words))}))\b", re.IGNORECASE), pairs


def translated(text: str, kind: str, other: str) -> str:
    """`text`, written for one kind of institution, in the words of another."""
    if kind == other or kind not in KINDS or other not in KINDS:
        return text
    pattern, pairs = _pattern(kind, other)
    return pattern.sub(lambda found: found[0] if found[1] else _cased(found[0], pairs[found[0].casefold()]), text)


def _cased(was: str, word: str) -> str:
    if was.isupper():
        return word.upper()
    if was.islower():
        return " ".join(part if part.isupper() else part.lower() for part in word.split())
    return word
