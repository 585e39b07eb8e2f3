"""Pemda and OPD from the heading of a page: `DINAS PERIKANAN KABUPATEN X` is the OPD and, after it, the pemda."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from runtut.procedures.reading.recognition.spelling import fold
from runtut.procedures.reading.source import Place

REGION = r"(?:KABUPATEN|KAB\.|KOTA(?:\s+ADMINISTRASI)?|PROVINSI|PROPINSI|PROV\.|DAERAH\s+(?:ISTIMEWA|KHUSUS\s+IBU\s*KOTA))"
OFFICE = (
    r"(?:DINAS|BADAN|KECAMATAN|KELURAHAN|SEKRETARIAT|INSPEKTORAT|RUMAH\s+SAKIT|RSUD|RSU|SATUAN\s+POLISI|SATPOL|UPTD?|UPT|PUSKESMAS|"
    r"KANTOR|BIRO|BAGIAN|LABORATORIUM|SATUAN\s+KERJA|DISTRIK|NAGARI|BALAI|UNIT\s+PELAKSANA)"
)
PEMDA = re.compile(rf"\b(?:PEMERINTAH(?:AN)?\s+(?:DAERAH\s+)?)?({REGION})\s+(?!{REGION}\b)([^\W\d_][\w' -]*?)(?=\s*(?:$|[,.;(]|\b{OFFICE}\b|\bPEMERINTAH|\b{REGION}\s|\bJL\b|\bJALAN\b|\bTAHUN\b|\d))", re.IGNORECASE)  # fmt: skip # noqa: E501
OPD = re.compile(rf"\b({OFFICE}\b.*?)(?=\s*(?:$|\bPEMERINTAH|\b{REGION}\s+\w|\bJL\b|\bJALAN\b|\bTAHUN\s+\d|\bSTANDAR|\bNOMOR\b|\d{{4}}|\())", re.IGNORECASE)  # fmt: skip # noqa: E501
START = re.compile(rf"\s*(?:LOGO\s+)?(?:PEMERINTAH\b|{REGION}\s|{OFFICE}\b)", re.IGNORECASE)
OPENING = re.compile(rf"\s*(?:PEMERINTAH\b|{OFFICE}\b|STANDAR|SOP\b|NOMOR|TAHUN|JL\b|JALAN\b)")
UNFINISHED = re.compile(rf"(?:\bDAN|\bSERTA|,|\b{REGION})\s*$")
ENDS_IN_REGION = re.compile(rf"(?:[^\W\d_][\w.,&/-]*\s+){{0,5}}{REGION}\s+[^\W\d_]")
LONGEST = 220
SMALL = frozenset({"dan", "di", "ke", "dari", "untuk", "pada", "dalam", "atau", "yang", "serta", "dengan"})
CAPITALS = re.compile(
    r"^(?:[IVX]+|UKM|UMKM|KB|PP|PKP|PMD|RSUD|RSU|UPT|UPTD|SKPD|OPD|BPBD|BKPSDM|PUPR|PTSP|DPMPTSP|DPRD|SDM|KUKM|DKI|DIY|P3A|P2KB)$"
)


@dataclass(frozen=True)
class Office:
    name: str
    place: Place


def pemda_of(texts: Sequence[tuple[str, Place]]) -> Office | None:
    """The pemda that the heading nearest to the identity block names."""
    named = [
        Office(official(f"{found[1]} {found[2]}"), place) for text, place in texts for found in [_first(PEMDA, text)] if found
    ]
    return named[-1] if named else None


def opd_of(texts: Sequence[tuple[str, Place]]) -> Office | None:
    named = [Office(name, place) for text, place in texts for name in [_opd(text)] if name]
    return named[-1] if named else None


def headings_of(texts: Iterable[tuple[str, Place]]) -> list[tuple[str, Place]]:
    """Those texts that are names of offices, not sentences that mention one; a name may go on in the next text."""
    found: list[tuple[str, Place]] = []
    before: str | None = None
    for raw, place in texts:
        text = fold(raw)
        if len(text) > LONGEST:
            before = None
        elif before is not None and _goes_on(before, text):
            before = f"{before} {text}"
            found[-1] = (before, found[-1][1])
        elif START.match(text) and not _is_sentence(text):
            before = text
            found.append((text, place))
        else:
            before = None
    return found


def _goes_on(before: str, text: str) -> bool:
    """`DINAS KOPERASI, USAHA KECIL DAN` and `DINAS PERHUBUNGAN KABUPATEN` are not whole."""
    if not text.isupper() or not before.isupper() or OPENING.match(text):
        return False
    return bool(UNFINISHED.search(before)) or bool(ENDS_IN_REGION.match(text))


def _is_sentence(text: str) -> bool:
    words = [word for word in re.findall(r"[^\W\d_]{3,}", text) if word.casefold() not in SMALL]
    return sum(1 for word in words if word[0].islower()) * 4 > len(words)


def _first(form: re.Pattern[str], text: str) -> re.Match[str] | None:
    return form.search(text)


def _opd(text: str) -> str | None:
    """The office that stands first; names of regions around it are not its own."""
    found = OPD.search(PEMERINTAH.sub(" ", text, count=1))
    name = fold(found[1]).strip(" ,.-:") if found else ""
    return official(name) if len(name.split()) > 1 or name.casefold() in ("inspektorat",) else None


PEMERINTAH = re.compile(r"^\s*PEMERINTAH(?:AN)?\b\s*(?:DAERAH\b)?", re.IGNORECASE)


def official(name: str) -> str:
    """Official capitals for a name that was printed in capitals; other names stay as they are."""
    name = fold(name)
    if any(letter.islower() for letter in name) and not name.islower():
        return name
    return " ".join(_word(word, place) for place, word in enumerate(name.split(" ")))


def _word(word: str, place: int) -> str:
    bare = word.strip(",.()")
    if CAPITALS.match(bare.upper()):
        return word.upper()
    if place and bare.casefold() in SMALL:
        return word.lower()
    return "-".join(part[:1].upper() + part[1:].lower() for part in word.split("-"))


def words_of(names: Mapping[str, str | None]) -> frozenset[str]:
    return frozenset(word for name in names.values() if name for word in re.findall(r"[^\W\d_]+", name.casefold()))
