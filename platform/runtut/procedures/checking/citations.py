"""Regulations as documents cite them: long, short, with slashes; each as kind, number and year."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

MINISTRIES = {
    "dagri": r"dalam\s+negeri|dagri",
    "panrb": r"(?:negara\s+)?pendayagunaan\s+aparatur\s+negara(?:\s+dan\s+reformasi\s+(?:birokrasi|indonesia))?"
    r"|pan\s*-?\s*rb|pan(?:\s*&\s*rb)?",
    "keu": r"keuangan|keu", "kes": r"kesehatan|kes", "dikbud": r"pendidikan(?:\s+dan\s+kebudayaan)?|dikbud|dik",
    "ppn": r"(?:negara\s+)?perencanaan\s+pembangunan\s+nasional(?:\s*/\s*kepala\s+bappenas)?|ppn(?:/bappenas)?",
    "pu": r"pekerjaan\s+umum(?:\s+dan\s+perumahan\s+rakyat)?|pupr|pu", "kominfo": r"komunikasi\s+dan\s+informatika|kominfo",
    "naker": r"ketenagakerjaan|naker", "sos": r"sosial|sos", "hub": r"perhubungan|hub",
    "lhk": r"lingkungan\s+hidup(?:\s+dan\s+kehutanan)?|lhk",
    "esdm": r"energi\s+dan\s+sumber\s+daya\s+mineral|esdm", "kumham": r"hukum\s+dan\s+hak\s+asasi\s+manusia|kumham",
    "desa": r"desa(?:,?\s+pembangunan\s+daerah\s+tertinggal,?\s+dan\s+transmigrasi)?",
    "dag": r"perdagangan|dag", "tan": r"pertanian|tan",
}  # fmt: skip
REPUBLIC = r"(?:\s+(?:republik\s+indonesia|r\.?i\.?))?"
LOCAL = r"(?:\s+(?:provinsi|kabupaten|kota|daerah|khusus|ibukota|istimewa|[A-Z][\w'-]*)){0,5}"
PLAIN = {
    "uu": rf"undang\s*-?\s*undang{REPUBLIC}|u\.?u\.?",
    "perppu": r"peraturan\s+pemerintah\s+pengganti\s+undang\s*-?\s*undang|perp?pu",
    "pp": rf"peraturan\s+pemerintah{REPUBLIC}|p\.?p\.?",
    "perpres": rf"peraturan\s+presiden{REPUBLIC}|perpres",
    "keppres": rf"keputusan\s+presiden{REPUBLIC}|keppres|kepres",
    "inpres": rf"instruksi\s+presiden{REPUBLIC}|inpres",
    "perda": rf"peraturan\s+daerah{LOCAL}|perda{LOCAL}",
    "perbup": rf"peraturan\s+bupati{LOCAL}|perbup{LOCAL}",
    "perwal": rf"peraturan\s+wali\s*kota{LOCAL}|perwa(?:li|ko|l){LOCAL}",
    "pergub": rf"peraturan\s+gubernur{LOCAL}|pergub{LOCAL}",
}
MINISTERIAL = {
    f"{short}{name}": rf"(?:{long}(?:\s+negara)?|{short})\s*-?\s*(?:{words}){REPUBLIC}"
    for short, long in (("permen", r"peraturan\s+menteri"), ("kepmen", r"keputusan\s+menteri"))
    for name, words in MINISTRIES.items()
}
KINDS = {**MINISTERIAL, "perppu": PLAIN["perppu"], **PLAIN}
NUMBER = r"(?P<number>\d{1,4}(?:[./-]\d{1,5})*[A-Z]?)"
SEGMENTS = r"[\w.-]{0,20}\s*/\s*(?:[\w.-]{1,20}\s*/\s*){0,3}"
"""Of `83/PMK.05/2022` and `269/MENKES/PER/III/2008`: the letters of the house, between the serial and the year."""
OLD_PAN = re.compile(
    r"\b(?P<what>PER|KEP)\s*[/.-]\s*(?P<number>\d{1,3})\s*/\s*M\.?\s*PAN(?:-?RB)?\s*/\s*\d{1,2}\s*/\s*(?P<year>\d{4})", re.I
)
NEW_PAN = re.compile(
    r"\b(?P<number>\d{1,3})\s*/\s*(?P<what>PER|KEP)\s*/\s*M\.?\s*PAN(?:-?RB)?\s*/\s*\d{1,2}\s*/\s*(?P<year>\d{4})", re.I
)
ANY_NUMBER = re.compile(
    r"\b(?:nomor|no|nmr)\b[\s.:]{0,5}(?:[A-Z]{1,4}[./-]\s?)?\d{1,4}[A-Z]?\s*(?:/\s*[\w.-]{1,20}\s*){0,5}"
    r"(?:(?:tahun|thn|th)\.?\s*|/\s*)(?:19|20)\d{2}\b", re.I,
)  # fmt: skip
"""Number and year of a regulation of a ministry that we do not know."""
LONGEST = 1500
UNNUMBERED = re.compile(
    r"^\W*(?:undang\s*-?\s*undang|peraturan\s+(?:pemerintah|presiden|menteri|daerah|bupati|wali\s*kota|gubernur)|instruksi\s+presiden"
    r"|keputusan\s+(?:presiden|menteri)|permen\w*|perpres|perda|perbup|perwal\w*|pergub)\b", re.I,
)  # fmt: skip


@dataclass(frozen=True)
class Citation:
    kind: str
    number: str
    year: int
    said: str


def citations(text: str) -> tuple[Citation, ...]:
    """Every regulation that the text cites, in the order of the text; a place is read by its longest wording."""
    return _citations(" ".join(text.split())[:LONGEST])


@lru_cache(maxsize=2048)
def _citations(text: str) -> tuple[Citation, ...]:
    found = sorted(_found(text), key=lambda one: (one[0], -one[1]))
    kept: list[tuple[int, int, Citation]] = []
    for start, end, citation in found:
        if not kept or start >= kept[-1][1]:
            kept.append((start, end, citation))
    return tuple(citation for _, _, citation in kept)


@cache
def _cited() -> Mapping[str, re.Pattern[str]]:
    """A pattern for each kind. To compile them takes a tenth of a second, and most processes never ask for one."""
    return {
        kind: re.compile(
            rf"(?<![\w/])(?:{words})\s*,?\s*(?:\(\w+\)\s*)?(?:nomor|no|nmr|nr)?\s*[.:]?\s*"
            rf"(?:{NUMBER}\s*(?:tahun|thn|th)\.?\s*(?P<year>\d{{4}})"
            r"|(?P<short>\d{1,4}(?:-\d{1,5})?)\s*/\s*(?P<of>(?:19|20)\d{2})"
            rf"|(?:[A-Z]{{1,4}}[.-]\s?)?(?P<serial>\d{{1,4}}[A-Z]?)\s*/\s*[A-Z]{SEGMENTS}(?P<since>(?:19|20)\d{{2}}))(?!\d)",
            re.I,
        )
        for kind, words in KINDS.items()
    }


def _found(text: str) -> Iterator[tuple[int, int, Citation]]:
    for kind, pattern in _cited().items():
        for match in pattern.finditer(text):
            number = match["number"] or match["short"] or match["serial"]
            year = int(match["year"] or match["of"] or match["since"])
            yield match.start(), match.end(), Citation(kind, plain_number(number), year, match[0])
    for match in (*OLD_PAN.finditer(text), *NEW_PAN.finditer(text)):
        kind = "permenpanrb" if match["what"].lower() == "per" else "kepmenpanrb"
        yield match.start(), match.end(), Citation(kind, plain_number(match["number"]), int(match["year"]), match[0])


def plain_number(number: str) -> str:
    return re.sub(r"^0+(?=\d)", "", number.upper().strip(" .-/"))


def lacks_number(text: str) -> bool:
    """Whether it is a national or local regulation named without number and year."""
    plain = " ".join(text[:LONGEST].split())
    return UNNUMBERED.match(plain) is not None and not citations(text) and not ANY_NUMBER.search(plain)
