"""The sentence of a step: an active verb first, no subject, and not empty."""

import re

from runtut.procedures.checking.context import Context
from runtut.procedures.checking.rule import Hit, Hits, rule
from runtut.procedures.checking.words import LETTERED, first_word, folded, is_active_verb
from runtut.procedures.model import Sop

WORDING = "PermenPANRB 35/2012, Lampiran (penulisan kegiatan: kata kerja aktif tanpa subjek)"
POSITIONS = re.compile(
    r"(?:kepala\s+(?:dinas|badan|bidang|bagian|seksi|sub\s*bag\w*|kantor|daerah|puskesmas|upt)\b|kepala\b|kasubb?ag\b|kabid\b|kabag\b|kasi\b"
    r"|kadis\b|sekretaris(?:\s+daerah|\s+dinas|\s+kecamatan)?\b|sekda\b|sekcam\b|camat\b|lurah\b|bupati\b|wali\s*kota\b|gubernur\b"
    r"|asisten\b|inspektur\b|irban\b|tim\b|staf\b|pelaksana\b|petugas\b|bendahara\b|pejabat\b|operator\b|pemohon\b|pengelola\b|jfu\b)"
    r"(?:\s+\w+)??(?=\s+(?:me|ber|di)[a-z]{3})", re.I,
)  # fmt: skip
CONDITION = re.compile(r"^\W*(?:apakah|apabila|bila|jika|tidak|ya\b)", re.I)


@rule(
    "FL-10", "warning", "Kalimat langkah tanpa kata kerja aktif atau dengan pelaku",
    why="Kegiatan ditulis dengan kata kerja aktif; pelakunya sudah ditunjukkan oleh kolom Pelaksana.",
    mend="Mulai kalimat dengan kata kerja, misalnya “Menandatangani …”, tanpa menyebut pelaku.", source=WORDING,
)  # fmt: skip
def sentence_is_no_action(sop: Sop, _context: Context) -> Hits:
    for place, step in enumerate(sop.steps):
        text = step.text or ""
        if not text.strip() or CONDITION.match(text):
            continue
        if subject := subject_of(text, sop.actors):
            yield Hit(f"steps[{place}].text", f"Langkah {place + 1} menyebut pelaku di awal kalimat (“{subject}”).", subject)
        elif not is_active_verb(first_word(text)):
            first = first_word(text)
            yield Hit(f"steps[{place}].text", f"Langkah {place + 1} tidak diawali kata kerja aktif (“{first}”).", first)


def subject_of(text: str, actors: tuple[str, ...]) -> str | None:
    """The actor that the sentence begins with, as it is written there."""
    plain = LETTERED.sub("", text).strip()
    for actor in sorted(actors, key=len, reverse=True):
        if folded(plain).startswith(folded(actor) + " "):
            return plain[: len(actor)]
    match = POSITIONS.match(plain)
    return match[0] if match else None


@rule(
    "FL-22", "error", "Langkah tanpa uraian", why="Baris tanpa kalimat tidak memberi tahu apa yang harus dikerjakan.",
    mend="Tulis kegiatannya, atau hapus barisnya.", source=WORDING,
)  # fmt: skip
def sentence_is_empty(sop: Sop, _context: Context) -> Hits:
    for place, step in enumerate(sop.steps):
        if not (step.text or "").strip():
            yield Hit(f"steps[{place}].text", f"Langkah {place + 1} tidak berisi uraian kegiatan.")
