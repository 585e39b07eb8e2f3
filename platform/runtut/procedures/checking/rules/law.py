"""The legal basis: regulations that are no longer in force, wrong years, titles without a number."""

from runtut.procedures.checking.citations import Citation, citations, lacks_number
from runtut.procedures.checking.context import Context
from runtut.procedures.checking.register import Regulation, known, meant
from runtut.procedures.checking.rule import OWN, Hit, Hits, rule
from runtut.procedures.model import Sop

IN_PART = "usang sebagian"
STATUS = {"dicabut": "sudah dicabut", "diganti": "sudah diganti", "usang": "sudah usang", IN_PART: "usang sebagian"}
MOST = 60
"""Items that are looked at; no SOP has so many."""
VERIFY = " Status ini perlu dipastikan di JDIH."


@rule(
    "ID-14", "warning", "Dasar hukum tidak berlaku lagi",
    why="SOP yang bersandar pada peraturan yang sudah dicabut kehilangan dasarnya dan menjadi temuan pemeriksaan.",
    mend="Ganti dengan peraturan penggantinya, lalu periksa apakah langkahnya masih sesuai.",
    source="Daftar peraturan Runtut; setiap statusnya bersumber",
)  # fmt: skip
def regulation_is_repealed(sop: Sop, _context: Context) -> Hits:
    for place, text in enumerate(sop.legal_basis[:MOST]):
        for citation in citations(text):
            regulation = known(citation)
            if regulation is not None and not regulation.in_force:
                weight = "info" if regulation.status == IN_PART else None
                yield Hit(f"legal_basis[{place}]", _repealed(regulation), citation.said, weight)
            elif regulation is None and (entry := meant(citation, text)):
                yield Hit(f"legal_basis[{place}]", _wrong_year(citation, entry), citation.said)


def _repealed(regulation: Regulation) -> str:
    if regulation.status in ("diganti", "dicabut") and regulation.successor:
        said = f"{regulation.name} {STATUS[regulation.status]}; yang berlaku {regulation.successor}."
    else:
        said = f"{regulation.name} {STATUS.get(regulation.status, regulation.status)}; lihat {regulation.successor or 'JDIH'}."
    return said + (VERIFY if regulation.verify else "")


def _wrong_year(citation: Citation, entry: Regulation) -> str:
    said = f"“{citation.said}” salah tahun: yang dimaksud {entry.name}"
    return said + ("." if entry.in_force else f", dan itu {STATUS.get(entry.status, entry.status)}; lihat {entry.successor}.")


@rule(
    "ID-17", "info", "Dasar hukum tanpa nomor dan tahun",
    why="Peraturan dirujuk dengan jenis, nomor, tahun dan judul; tanpa itu tidak dapat ditemukan.",
    mend="Lengkapi nomor dan tahunnya, atau hapus butir itu.", source=OWN,
)  # fmt: skip
def regulation_has_no_number(sop: Sop, _context: Context) -> Hits:
    for place, text in enumerate(sop.legal_basis[:MOST]):
        if lacks_number(text):
            yield Hit(f"legal_basis[{place}]", "Peraturan ini disebut tanpa nomor dan tahun yang terbaca.", text[:120])
