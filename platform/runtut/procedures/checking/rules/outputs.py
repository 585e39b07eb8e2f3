"""What goes into a step and comes out: empty cells, slipped cells, and chains that do not join."""

from runtut.calendar import parse_duration
from runtut.procedures.checking.context import Context
from runtut.procedures.checking.rule import OWN, Hit, Hits, rule
from runtut.procedures.checking.words import share_a_topic
from runtut.procedures.model import Sop, following

QUALITY = "PermenPANRB 35/2012, Lampiran (mutu baku: Kelengkapan, Output)"


def is_duration(text: str | None) -> bool:
    try:
        return bool(text) and parse_duration(text or "").minutes > 0
    except ValueError:
        return False


@rule(
    "FL-04", "error", "Kolom output atau kelengkapan berisi waktu",
    why="Isi sel bergeser dari kolom Waktu; hasil langkah itu menjadi tidak diketahui.",
    mend="Pindahkan waktunya ke kolom Waktu dan tulis dokumen atau data yang dihasilkan.", source=QUALITY,
)  # fmt: skip
def cell_holds_a_duration(sop: Sop, _context: Context) -> Hits:
    for place, step in enumerate(sop.steps):
        for key, label in (("output", "Output"), ("requirement", "Kelengkapan")):
            text = getattr(step, key)
            if is_duration(text):
                yield Hit(f"steps[{place}].{key}", f"{label} langkah {place + 1} berisi waktu (“{text}”).", text)


@rule(
    "FL-06", "warning", "Output tidak dipakai langkah berikutnya",
    why="Hasil suatu langkah menjadi kelengkapan langkah berikutnya; bila tidak, ada dokumen hilang atau sel bergeser.",
    mend="Samakan output dengan kelengkapan langkah berikutnya, atau tambahkan langkah yang menghubungkannya.", source=OWN,
)  # fmt: skip
def output_is_not_used(sop: Sop, _context: Context) -> Hits:
    for place, step in enumerate(sop.steps):
        after = following(sop, place)
        needs = None if after is None else sop.steps[after].requirement
        if after is None or not step.output or not needs or share_a_topic(step.output, needs):
            continue
        said = f"Output langkah {place + 1} (“{step.output}”) bukan kelengkapan langkah {after + 1} (“{needs}”)."
        yield Hit(f"steps[{place}].output", said, f"{step.output} ≠ {needs}")


@rule(
    "FL-14", "info", "Hasil akhir tidak sesuai dengan judul",
    why="Judul SOP terdiri atas aspek kegiatan dan hasil akhirnya; hasil langkah terakhir seharusnya dikenali dari judul.",
    mend="Sesuaikan judul dengan hasil akhirnya, atau lengkapi output langkah terakhir.",
    source="PermenPANRB 35/2012, Lampiran (identifikasi judul SOP: aspek dan output final)",
)  # fmt: skip
def result_is_not_the_title(sop: Sop, _context: Context) -> Hits:
    """A receipt or a letter at the end is all right where its sentence or what it needs speaks of the title's matter."""
    title, step = sop.identity.title, sop.steps[-1] if sop.steps else None
    last = step.output if step else None
    if step is None or not title or not last:
        return
    if not any(share_a_topic(title, words) for words in (last, step.text, step.requirement) if words):
        yield Hit(
            f"steps[{len(sop.steps) - 1}].output", f"Output terakhir (“{last}”) tidak sesuai dengan judul “{title}”.", last
        )


@rule(
    "FL-16", "warning", "Kelengkapan kosong",
    why="Pelaksana perlu tahu dengan apa ia mulai bekerja.",
    mend="Tulis dokumen atau data yang harus ada sebelum langkah dimulai.",
    source=QUALITY,
)  # fmt: skip
def requirement_is_empty(sop: Sop, _context: Context) -> Hits:
    for place, step in enumerate(sop.steps):
        if not step.requirement:
            yield Hit(f"steps[{place}].requirement", f"Kelengkapan langkah {place + 1} kosong.")


@rule(
    "FL-17", "warning", "Output kosong",
    why="Langkah tanpa hasil tidak dapat dinyatakan selesai.", mend="Tulis dokumen atau data yang dihasilkan langkah itu.",
    source=QUALITY,
)  # fmt: skip
def output_is_empty(sop: Sop, _context: Context) -> Hits:
    for place, step in enumerate(sop.steps):
        if not step.output:
            yield Hit(f"steps[{place}].output", f"Output langkah {place + 1} kosong.")
