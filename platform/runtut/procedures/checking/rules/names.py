"""Names: of the SOP itself, of foreign regions and offices left in the body, and of related SOPs."""

import re
from collections.abc import Iterator
from functools import lru_cache

from runtut.procedures.checking.context import Context
from runtut.procedures.checking.owner import kind_of_office
from runtut.procedures.checking.regions import foreign_regions
from runtut.procedures.checking.rule import OWN, Hit, Hits, Rule, register, rule
from runtut.procedures.checking.words import folded, topics
from runtut.procedures.model import Sop

register(
    Rule(
        "ID-10", "warning", "Judul tidak sama di semua tempat",
        "Sampul, blok identitas dan kepala tabel harus menyebut judul yang sama; judul lain menandakan naskah salinan.",
        "Samakan judul di sampul, isian Nama SOP dan kepala tabel.",
        "PermenPANRB 35/2012, Lampiran (bagian identitas: Judul SOP)", "identity", True,
    )
)  # fmt: skip

PARTS = ("legal_basis", "qualifications", "related", "equipment", "warnings", "records")
CELLS = ("text", "requirement", "output", "note")
MOST_CHARACTERS = 60_000
"""Some ten times the longest SOP that we know."""
COORDINATORS = ("dinas", "sekretariat", "inspektorat", None)
AFFAIRS = (
    "kesehatan|pendidikan|sosial|pekerjaan umum|perumahan|perhubungan|kependudukan|tenaga kerja|ketenagakerjaan|koperasi|pangan"
    "|ketahanan pangan|pertanian|perkebunan|peternakan|kehutanan|perikanan|kelautan|perdagangan|perindustrian|pariwisata"
    "|kebudayaan|lingkungan hidup|komunikasi|pemberdayaan|pengendalian penduduk|pemuda|kepemudaan|perpustakaan|kearsipan"
    "|penanaman modal|pemadam|tata ruang|penataan ruang|pertanahan|energi"
)
"""What other dinas are named after, also where it is written small."""
LEFT_OVER = re.compile(
    r"(?<!nota )(?<!perjalanan )(?<!surat )(?<!rumah )(?<!pakaian )(?<!jam )(?<!naskah )(?<!luar )(?<!unit pelaksana teknis )"
    r"(?<!kendaraan )(?<!mobil )(?<!motor )(?<!tugas )(?<!perintah )(?<!rahasia )(?<!telepon )(?<!ikatan )(?<!izin )"
    rf"\b(?:kepala )?dinas\b(?!\s*/|\s+(?:terkait|teknis|pengampu|lain|luar|dalam|instansi|/|(?:{AFFAIRS})\b))", re.I,
)  # fmt: skip
NAMED = re.compile(r"\s+(?!dan\b|atau\b)[A-Z]")
A_DOCUMENT = re.compile(
    r"^\W{0,6}(?:\(?(?:\d{1,2}|[a-z])[.)]\s*)?\W{0,6}"
    r"(?:s\.?\s?o\.?\s?p|s\.?p\.?o|prosedur|standar operasional|standard operating)\b",
    re.I,
)
NOBODY = re.compile(r"(?!)")
LISTED = re.compile(r"^\W{0,6}(?:\(?(?:\d{1,2}|[a-z])[.)]\s*)?\W{0,6}(?:s\.\s?o\.\s?p\b\.?|s\.?p\.?o\b\.?)?\s*", re.I)
"""The number or letter of an item, and spellings of SOP that are no part of its title."""


def body(sop: Sop) -> Iterator[tuple[str, str]]:
    """Place and words of everything below the identity block, except regulations' titles."""
    return within(_cells(sop))


