"""Who does a step: marks that are missing, doubled or in the wrong column, and columns that nobody uses."""

import re

from runtut.procedures.checking.context import Context
from runtut.procedures.checking.rule import OWN, Hit, Hits, rule
from runtut.procedures.checking.words import folded
from runtut.procedures.model import Sop, Step

TABLE = "PermenPANRB 35/2012, Lampiran (bagian flowchart: kolom Pelaksana)"
BY_WHOM = re.compile(r"\boleh\s+([^,.;()]+)", re.I)
SUBORDINATE = re.compile(
    r"\b(?:untuk|yang|telah|sudah|agar|guna|supaya|setelah)\s+(?:\w+\s+){0,3}?di\s?[a-z]{3,}[^,.;()]*$", re.I
)
"""Before `oleh`: somebody signs at another time, not in this step (`untuk ditandatangani oleh Camat`)."""
SIGNING = re.compile(r"tanda\s*tangan|menandatangan|penandatangan|mengesahkan|pengesahan|menyetujui|mengoreksi", re.I)


@rule(
    "FL-01", "error", "Langkah tanpa pelaksana",
    why="Langkah yang tidak ditugaskan kepada siapa pun tidak akan dikerjakan.",
    mend="Tandai satu kolom pelaksana pada baris itu.", source=TABLE,
)  # fmt: skip
def step_has_no_actor(sop: Sop, _context: Context) -> Hits:
    for place, step in enumerate(sop.steps):
        if not step.actors:
            yield Hit(f"steps[{place}].actors", f"Langkah {place + 1} tanpa pelaksana: tidak ada tanda di kolom mana pun.")


@rule(
    "FL-02", "warning", "Lebih dari satu pelaksana tanpa pembagian tugas",
    why="Bila beberapa kolom bertanda, tidak jelas siapa yang bertanggung jawab atas langkah itu.",
    mend="Pecah langkahnya, atau tetapkan siapa mengerjakan, memimpin, ikut serta, menandatangani dan menerima.", source=OWN,
)  # fmt: skip
def step_has_several_actors(sop: Sop, _context: Context) -> Hits:
    for place, step in enumerate(sop.steps):
        doers = [actor for actor in step.actors if step.part(actor) == "does"]
        if len(doers) > 1:
            who = ", ".join(doers)
            yield Hit(f"steps[{place}].actors", f"Langkah {place + 1} bertanda pada {len(doers)} pelaksana: {who}.", who)


@rule(
    "FL-09", "warning", "Kolom pelaksana tidak dipakai",
    why="Kolom tanpa tanda berarti tandanya hilang atau jabatan itu tidak terlibat.",
    mend="Tandai langkah milik jabatan itu, atau hapus kolomnya.", source=TABLE,
)  # fmt: skip
def column_is_never_used(sop: Sop, _context: Context) -> Hits:
    used = {actor for step in sop.steps for actor in step.actors}
    for place, actor in enumerate(sop.actors if sop.steps else ()):
        if actor not in used:
            yield Hit(f"actors[{place}]", f"Kolom pelaksana “{actor}” tidak dipakai langkah mana pun.", actor)


@rule(
    "FL-15", "warning", "Tanda berada di kolom yang salah",
    why="Kalimat langkah menyebut pelaku yang bukan pemilik kolom bertanda.",
    mend="Pindahkan tanda ke kolom pelaku yang disebut, atau perbaiki kalimatnya.", source=OWN,
)  # fmt: skip
def mark_contradicts_the_sentence(sop: Sop, _context: Context) -> Hits:
    for place, step in enumerate(sop.steps):
        named = _doer_in(step, sop.actors)
        if named and step.actors and named not in step.actors:
            marked = ", ".join(step.actors)
            said = f"Langkah {place + 1} bertanda di kolom {marked}, padahal kalimatnya menyebut {named}."
            yield Hit(f"steps[{place}].actors", said, step.text)


def _doer_in(step: Step, actors: tuple[str, ...]) -> str | None:
    """The column that the sentence names as its doer: `oleh Kepala` of a signature, or the subject it begins with."""
    text = step.text or ""
    match = BY_WHOM.search(text)
    if match and SIGNING.search(text) and not SUBORDINATE.search(text[: match.start()][-200:]):
        words = folded(match[1])
        fitting = [actor for actor in actors if folded(actor).startswith(words) or words.startswith(folded(actor))]
        return fitting[0] if len(fitting) == 1 else _head_of(fitting)
    starting = [actor for actor in actors if folded(text).startswith(folded(actor) + " ")]
    return max(starting, key=len) if starting else None


def _head_of(fitting: list[str]) -> str | None:
    """`Kepala` alone is the head of the office, not of a part of it."""
    heads = [actor for actor in fitting if not re.match(r"kepala\s+(?:bidang|seksi|sub|bagian|urusan|upt)", actor, re.I)]
    return heads[0] if len(heads) == 1 else None


@rule(
    "FL-23", "info", "Hanya satu pelaksana",
    why="SOP administratif dikerjakan lebih dari satu pelaksana; pekerjaan satu orang ditulis sebagai SOP teknis.",
    mend="Pastikan jenis SOP-nya; tambahkan pelaksana lain bila memang terlibat.",
    source="Permendagri 52/2011 (SOP administratif dan SOP teknis)",
)  # fmt: skip
def only_one_actor(sop: Sop, _context: Context) -> Hits:
    if len(sop.actors) == 1 and sop.steps:
        yield Hit("actors", f"Seluruh langkah dikerjakan satu pelaksana ({sop.actors[0]}).", sop.actors[0])
