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
ONLY_GIVEN: Final = frozenset({"tim"})
"""Words that are said for another's, and never taken for an office themselves: every kind has its teams."""
NAMED: Final = re.compile(r"\b(?:dinas|badan|kecamatan|inspektorat|camat|inspektur|asisten|auditor)$", re.IGNORECASE)
"""The ends of terms that become a proper name by a name behind them: Dinas Kesehatan, Camat Depok, Asisten Administrasi."""
NAME: Final = re.compile(
    r"\s+(?!(?i:dan|atau|serta|di|ke|dari|yang|untuk|pada|dengan|tentang|oleh|kepada|dalam|melalui|tahun\w*|triwulan|semester"
    r"|terkait|teknis|selaku|me[mnr]\w+)\b)([A-Z][\w-]+)"
)
ROMAN: Final = r"[IVX]{1,4}(?![\w/-]|\.\w)"
NUMERAL: Final = re.compile(rf"\s+{ROMAN}(?P<more>\s*(?:,|/|dan|sampai|s\.d\.)\s*{ROMAN})?")


@cache
def _pattern(kind: str, other: str) -> tuple[re.Pattern[str], Mapping[str, str]]:
    source, target = KINDS[kind], KINDS[other]
    pairs = {getattr(source, one.name).casefold(): getattr(target, one.name) for one in reversed(fields(Terms))}
    words = sorted(pairs.keys() - ONLY_GIVEN, key=len, reverse=True)
    term = "|".join(map(re.escape, words))
    return re.compile(rf"\b(?:({'|'.join(SPOKEN)})|({term})(-(?:{term}))?)\b", re.IGNORECASE), pairs


@cache
def _beginnings(kind: str) -> frozenset[str]:
    return frozenset(getattr(KINDS[kind], one.name).split()[0].casefold() for one in fields(Terms))


def translated(text: str, kind: str, other: str) -> str:
    """`text`, written for one kind of institution, in the words of another; proper names of others stay."""
    if kind == other or kind not in KINDS or other not in KINDS:
        return text
    pattern, pairs = _pattern(kind, other)
    said, at = [], 0
    for found in pattern.finditer(text):
        word, end = _said(found, pairs, kind)
        said += [text[at : found.start()], word]
        at = end
    return "".join((*said, text[at:]))


def _said(found: re.Match[str], pairs: Mapping[str, str], kind: str) -> tuple[str, int]:
    """What is said instead, and where the text goes on: no kind but its own numbers its officials."""
    if found[1]:
        return found[0], found.end()
    number = NUMERAL.match(found.string, found.end())
    if _is_a_name(found, kind) or (number and number["more"]):
        return found[0], found.end()
    return _several(found, pairs), number.end() if number else found.end()


def _is_a_name(found: re.Match[str], kind: str) -> bool:
    name = NAME.match(found.string, found.end())
    if name is None or not NAMED.search(found[2]) or NUMERAL.match(found.string, found.end()):
        return False
    return name[1].casefold() not in _beginnings(kind)


def _several(found: re.Match[str], pairs: Mapping[str, str]) -> str:
    """`Bagian-bagian` is doubled again where one word takes its place, else it is `Para …`."""
    word = _cased(found[2], pairs[found[2].casefold()])
    if not found[3]:
        return word
    if " " in word:
        return f"{_cased(found[2], 'Setiap')} {word}"
    return f"{word}-{word if word.isupper() else word.lower()}"


def _cased(was: str, word: str) -> str:
    if was.isupper():
        return word.upper()
    if was.islower():
        return " ".join(part if part.isupper() else part.lower() for part in word.split())
    return word
