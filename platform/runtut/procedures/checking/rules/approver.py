"""Whoever puts the SOP into force: NIP, rank and capacity."""

import re
from datetime import date

from runtut.procedures.checking.context import Context
from runtut.procedures.checking.rule import Hit, Hits, rule
from runtut.procedures.checking.words import folded
from runtut.procedures.model import Approver, Sop

NIP_LENGTH = 18
GROUPS = (8, 6, 1, 3)
PPPK_MONTH = 21
RANKS = {
    "juru muda": "I/a", "juru muda tingkat i": "I/b", "juru": "I/c", "juru tingkat i": "I/d",
    "pengatur muda": "II/a", "pengatur muda tingkat i": "II/b", "pengatur": "II/c", "pengatur tingkat i": "II/d",
    "penata muda": "III/a", "penata muda tingkat i": "III/b", "penata": "III/c", "penata tingkat i": "III/d",
    "pembina": "IV/a", "pembina tingkat i": "IV/b", "pembina utama muda": "IV/c", "pembina utama madya": "IV/d",
    "pembina utama": "IV/e",
}  # fmt: skip
GRADE = re.compile(r"\b(I{1,3}|IV)\s*[/.\-]\s*([a-e])\b", re.I)
ACTING = {
    "plt": ("pelaksana tugas", "Plt."), "plh": ("pelaksana harian", "Plh."), "pj": ("penjabat", "Pj."),
    "pjs": ("penjabat sementara", "Pjs."), "an": ("pejabat lain atas nama", "a.n."), "a.n": ("pejabat lain atas nama", "a.n."),
    "ub": ("pejabat lain untuk beliau", "u.b."), "u.b": ("pejabat lain untuk beliau", "u.b."),
}  # fmt: skip
CAPACITY = re.compile(r"^\W*(plt|plh|pjs|pj|a\.n|an|u\.b)(?:\.|\s)\s*\S", re.I)
IN_FULL = re.compile(
    r"^\W*(?:(?P<plt>pelaksana\s+tugas)|(?P<plh>pelaksana\s+harian)|(?P<pjs>penjabat\s+sementara)"
    r"|(?P<pj>penjabat(?!\s+(?:fungsional|struktural|pelaksana|yang)))|(?P<an>atas\s+nama)|(?P<ub>untuk\s+beliau))\s+\S", re.I,
)  # fmt: skip


@rule(
    "ID-07", "error", "NIP tidak sah",
    why="NIP terdiri atas 18 angka: tanggal lahir, bulan pengangkatan, jenis kelamin dan nomor urut.",
    mend="Salin NIP dari keputusan kepegawaian; tulis 18 angka dengan pengelompokan 8-6-1-3.",
    source="Susunan NIP 18 angka (Perka BKN 22/2007, perlu diverifikasi)", about="owner", seen_in_source=True,
)  # fmt: skip
def nip_is_invalid(sop: Sop, context: Context) -> Hits:
    by = sop.identity.approved_by
    if by is None or not (by.name or by.position):
        return
    if by.nip is None and context.awaits_approval:
        return
    if by.nip is None:
        yield Hit("identity.approved_by.nip", "NIP pejabat yang mengesahkan tidak dicantumkan.", None, "info")
    elif fault := nip_fault(by.nip):
        yield Hit("identity.approved_by.nip", fault, by.nip)


def nip_fault(nip: str) -> str | None:
    digits = re.sub(r"\D", "", nip)
    if re.search(r"[^\d\s.]", nip) or not digits:
        return f"NIP “{nip}” memuat huruf atau tanda; seharusnya 18 angka."
    if len(digits) != NIP_LENGTH:
        return f"NIP {len(digits)} angka; seharusnya {NIP_LENGTH}."
    if nip.strip(" .") != digits and tuple(len(part) for part in re.split(r"[\s.]+", nip.strip(" ."))) != GROUPS:
        return f"Spasi NIP tidak pada tempatnya (“{nip}”); pengelompokannya 8-6-1-3."
    if not _is_date(digits[:8]):
        return f"NIP tidak dimulai dengan tanggal lahir yang ada di kalender ({digits[:8]})."
    if not 1 <= int(digits[12:14]) <= 12 and int(digits[12:14]) != PPPK_MONTH:
        return f"Bulan pengangkatan di dalam NIP tidak ada ({digits[12:14]})."
    return None if digits[14] in "12" else f"Angka jenis kelamin di dalam NIP harus 1 atau 2, bukan {digits[14]}."


def _is_date(digits: str) -> bool:
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:])).year >= 1930
    except ValueError:
        return False


@rule(
    "ID-08", "warning", "Pangkat dan golongan tidak cocok",
    why="Setiap golongan ruang mempunyai satu nama pangkat.",
    mend="Tulis pangkat dan golongan menurut keputusan kenaikan pangkat terakhir.",
    source="PP 99/2000 jo. PP 12/2002 tentang kenaikan pangkat (perlu diverifikasi)", about="identity",
)  # fmt: skip
def rank_does_not_fit(sop: Sop, _context: Context) -> Hits:
    by = sop.identity.approved_by
    rank = (by.rank if by else None) or ""
    grade = GRADE.search(rank)
    if grade is None:
        return
    named, written = _rank_name(rank[: grade.start()]), f"{grade[1].upper()}/{grade[2].lower()}"
    if named in RANKS and RANKS[named] != written:
        right = next((name for name, of in RANKS.items() if of == written), "")
        rightly = f"; {written} adalah {_title(right)}" if right else ""
        yield Hit(
            "identity.approved_by.rank", f"Pangkat “{_title(named)}” tidak cocok dengan golongan “{grade[0]}”{rightly}.", rank
        )


def _rank_name(words: str) -> str:
    plain = re.sub(r"\b(?:pangkat|golongan|gol|ruang)\b|[^a-z ]", " ", folded(words))
    return " ".join(re.sub(r"\b(?:tk|tkt|tingkat)\b\s*(?:i|1)?\b", "tingkat i", plain).split())


def _title(name: str) -> str:
    return " ".join(word.upper() if word == "i" else word.capitalize() for word in name.split())


@rule(
    "ID-09", "info", "Disahkan oleh pejabat yang bukan definitif",
    why="Pelaksana tugas, pelaksana harian dan penjabat mempunyai batas kewenangan; pengesahannya perlu dasar penunjukan.",
    mend="Pastikan surat penunjukannya mencakup pengesahan SOP, lalu catat nomornya; sahkan ulang bila perlu.",
    source="UU 30/2014 Pasal 14; SE Kepala BKN 1/SE/I/2021 (perlu diverifikasi)", about="identity",
)  # fmt: skip
def approver_is_acting(sop: Sop, _context: Context) -> Hits:
    position = (sop.identity.approved_by or Approver()).position or ""
    short, full = CAPACITY.match(position), IN_FULL.match(position)
    if capacity := short[1].lower() if short else full and full.lastgroup:
        words, short_form = ACTING[capacity]
        yield Hit("identity.approved_by.position", f"Disahkan oleh {words} ({short_form}).", position)
