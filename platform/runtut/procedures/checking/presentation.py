"""Findings as they are shown: gathered by severity, each with its place in words, its mend and its source."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from runtut.procedures.checking.rule import RULES
from runtut.procedures.model import Finding, Sop

SEVERITIES = {"error": "harus diperbaiki", "warning": "perlu diperiksa", "info": "saran"}
LABELS = {
    "header": "Kepala tabel", "identity": "Identitas", "identity.number": "Nomor SOP", "identity.title": "Judul SOP",
    "identity.pemda": "Nama pemerintah daerah", "identity.opd": "Nama perangkat daerah",
    "identity.created_on": "Tanggal Pembuatan", "identity.revised_on": "Tanggal Revisi",
    "identity.approved_on": "Tanggal Pengesahan", "identity.effective_on": "Tanggal Efektif",
    "identity.approved_by": "Disahkan oleh", "identity.approved_by.position": "Jabatan pengesah",
    "identity.approved_by.name": "Nama pengesah", "identity.approved_by.rank": "Pangkat pengesah",
    "identity.approved_by.nip": "NIP pengesah", "legal_basis": "Dasar Hukum",
    "qualifications": "Kualifikasi Pelaksana", "related": "Keterkaitan", "equipment": "Peralatan/Perlengkapan",
    "warnings": "Peringatan", "records": "Pencatatan dan Pendataan", "actors": "Pelaksana", "steps": "Alur",
    "no": "nomor", "text": "kegiatan", "requirement": "kelengkapan", "time": "waktu", "output": "output",
    "note": "keterangan", "shape": "simbol", "on_return": "tujuan bila dikembalikan", "next": "langkah berikutnya",
}  # fmt: skip
INDEXED = re.compile(r"([a-z_]+)\[(\d+)\](?:\.([a-z_]+))?")


@dataclass(frozen=True)
class Shown:
    """A finding with what its rule says about it; `place` in words, `mend` "" where the code is not in the catalogue."""

    finding: Finding
    place: str
    title: str
    mend: str
    source: str

    @property
    def severity(self) -> str:
        return SEVERITIES[self.finding.severity]


def findings_of(sop: Sop, findings: Sequence[Finding] | None = None) -> dict[str, list[Shown]]:
    """Severity → findings, the gravest first; of the SOP itself unless given."""
    groups: dict[str, list[Shown]] = {}
    for severity in SEVERITIES:
        found = [shown(one) for one in (sop.findings if findings is None else findings) if one.severity == severity]
        if found:
            groups[severity] = found
    return groups


def shown(finding: Finding) -> Shown:
    rule = RULES.get(finding.code or "")
    title, mend, source = (rule.title, rule.mend, rule.source) if rule else (finding.message, "", "")
    return Shown(finding, place_in_words(finding.at), title, mend, source)


def place_in_words(at: str) -> str:
    """`steps[12].time` is Langkah 13, waktu; `legal_basis[3]` is Dasar Hukum butir 4."""
    match = INDEXED.fullmatch(at)
    if match is None:
        return LABELS.get(at, at)
    part, number, cell = match[1], int(match[2]) + 1, match[3]
    if part == "steps":
        inner = "pelaksana" if cell == "actors" else LABELS.get(cell or "", cell)
        return f"Langkah {number}" + (f", {inner}" if inner else "")
    return f"{LABELS.get(part, part)} {'kolom' if part == 'actors' else 'butir'} {number}"
