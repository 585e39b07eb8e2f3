"""Standard times: missing, unreadable, of the wrong unit, and their sum against the reporting window."""

import re

from runtut.calendar import MINUTES_PER_DAY, say_duration
from runtut.procedures.checking.context import Context
from runtut.procedures.checking.owner import is_template
from runtut.procedures.checking.rule import OWN, Hit, Hits, Rule, register, rule
from runtut.procedures.checking.standard_time import sums
from runtut.procedures.checking.words import figure
from runtut.procedures.model import Sop

QUALITY = "PermenPANRB 35/2012, Lampiran (mutu baku: Waktu)"
A_REPORT = re.compile(r"pantau|monitor|monev|evaluasi|pengukuran|lapor|capaian|kinerja", re.I)
OF_A_QUARTER = re.compile(r"kinerja|triwulan|monev|renja|rkpd", re.I)
OF_ANOTHER_TIME = re.compile(r"\btahunan\b|\bakhir\s+tahun\b|\brenstra\b|rencana\s+strategis|\bpegawai\b|\bskp\b", re.I)

register(
    Rule(
        "FL-05", "warning", "Satuan di kepala kolom berbeda dari isi kolom",
        "Kepala kolom “Waktu (menit)” membuat “2 Jam” terbaca sebagai 2 menit.",
        "Hapus satuan dari kepala kolom, atau ubah semua waktu ke satuan itu.", OWN, "content", True,
    )
)  # fmt: skip


@rule(
    "FL-03", "error", "Waktu baku kosong",
    why="Tanpa waktu baku keterlambatan tidak dapat diketahui dan lama seluruh prosedur tidak dapat dihitung.",
    mend="Isi waktu langkah itu, misalnya “2 jam” atau “1 hari”.", source=QUALITY,
)  # fmt: skip
def time_is_missing(sop: Sop, _context: Context) -> Hits:
    for place, step in enumerate(sop.steps):
        if step.time is None:
            yield Hit(f"steps[{place}].time", f"Waktu langkah {place + 1} kosong.")


@rule(
    "FL-20", "warning", "Waktu baku tidak terukur",
    why="Waktu harus berupa angka dengan satuan agar dapat dijumlahkan dan dijadikan tenggat.",
    mend="Tulis angka dan satuannya: menit, jam, hari, minggu atau bulan.", source=QUALITY,
)  # fmt: skip
def time_is_no_quantity(sop: Sop, _context: Context) -> Hits:
    told = {finding.at for finding in sop.findings if finding.code == "RD-03"}
    for place, step in enumerate(sop.steps):
        if f"steps[{place}].time" not in told and step.time is not None and not step.time.anchor and not step.time.minutes:
            yield Hit(
                f"steps[{place}].time",
                f"Waktu langkah {place + 1} (“{step.time.raw}”) bukan angka dengan satuan.",
                step.time.raw,
            )


@rule(
    "FL-13", "warning", "Jumlah waktu baku melampaui tenggat pelaporan",
    why="Bila semua langkah menghabiskan waktunya, laporan terlambat walaupun setiap pelaksana tepat waktu.",
    mend="Perpendek langkah terpanjang, kerjakan sebagian sebelum periode berakhir, atau atur tenggat daerah di pengaturan.",
    source="Tenggat menurut pengaturan daerah; bila tidak diatur PP 39/2006 (5 hari kerja setelah triwulan)",
)  # fmt: skip
def sum_exceeds_the_window(sop: Sop, context: Context) -> Hits:
    window = context.window
    if window is None or is_template(sop) or not is_a_report(sop):
        return
    found = sums(sop)
    at_least = "sedikitnya " if found.unknown else ""
    if found.straight > window.minutes:
        said = f"Jumlah waktu baku {at_least}{_said(found.straight)} melampaui {window.name} ({say_duration(window.minutes)})."
        again = f" Bila setiap pengembalian terjadi satu kali: {_said(found.returned)}." if found.returns else ""
        yield Hit("steps", said + again, f"{found.straight} > {window.minutes} menit")
    elif found.returned > window.minutes:
        total = f"Bila dikembalikan satu kali, jumlah waktu baku {at_least}{_said(found.returned)}"
        said = f"{total} melampaui {window.name} ({say_duration(window.minutes)})."
        yield Hit("steps", said, f"{found.returned} > {window.minutes} menit", "info")


def is_a_report(sop: Sop) -> bool:
    """Whether the SOP makes a quarterly performance report, by its title or by a reporting title with a quarter in a step."""
    title = sop.identity.title or ""
    if not A_REPORT.search(title):
        return False
    if "triwulan" in title.lower():
        return True
    if OF_ANOTHER_TIME.search(title):
        return False
    return bool(OF_A_QUARTER.search(title)) or any("triwulan" in (step.text or "").lower() for step in sop.steps)


def _said(minutes: int) -> str:
    return f"{figure(minutes)} menit ({figure(minutes / MINUTES_PER_DAY, 2)} hari kerja)"
