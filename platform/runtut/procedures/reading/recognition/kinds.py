"""What a document is that has no flow table: something that resembles an SOP, told by the headings it has."""

import re
from collections.abc import Sequence

from runtut.procedures.reading.recognition.rows import Row

SERVICE = (
    r"standar\s+pelayanan",
    r"komponen\s+(?:standar|uraian)|\bkomponen\b",
    r"produk\s+(?:layanan|pelayanan)",
    r"biaya\s*/?\s*tarif|biaya/tarif",
    r"penanganan\s+pengaduan",
    r"sistem,?\s+mekanisme",
    r"jangka\s+waktu\s+(?:pelayanan|penyelesaian)",
    r"maklumat\s+pelayanan",
    r"jaminan\s+pelayanan",
    r"kompensasi",
)
ISO = (
    r"\biso\s*:?\s*\d{4,5}",
    r"ruang\s+lingkup",
    r"\bdefinisi\b|istilah",
    r"\breferensi\b|acuan",
    r"no\.?\s*(?:dok|dokumen|doc)",
    r"\bhalaman\b",
    r"manajemen\s+mutu|\bmutu\b",
    r"\btujuan\b",
    r"penanggung\s*jawab|tanggung\s+jawab",
    r"rekaman|lampiran",
    r"terkendali",
)
NARRATIVE = (
    r"\bpengertian\b",
    r"\btujuan\b",
    r"\bkebijakan\b",
    r"\bprosedur\b",
    r"unit\s+terkait",
    r"langkah",
    r"\bsop\b|\bspo\b|operasional",
    r"dokumen\s+terkait",
    r"\breferensi\b",
    r"alat\s+dan\s+bahan",
)
FURTHEST = 400
SURELY_ISO = re.compile(ISO[0], re.IGNORECASE)
NAMED_SOP = re.compile(
    r"\bs\.?o\.?p\b|\bspo\b|standar[dt]?\s+operasional|prosedur\s+(?:operasional|tetap|kerja)|\bprotap\b", re.IGNORECASE
)


def kind_without_flow(rows: Sequence[Row]) -> str:
    """`service_standard`, `iso_procedure`, `narrative`, or `other` where nothing speaks for an SOP."""
    headings = [row.text[:90] for row in rows[:FURTHEST]]
    text = "\n".join(headings)
    service, iso, narrative = (_count(words, headings) for words in (SERVICE, ISO, NARRATIVE))
    if service >= 3 and service >= iso:
        return "service_standard"
    if iso >= 4 and (SURELY_ISO.search(text) or iso > narrative):
        return "iso_procedure"
    if narrative >= 3 or (NAMED_SOP.search(text) and _has_steps(rows)):
        return "narrative"
    return "other"


def _count(words: Sequence[str], headings: Sequence[str]) -> int:
    return sum(any(re.search(word, heading, re.IGNORECASE) for heading in headings) for word in words)


def _has_steps(rows: Sequence[Row]) -> bool:
    return sum(bool(re.match(r"\s*(?:\(?\d{1,2}[.)]|[a-z][.)]|[-•])\s*\S", row.text)) for row in rows) >= 3
