"""The flow as it is drawn: start and end, numbers, decisions, and steps that nothing leads to."""

import re

from runtut.procedures.checking.context import Context
from runtut.procedures.checking.rule import OWN, Hit, Hits, rule
from runtut.procedures.model import Sop, reaches_end, returning, unreached

SYMBOLS = "PermenPANRB 35/2012, Lampiran (simbol flowchart)"
A_DECISION = re.compile(r"\b(?:mem|di|pem)?verifikasi\b|\bapakah\b|\bdi\s?kembalikan\b", re.I)


@rule(
    "FL-07", "warning", "Tanda mulai atau selesai tidak ada",
    why="Kapsul mulai dan selesai menunjukkan di mana prosedur berawal dan berakhir.",
    mend="Beri simbol mulai pada langkah pertama dan simbol selesai pada langkah terakhir, masing-masing satu.", source=SYMBOLS,
)  # fmt: skip
def start_or_end_is_missing(sop: Sop, _context: Context) -> Hits:
    shapes = [step.shape for step in sop.steps]
    if not shapes:
        return
    lacking = [word for shape, word in (("start", "mulai"), ("end", "selesai")) if shape not in shapes]
    if lacking:
        yield Hit("steps", f"Tanda {' dan '.join(lacking)} tidak ada.", ", ".join(lacking))
    if shapes.count("start") > 1:
        yield Hit("steps", f"Tanda mulai ada {shapes.count('start')}; seharusnya satu.", "mulai")


@rule(
    "FL-08", "error", "Nomor langkah melompat atau berulang",
    why="Nomor menjadi rujukan antarlangkah; nomor ganda atau hilang membuat alurnya salah dibaca.",
    mend="Nomori ulang langkah dari 1 tanpa jeda.", source=OWN,
)  # fmt: skip
def numbers_are_broken(sop: Sop, _context: Context) -> Hits:
    if sop.steps and all(step.no is None for step in sop.steps):
        yield Hit("steps[0].no", "Tidak satu pun langkah bernomor.", severity="warning")
        return
    for place, step in enumerate(sop.steps):
        if step.no is None:
            yield Hit(f"steps[{place}].no", f"Baris ke-{place + 1} tidak bernomor.")
        elif step.no != _expected(sop, place):
            yield Hit(
                f"steps[{place}].no",
                f"Baris ke-{place + 1} bernomor {step.no}; seharusnya {_expected(sop, place)}.",
                str(step.no),
            )


def _expected(sop: Sop, place: int) -> int:
    """One more than the row above, so that one gap is told once."""
    above = sop.steps[place - 1].no if place else 0
    return above + 1 if above is not None else place + 1


@rule(
    "FL-18", "warning", "Keputusan tanpa jalan kembali",
    why="Belah ketupat mempunyai dua jalan keluar, Ya dan Tidak; tanpa tujuan “Tidak” berkas yang ditolak tidak ke mana-mana.",
    mend="Tunjuk langkah tujuan bila dikembalikan.", source=SYMBOLS,
)  # fmt: skip
def decision_goes_nowhere(sop: Sop, _context: Context) -> Hits:
    for place, step in enumerate(sop.steps):
        if step.shape == "decision" and step.on_return is None:
            yield Hit(
                f"steps[{place}].on_return", f"Langkah {place + 1} adalah keputusan, tetapi tujuan bila ditolak tidak ditunjuk."
            )
        elif returning(sop, place) == place:
            said = f"Langkah {place + 1} mengembalikan kepada dirinya sendiri; tunjuk langkah yang memperbaiki."
            yield Hit(f"steps[{place}].on_return", said, str(step.on_return))


@rule(
    "FL-19", "error", "Alur tidak sampai pada akhir",
    why="Langkah yang tidak dicapai tidak akan dikerjakan, dan alur yang berputar tidak pernah selesai.",
    mend="Periksa tujuan setiap langkah.", source=OWN,
)  # fmt: skip
def flow_is_lost(sop: Sop, _context: Context) -> Hits:
    if sop.steps and not reaches_end(sop):
        yield Hit("steps", "Alur berputar dan tidak pernah sampai pada akhir.")
    for place in unreached(sop):
        yield Hit(f"steps[{place}]", f"Langkah {place + 1} tidak pernah dicapai oleh alur.")


@rule(
    "FL-21", "info", "Verifikasi tanpa simbol keputusan",
    why="Verifikasi dapat menerima atau mengembalikan; tanpa belah ketupat kemungkinan ditolak tidak terlihat.",
    mend="Ubah simbolnya menjadi belah ketupat dan tunjuk langkah tujuan bila dikembalikan.", source=SYMBOLS,
)  # fmt: skip
def check_is_no_decision(sop: Sop, _context: Context) -> Hits:
    for place, step in enumerate(sop.steps):
        if step.shape != "decision" and step.on_return is None and A_DECISION.search(step.text or ""):
            yield Hit(
                f"steps[{place}].shape", f"Langkah {place + 1} memeriksa, tetapi digambar tanpa keputusan Ya/Tidak.", step.text
            )
