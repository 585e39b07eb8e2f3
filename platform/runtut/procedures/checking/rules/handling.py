"""How documents are handled: approved before they are handed out, recorded where they are archived."""

import re

from runtut.procedures.checking.context import Context
from runtut.procedures.checking.rule import OWN, Hit, Hits, rule
from runtut.procedures.model import Sop, Step

HANDING_OUT = re.compile(
    r"^\W*(?:menyampaikan|mengirim\w*|menyerahkan|meneruskan|mendistribusikan|menyebarluaskan|mempublikasikan)\b", re.I
)
FINISHED = re.compile(
    r"\b(?:laporan|dokumen|keputusan|rekomendasi|surat\s+(?:keterangan|izin|balasan|jawaban|tugas|perintah|edaran))\b", re.I
)
UNFINISHED = re.compile(
    r"\b(?:dra[f]t?|konsep|rancangan|format|formulir|form|data|bahan|undangan|disposisi|permintaan|usulan)\b", re.I
)
OF_OTHERS = re.compile(
    r"\bpersyaratan\b|\b(?:laporan|dokumen)\s+(?:dari\s+)?(?:warga|masyarakat|penduduk|pemohon|pelapor|permohonan|pendukung|RT|RW)\b"
    r"|\bsurat\s+\w+\s+dari\b", re.I,
)  # fmt: skip
"""Documents that came in; nobody here has to approve them."""
FOR_APPROVAL = re.compile(
    r"koreksi|setuj|tanda\s*tangan|ditandatangani|paraf|pengesahan|disahkan|verifikasi|diperiksa|ditelaah|arahan|reviu", re.I
)
APPROVING = re.compile(
    r"tanda\s*tangan|menandatangan|penandatangan|paraf|setuj|mengesahkan|pengesahan|disahkan|ditetapkan|menetapkan", re.I
)
ARCHIVING = re.compile(r"\barsip|mengarsip|pengarsip|diarsip|menyimpan\b.*\b(?:dokumen|laporan|berkas|surat)", re.I)


@rule(
    "FL-11", "warning", "Disampaikan sebelum disetujui",
    why="Dokumen yang keluar harus lebih dahulu disetujui atau ditandatangani pejabat yang berwenang.",
    mend="Tambahkan langkah persetujuan atau penandatanganan sebelum langkah ini.", source=OWN,
)  # fmt: skip
def handed_out_unapproved(sop: Sop, _context: Context) -> Hits:
    approved = False
    for place, step in enumerate(sop.steps):
        text = step.text or ""
        if not approved and hands_out(text):
            yield Hit(
                f"steps[{place}].text",
                f"Langkah {place + 1} menyampaikan dokumen, tetapi belum ada langkah persetujuan atau tanda tangan.",
                text,
            )
        approved = approved or _approves(step)


def hands_out(text: str) -> bool:
    return bool(HANDING_OUT.match(text) and FINISHED.search(text)) and not (
        UNFINISHED.search(text) or FOR_APPROVAL.search(text) or OF_OTHERS.search(text)
    )


def _approves(step: Step) -> bool:
    return (
        step.activity in ("sign", "verify") or "signs" in (step.parts or {}).values() or bool(APPROVING.search(step.text or ""))
    )


@rule(
    "FL-12", "warning", "Diarsipkan tanpa pencatatan",
    why="Arsip yang tidak dicatat tidak dapat ditemukan kembali.",
    mend="Tulis di Pencatatan dan Pendataan apa yang dicatat, di mana, dan berapa lama disimpan.",
    source="PermenPANRB 35/2012, Lampiran (bagian identitas: Pencatatan dan Pendataan)",
)  # fmt: skip
def archived_unrecorded(sop: Sop, _context: Context) -> Hits:
    for place, step in enumerate(sop.steps if not sop.records and sop.kind != "sop_ap_table" else ()):
        if ARCHIVING.search((step.text or "")[:500]):
            yield Hit(f"steps[{place}].text", "Dokumen diarsipkan, tetapi Pencatatan dan Pendataan kosong.", step.text)
