"""The parts of the identity block that must say something, and whom the SOP belongs to."""

from runtut.procedures.checking.context import Context
from runtut.procedures.checking.rule import Hit, Hits, rule
from runtut.procedures.model import Approver, Sop

DUTIES = {"warnings": "Peringatan", "records": "Pencatatan dan Pendataan"}
PARTS = {
    "legal_basis": "Dasar Hukum", "qualifications": "Kualifikasi Pelaksana", "equipment": "Peralatan/Perlengkapan",
}  # fmt: skip
CELLS = {"pemda": "Nama pemerintah daerah", "opd": "Nama perangkat daerah", "created_on": "Tanggal Pembuatan"}


@rule(
    "ID-13", "warning", "Peringatan atau Pencatatan kosong",
    why="Peringatan mengatakan akibat bila SOP tidak dijalankan, Pencatatan mengatakan apa yang harus dicatat dan disimpan.",
    mend="Tulis sekurangnya satu kalimat pada bagian itu.",
    source="PermenPANRB 35/2012, Lampiran (bagian identitas: Peringatan; Pencatatan dan Pendataan)", about="identity",
)  # fmt: skip
def duty_is_empty(sop: Sop, _context: Context) -> Hits:
    for key, label in DUTIES.items():
        if not getattr(sop, key):
            yield Hit(key, f"{label} kosong.")


@rule(
    "ID-15", "warning", "Isian pokok identitas kosong",
    why="Judul, pemilik, tanggal, pengesah, dasar hukum, kualifikasi dan peralatan termasuk isi wajib bagian identitas.",
    mend="Lengkapi isian yang disebut.", source="PermenPANRB 35/2012, Lampiran (bagian identitas)", about="identity",
)  # fmt: skip
def part_is_empty(sop: Sop, _context: Context) -> Hits:
    if not sop.identity.title:
        yield Hit("identity.title", "Judul SOP kosong.", severity="error")
    for key, label in PARTS.items():
        if not getattr(sop, key):
            yield Hit(key, f"{label} kosong.")


@rule(
    "ID-16", "warning", "Pemilik atau pengesah tidak disebut",
    why="Tanpa nama pemerintah daerah, perangkat daerah, tanggal dan pejabat yang mengesahkan, SOP tidak mengikat siapa pun.",
    mend="Lengkapi isian yang disebut.", source="PermenPANRB 35/2012, Lampiran (bagian identitas)", about="owner",
)  # fmt: skip
def owner_is_not_named(sop: Sop, context: Context) -> Hits:
    for key, label in CELLS.items():
        if not getattr(sop.identity, key):
            yield Hit(f"identity.{key}", f"{label} tidak disebut.")
    by = sop.identity.approved_by or Approver()
    if not by.position:
        yield Hit("identity.approved_by", "Jabatan yang mengesahkan tidak disebut.")
    if not by.name and not context.awaits_approval:
        yield Hit(
            "identity.approved_by.name" if by != Approver() else "identity.approved_by",
            "Nama pejabat yang mengesahkan tidak disebut.",
        )
