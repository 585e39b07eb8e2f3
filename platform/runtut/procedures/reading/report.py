"""An SOP that was read, as text for the terminal."""

import textwrap
from collections.abc import Iterator

from runtut.procedures.model import Finding, Sop, Step

KINDS = {
    "sop_ap": "SOP administrasi pemerintahan",
    "sop_ap_table": "Tabel alur SOP tanpa identitas",
    "narrative": "Prosedur berupa uraian, tanpa tabel alur",
    "service_standard": "Standar pelayanan, bukan SOP",
    "iso_procedure": "Prosedur mutu (ISO), bukan SOP administrasi pemerintahan",
    "other": "Bukan SOP",
}
IDENTITY = {
    "number": "Nomor SOP", "title": "Judul SOP", "pemda": "Pemda", "opd": "Perangkat daerah", "created_on": "Tanggal pembuatan",
    "revised_on": "Tanggal revisi", "approved_on": "Tanggal pengesahan", "effective_on": "Tanggal efektif",
}  # fmt: skip
PARTS = {
    "legal_basis": "Dasar hukum", "qualifications": "Kualifikasi pelaksana", "related": "Keterkaitan",
    "equipment": "Peralatan/perlengkapan", "warnings": "Peringatan", "records": "Pencatatan dan pendataan",
}  # fmt: skip
SHAPES = {"start": "mulai", "process": "proses", "decision": "keputusan", "end": "selesai"}
SEVERITIES = {"error": "salah", "warning": "periksa", "info": "catatan"}
NOTHING = "(tidak terbaca)"
WIDE = 120


def report(sop: Sop) -> str:
    """Everything that was read, with what was not, so that a person can compare it with the paper."""
    return "\n".join([KINDS[sop.kind], *_identity(sop), *_parts(sop), *_steps(sop), *_findings(sop)])


def _identity(sop: Sop) -> Iterator[str]:
    if sop.kind == "other":
        return
    for name, label in IDENTITY.items():
        yield f"  {label:<20} {getattr(sop.identity, name) or NOTHING}"
    by = sop.identity.approved_by
    told = [part for part in (by.position, by.name, by.rank, by.nip and f"NIP {by.nip}") if part] if by else []
    yield f"  {'Disahkan oleh':<20} {', '.join(told) or NOTHING}"


def _parts(sop: Sop) -> Iterator[str]:
    for name, label in PARTS.items():
        items = getattr(sop, name)
        if items:
            yield f"{label}:"
            yield from (line for no, item in enumerate(items, 1) for line in _wrapped(f"  {no}. ", item))


def _steps(sop: Sop) -> Iterator[str]:
    if sop.actors:
        yield from _wrapped("Pelaksana: ", " · ".join(sop.actors))
    for step in sop.steps:
        yield from _wrapped(f"{step.no if step.no is not None else '–':>4} ", step.text or NOTHING)
        yield from _wrapped("     ", " | ".join(_cells(step)))


def _cells(step: Step) -> Iterator[str]:
    yield f"{SHAPES[step.shape]}: {', '.join(step.actors) or 'pelaksana tidak terbaca'}"
    yield f"kelengkapan: {step.requirement or '–'}"
    yield f"waktu: {step.time.raw if step.time else '–'}"
    yield f"output: {step.output or '–'}"
    yield from (
        f"{word} {value}"
        for word, value in (("ket.:", step.note), ("lalu ke", step.next), ("kembali ke", step.on_return))
        if value
    )


def _findings(sop: Sop) -> Iterator[str]:
    if sop.findings:
        yield f"Temuan ({len(sop.findings)}):"
        yield from (line for finding in sop.findings for line in _wrapped("  - ", _said(finding)))


def _said(finding: Finding) -> str:
    return f"[{SEVERITIES[finding.severity]} {finding.code or '–'}] {finding.message} ({finding.at})"


def _wrapped(lead: str, text: str) -> list[str]:
    return textwrap.wrap(text, WIDE, initial_indent=lead, subsequent_indent=" " * len(lead)) or [lead]
