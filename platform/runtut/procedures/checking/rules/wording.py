"""Words: foreign ones with an Indonesian word, words broken by a line wrap, and placeholders left in."""

import re
from collections.abc import Iterator

from runtut.procedures.checking.context import Context
from runtut.procedures.checking.rule import OWN, Hit, Hits, rule
from runtut.procedures.checking.rules.names import body
from runtut.procedures.checking.words import BROKEN, FOREIGN
from runtut.procedures.model import Sop

PATTERN = re.compile(rf"(?<![\w-])(?:{'|'.join(sorted(map(re.escape, FOREIGN), key=len, reverse=True))})(?![\w-])", re.I)
NOT_BROKEN = re.compile(
    r"(?:golongan|tingkat|kelas|eselon|triwulan|semester|bidang|bagian|wilayah|asisten|lampiran|kelompok|seksi|tahap|huruf|butir"
    r"|jurusan|pembantu|jilid)\s\w\b|[a-z]+\san\.\s?[A-Z]"
)  # fmt: skip
"""A numeral or letter behind what is counted by it (`golongan i`), and `an.` for atas nama."""
PLACEHOLDER = re.compile(
    r"\{[^{}]{1,40}\}|\[(?:nama|isi|opd|pemda|tanggal|nomor|jabatan|instansi)[^\[\]]{0,40}\]"
    r"|<[a-z_ ]{3,30}>|_{4,}|\.{6,}|…{2,}|\bx{3,}\b",
    re.I,
)


@rule(
    "WD-01", "info", "Kata asing yang ada padanannya",
    why="Naskah dinas memakai bahasa Indonesia yang baku.", mend="Ganti dengan padanannya.",
    source="Tata naskah dinas: bahasa Indonesia baku; Kamus Besar Bahasa Indonesia",
)  # fmt: skip
def word_is_foreign(sop: Sop, _context: Context) -> Hits:
    """One finding for each word, at its first place."""
    places: dict[str, list[str]] = {}
    for at, word in _foreign(sop):
        places.setdefault(word, []).append(at)
    for word, found in places.items():
        more = f" (juga di {len(found) - 1} tempat lain)" if len(found) > 1 else ""
        yield Hit(found[0], f"“{word}” dapat ditulis “{FOREIGN[word]}”{more}.", word)


def _foreign(sop: Sop) -> Iterator[tuple[str, str]]:
    for at, text in body(sop):
        for word in dict.fromkeys(match[0].lower() for match in PATTERN.finditer(text)):
            yield at, word


@rule(
    "WD-02", "info", "Kata terpotong",
    why="Kata yang terpotong oleh pergantian baris tidak terbaca dan tidak ditemukan oleh pencarian.",
    mend="Sambung kembali katanya.",
    source=OWN,
)  # fmt: skip
def word_is_broken(sop: Sop, _context: Context) -> Hits:
    for at, text in body(sop):
        match = next((one for one in BROKEN.finditer(text) if not NOT_BROKEN.match(one[0] + text[one.end() :][:4])), None)
        if match:
            yield Hit(at, f"“{match[0]}” tampaknya kata yang terpotong: “{match[1]}{match[2]}”.", match[0])


@rule(
    "WD-03", "error", "Isian templat belum diganti",
    why="Tanda isian yang tertinggal menunjukkan naskah belum selesai.", mend="Ganti dengan isi yang sebenarnya.", source=OWN,
)  # fmt: skip
def placeholder_is_left(sop: Sop, _context: Context) -> Hits:
    own = sop.identity
    cells = [(f"identity.{key}", getattr(own, key)) for key in ("title", "pemda", "opd")]
    for at, text in (*((at, text) for at, text in cells if text), *body(sop)):
        if match := PLACEHOLDER.search(text):
            yield Hit(at, f"Isian “{match[0]}” belum diganti.", match[0])