def within(cells: Iterator[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Cells with their blanks folded, until there are more words than anybody would write."""
    room = MOST_CHARACTERS
    for at, text in cells:
        room -= len(text)
        if room < 0:
            return
        yield at, " ".join(text.split())


def _cells(sop: Sop) -> Iterator[tuple[str, str]]:
    for key in PARTS[1:]:
        yield from ((f"{key}[{place}]", text) for place, text in enumerate(getattr(sop, key)))
    yield from ((f"actors[{place}]", actor) for place, actor in enumerate(sop.actors))
    for place, step in enumerate(sop.steps):
        for key in CELLS:
            if text := getattr(step, key):
                yield f"steps[{place}].{key}", text


@rule(
    "ID-11", "error", "Nama daerah atau perangkat daerah lain tertinggal",
    why="Nama milik daerah atau instansi lain menunjukkan bahwa naskah disalin dan belum disesuaikan.",
    mend="Ganti dengan nama sendiri, atau kesampingkan dengan alasan bila memang bekerja sama dengan pihak itu.",
    source=OWN,
)  # fmt: skip
def foreign_name_is_left(sop: Sop, context: Context) -> Hits:
    owner = sop.identity.pemda or context.pemda
    laws = within((f"legal_basis[{place}]", text) for place, text in enumerate(sop.legal_basis))
    for at, text in (*body(sop), *laws):
        for name in foreign_regions(text, owner, sop.identity.opd, context.own_names):
            yield Hit(at, f"Menyebut “{name}”, padahal SOP ini milik {owner or 'siapa pun yang memakai templat ini'}.", name)
        for name in other_offices(text, context):
            yield Hit(at, f"Menyebut “{name}”, perangkat daerah lain; biarkan bila memang bekerja sama.", name, "info")
    yield from _other_kind_of_office(sop)


def other_offices(text: str, context: Context) -> list[str]:
    """Names of sister offices in the text, each once; `Dinas Pertanian dan Pangan` does not name a Dinas Pertanian."""
    said = (match[0] for match in _offices(context.foreign_names, context.own_names).finditer(text))
    own = {folded(name) for name in context.own_names}
    return list({folded(name): name for name in said if name and folded(name) not in own}.values())


@lru_cache(maxsize=64)
def _offices(foreign: frozenset[str], own: frozenset[str]) -> re.Pattern[str]:
    """One search for all names of a pemda, the longest first."""
    names = sorted((name for name in foreign | own if name), key=lambda name: (-len(name), name)) if foreign else ()
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, names))})(?!\w)", re.I) if names else NOBODY


def _other_kind_of_office(sop: Sop) -> Hits:
    """`Dinas` alone in a kecamatan; with a name behind it (Dinas Kesehatan) or as `nota dinas` it is meant."""
    kind = kind_of_office(sop)
    for at, text in body(sop) if kind not in COORDINATORS else ():
        for match in LEFT_OVER.finditer(text):
            if NAMED.match(text, match.end()) is None:
                yield Hit(at, f"{_where(at)} menyebut “{match[0]}”, padahal ini SOP {kind}.", match[0])
                break


def _where(at: str) -> str:
    step = re.match(r"steps\[(\d+)\]", at)
    return f"Langkah {int(step[1]) + 1}" if step else "Bagian ini"


@rule(
    "ID-12", "info", "Keterkaitan tidak merujuk pada SOP yang dikenal",
    why="Keterkaitan memuat SOP lain yang mendahului atau mengikuti SOP ini, bukan dokumen, dan SOP itu harus ada.",
    mend="Tulis judul SOP yang ada di perangkat daerah ini; pindahkan dokumen ke Peralatan/Perlengkapan.",
    source="PermenPANRB 35/2012, Lampiran (bagian identitas: Keterkaitan)", about="identity",
)  # fmt: skip
def related_is_unknown(sop: Sop, context: Context) -> Hits:
    known = None if context.known_sops is None else [topics(folded(title)) for title in context.known_sops]
    for place, item in enumerate(sop.related):
        if not A_DOCUMENT.match(item):
            yield Hit(f"related[{place}]", f"“{item}” bukan SOP; Keterkaitan hanya memuat SOP lain.", item)
        elif known is not None and topics(folded(LISTED.sub("", item))) not in known:
            yield Hit(f"related[{place}]", f"“{item}” tidak ada dalam daftar SOP.", item)
